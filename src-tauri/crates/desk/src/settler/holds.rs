//! Reservations that nobody collected in time: released by themselves where the settings say so.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use domain::decide::unit::{Action, Input, decide};
use domain::evidence::{Actor, Rule};
use domain::operation::{OperationKind, Phase};
use workspace::table::operations::NewOperation;
use workspace::table::units::UnitRecord;
use workspace::{Read, Write};

use crate::api::{DeskError, Holds};
use crate::counter::Counter;

/// Decides about every hold that ran out; what is decided is carried out like anything else.
pub async fn release_over(counter: &Counter) -> Result<(), DeskError> {
    if counter.configuration().holds != Holds::Release {
        return Ok(());
    }
    let today = counter.today();
    if counter.db.read::<_, DeskError>(move |read| over(read, today)).await?.is_empty() {
        return Ok(());
    }
    let keeper = Actor::Rule { rule: Rule::HoldKeeper };
    counter
        .db
        .write(keeper, move |write| {
            for unit in over(&write.read(), today)? {
                expire(write, &unit)?;
            }
            Ok(())
        })
        .await
}

/// How long until the day ends at the counter, and holds with it.
pub fn until_tomorrow(now: DateTime<Utc>, zone: Tz) -> Duration {
    let today = now.with_timezone(&zone).date_naive();
    let midnight = today
        .checked_add_days(Days::new(1))
        .and_then(|day| day.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest());
    let left = midnight.map(|at| at.with_timezone(&Utc) - now).unwrap_or_default();
    left.to_std().unwrap_or_default()
}

/// A hold about which a person must choose, or whose release Snipe-IT refused or a person took
/// back, is left alone.
fn over(read: &Read<'_>, today: NaiveDate) -> Result<Vec<UnitRecord>, DeskError> {
    let mut over = Vec::new();
    for unit in read.holds_over(today)? {
        let tried = read.newest_operation(unit.id)?.filter(|op| op.kind == OperationKind::Expire);
        let forbidden =
            tried.is_some_and(|op| matches!(op.phase, Phase::Refused | Phase::Withdrawn));
        if unit.disagreement.is_none() && !forbidden {
            over.push(unit);
        }
    }
    Ok(over)
}

fn expire(write: &Write<'_>, unit: &UnitRecord) -> Result<(), DeskError> {
    let Action::Open(kind) = decide(unit.state, Input::HoldOver) else { return Ok(()) };
    let new = NewOperation::new(kind, unit.asset, write.at());
    write.add_operation(Some(unit), &new)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_ends_at_the_counters_midnight_also_when_clocks_change() {
        let zone = chrono_tz::Europe::Lisbon;
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        let hours = |now| until_tomorrow(at(now), zone).as_secs() / 3600;
        assert_eq!(hours("2026-10-14T10:00:00Z"), 13, "summer time is an hour ahead");
        assert_eq!(hours("2026-10-24T23:00:00Z"), 25, "the night in which an hour comes twice");
        assert_eq!(hours("2027-03-28T00:00:00Z"), 23, "the night in which an hour is missing");
    }
}
