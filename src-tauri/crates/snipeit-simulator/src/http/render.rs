//! Putting records into the server's JSON: escaped, in its wall-clock time.

mod account;
mod activity;
mod asset;
mod markdown;
mod raw;
mod records;
mod tally;
mod user;

use std::cell::OnceCell;

pub(crate) use activity::source;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde_json::{Value, json};
pub(crate) use tally::Counts;
use tally::Tally;

use crate::lab::Lab;
use crate::lab::model::Named;
use crate::lab::rights::{Locale, Permission, Rights, Token};

/// Writes records for one reader.
pub(crate) struct Scribe<'a> {
    lab: &'a Lab,
    reader: u32,
    rights: &'a Rights,
    locale: Locale,
    address: &'a str,
    now: DateTime<Utc>,
    tally: OnceCell<Tally>,
}

impl<'a> Scribe<'a> {
    pub(crate) fn new(
        lab: &'a Lab,
        token: &'a Token,
        address: &'a str,
        now: DateTime<Utc>,
    ) -> Self {
        Scribe {
            lab,
            reader: token.user,
            rights: &token.rights,
            locale: token.locale,
            address,
            now,
            tally: OnceCell::new(),
        }
    }

    /// Counted when something is first asked of it.
    fn tally(&self) -> &Tally {
        self.tally.get_or_init(|| Tally::of(self.lab))
    }

    fn may(&self, permission: Permission) -> bool {
        self.rights.allow(permission)
    }

    /// Wall-clock text in the server's zone, without an offset.
    fn wall(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.lab.zone).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn time(&self, at: DateTime<Utc>) -> Value {
        let formatted = at.with_timezone(&self.lab.zone).format("%a %b %d, %Y %-I:%M%p");
        json!({ "datetime": self.wall(at), "formatted": formatted.to_string() })
    }

    fn time_or_null(&self, at: Option<DateTime<Utc>>) -> Value {
        at.map_or(Value::Null, |at| self.time(at))
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.lab.zone).date_naive()
    }

    /// The start of a day in the server's zone.
    fn midnight(&self, day: NaiveDate) -> DateTime<Utc> {
        let local = day.and_time(NaiveTime::MIN);
        let start = self.lab.zone.from_local_datetime(&local).earliest();
        start.map_or_else(|| local.and_utc(), |start| start.to_utc())
    }

    fn location(&self, id: Option<u32>) -> Value {
        let location = id.and_then(|id| self.lab.locations.get(&id));
        location.map_or(Value::Null, |location| reference(location.id, &location.name))
    }

    fn user_name(&self, id: u32) -> Value {
        let known = |company| self.lab.shows_company(self.reader, self.rights, company);
        let user = self.lab.users.get(&id).filter(|user| known(user.company));
        user.map_or(Value::Null, |user| reference(id, &user.full_name()))
    }
}

/// HTML-escaped as the server does it.
pub(crate) fn escaped(text: &str) -> String {
    html_escape::encode_double_quoted_attribute(text).replace('\'', "&#039;")
}

fn escaped_or_null(text: Option<&str>) -> Value {
    text.filter(|text| !text.is_empty()).map_or(Value::Null, |text| escaped(text).into())
}

fn note(text: Option<&str>) -> Value {
    text.filter(|text| !text.is_empty()).map_or(Value::Null, |text| markdown::rendered(text).into())
}

fn reference(id: u32, name: &str) -> Value {
    json!({ "id": id, "name": escaped(name) })
}

fn named(record: Option<&Named>) -> Value {
    record.map_or(Value::Null, |record| reference(record.id, &record.name))
}

fn date(day: NaiveDate) -> Value {
    json!({ "date": day.to_string(), "formatted": day.format("%a %b %d, %Y").to_string() })
}

fn date_or_null(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Null, date)
}
