//! Another day on which a reserved unit will be due back.

use chrono::NaiveDate;

use crate::operation::{OperationKind, Phase};
use crate::unit::UnitState;
use crate::validate::Problem;

/// What stands against another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotChangeDue {
    /// It is not reserved, or something is under way: the day belongs to Snipe-IT, or to nobody.
    NotReserved,
    /// The day itself.
    Day(Problem),
}

/// Whether a unit, asked for from the day `from` on, may be due back on `day`. The hand-over tells
/// Snipe-IT; of what is out already, Snipe-IT says when it is due.
///
/// # Errors
/// What stands against it.
pub fn change_due(
    state: UnitState,
    operation: Option<(OperationKind, Phase)>,
    from: NaiveDate,
    today: NaiveDate,
    day: NaiveDate,
) -> Result<(), CannotChangeDue> {
    if state != UnitState::Reserved || operation.is_some() {
        return Err(CannotChangeDue::NotReserved);
    }
    if day < from {
        return Err(CannotChangeDue::Day(Problem::EndsBeforeStart));
    }
    if day < today {
        return Err(CannotChangeDue::Day(Problem::InThePast));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNDER_WAY: Option<(OperationKind, Phase)> =
        Some((OperationKind::HandOver, Phase::Waiting));

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, day).expect("a day")
    }

    fn to(chosen: u32) -> Result<(), CannotChangeDue> {
        change_due(UnitState::Reserved, None, day(12), day(14), day(chosen))
    }

    #[test]
    fn a_reserved_unit_may_be_due_on_any_day_of_its_loan_that_is_not_over() {
        assert_eq!(to(11), Err(CannotChangeDue::Day(Problem::EndsBeforeStart)));
        assert_eq!(to(13), Err(CannotChangeDue::Day(Problem::InThePast)));
        assert_eq!([to(14), to(30)], [Ok(()), Ok(())]);
    }

    #[test]
    fn only_what_is_reserved_and_at_rest_has_a_day_of_ours() {
        for state in UnitState::ALL {
            let at_rest = change_due(state, None, day(12), day(14), day(20));
            assert_eq!(at_rest.is_ok(), state == UnitState::Reserved, "{state:?}");
        }
        let under_way = change_due(UnitState::Reserved, UNDER_WAY, day(12), day(14), day(20));
        assert_eq!(under_way, Err(CannotChangeDue::NotReserved));
    }
}
