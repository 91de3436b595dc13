//! An asset as the reply to a PATCH shows it: flat, unescaped, times in UTC.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde_json::{Value, json};

use super::Scribe;
use crate::lab::model::{Asset, AssetModel, Holder, User};

impl Scribe<'_> {
    pub(crate) fn raw_asset(&self, asset: &Asset) -> Value {
        let mut all = self.raw_columns(asset);
        for part in [raw_zeros(), self.raw_assignment(asset), self.raw_relations(asset)] {
            if let (Value::Object(all), Value::Object(part)) = (&mut all, part) {
                all.extend(part);
            }
        }
        all
    }

    fn raw_columns(&self, asset: &Asset) -> Value {
        json!({
            "id": asset.id,
            "name": asset.name,
            "asset_tag": asset.tag,
            "model_id": asset.model,
            "serial": asset.serial,
            "purchase_date": asset.purchase_date.map(|day| self.midnight(day)),
            "purchase_cost": asset.purchase_cost.map(plain),
            "notes": asset.notes,
            "created_by": asset.created_by,
            "created_at": utc(asset.created_at),
            "updated_at": utc(asset.updated_at),
            "deleted_at": asset.deleted_at.map(utc),
            "status_id": asset.label,
            "supplier_id": asset.supplier,
            "rtd_location_id": asset.home,
            "company_id": asset.company,
            "location_id": asset.location,
            "checkin_counter": asset.checkins,
            "checkout_counter": asset.checkouts,
        })
    }

    /// Here alone times are wall-clock text and the date is the American way round.
    fn raw_assignment(&self, asset: &Asset) -> Value {
        let (id, kind) = match asset.holder {
            None => (None, None),
            Some(Holder::User(id)) => (Some(id), Some("App\\Models\\User")),
            Some(Holder::Location(id)) => (Some(id), Some("App\\Models\\Location")),
            Some(Holder::Asset(id)) => (Some(id), Some("App\\Models\\Asset")),
        };
        json!({
            "assigned_to": id,
            "assigned_type": kind,
            "last_checkout": asset.last_checkout.map(|at| self.wall(at)),
            "last_checkin": asset.last_checkin.map(|at| self.wall(at)),
            "expected_checkin": asset.expected_checkin.map(|d| d.format("%m-%d-%Y").to_string()),
        })
    }

    fn raw_relations(&self, asset: &Asset) -> Value {
        json!({
            "model": self.lab.models.get(&asset.model).map(raw_model),
            "adminuser": self.lab.users.get(&asset.created_by).map(raw_user),
        })
    }

    /// The start of a day in the server's zone.
    fn midnight(&self, day: NaiveDate) -> String {
        let local = day.and_time(NaiveTime::MIN);
        let start = self.lab.zone.from_local_datetime(&local).earliest();
        utc(start.map_or_else(|| local.and_utc(), |start| start.to_utc()))
    }
}

fn raw_zeros() -> Value {
    json!({
        "asset_eol_date": null,
        "eol_explicit": false,
        "order_number": null,
        "image": null,
        "physical": 1,
        "archived": 0,
        "warranty_months": null,
        "depreciate": null,
        "requestable": 0,
        "_snipeit_mac_address_1": null,
        "accepted": null,
        "last_audit_date": null,
        "next_audit_date": null,
        "requests_counter": 0,
        "byod": 0,
    })
}

fn raw_model(model: &AssetModel) -> Value {
    json!({
        "id": model.id,
        "name": model.name,
        "model_number": model.number,
        "min_amt": null,
        "manufacturer_id": model.manufacturer,
        "category_id": model.category,
        "created_at": utc(model.created_at),
        "updated_at": utc(model.updated_at),
        "depreciation_id": null,
        "created_by": null,
        "eol": null,
        "image": null,
        "deprecated_mac_address": 0,
        "deleted_at": null,
        "fieldset_id": null,
        "notes": null,
        "requestable": 0,
        "fieldset": null,
    })
}

fn raw_user(user: &User) -> Value {
    let mut all = json!({
        "id": user.id,
        "email": user.email,
        "activated": u8::from(user.activated),
        "created_by": 1,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "created_at": utc(user.created_at),
        "updated_at": utc(user.updated_at),
        "deleted_at": user.deleted_at.map(utc),
        "location_id": user.location,
        "employee_num": user.employee_number,
        "username": user.username,
        "company_id": user.company,
        "department_id": user.department,
        "locale": user.locale.code(),
    });
    if let (Value::Object(all), Value::Object(rest)) = (&mut all, raw_user_rest()) {
        all.extend(rest);
    }
    all
}

fn raw_user_rest() -> Value {
    json!({
        "activation_code": null, "activated_at": null, "last_login": null, "website": null,
        "country": null, "gravatar": null, "phone": null, "jobtitle": null, "manager_id": null,
        "avatar": null, "notes": null, "ldap_import": 0, "show_in_list": 1,
        "two_factor_secret": null, "two_factor_enrolled": 0, "two_factor_optin": 0,
        "address": null, "city": null, "state": null, "zip": null, "skin": null, "remote": 0,
        "start_date": null, "end_date": null, "scim_externalid": null, "autoassign_licenses": 1,
        "vip": 0, "enable_sounds": 0, "enable_confetti": 0,
    })
}

/// Cents as "1269.85".
fn plain(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// ISO 8601 with microseconds and `Z`.
pub(crate) fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}
