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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono_tz::America::New_York;
    use chrono_tz::Europe::Lisbon;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn utc(value: Value, zone: Tz) -> Option<String> {
        Moment::from(value).utc(zone).map(|time| time.to_rfc3339())
    }

    fn wall(text: &str, zone: Tz) -> Option<String> {
        utc(json!({ "datetime": text, "formatted": "unused" }), zone)
    }

    #[test]
    fn wall_clock_times_follow_the_zone_and_its_summer() {
        assert_eq!(wall("2026-01-10 12:00:00", Lisbon).unwrap(), "2026-01-10T12:00:00+00:00");
        assert_eq!(wall("2026-07-10 12:00:00", Lisbon).unwrap(), "2026-07-10T11:00:00+00:00");
        assert_eq!(wall("2026-11-21 15:54:45", New_York).unwrap(), "2026-11-21T20:54:45+00:00");
    }

    #[test]
    fn an_hour_that_came_twice_is_the_first() {
        assert_eq!(wall("2026-10-25 01:30:00", Lisbon).unwrap(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn an_hour_that_was_skipped_is_moved_on() {
        assert_eq!(wall("2026-03-29 01:30:00", Lisbon).unwrap(), "2026-03-29T01:30:00+00:00");
        assert_eq!(wall("2026-03-08 02:30:00", New_York).unwrap(), "2026-03-08T07:30:00+00:00");
    }

    #[test]
    fn a_time_that_names_its_offset_needs_no_zone() {
        let raw = json!("2026-11-21T20:54:45.000000Z");
        assert_eq!(utc(raw, New_York).unwrap(), "2026-11-21T20:54:45+00:00");
    }

    #[test]
    fn what_is_no_time_is_none() {
        for value in [json!(null), json!([]), json!(""), json!({ "date": "2026-01-01" }), json!(7)]
        {
            assert_eq!(utc(value.clone(), Lisbon), None, "{value}");
        }
        assert_eq!(wall("0000-00-00 00:00:00", Lisbon), None);
    }

    #[test]
    fn a_date_is_read_in_each_of_its_shapes() {
        let expected = NaiveDate::from_ymd_opt(2026, 12, 5);
        for value in [
            json!({ "date": "2026-12-05", "formatted": "Sat Dec 05, 2026" }),
            json!("2026-12-05"),
            json!("2026-12-05 15:30:00"),
            json!("2026-12-05T15:30:00Z"),
        ] {
            assert_eq!(Day::from(value.clone()).0, expected, "{value}");
        }
        for value in [json!(""), json!("12-05-2026"), json!("soon"), json!(null)] {
            assert_eq!(Day::from(value.clone()).0, None, "{value}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_a_time_panic(text in "\\PC{0,30}|[+-]?[0-9]{4,6}-[0-9]{2}-[0-9]{2} 00:00:00") {
            let _ = wall(&text, Lisbon);
            let _ = Day::from(json!(text));
        }
    }
}
