//! An asset as the reply to a PATCH shows it: flat, unescaped, times in UTC.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::Scribe;
use crate::lab::model::{Asset, AssetModel, Holder, Location, Named, User};
use crate::lab::rights::Locale;

impl Scribe<'_> {
    pub(crate) fn raw_asset(&self, asset: &Asset) -> Value {
        let mut all = self.raw_columns(asset);
        for part in [raw_zeros(), self.raw_assignment(asset), self.raw_relations(asset)] {
            extend(&mut all, part);
        }
        all
    }

    /// The reply to an edit that named a user carries that user too.
    pub(crate) fn raw_reassigned(&self, asset: &Asset) -> Value {
        let mut all = self.raw_asset(asset);
        extend(&mut all, json!({ "assigned": self.raw_holder(asset) }));
        self.add_category(asset, &mut all);
        all
    }

    fn raw_holder(&self, asset: &Asset) -> Value {
        match asset.holder {
            Some(Holder::User(id)) => self.lab.users.get(&id).map_or(Value::Null, raw_user),
            _ => Value::Null,
        }
    }

    /// The reply to a creation has what was sent and what the server added, nothing else.
    pub(crate) fn new_asset(&self, asset: &Asset, sent: impl Fn(&str) -> bool) -> Value {
        let mut all = self.raw_asset(asset);
        if let Value::Object(all) = &mut all {
            all.retain(|key, _| ADDED.contains(&key.as_str()) || sent(key));
        }
        if asset.holder.is_some() {
            extend(&mut all, self.lent_at_birth(asset));
        }
        all
    }

    fn lent_at_birth(&self, asset: &Asset) -> Value {
        let mut part = self.raw_asset(asset);
        if let Value::Object(part) = &mut part {
            part.retain(|key, _| LENT.contains(&key.as_str()));
        }
        extend(&mut part, json!({ "assigned": self.raw_placed_holder(asset) }));
        self.add_category(asset, &mut part);
        part
    }

    /// A check-out looks at the model's category, which then stands in the reply.
    fn add_category(&self, asset: &Asset, all: &mut Value) {
        let category = self.lab.models.get(&asset.model).map(|model| model.category);
        let category = category.and_then(|id| self.lab.categories.get(&id));
        extend(&mut all["model"], json!({ "category": category.map(raw_category) }));
    }

    fn raw_placed_holder(&self, asset: &Asset) -> Value {
        let mut holder = self.raw_holder(asset);
        let place = holder["location_id"].as_u64().and_then(|id| u32::try_from(id).ok());
        let place = place.and_then(|id| self.lab.locations.get(&id));
        extend(&mut holder, json!({ "location": place.map(raw_location) }));
        holder
    }

    fn raw_columns(&self, asset: &Asset) -> Value {
        json!({
            "id": asset.id,
            "name": asset.name,
            "asset_tag": asset.tag,
            "model_id": asset.model,
            "serial": asset.serial,
            "purchase_date": asset.purchase_date.map(|day| utc(self.midnight(day))),
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
            "last_audit_date": asset.last_audit.map(|at| self.wall(at)),
            "next_audit_date": asset.next_audit.map(|day| day.to_string()),
        })
    }

    fn raw_relations(&self, asset: &Asset) -> Value {
        json!({
            "model": self.lab.models.get(&asset.model).map(raw_model),
            "adminuser": self.lab.users.get(&asset.created_by).map(raw_user),
        })
    }
}

/// What a creation's reply always has.
const ADDED: [&str; 9] = [
    "id",
    "asset_tag",
    "model_id",
    "status_id",
    "company_id",
    "created_by",
    "created_at",
    "updated_at",
    "model",
];

/// What it has besides if the asset was lent at once.
const LENT: [&str; 7] = [
    "last_checkout",
    "name",
    "assigned_to",
    "assigned_type",
    "location_id",
    "checkout_counter",
    "model",
];

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

fn raw_category(category: &Named) -> Value {
    json!({
        "id": category.id,
        "name": category.name,
        "created_at": utc(category.created_at),
        "updated_at": utc(category.created_at),
        "eula_text": null, "use_default_eula": 0, "require_acceptance": 0,
        "category_type": "asset", "checkin_email": 0, "image": null, "notes": null,
    })
}

fn raw_location(place: &Location) -> Value {
    json!({
        "id": place.id,
        "name": place.name,
        "parent_id": place.parent,
        "created_at": utc(place.created_at),
        "updated_at": utc(place.created_at),
        "country": "PT",
        "city": place.city, "state": null, "created_by": null, "address": null, "address2": null,
        "zip": null, "fax": null, "phone": null, "deleted_at": null, "currency": null,
        "ldap_ou": null, "manager_id": null, "image": null, "company_id": null, "notes": null,
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
        "locale": user.locale.map(Locale::code),
    });
    extend(&mut all, raw_user_rest());
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

fn extend(all: &mut Value, part: Value) {
    if let (Value::Object(all), Value::Object(part)) = (all, part) {
        all.extend(part);
    }
}

/// Cents as "1269.85".
fn plain(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// ISO 8601 with microseconds and `Z`.
pub(crate) fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}
