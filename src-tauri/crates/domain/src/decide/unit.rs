//! The life of a unit as a table: state × input → action.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::operation::OperationKind;
use crate::unit::UnitState;

/// Everything that can happen to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Input {
    /// A technician approves; the local check has passed.
    Approve,
    /// A technician rejects.
    Reject,
    /// The request is withdrawn.
    Cancel,
    /// A technician gives the reservation up.
    Release,
    /// An operation of this kind ended as done, with evidence.
    Settled(OperationKind),
    /// A check-out row for the unit's asset.
    CheckOut(CheckOut),
    /// A check-in row for the unit's asset.
    CheckIn(CheckIn),
}

/// What a check-out row is to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckOut {
    /// Its id is not above the fence: it happened before the reservation.
    BelowFence,
    /// To the requester or a member of the project.
    Insider,
    /// To anybody or anything else.
    Outsider,
}

/// What a check-in row is to a unit. The row alone is not a return: the asset decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckIn {
    /// Its id is not above the fence.
    BelowFence,
    /// Nobody holds the asset and it can be lent.
    Back,
    /// Somebody holds it again, by a later check-out row.
    BackAndOutAgain,
    /// Nobody holds it, but it was also made unlendable: an edit, not a counter.
    Unlendable,
    /// Somebody still holds it.
    StillHeld,
    /// It was deleted.
    Gone,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Store this operation.
    Open(OperationKind),
    /// Move the unit, with the input as evidence.
    Become(UnitState),
    /// Move the unit to returned and put the Available label back.
    Return,
    /// Snipe-IT and the workspace disagree: ask a person. The unit stays.
    Raise(Disagreement),
    /// Nothing, for this reason.
    Ignore(Ignored),
    /// The command makes no sense in this state.
    Refuse,
}

/// What Snipe-IT and the workspace disagree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Disagreement {
    /// Checked out to somebody outside the project.
    OutsideProject,
    /// Checked out though nobody approved it.
    OutWhilePending,
    /// Checked in by an edit that made the asset unlendable.
    AutomaticCheckIn,
    /// The log says it came back, the asset says that it did not.
    StillHeld,
    /// Deleted while it was out.
    DeletedWhileOut,
    /// Nobody knows whether a write arrived.
    InDoubtTooLong,
}

/// Why a row moved nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Ignored {
    /// It happened before the reservation.
    BelowFence,
    /// The unit is checked out already.
    AlreadyOut,
    /// The unit is not checked out.
    NotOut,
    /// The unit's life is over.
    Over,
    /// No unit asks for this asset.
    NoUnit,
    /// A pending unit asks for it, and it went to somebody else.
    OnlyWanted,
    /// The row is not about an asset, or its asset was purged.
    NotAnAsset,
}

/// The table.
#[must_use]
pub fn decide(state: UnitState, input: Input) -> Action {
    match state {
        UnitState::Pending => pending(input),
        UnitState::Reserved => reserved(input),
        UnitState::CheckedOut => checked_out(input),
        _ => over(input),
    }
}

fn pending(input: Input) -> Action {
    match input {
        Input::Approve => Action::Open(OperationKind::Reserve),
        Input::Reject => Action::Open(OperationKind::Reject),
        Input::Cancel => Action::Open(OperationKind::Cancel),
        Input::Settled(OperationKind::Reserve) => Action::Become(UnitState::Reserved),
        Input::Settled(OperationKind::Reject) => Action::Become(UnitState::Rejected),
        Input::Settled(OperationKind::Cancel) => Action::Become(UnitState::Cancelled),
        Input::Release | Input::Settled(_) => Action::Refuse,
        Input::CheckOut(CheckOut::BelowFence) => Action::Ignore(Ignored::BelowFence),
        Input::CheckOut(CheckOut::Insider) => Action::Raise(Disagreement::OutWhilePending),
        // Somebody else's loan of an asset that this unit only wishes for.
        Input::CheckOut(CheckOut::Outsider) => Action::Ignore(Ignored::OnlyWanted),
        Input::CheckIn(_) => Action::Ignore(Ignored::NotOut),
    }
}

fn reserved(input: Input) -> Action {
    match input {
        Input::Release => Action::Open(OperationKind::Release),
        Input::Settled(OperationKind::Release) => Action::Become(UnitState::Released),
        Input::Approve | Input::Reject | Input::Cancel | Input::Settled(_) => Action::Refuse,
        Input::CheckOut(CheckOut::Insider) => Action::Become(UnitState::CheckedOut),
        Input::CheckOut(CheckOut::Outsider) => Action::Raise(Disagreement::OutsideProject),
        Input::CheckOut(CheckOut::BelowFence) | Input::CheckIn(CheckIn::BelowFence) => {
            Action::Ignore(Ignored::BelowFence)
        }
        Input::CheckIn(_) => Action::Ignore(Ignored::NotOut),
    }
}

fn checked_out(input: Input) -> Action {
    match input {
        Input::Approve | Input::Reject | Input::Cancel | Input::Release | Input::Settled(_) => {
            Action::Refuse
        }
        Input::CheckOut(CheckOut::BelowFence) | Input::CheckIn(CheckIn::BelowFence) => {
            Action::Ignore(Ignored::BelowFence)
        }
        Input::CheckOut(CheckOut::Insider) => Action::Ignore(Ignored::AlreadyOut),
        Input::CheckOut(CheckOut::Outsider) => Action::Raise(Disagreement::OutsideProject),
        Input::CheckIn(CheckIn::Back) => Action::Return,
        Input::CheckIn(CheckIn::BackAndOutAgain) => Action::Become(UnitState::Returned),
        Input::CheckIn(CheckIn::Unlendable) => Action::Raise(Disagreement::AutomaticCheckIn),
        Input::CheckIn(CheckIn::StillHeld) => Action::Raise(Disagreement::StillHeld),
        Input::CheckIn(CheckIn::Gone) => Action::Raise(Disagreement::DeletedWhileOut),
    }
}

fn over(input: Input) -> Action {
    match input {
        Input::CheckOut(_) | Input::CheckIn(_) => Action::Ignore(Ignored::Over),
        // The label of a returned unit is put back; that moves nothing.
        Input::Settled(OperationKind::RestoreLabel) => Action::Ignore(Ignored::Over),
        _ => Action::Refuse,
    }
}

#[cfg(test)]
#[path = "unit_tests.rs"]
mod tests;
