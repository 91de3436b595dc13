//! Every cell of the table, written out: a row per input, a column per state.

use super::*;
use Action::{Become, Ignore, Open, Raise, Refuse, Return};
use Disagreement::{AutomaticCheckIn, DeletedWhileOut, OutWhilePending, OutsideProject, StillHeld};
use Ignored::{AlreadyOut, BelowFence, NotOut, OnlyWanted, Over};
use OperationKind as Kind;
use UnitState as State;

/// Pending, reserved, checked out, and what all five final states answer alike.
type Row = (Input, [Action; 4]);

const TABLE: [Row; 18] = [
    (Input::Approve, [Open(Kind::Reserve), Refuse, Refuse, Refuse]),
    (Input::Reject, [Open(Kind::Reject), Refuse, Refuse, Refuse]),
    (Input::Cancel, [Open(Kind::Cancel), Refuse, Refuse, Refuse]),
    (Input::Release, [Refuse, Open(Kind::Release), Refuse, Refuse]),
    (Input::Settled(Kind::Reserve), [Become(State::Reserved), Refuse, Refuse, Refuse]),
    (Input::Settled(Kind::Reject), [Become(State::Rejected), Refuse, Refuse, Refuse]),
    (Input::Settled(Kind::Cancel), [Become(State::Cancelled), Refuse, Refuse, Refuse]),
    (Input::Settled(Kind::Release), [Refuse, Become(State::Released), Refuse, Refuse]),
    (Input::Settled(Kind::RestoreLabel), [Refuse, Refuse, Refuse, Ignore(Over)]),
    (
        Input::CheckOut(CheckOut::BelowFence),
        [Ignore(BelowFence), Ignore(BelowFence), Ignore(BelowFence), Ignore(Over)],
    ),
    (
        Input::CheckOut(CheckOut::Insider),
        [Raise(OutWhilePending), Become(State::CheckedOut), Ignore(AlreadyOut), Ignore(Over)],
    ),
    (
        Input::CheckOut(CheckOut::Outsider),
        [Ignore(OnlyWanted), Raise(OutsideProject), Raise(OutsideProject), Ignore(Over)],
    ),
    (
        Input::CheckIn(CheckIn::BelowFence),
        [Ignore(NotOut), Ignore(BelowFence), Ignore(BelowFence), Ignore(Over)],
    ),
    (Input::CheckIn(CheckIn::Back), [Ignore(NotOut), Ignore(NotOut), Return, Ignore(Over)]),
    (
        Input::CheckIn(CheckIn::BackAndOutAgain),
        [Ignore(NotOut), Ignore(NotOut), Become(State::Returned), Ignore(Over)],
    ),
    (
        Input::CheckIn(CheckIn::Unlendable),
        [Ignore(NotOut), Ignore(NotOut), Raise(AutomaticCheckIn), Ignore(Over)],
    ),
    (
        Input::CheckIn(CheckIn::StillHeld),
        [Ignore(NotOut), Ignore(NotOut), Raise(StillHeld), Ignore(Over)],
    ),
    (
        Input::CheckIn(CheckIn::Gone),
        [Ignore(NotOut), Ignore(NotOut), Raise(DeletedWhileOut), Ignore(Over)],
    ),
];

#[test]
fn every_cell_is_as_written() {
    for (input, expected) in TABLE {
        for state in State::ALL {
            let column = match state {
                State::Pending => 0,
                State::Reserved => 1,
                State::CheckedOut => 2,
                _ => 3,
            };
            assert_eq!(decide(state, input), expected[column], "{state:?} × {input:?}");
        }
    }
}

#[test]
fn no_input_moves_a_unit_whose_life_is_over() {
    for (input, _) in TABLE {
        for state in State::ALL.into_iter().filter(|state| state.is_final()) {
            let action = decide(state, input);
            assert!(matches!(action, Ignore(_) | Refuse), "{state:?} × {input:?}: {action:?}");
        }
    }
}

#[test]
fn nothing_below_the_fence_moves_a_unit() {
    for state in State::ALL {
        for input in [Input::CheckOut(CheckOut::BelowFence), Input::CheckIn(CheckIn::BelowFence)] {
            assert!(matches!(decide(state, input), Ignore(_)), "{state:?} × {input:?}");
        }
    }
}
