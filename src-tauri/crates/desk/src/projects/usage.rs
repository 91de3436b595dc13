//! What a project used, from what the history says went out and came back.
//!
//! - A *loan* begins when a unit of the project is checked out and ends when it is returned, at the
//!   times that the activity log says, or else when it was seen.
//! - Its *days* are the days of 24 hours that it began, at least one; one that has not ended counts
//!   until now. *Item-days* are those of all loans together.
//! - It ended *on time* when the day it ended, at the counter, is not after the day it was due.
//! - The time *to decide* is that from asking for a unit until it was first approved or rejected;
//!   what was taken back in time does not count. Of an even number, the two in the middle are
//!   halved.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::ids::{ProjectId, UnitId};
use domain::unit::UnitState;
use workspace::table::projects::{FirstDecision, Movement, Overdue};

use crate::api::{DeskError, ModelDays, ProjectUsage};
use crate::clock::day;
use crate::counter::Counter;
use crate::db::found;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// A unit was out, or still is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    /// The unit.
    pub unit: UnitId,
    /// The model of its asset.
    pub model: String,
    /// When it went out.
    pub from: DateTime<Utc>,
    /// When it came back.
    pub until: Option<DateTime<Utc>>,
    /// The day it is due, or was.
    pub due: NaiveDate,
}

/// What a project used until now.
pub async fn usage(counter: &Counter, id: ProjectId) -> Result<ProjectUsage, DeskError> {
    let (now, zone) = (counter.now(), counter.configuration().zone);
    counter
        .db
        .read(move |read| {
            let project = found(read.project(id)?)?;
            let loans = loans(&read.project_movements(id)?);
            let ended = || loans.iter().filter(|loan| loan.until.is_some());
            Ok(ProjectUsage {
                since: project.approved_at.unwrap_or(project.created_at),
                item_days: loans.iter().map(|loan| days(loan, now)).sum(),
                returned: count(ended()),
                on_time: count(ended().filter(|loan| is_on_time(loan, zone))),
                median_decision: median(&read.project_decisions(id)?),
                models: by_model(&loans, now),
            })
        })
        .await
}

/// Pairs what went out with what came back, each in the order in which it was noticed.
pub fn loans(movements: &[Movement]) -> Vec<Loan> {
    let mut loans: Vec<Loan> = Vec::new();
    let mut open: HashMap<UnitId, usize> = HashMap::new();
    for movement in movements {
        match (movement.to, open.get(&movement.unit)) {
            (UnitState::CheckedOut, None) => {
                open.insert(movement.unit, loans.len());
                loans.push(begun(movement));
            }
            (UnitState::Returned, Some(&at)) => {
                loans[at].until = Some(movement.at);
                open.remove(&movement.unit);
            }
            _ => {}
        }
    }
    loans
}

fn begun(movement: &Movement) -> Loan {
    let Movement { unit, at, due, model, .. } = movement.clone();
    Loan { unit, model, from: at, until: None, due }
}

/// The loans that lasted longer than their last day, each with the end of that day.
pub fn overdue(loans: &[Loan], now: DateTime<Utc>, zone: Tz) -> Vec<Overdue> {
    let late = loans.iter().filter_map(|loan| {
        let at = end_of(loan.due, zone)?;
        (at < loan.until.unwrap_or(now)).then_some(Overdue { at, unit: loan.unit })
    });
    late.collect()
}

/// The midnight that ends a day; where clocks skip it, the first moment after.
fn end_of(due: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let next = due.checked_add_days(Days::new(1))?;
    let hours = [NaiveTime::MIN, NaiveTime::from_hms_opt(1, 0, 0)?];
    let mut midnights =
        hours.into_iter().map(|time| zone.from_local_datetime(&next.and_time(time)));
    Some(midnights.find_map(|midnight| midnight.earliest())?.with_timezone(&Utc))
}

fn days(loan: &Loan, now: DateTime<Utc>) -> u32 {
    let seconds = (loan.until.unwrap_or(now) - loan.from).num_seconds();
    u32::try_from(
        seconds.max(1).div_euclid(DAY_SECONDS)
            + i64::from(seconds.max(1).rem_euclid(DAY_SECONDS) > 0),
    )
    .unwrap_or(u32::MAX)
}

fn is_on_time(loan: &Loan, zone: Tz) -> bool {
    loan.until.is_some_and(|until| day(until, zone) <= loan.due)
}

fn median(decisions: &[FirstDecision]) -> Option<u32> {
    let seconds = decisions.iter().map(|one| (one.decided - one.asked).num_seconds().max(0));
    let mut seconds: Vec<_> = seconds.collect();
    seconds.sort_unstable();
    let (lower, upper) = (seconds.len().checked_sub(1)? / 2, seconds.len() / 2);
    u32::try_from(i64::midpoint(seconds[lower], seconds[upper])).ok()
}

fn by_model(loans: &[Loan], now: DateTime<Utc>) -> Vec<ModelDays> {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for loan in loans {
        *sums.entry(&loan.model).or_default() += days(loan, now);
    }
    let named = |(model, days): (&str, u32)| ModelDays { model: model.to_owned(), days };
    let mut models: Vec<_> = sums.into_iter().map(named).collect();
    models.sort_by_key(|model| Reverse(model.days));
    models
}

fn count<'a>(loans: impl Iterator<Item = &'a Loan>) -> u32 {
    u32::try_from(loans.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use chrono_tz::Europe::Lisbon;
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}:00Z").parse().expect("a time")
    }

    fn moved(unit: u128, to: UnitState, when: &str) -> Movement {
        let due = NaiveDate::from_ymd_opt(2026, 10, 14).expect("a day");
        let model = "Rigol DS1054Z".to_owned();
        Movement { unit: UnitId(Uuid::from_u128(unit)), to, at: at(when), due, model }
    }

    fn one(from: &str, until: Option<&str>) -> Vec<Loan> {
        let out = moved(1, UnitState::CheckedOut, from);
        let back = until.map(|until| moved(1, UnitState::Returned, until));
        loans(&std::iter::once(out).chain(back).collect::<Vec<_>>())
    }

    #[test]
    fn a_unit_that_goes_out_twice_is_two_loans_and_a_return_without_a_loan_is_none() {
        let told = [
            moved(2, UnitState::Returned, "2026-10-01T08:00"),
            moved(1, UnitState::CheckedOut, "2026-10-01T09:00"),
            moved(1, UnitState::Returned, "2026-10-02T09:00"),
            moved(1, UnitState::CheckedOut, "2026-10-03T09:00"),
        ];
        let ends: Vec<_> = loans(&told).into_iter().map(|loan| loan.until).collect();
        assert_eq!(ends, [Some(at("2026-10-02T09:00")), None]);
    }

    #[test]
    fn days_are_those_begun_and_what_is_out_counts_until_now() {
        let now = at("2026-10-05T10:00");
        let cases = [
            (Some("2026-10-01T09:30"), 1, "half an hour"),
            (Some("2026-10-02T09:00"), 1, "a day exactly"),
            (Some("2026-10-02T09:01"), 2, "a minute more"),
            (Some("2026-10-01T08:00"), 1, "back before it went out, by two clocks"),
            (None, 5, "still out"),
        ];
        for (until, expected, what) in cases {
            assert_eq!(days(&one("2026-10-01T09:00", until)[0], now), expected, "{what}");
        }
    }

    #[test]
    fn the_last_day_is_on_time_until_midnight_at_the_counter() {
        let on_time = |until| is_on_time(&one("2026-10-01T09:00", Some(until))[0], Lisbon);
        assert!(on_time("2026-10-14T22:59"), "23:59 in Lisbon");
        assert!(!on_time("2026-10-14T23:01"), "the next day in Lisbon");
    }

    #[test]
    fn overdue_begins_when_the_last_day_ends_and_only_if_it_is_not_back() {
        let late = |until, now| {
            overdue(&one("2026-10-01T09:00", until), at(now), Lisbon)
                .first()
                .map(|overdue| overdue.at)
        };
        let midnight = Some(at("2026-10-14T23:00"));
        assert_eq!(late(None, "2026-10-16T09:00"), midnight);
        assert_eq!(late(None, "2026-10-14T18:00"), None, "its last day");
        assert_eq!(late(Some("2026-10-14T18:00"), "2026-10-16T09:00"), None, "back in time");
        assert_eq!(late(Some("2026-10-15T09:00"), "2026-10-16T09:00"), midnight, "it was late");
    }

    #[test]
    fn the_median_lies_in_the_middle_or_between_the_two() {
        let asked = at("2026-10-01T09:00");
        let after = |minutes| {
            let decided = asked + TimeDelta::minutes(minutes);
            FirstDecision { asked, decided }
        };
        let decided = |minutes: &[i64]| {
            median(&minutes.iter().map(|minutes| after(*minutes)).collect::<Vec<_>>())
        };
        assert_eq!(decided(&[]), None);
        assert_eq!(decided(&[5]), Some(300));
        assert_eq!(decided(&[100, 1, 3]), Some(180));
        assert_eq!(decided(&[1, 3, 4, 100]), Some(210));
    }
}
