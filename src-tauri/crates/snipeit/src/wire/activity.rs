//! A row of `reports/activity`.

use chrono_tz::Tz;
use domain::activity::{ActivityRow, Movement};
use domain::ids::{ActivityId, AssetId};
use serde::Deserialize;
use serde_json::Value;

use super::asset::holder;
use super::field::{Number, Reference, number, text};
use super::rich_text::plain;
use super::time::{Day, Moment};
use crate::error::Error;

/// A check-out or check-in, or a row that could not be read as one; none is dropped.
#[derive(Debug, Clone, PartialEq)]
pub enum MovementRow {
    /// A row that could be read.
    Row(ActivityRow),
    /// A row that could not.
    Unreadable {
        /// Its id, if at least that could be read.
        id: Option<ActivityId>,
        /// The row as the server sent it.
        raw: Value,
        /// What was wrong, with the place.
        problem: String,
    },
}

impl MovementRow {
    /// The row's id, if it could be read.
    #[must_use]
    pub fn id(&self) -> Option<ActivityId> {
        match self {
            Self::Row(row) => Some(row.id),
            Self::Unreadable { id, .. } => *id,
        }
    }

    /// Reads a row that the filter for `movement` brought; its own words are translated.
    pub(crate) fn read(raw: Value, movement: Movement, zone: Tz) -> Self {
        match super::read::<WireRow>(&raw).and_then(|row| row.movement(movement, zone)) {
            Ok(row) => Self::Row(row),
            Err(error) => {
                let id = raw.get("id").and_then(number).map(ActivityId);
                Self::Unreadable { id, raw, problem: error.to_string() }
            }
        }
    }
}

/// The row of whatever kind, as far as it is needed to know how far the log has come.
#[derive(Deserialize)]
pub(crate) struct AnyRow {
    pub(crate) id: Number,
    #[serde(default)]
    pub(crate) created_at: Moment,
}

#[derive(Deserialize)]
struct WireRow {
    id: Number,
    item: Value,
    target: Value,
    #[serde(default)]
    created_by: Reference,
    #[serde(default)]
    admin: Reference,
    #[serde(default)]
    action_date: Moment,
    #[serde(default)]
    created_at: Moment,
    #[serde(default)]
    note: Value,
    #[serde(default)]
    log_meta: Value,
}

impl WireRow {
    fn movement(self, movement: Movement, zone: Tz) -> Result<ActivityRow, Error> {
        let at = self.action_date.utc(zone).or_else(|| self.created_at.utc(zone));
        Ok(ActivityRow {
            id: ActivityId(self.id.0),
            movement,
            asset: asset(&self.item)?,
            item_name: self.item.get("name").and_then(text).unwrap_or_default(),
            target: holder(&self.target),
            by: self.created_by.name().or_else(|| self.admin.name()),
            at: at.ok_or_else(|| malformed("action_date", "no time that can be read"))?,
            expected_checkin: expected_checkin(&self.log_meta),
            note: self.note.as_str().and_then(plain),
        })
    }
}

/// The asset that the row is about. Other things share the number space of neither.
fn asset(item: &Value) -> Result<Option<AssetId>, Error> {
    if item.is_null() {
        return Ok(None);
    }
    match item.get("type").and_then(Value::as_str) {
        Some("asset") => match item.get("id").and_then(number) {
            Some(id) => Ok(Some(AssetId(id))),
            None => Err(malformed("item.id", "not an id")),
        },
        Some(_) => Ok(None),
        None => Err(malformed("item.type", "missing")),
    }
}

/// This key of `log_meta` is not among those that are translated.
fn expected_checkin(log_meta: &Value) -> Option<chrono::NaiveDate> {
    let new = log_meta.get("expected_checkin")?.get("new")?;
    Day::from(new.clone()).0
}

fn malformed(path: &str, problem: &str) -> Error {
    Error::Malformed { path: path.to_owned(), problem: problem.to_owned() }
}
