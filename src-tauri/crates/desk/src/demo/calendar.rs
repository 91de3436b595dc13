//! The days around the moment at which the demo is furnished.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::clock;

/// On the newest working day everything has happened by this hour.
const LATEST: NaiveTime = hour(11);

/// A time of day so many working days before the newest one, written "9 16:05". The order of two
/// moments does not depend on when the demo is furnished.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub struct Moment {
    workdays: u32,
    time: NaiveTime,
}

impl Moment {
    /// That time of day, so many working days before the newest one.
    pub fn new(workdays: u32, time: NaiveTime) -> Self {
        Self { workdays, time }
    }
}

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = || {
            let (workdays, time) = text.split_once(' ')?;
            let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
            Some(Self { workdays: workdays.parse().ok()?, time })
        };
        read().ok_or_else(|| format!("{text} is no moment"))
    }
}

/// A day: "w8" is the one eight working days before the newest, "+14" and "-2" count from today.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub enum Day {
    /// So many working days before the newest one.
    Workday(u32),
    /// So many days from today.
    FromToday(i64),
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = match text.strip_prefix('w') {
            Some(workdays) => workdays.parse().ok().map(Self::Workday),
            None => text.parse().ok().map(Self::FromToday),
        };
        read.ok_or_else(|| format!("{text} is no day"))
    }
}

/// Today at the lab, and the newest working day that is long enough gone by.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    zone: Tz,
    today: NaiveDate,
    newest: NaiveDate,
}

impl Calendar {
    /// The days around `now`.
    pub fn around(now: DateTime<Utc>, zone: Tz) -> Self {
        let local = now.with_timezone(&zone);
        let today = local.date_naive();
        let too_early = usize::from(local.time() < LATEST);
        let mut before = today.iter_days().rev().skip(too_early).filter(is_workday);
        Self { zone, today, newest: before.next().unwrap_or(today) }
    }

    /// When a moment was.
    pub fn moment(&self, moment: Moment) -> DateTime<Utc> {
        let wall = self.workday(moment.workdays).and_time(moment.time);
        let earliest = self.zone.from_local_datetime(&wall).earliest();
        earliest.map_or_else(|| wall.and_utc(), |at| at.to_utc())
    }

    /// Which day it is.
    pub fn day(&self, day: Day) -> NaiveDate {
        match day {
            Day::Workday(workdays) => self.workday(workdays),
            Day::FromToday(days) => {
                let distance = Days::new(days.unsigned_abs());
                let found = match days {
                    0.. => self.today.checked_add_days(distance),
                    _ => self.today.checked_sub_days(distance),
                };
                found.unwrap_or(self.today)
            }
        }
    }

    /// The lab's day at that time.
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        clock::day(at, self.zone)
    }

    /// The academic year of today, as schools write it.
    pub fn academic_year(&self) -> String {
        let first = self.today.year() - i32::from(self.today.month() < 9);
        format!("{first}/{}", first + 1)
    }

    fn workday(&self, back: u32) -> NaiveDate {
        let mut before = self.newest.iter_days().rev().filter(is_workday);
        before.nth(back as usize).unwrap_or(self.newest)
    }
}

/// A full hour.
pub const fn hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

fn is_workday(day: &NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
