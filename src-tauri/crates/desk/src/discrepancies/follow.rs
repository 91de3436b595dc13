//! What follows from an answer: the unit's transition, and the operations that carry it out.

use domain::asset::AssetSnapshot;
use domain::decide::answer::Answer;
use domain::decide::lending::Loan;
use domain::ids::{AssetId, OperationId, PersonId};
use domain::operation::OperationKind;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::unit::UnitState;
use domain::validate::{MemberDraft, PersonDraft};
use workspace::Write;
use workspace::table::operations::NewOperation;
use workspace::table::units::{Transition, UnitRecord};

use super::doubt::give_up;
use super::ground::{Joining, borrower, joining};
use super::resolve::{Case, Standing};
use crate::api::{Approval, DecisionOutcome, DeskError};
use crate::db::found;
use crate::decisions::approve_one;
use crate::insiders::people;
use crate::label_left;
use crate::moves::Habits;

/// Carries an answer out; gives the operations that it opened. `other` is the asset that takes the
/// other's place.
pub fn follow(
    write: &Write<'_>,
    case: &Case,
    standing: &Standing,
    other: Option<AssetId>,
) -> Result<Vec<OperationId>, DeskError> {
    use OperationKind as Kind;
    let one = |operation: OperationId| vec![operation];
    match case.answer {
        Answer::WrongPerson => lend(write, standing, Kind::Retrieve, Some(Kind::HandOver)).map(one),
        Answer::LendAgain => lend(write, standing, Kind::HandOver, None).map(one),
        Answer::TakeBack => open(write, standing, Kind::TakeBack).map(one),
        Answer::PutReserved => open(write, standing, Kind::Relabel).map(one),
        Answer::PutAvailable => open(write, standing, Kind::RestoreLabel).map(one),
        Answer::AnotherAsset => substitute(write, case, standing, other).map(one),
        Answer::Returned => return_(write, case, standing),
        local => here(write, case, standing, local).map(|()| Vec::new()),
    }
}

/// What Snipe-IT has no part in.
fn here(
    write: &Write<'_>,
    case: &Case,
    standing: &Standing,
    answer: Answer,
) -> Result<(), DeskError> {
    match answer {
        Answer::AddMember => {
            add_member(write, case, standing)?;
            check_out(write, case, standing)
        }
        Answer::AcceptLoan => check_out(write, case, standing),
        Answer::ReleaseUnit => move_to(write, standing, Transition::to(UnitState::Released)),
        Answer::GiveUp => give_up(write, standing),
        _ => Ok(()),
    }
}

fn open(
    write: &Write<'_>,
    standing: &Standing,
    kind: OperationKind,
) -> Result<OperationId, DeskError> {
    let new = NewOperation::new(kind, Some(standing.record.asset), write.at());
    Ok(write.add_operation(standing.unit.as_ref(), &new)?)
}

/// The asset goes to the requester, at once or when it was got back.
fn lend(
    write: &Write<'_>,
    standing: &Standing,
    kind: OperationKind,
    follow: Option<OperationKind>,
) -> Result<OperationId, DeskError> {
    let unit = unit(standing)?;
    let to = borrower(&write.read(), Some(unit))?.ok_or(DeskError::NotPossible)?;
    let new = NewOperation {
        loan: Some(Loan { to, until: unit.due }),
        follow,
        ..NewOperation::new(kind, Some(standing.record.asset), write.at())
    };
    Ok(write.add_operation(Some(unit), &new)?)
}

/// The unit gives its asset up, and another unit on its line asks for the other.
fn substitute(
    write: &Write<'_>,
    case: &Case,
    standing: &Standing,
    other: Option<AssetId>,
) -> Result<OperationId, DeskError> {
    move_to(write, standing, Transition::to(UnitState::Released))?;
    let unit = write.add_substitute(unit(standing)?)?;
    match approve_one(write, Approval { unit, asset: other }, case.today, write.at())? {
        DecisionOutcome::Stored { operation, .. } => Ok(operation),
        outcome => {
            tracing::info!(?outcome, "nothing can take the place of what is given up");
            Err(DeskError::NotPossible)
        }
    }
}

/// The loan is the unit's; what is out already stays out.
fn check_out(write: &Write<'_>, case: &Case, standing: &Standing) -> Result<(), DeskError> {
    if unit(standing)?.state == UnitState::CheckedOut {
        return Ok(());
    }
    let transition = Transition {
        asset: Some(standing.record.asset),
        due: case.asset.as_ref().and_then(|asset| asset.expected_checkin),
        ..Transition::to(UnitState::CheckedOut)
    };
    move_to(write, standing, transition)
}

/// It came back; a label of ours that was left on it is put back, where the settings say so.
fn return_(
    write: &Write<'_>,
    case: &Case,
    standing: &Standing,
) -> Result<Vec<OperationId>, DeskError> {
    move_to(write, standing, Transition::to(UnitState::Returned))?;
    let Some(asset) = &case.asset else { return Ok(Vec::new()) };
    let unit = found(write.read().unit(unit(standing)?.id)?)?;
    let Habits { labels, after_return } = case.habits;
    let evidence = Some(standing.evidence.clone());
    label_left::look_after(write, &unit, asset, &labels, after_return, evidence)?;
    Ok(write.read().operation_on(asset.id)?.map(|operation| operation.id).into_iter().collect())
}

/// Moves the unit on the reading; whatever else was open about it is over with that.
fn move_to(
    write: &Write<'_>,
    standing: &Standing,
    transition: Transition,
) -> Result<(), DeskError> {
    let unit = unit(standing)?;
    write.agree(unit, Some(&standing.evidence))?;
    let evidence = Some(standing.evidence.clone());
    Ok(write.move_unit(unit, &Transition { evidence, ..transition })?)
}

/// The holder belongs to the project from now on.
fn add_member(write: &Write<'_>, case: &Case, standing: &Standing) -> Result<(), DeskError> {
    let unit = unit(standing)?;
    let person = holder(write, case.asset.as_ref())?;
    if people(&write.read(), unit)?.contains(&person) {
        return Ok(());
    }
    let project = found(write.read().requisition(unit.requisition)?)?.project;
    Ok(write.add_member(project, MemberDraft { person, role: MemberRole::Member })?)
}

/// The person who the holder is, new if need be.
fn holder(write: &Write<'_>, asset: Option<&AssetSnapshot>) -> Result<PersonId, DeskError> {
    let holder = asset.and_then(|asset| asset.holder.as_ref());
    match joining(&write.read(), holder)?.ok_or(DeskError::NotPossible)? {
        Joining::Known(person) => Ok(person),
        Joining::New { user, name, email } => {
            let student_number = String::new();
            let role = PersonRole::Student;
            let draft = PersonDraft { name, email, role, student_number, user: Some(user) };
            Ok(write.add_person(&draft.trimmed())?)
        }
    }
}

fn unit(standing: &Standing) -> Result<&UnitRecord, DeskError> {
    standing.unit.as_ref().ok_or(DeskError::NotPossible)
}
