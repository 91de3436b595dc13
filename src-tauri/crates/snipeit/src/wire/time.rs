//! Times and dates. Lists give wall-clock text in the server's zone without an offset, replies to
//! writes give UTC with `Z`.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

/// A point in time as a row tells it.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Moment(Option<Reading>);

#[derive(Debug, Clone, Copy)]
enum Reading {
    Wall(NaiveDateTime),
    Utc(DateTime<Utc>),
}

impl From<Value> for Moment {
    fn from(value: Value) -> Self {
        Self(inner_text(&value, "datetime").and_then(reading))
    }
}

impl Moment {
    pub(crate) fn utc(self, zone: Tz) -> Option<DateTime<Utc>> {
        match self.0? {
            Reading::Utc(time) => Some(time),
            Reading::Wall(wall) => wall_to_utc(wall, zone),
        }
    }
}

/// A date on the server's wall.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Day(pub(crate) Option<NaiveDate>);

impl From<Value> for Day {
    fn from(value: Value) -> Self {
        Self(inner_text(&value, "date").and_then(day))
    }
}

/// The date at the start of a text; a time part after it says nothing more.
fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10).and_then(|date| NaiveDate::parse_from_str(date, "%Y-%m-%d").ok())
}

fn inner_text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.as_str().or_else(|| value.get(key)?.as_str()).map(str::trim)
}

fn reading(text: &str) -> Option<Reading> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(Reading::Utc(time.with_timezone(&Utc)));
    }
    let formats = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    let wall = formats.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
    wall.or_else(|| day(text)?.and_hms_opt(0, 0, 0)).map(Reading::Wall)
}

/// An hour that came twice is taken as the first; one that was skipped is moved on by as much, as
/// PHP does.
fn wall_to_utc(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&wall) {
        LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => {
            Some(time.with_timezone(&Utc))
        }
        LocalResult::None => skipped_to_utc(wall, zone),
    }
}

fn skipped_to_utc(wall: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let day = TimeDelta::days(1);
    let before = zone.from_local_datetime(&wall.checked_sub_signed(day)?).earliest()?;
    before.with_timezone(&Utc).checked_add_signed(day)
}
