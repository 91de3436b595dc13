//! An asset as `GET hardware` shows it.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::{Scribe, date_or_null, escaped, escaped_or_null, named, note, reference};
use crate::http::wording::{self, Unit};
use crate::lab::model::{Asset, AssetModel, Holder};
use crate::lab::rights::Permission;

impl Scribe<'_> {
    pub(crate) fn asset(&self, asset: &Asset) -> Value {
        let mut all = self.identity(asset);
        for part in [self.whereabouts(asset), self.dates(asset), self.counters(asset)] {
            if let (Value::Object(all), Value::Object(part)) = (&mut all, part) {
                all.extend(part);
            }
        }
        all
    }

    /// In a user's own list nothing says who has the asset.
    pub(crate) fn asset_of_user(&self, asset: &Asset) -> Value {
        let mut all = self.asset(asset);
        all["assigned_to"] = Value::Null;
        all
    }

    fn identity(&self, asset: &Asset) -> Value {
        let model = self.lab.models.get(&asset.model);
        let maker = model.and_then(|m| m.manufacturer);
        json!({
            "id": asset.id,
            "name": escaped(asset.name.as_deref().unwrap_or_default()),
            "asset_tag": escaped(&asset.tag),
            "serial": escaped(asset.serial.as_deref().unwrap_or_default()),
            "model": model.map(|m| reference(m.id, &m.name)),
            "byod": false,
            "requestable": false,
            "model_number": escaped_or_null(model.and_then(|m| m.number.as_deref())),
            "eol": null,
            "status_label": self.status(asset),
            "category": named(model.and_then(|m| self.lab.categories.get(&m.category))),
            "manufacturer": named(maker.and_then(|id| self.lab.manufacturers.get(&id))),
            "notes": note(asset.notes.as_deref()),
            "order_number": null,
            "image": null,
            "qr": null,
            "alt_barcode": self.barcode(asset),
            "custom_fields": {},
        })
    }

    fn status(&self, asset: &Asset) -> Value {
        let Some(label) = self.lab.labels.get(&asset.label) else { return Value::Null };
        let meta = if asset.holder.is_some() { "deployed" } else { label.kind.word() };
        json!({
            "id": label.id,
            "name": escaped(&label.name),
            "status_type": label.kind.word(),
            "status_meta": meta,
        })
    }

    fn barcode(&self, asset: &Asset) -> String {
        format!("{}/uploads/barcodes/-{}.png", self.address, asset.tag.to_lowercase())
    }

    fn whereabouts(&self, asset: &Asset) -> Value {
        json!({
            "company": named(asset.company.and_then(|id| self.lab.companies.get(&id))),
            "supplier": named(asset.supplier.and_then(|id| self.lab.suppliers.get(&id))),
            "location": self.location(asset.location),
            "rtd_location": self.location(asset.home),
            "assigned_to": asset.holder.map_or(Value::Null, |holder| self.holder(holder)),
            "created_by": self.user_name(asset.created_by),
        })
    }

    fn holder(&self, holder: Holder) -> Value {
        match holder {
            Holder::User(id) => self.holding_user(id),
            Holder::Location(id) => {
                let name = self.lab.locations.get(&id).map(|place| escaped(&place.name));
                json!({ "id": id, "name": name, "type": "location" })
            }
            Holder::Asset(id) => {
                let name = self.lab.assets.get(&id).map(|asset| self.asset_title(asset));
                json!({ "id": id, "name": name, "type": "asset" })
            }
        }
    }

    fn holding_user(&self, id: u32) -> Value {
        let Some(user) = self.lab.users.get(&id) else { return Value::Null };
        json!({
            "id": id,
            "username": escaped(&user.username),
            "name": escaped(&user.full_name()),
            "first_name": escaped(&user.first_name),
            "last_name": escaped_or_null(Some(&user.last_name)),
            "email": escaped_or_null(user.email.as_deref()),
            "employee_number": escaped_or_null(user.employee_number.as_deref()),
            "type": "user",
        })
    }

    /// "Name (TAG) - Model", with the name and model of today.
    pub(super) fn asset_title(&self, asset: &Asset) -> String {
        let model = self.lab.models.get(&asset.model).map_or("", |model: &AssetModel| &model.name);
        let name = asset.name.as_deref().unwrap_or_default();
        escaped(&format!("{name} ({}) - {model}", asset.tag))
    }

    fn dates(&self, asset: &Asset) -> Value {
        json!({
            "asset_eol_date": null,
            "warranty_months": null,
            "warranty_expires": null,
            "created_at": self.time(asset.created_at),
            "updated_at": self.time(asset.updated_at),
            "last_audit_date": self.time_or_null(asset.last_audit),
            "next_audit_date": date_or_null(asset.next_audit),
            "deleted_at": self.time_or_null(asset.deleted_at),
            "purchase_date": date_or_null(asset.purchase_date),
            "age": asset.purchase_date.map_or_else(String::new, |bought| self.age(bought)),
            "last_checkout": self.time_or_null(asset.last_checkout),
            "last_checkin": self.time_or_null(asset.last_checkin),
            "expected_checkin": date_or_null(asset.expected_checkin),
        })
    }

    /// The age in the server's words.
    fn age(&self, bought: NaiveDate) -> String {
        let (count, unit) = elapsed(bought, self.day(self.now));
        wording::ago(count, unit, self.locale)
    }

    fn counters(&self, asset: &Asset) -> Value {
        json!({
            "purchase_cost": asset.purchase_cost.map(grouped),
            "checkin_counter": asset.checkins,
            "checkout_counter": asset.checkouts,
            "requests_counter": 0,
            "user_can_checkout": self.lab.is_available(asset),
            "book_value": null,
            "available_actions": self.actions(asset),
        })
    }

    fn actions(&self, asset: &Asset) -> Value {
        let alive = asset.deleted_at.is_none();
        let edit = self.may(Permission::AssetsEdit);
        let free = alive && asset.holder.is_none();
        json!({
            "checkout": alive && self.may(Permission::AssetsCheckout),
            "checkin": alive && self.may(Permission::AssetsCheckin),
            "clone": edit,
            "restore": !alive && edit,
            "update": alive && edit,
            "audit": edit,
            "delete": free && self.may(Permission::AssetsDelete),
        })
    }
}

fn elapsed(since: NaiveDate, today: NaiveDate) -> (i64, Unit) {
    let months = (today.year() - since.year()) * 12 + today.month() as i32
        - since.month() as i32
        - i32::from(today.day() < since.day());
    match (today - since).num_days() {
        _ if months >= 12 => (i64::from(months / 12), Unit::Year),
        _ if months >= 1 => (i64::from(months), Unit::Month),
        days if days >= 7 => (days / 7, Unit::Week),
        days => (days, Unit::Day),
    }
}

/// Cents as "1,269.85".
fn grouped(cents: u32) -> String {
    let euros = (cents / 100).to_string();
    let mut text = String::new();
    for (index, digit) in euros.chars().enumerate() {
        if index > 0 && (euros.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}.{:02}", cents % 100)
}
