//! A row of the activity log, put into words at the moment it is read.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use super::{Scribe, date, escaped, escaped_or_null, note};
use crate::http::wording;
use crate::lab::activity::{Action, Activity, Change, Item, Source};
use crate::lab::model::Holder;

impl Scribe<'_> {
    pub(crate) fn activity(&self, row: &Activity) -> Value {
        json!({
            "id": row.id,
            "icon": icon(row),
            "file": row.file.as_deref().map(|name| self.file(row, name)),
            "item": self.item(row.item),
            "location": self.location(row.location),
            "created_at": self.time(row.created_at),
            "updated_at": self.time(row.created_at),
            "next_audit_date": self.next_audit(row),
            "days_to_next_audit": self.days_to_next_audit(row),
            "action_type": wording::action(row.action, self.locale),
            "admin": self.actor(row.by),
            "created_by": self.actor(row.by),
            "target": row.target.map_or(Value::Null, |target| self.target(target)),
            "note": note(row.note.as_deref()),
            "signature_file": null,
            "log_meta": self.meta(&row.changes),
            "remote_ip": "127.0.0.1",
            "user_agent": row.agent,
            "action_source": source(row.source),
            "action_date": self.time(row.action_date),
        })
    }

    /// Purged items are null, deleted ones are still named.
    fn item(&self, item: Item) -> Value {
        match item {
            Item::Asset(id) => self.lab.assets.get(&id).map_or(Value::Null, |asset| {
                let name = self.asset_title(asset);
                json!({ "id": id, "name": name, "type": "asset",
                        "serial": escaped_or_null(asset.serial.as_deref()) })
            }),
            Item::User(id) => self.lab.users.get(&id).map_or(Value::Null, |user| {
                json!({ "id": id, "name": escaped(&user.full_name()), "type": "user",
                        "serial": null })
            }),
        }
    }

    fn target(&self, target: Holder) -> Value {
        let lab = self.lab;
        let (id, name, kind) = match target {
            Holder::User(id) => (id, lab.users.get(&id).map(|u| escaped(&u.full_name())), "user"),
            Holder::Location(id) => {
                (id, lab.locations.get(&id).map(|place| escaped(&place.name)), "location")
            }
            Holder::Asset(id) => (id, lab.assets.get(&id).map(|a| self.asset_title(a)), "asset"),
        };
        name.map_or(Value::Null, |name| json!({ "id": id, "name": name, "type": kind }))
    }

    fn actor(&self, id: u32) -> Value {
        self.lab.users.get(&id).map_or(Value::Null, |user| {
            json!({
                "id": id,
                "name": escaped(&user.full_name()),
                "first_name": escaped(&user.first_name),
                "last_name": escaped(&user.last_name),
            })
        })
    }

    /// For assets without an audit interval the server repeats the day of the row.
    fn next_audit(&self, row: &Activity) -> Value {
        match row.item {
            Item::Asset(_) => date(self.day(row.created_at)),
            Item::User(_) => Value::Null,
        }
    }

    /// For an asset with an audit date the number is a text.
    fn days_to_next_audit(&self, row: &Activity) -> Value {
        let asset = match row.item {
            Item::Asset(id) => self.lab.asset(id),
            Item::User(_) => None,
        };
        match asset.and_then(|asset| asset.next_audit) {
            Some(due) => days(self.midnight(due) - self.now).to_string().into(),
            None => days(self.now - row.created_at).into(),
        }
    }

    fn file(&self, row: &Activity, name: &str) -> Value {
        let Item::Asset(asset) = row.item else { return Value::Null };
        json!({
            "url": format!("{}/hardware/{asset}/showfile/{}", self.address, row.id),
            "filename": escaped(name),
            "inlineable": false,
        })
    }

    fn meta(&self, changes: &[Change]) -> Value {
        if changes.is_empty() {
            return Value::Null;
        }
        let entries: Map<String, Value> = changes.iter().map(|change| self.entry(change)).collect();
        Value::Object(entries)
    }

    fn entry(&self, change: &Change) -> (String, Value) {
        let key = wording::change(change, self.locale);
        let (old, new) = match change {
            Change::ActionDate { old, new } => (self.wall(*old), self.wall(*new)),
            Change::Name { old, new }
            | Change::Notes { old, new }
            | Change::ExpectedCheckin { old, new }
            | Change::NextAudit { old, new } => (escaped(old), escaped(new)),
            Change::Location { old, new } => (self.place_in_log(*old), self.place_in_log(*new)),
            Change::Label { old, new } => (self.label_in_log(*old), self.label_in_log(*new)),
        };
        (key.to_owned(), json!({ "old": old, "new": new }))
    }

    fn place_in_log(&self, id: Option<u32>) -> String {
        let Some(id) = id else { return "Unassigned".to_owned() };
        let name = self.lab.locations.get(&id).map_or("deleted", |place| &place.name);
        format!("[id: {id}] {}", escaped(name))
    }

    fn label_in_log(&self, id: u32) -> String {
        let name = self.lab.labels.get(&id).map_or("deleted", |label| &label.name);
        format!("[id: {id}] {}", escaped(name))
    }
}

/// Whole days, rounded to the nearest.
fn days(span: TimeDelta) -> i64 {
    let hours = span.num_hours();
    (hours + 12).div_euclid(24)
}

fn icon(row: &Activity) -> &'static str {
    match (row.action, row.item) {
        (Action::Create, Item::User(_)) => "fa-solid fa-user-plus",
        (Action::Create, Item::Asset(_)) => "fa-solid fa-plus",
        (Action::Update, _) => "fa-solid fa-pen",
        (Action::CheckOut, _) => "fa-solid fa-rotate-left",
        (Action::CheckIn, _) => "fa-solid fa-rotate-right",
        (Action::Delete, Item::User(_)) => "fa-solid fa-user-minus",
        (Action::Delete, Item::Asset(_)) => "fa-solid fa-trash",
        (Action::Restore, _) => "fa-solid fa-trash-arrow-up",
        (Action::Audit, _) => "fas fa-clipboard-check",
        (Action::Upload, _) => "fas fa-paperclip",
    }
}

/// The API's word for where something was done.
pub(crate) fn source(source: Source) -> &'static str {
    match source {
        Source::Web => "gui",
        Source::Api => "api",
        Source::Unknown => "cli/unknown",
    }
}
