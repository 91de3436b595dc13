//! A free asset that wears Reserved though nobody claims it: left behind after a return, or set by
//! somebody else.

use chrono::TimeDelta;
use domain::asset::AssetSnapshot;
use domain::operation::{OperationKind, Phase};
use domain::unit::UnitState;
use workspace::Read;
use workspace::table::units::UnitRecord;

use crate::api::{AfterReturn, DeskError};
use crate::moves::Habits;

/// Both times are the server's, with one second's resolution.
const SAME_TIME: TimeDelta = TimeDelta::seconds(2);

/// What to do about the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing: so it is wanted.
    Leave,
    /// Put Available back.
    Restore,
    /// Ask: it was left behind after a return.
    Ask,
    /// Ask: nobody here knows of it.
    Unclaimed,
}

/// What to do about the label, and the unit that left it behind.
pub fn left(
    read: &Read<'_>,
    asset: &AssetSnapshot,
    habits: Habits,
) -> Result<(Left, Option<UnitRecord>), DeskError> {
    let last = read.last_over(asset.id)?;
    let Some(unit) = last.filter(|unit| unit.state == UnitState::Returned) else {
        return Ok((Left::Unclaimed, None));
    };
    let newest = read.newest_operation(unit.id)?;
    let tried = newest.filter(|newest| newest.kind == OperationKind::RestoreLabel);
    let left = decide(tried.map(|tried| tried.phase), habits.after_return, is_untouched(asset));
    Ok((left, Some(unit)))
}

/// Whether nobody changed the asset since it came back: the label may have been set on purpose.
fn is_untouched(asset: &AssetSnapshot) -> bool {
    asset
        .updated_at
        .zip(asset.last_checkin)
        .is_some_and(|(changed, back)| changed <= back + SAME_TIME)
}

fn decide(tried: Option<Phase>, habit: AfterReturn, untouched: bool) -> Left {
    match (tried, habit) {
        // It was put back once: this is another one.
        (Some(Phase::Done), _) => Left::Unclaimed,
        (_, AfterReturn::Off) => Left::Leave,
        (None, AfterReturn::Automatic) if untouched => Left::Restore,
        _ => Left::Ask,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_put_back_once_and_only_if_nobody_touched_it_since() {
        use AfterReturn::{Ask, Automatic, Off};
        let cases = [
            (None, Automatic, true, Left::Restore),
            (None, Automatic, false, Left::Ask),
            (None, Ask, true, Left::Ask),
            (None, Off, true, Left::Leave),
            (Some(Phase::Refused), Automatic, true, Left::Ask),
            (Some(Phase::Withdrawn), Off, true, Left::Leave),
            (Some(Phase::Done), Automatic, true, Left::Unclaimed),
            (Some(Phase::Done), Off, false, Left::Unclaimed),
        ];
        for (tried, habit, untouched, expected) in cases {
            let found = decide(tried, habit, untouched);
            assert_eq!(found, expected, "{tried:?} {habit:?} {untouched}");
        }
    }
}
