//! How a unit stands: its state, what is under way, and the calendar, in one word each.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::operation::{OperationKind, Phase};
use crate::unit::UnitState;

/// The word on a unit's pill. Ordered by urgency, the most urgent first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Snipe-IT and the workspace disagree.
    Discrepancy,
    /// Nobody knows whether a write arrived.
    InDoubt,
    /// Not back when it should be.
    Overdue,
    /// Should come back today.
    DueToday,
    /// Waits for a technician.
    Pending,
    /// Decided, not sent: will be approved.
    WillBeApproved,
    /// Decided, not committed: will be rejected.
    WillBeRejected,
    /// Decided, not committed: will be cancelled.
    WillBeCancelled,
    /// Decided, not sent: will be released.
    WillBeReleased,
    /// Decided, not sent: will be handed over.
    WillBeHandedOver,
    /// Decided, not sent: will be taken back.
    WillBeTakenBack,
    /// Sent, not confirmed.
    Reserving,
    /// Sent, not confirmed.
    Releasing,
    /// Sent, not confirmed.
    HandingOver,
    /// Sent, not confirmed.
    TakingBack,
    /// Confirmed; waits for collection.
    Reserved,
    /// With a member, on time.
    CheckedOut,
    /// Checked in.
    Returned,
    /// Declined.
    Rejected,
    /// Withdrawn.
    Cancelled,
    /// Given up.
    Released,
    /// Not collected in time.
    Expired,
}

/// How a unit stands on a day.
#[must_use]
pub fn standing(
    state: UnitState,
    operation: Option<(OperationKind, Phase)>,
    disagrees: bool,
    due: NaiveDate,
    today: NaiveDate,
) -> Standing {
    if disagrees || matches!(operation, Some((_, Phase::Escalated))) {
        return Standing::Discrepancy;
    }
    operation.and_then(under_way).unwrap_or_else(|| at_rest(state, due, today))
}

fn under_way((kind, phase): (OperationKind, Phase)) -> Option<Standing> {
    use OperationKind as Kind;
    let waiting = phase == Phase::Waiting;
    let choose = |intent, sent| Some(if waiting { intent } else { sent });
    match kind {
        Kind::RestoreLabel => None,
        _ if !phase.is_open() => None,
        _ if phase == Phase::InDoubt => Some(Standing::InDoubt),
        Kind::Reserve | Kind::Relabel => choose(Standing::WillBeApproved, Standing::Reserving),
        Kind::Release | Kind::Expire => choose(Standing::WillBeReleased, Standing::Releasing),
        Kind::HandOver => choose(Standing::WillBeHandedOver, Standing::HandingOver),
        Kind::TakeBack | Kind::Retrieve => choose(Standing::WillBeTakenBack, Standing::TakingBack),
        Kind::Reject => Some(Standing::WillBeRejected),
        Kind::Cancel => Some(Standing::WillBeCancelled),
    }
}

fn at_rest(state: UnitState, due: NaiveDate, today: NaiveDate) -> Standing {
    match state {
        UnitState::Pending => Standing::Pending,
        UnitState::Reserved => Standing::Reserved,
        UnitState::CheckedOut if due < today => Standing::Overdue,
        UnitState::CheckedOut if due == today => Standing::DueToday,
        UnitState::CheckedOut => Standing::CheckedOut,
        UnitState::Returned => Standing::Returned,
        UnitState::Rejected => Standing::Rejected,
        UnitState::Cancelled => Standing::Cancelled,
        UnitState::Released => Standing::Released,
        UnitState::Expired => Standing::Expired,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, d).expect("a day")
    }

    #[test]
    fn overdue_and_due_today_come_from_the_calendar() {
        let at = |today| standing(UnitState::CheckedOut, None, false, day(14), day(today));
        assert_eq!(
            [at(13), at(14), at(15)],
            [Standing::CheckedOut, Standing::DueToday, Standing::Overdue]
        );
    }

    #[test]
    fn nothing_is_reserved_before_it_is_confirmed() {
        let at = |phase| {
            let operation = Some((OperationKind::Reserve, phase));
            standing(UnitState::Pending, operation, false, day(14), day(1))
        };
        assert_eq!(at(Phase::Waiting), Standing::WillBeApproved);
        assert_eq!(at(Phase::Sending), Standing::Reserving);
        assert_eq!(at(Phase::InDoubt), Standing::InDoubt);
        assert_eq!(at(Phase::Escalated), Standing::Discrepancy);
        assert_eq!(at(Phase::Refused), Standing::Pending);
        assert_eq!(at(Phase::Withdrawn), Standing::Pending);
    }

    #[test]
    fn a_label_on_its_way_back_does_not_hide_that_the_unit_returned() {
        let operation = Some((OperationKind::RestoreLabel, Phase::InDoubt));
        let standing = standing(UnitState::Returned, operation, false, day(14), day(1));
        assert_eq!(standing, Standing::Returned);
    }
}
