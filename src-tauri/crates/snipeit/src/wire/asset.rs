//! A row of `hardware`, and the reply to a changed label.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::asset::{AssetDetails, AssetSnapshot, Holder, Label};
use domain::ids::{
    AssetId, CategoryId, CompanyId, LabelId, LocationId, ManufacturerId, ModelId, SupplierId,
    UserId,
};
use serde::Deserialize;
use serde_json::Value;

use super::field::{Number, Present, Reference, Text, number, text};
use super::label::kind;
use super::money::Money;
use super::rich_text::plain;
use super::time::{Day, Moment};

/// A row of `hardware`. `assigned_to` must be there: a row without it would read as free.
#[derive(Deserialize)]
pub(crate) struct AssetRow {
    id: Number,
    assigned_to: Value,
    #[serde(default)]
    asset_tag: Text,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    serial: Text,
    #[serde(default)]
    model: Reference,
    #[serde(default)]
    category: Reference,
    #[serde(default)]
    location: Reference,
    #[serde(default)]
    status_label: Value,
    #[serde(default)]
    expected_checkin: Day,
    #[serde(default)]
    last_checkout: Moment,
    #[serde(default)]
    last_checkin: Moment,
    #[serde(default)]
    updated_at: Moment,
    #[serde(default)]
    deleted_at: Present,
    #[serde(default)]
    model_number: Text,
    #[serde(default)]
    manufacturer: Reference,
    #[serde(default)]
    supplier: Reference,
    #[serde(default)]
    company: Reference,
    #[serde(default)]
    rtd_location: Reference,
    #[serde(default)]
    created_at: Moment,
    #[serde(default)]
    purchase_date: Day,
    #[serde(default)]
    purchase_cost: Money,
    #[serde(default)]
    notes: Value,
}

impl AssetRow {
    pub(crate) fn snapshot(self, zone: Tz) -> AssetSnapshot {
        AssetSnapshot {
            id: AssetId(self.id.0),
            holder: holder(&self.assigned_to).or_else(|| unnamed_holder(&self.status_label)),
            label: label(&self.status_label),
            tag: self.asset_tag.or_empty(),
            name: self.name.0,
            serial: self.serial.0,
            model: self.model.named(ModelId),
            category: self.category.named(CategoryId),
            location: self.location.named(LocationId),
            expected_checkin: self.expected_checkin.0,
            last_checkout: self.last_checkout.utc(zone),
            last_checkin: self.last_checkin.utc(zone),
            updated_at: self.updated_at.utc(zone),
            deleted: self.deleted_at.0,
            details: AssetDetails {
                model_number: self.model_number.0,
                manufacturer: self.manufacturer.named(ManufacturerId),
                supplier: self.supplier.named(SupplierId),
                company: self.company.named(CompanyId),
                home: self.rtd_location.named(LocationId),
                created_at: self.created_at.utc(zone),
                purchase_date: self.purchase_date.0,
                purchase_cost: self.purchase_cost.0,
                notes: self.notes.as_str().and_then(plain),
            },
        }
    }
}

/// Whoever `assigned_to` or an activity row's `target` names. A kind or an id that cannot be read
/// still is a holder.
pub(crate) fn holder(value: &Value) -> Option<Holder> {
    if value.is_null() {
        return None;
    }
    let name = value.get("name").and_then(text).unwrap_or_default();
    let Some(id) = value.get("id").and_then(number) else {
        return Some(Holder::Unknown { name });
    };
    Some(match value.get("type").and_then(Value::as_str) {
        Some("user") => Holder::User { id: UserId(id), name },
        Some("location") => Holder::Location { id: LocationId(id), name },
        Some("asset") => Holder::Asset { id: AssetId(id), name },
        _ => Holder::Unknown { name },
    })
}

/// The label's `status_meta` says "deployed" while nobody is named: held by somebody unknown.
fn unnamed_holder(label: &Value) -> Option<Holder> {
    let meta = label.get("status_meta").and_then(Value::as_str)?;
    (meta == "deployed").then(|| Holder::Unknown { name: String::new() })
}

fn label(value: &Value) -> Option<Label> {
    let id = value.get("id").and_then(number)?;
    let name = value.get("name").and_then(text).unwrap_or_default();
    Some(Label { id: LabelId(id), name, kind: kind(value.get("status_type")) })
}

/// What a row says its reader may do.
#[derive(Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Actions {
    pub(crate) update: Option<bool>,
    pub(crate) checkout: Option<bool>,
    pub(crate) checkin: Option<bool>,
    pub(crate) delete: Option<bool>,
}

impl From<Value> for Actions {
    fn from(value: Value) -> Self {
        let told = |name| value.get(name).and_then(Value::as_bool);
        Self {
            update: told("update"),
            checkout: told("checkout"),
            checkin: told("checkin"),
            delete: told("delete"),
        }
    }
}

/// The row of an asset as far as rights go.
#[derive(Deserialize)]
pub(crate) struct ActionsRow {
    #[serde(default)]
    available_actions: Actions,
    #[serde(default)]
    assigned_to: Present,
}

impl ActionsRow {
    /// Nobody may delete an asset that is checked out: only a free one's "no" is about rights.
    pub(crate) fn actions(self) -> Actions {
        let held = self.assigned_to.0;
        let delete = self.available_actions.delete.filter(|allowed| *allowed || !held);
        Actions { delete, ..self.available_actions }
    }
}

/// The reply to a change: the raw record, its times in UTC.
#[derive(Deserialize)]
pub(crate) struct ChangedAsset {
    pub(crate) payload: ChangedRecord,
}

/// What of the raw record matters.
#[derive(Deserialize)]
pub(crate) struct ChangedRecord {
    pub(crate) id: Number,
    pub(crate) status_id: Number,
    #[serde(default)]
    updated_at: Moment,
}

impl ChangedRecord {
    pub(crate) fn updated_at(&self) -> Option<DateTime<Utc>> {
        self.updated_at.utc(Tz::UTC)
    }
}
