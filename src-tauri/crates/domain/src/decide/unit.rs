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
    /// A technician hands the asset over.
    HandOver,
    /// A technician takes the asset back.
    TakeBack,
    /// Nobody collected it in time, and the settings let holds end by themselves.
    HoldOver,
    /// An operation of this kind ended as done, with evidence.
    Settled(OperationKind),
    /// A check-out row for the unit's asset.
    CheckOut(CheckOut),
    /// A check-in row for the unit's asset.
    CheckIn(CheckIn),
    /// The asset was read and compared with the unit.
    Read(Reading),
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
    /// It came back, and somebody else holds it now.
    BackAndOutAgain,
    /// It came back, and a member of the project holds it again.
    BackAndOutToInsider,
    /// Nobody holds it, but it was also made unlendable: an edit, not a counter.
    Unlendable,
    /// Somebody still holds it.
    StillHeld,
    /// It was deleted.
    Gone,
}

/// What a reading of the asset is to a unit, whatever the log says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Deleted, archived, or no longer there.
    Gone,
    /// The requester or a member holds it since the unit took its present state.
    Insider,
    /// The requester or a member has held it for longer.
    InsiderBefore,
    /// Anybody or anything else holds it.
    Outsider,
    /// Nobody holds it, and it was checked in since it was last checked out, and since the unit took
    /// its present state.
    Back(Worn),
    /// Nobody holds it, and no check-in tells why.
    Free(Worn),
}

/// The label that a free asset wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Worn {
    /// Reserved.
    Reserved,
    /// Available.
    Available,
    /// Checked Out, where the lab maps one.
    CheckedOut,
    /// Another that lets it be lent.
    Other,
    /// One that does not, or none.
    Unlendable,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Store this operation.
    Open(OperationKind),
    /// Move the unit, with the input as evidence.
    Become(UnitState),
    /// Move the unit to returned and look after the label that was left on the asset.
    Return,
    /// Move the unit to returned, and ask a person about what came after.
    ReturnAndRaise(Disagreement),
    /// Snipe-IT and the workspace disagree: ask a person. The unit stays.
    Raise(Disagreement),
    /// Snipe-IT says what the workspace says.
    Agree,
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
    /// Came back, and is out again to a member.
    OutAgain,
    /// Checked in by an edit that made the asset unlendable.
    AutomaticCheckIn,
    /// The log says it came back, the asset says that it did not.
    StillHeld,
    /// Out here, and nobody holds it there.
    OutHereInThere,
    /// Deleted or archived while it was out.
    DeletedWhileOut,
    /// Deleted or archived while it was reserved.
    AssetGone,
    /// Reserved here; somebody gave it another label there.
    LabelChanged,
    /// Reserved here, and free to anybody there.
    FreeThere,
    /// Returned, and a label that says otherwise was left on it.
    LabelLeft,
    /// Reserved there, and nobody claims it here.
    Unclaimed,
    /// Nobody knows whether a write arrived.
    InDoubtTooLong,
}

impl Disagreement {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::OutsideProject,
        Self::OutWhilePending,
        Self::OutAgain,
        Self::AutomaticCheckIn,
        Self::StillHeld,
        Self::OutHereInThere,
        Self::DeletedWhileOut,
        Self::AssetGone,
        Self::LabelChanged,
        Self::FreeThere,
        Self::LabelLeft,
        Self::Unclaimed,
        Self::InDoubtTooLong,
    ];
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
    /// It would raise a disagreement that is open already, or that a person has settled.
    Known,
}

/// The table.
#[must_use]
pub fn decide(state: UnitState, input: Input) -> Action {
    match (input, state) {
        (Input::Read(reading), _) => read(state, reading),
        (Input::Settled(kind), _) => settled(state, kind),
        (_, UnitState::Pending) => pending(input),
        (_, UnitState::Reserved) => reserved(input),
        (_, UnitState::CheckedOut) => checked_out(input),
        (Input::CheckOut(_) | Input::CheckIn(_), _) => Action::Ignore(Ignored::Over),
        _ => Action::Refuse,
    }
}

fn pending(input: Input) -> Action {
    match input {
        Input::Approve => Action::Open(OperationKind::Reserve),
        Input::Reject => Action::Open(OperationKind::Reject),
        Input::Cancel => Action::Open(OperationKind::Cancel),
        Input::CheckOut(CheckOut::BelowFence) => Action::Ignore(Ignored::BelowFence),
        Input::CheckOut(CheckOut::Insider) => Action::Raise(Disagreement::OutWhilePending),
        // Somebody else's loan of an asset that this unit only wishes for.
        Input::CheckOut(CheckOut::Outsider) => Action::Ignore(Ignored::OnlyWanted),
        Input::CheckIn(_) => Action::Ignore(Ignored::NotOut),
        _ => Action::Refuse,
    }
}

fn reserved(input: Input) -> Action {
    match input {
        Input::Release => Action::Open(OperationKind::Release),
        Input::HandOver => Action::Open(OperationKind::HandOver),
        Input::HoldOver => Action::Open(OperationKind::Expire),
        Input::CheckOut(CheckOut::Insider) => Action::Become(UnitState::CheckedOut),
        Input::CheckOut(CheckOut::Outsider) => Action::Raise(Disagreement::OutsideProject),
        Input::CheckOut(CheckOut::BelowFence) | Input::CheckIn(CheckIn::BelowFence) => {
            Action::Ignore(Ignored::BelowFence)
        }
        Input::CheckIn(_) => Action::Ignore(Ignored::NotOut),
        _ => Action::Refuse,
    }
}

fn checked_out(input: Input) -> Action {
    match input {
        Input::TakeBack => Action::Open(OperationKind::TakeBack),
        Input::CheckOut(CheckOut::BelowFence) | Input::CheckIn(CheckIn::BelowFence) => {
            Action::Ignore(Ignored::BelowFence)
        }
        Input::CheckOut(CheckOut::Insider) => Action::Ignore(Ignored::AlreadyOut),
        Input::CheckOut(CheckOut::Outsider) => Action::Raise(Disagreement::OutsideProject),
        Input::CheckIn(CheckIn::Back) => Action::Return,
        Input::CheckIn(CheckIn::BackAndOutAgain) => Action::Become(UnitState::Returned),
        Input::CheckIn(CheckIn::BackAndOutToInsider) => {
            Action::ReturnAndRaise(Disagreement::OutAgain)
        }
        Input::CheckIn(CheckIn::Unlendable) => Action::Raise(Disagreement::AutomaticCheckIn),
        Input::CheckIn(CheckIn::StillHeld) => Action::Raise(Disagreement::StillHeld),
        Input::CheckIn(CheckIn::Gone) => Action::Raise(Disagreement::DeletedWhileOut),
        _ => Action::Refuse,
    }
}

/// What follows from an operation that is done. The log may have told of it first.
fn settled(state: UnitState, kind: OperationKind) -> Action {
    use OperationKind as Kind;
    match (state, kind) {
        (UnitState::Pending, Kind::Reserve) => Action::Become(UnitState::Reserved),
        (UnitState::Pending, Kind::Reject) => Action::Become(UnitState::Rejected),
        (UnitState::Pending, Kind::Cancel) => Action::Become(UnitState::Cancelled),
        (UnitState::Reserved, Kind::Release) => Action::Become(UnitState::Released),
        (UnitState::Reserved, Kind::Expire) => Action::Become(UnitState::Expired),
        (UnitState::Reserved, Kind::HandOver) => Action::Become(UnitState::CheckedOut),
        (UnitState::Reserved, Kind::Relabel) => Action::Agree,
        (UnitState::Reserved | UnitState::CheckedOut, Kind::Retrieve) => Action::Agree,
        (UnitState::CheckedOut, Kind::TakeBack) => Action::Return,
        (UnitState::CheckedOut, Kind::HandOver) => Action::Agree,
        (UnitState::Returned, Kind::HandOver | Kind::TakeBack) => Action::Ignore(Ignored::Over),
        (_, Kind::RestoreLabel) if state.is_final() => Action::Ignore(Ignored::Over),
        _ => Action::Refuse,
    }
}

/// What follows from the asset itself. One safe reading moves a unit; whatever has two
/// explanations is for a person.
fn read(state: UnitState, reading: Reading) -> Action {
    match state {
        UnitState::Pending => match reading {
            Reading::Insider => Action::Raise(Disagreement::OutWhilePending),
            _ => Action::Ignore(Ignored::OnlyWanted),
        },
        UnitState::Reserved => read_reserved(reading),
        UnitState::CheckedOut => read_checked_out(reading),
        _ => Action::Ignore(Ignored::Over),
    }
}

fn read_reserved(reading: Reading) -> Action {
    match reading {
        Reading::Gone => Action::Raise(Disagreement::AssetGone),
        Reading::Insider | Reading::InsiderBefore => Action::Become(UnitState::CheckedOut),
        Reading::Outsider => Action::Raise(Disagreement::OutsideProject),
        Reading::Back(worn) | Reading::Free(worn) => match worn {
            Worn::Reserved => Action::Agree,
            Worn::Available => Action::Raise(Disagreement::FreeThere),
            _ => Action::Raise(Disagreement::LabelChanged),
        },
    }
}

fn read_checked_out(reading: Reading) -> Action {
    match reading {
        Reading::Gone => Action::Raise(Disagreement::DeletedWhileOut),
        Reading::Insider | Reading::InsiderBefore => Action::Agree,
        Reading::Outsider => Action::Raise(Disagreement::OutsideProject),
        Reading::Back(Worn::Unlendable) => Action::Raise(Disagreement::AutomaticCheckIn),
        Reading::Back(_) => Action::Return,
        Reading::Free(_) => Action::Raise(Disagreement::OutHereInThere),
    }
}

#[cfg(test)]
#[path = "unit_tests.rs"]
mod tests;
