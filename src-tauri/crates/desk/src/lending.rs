//! Handing over and taking back: stored like every decision, and sent at once.

use domain::decide::lending::{CannotHandOver, Loan};
use domain::decide::unit::{Action, Input, decide};
use domain::ids::{PersonId, UnitId};
use domain::operation::OperationKind;
use workspace::table::operations::NewOperation;
use workspace::table::units::UnitRecord;
use workspace::{Read, Write};

use crate::api::{Decided, DecisionOutcome, DeskError, HandOver};
use crate::counter::Counter;
use crate::db::found;
use crate::decisions::each;
use crate::insiders::{people, user_of};

/// Checks reserved units out to their borrowers; each reports for itself.
pub async fn hand_over(counter: &Counter, loans: Vec<HandOver>) -> Result<Vec<Decided>, DeskError> {
    each(counter, loans, |loan| loan.unit, hand_over_one).await
}

fn hand_over_one(write: &Write<'_>, loan: HandOver) -> Result<DecisionOutcome, DeskError> {
    let unit = found(write.read().unit(loan.unit)?)?;
    Ok(match lend(&write.read(), &unit, loan.to)? {
        Err(reason) => DecisionOutcome::CannotHandOver { reason },
        Ok(lent) => {
            let due_at = write.at();
            let new = NewOperation {
                loan: Some(lent),
                ..NewOperation::new(OperationKind::HandOver, unit.asset, due_at)
            };
            let operation = write.add_operation(Some(&unit), &new)?;
            DecisionOutcome::Stored { operation, due_at }
        }
    })
}

/// To which user, and until when; or why not.
fn lend(
    read: &Read<'_>,
    unit: &UnitRecord,
    to: Option<PersonId>,
) -> Result<Result<Loan, CannotHandOver>, DeskError> {
    if decide(unit.state, Input::HandOver) != Action::Open(OperationKind::HandOver) {
        return Ok(Err(CannotHandOver::NotReserved { state: unit.state }));
    }
    if unit.operation.is_some() {
        return Ok(Err(CannotHandOver::UnderWay));
    }
    let requester = found(read.requisition(unit.requisition)?)?.requester;
    let person = to.unwrap_or(requester);
    if !people(read, unit)?.contains(&person) {
        return Ok(Err(CannotHandOver::NotInProject));
    }
    if let Some(reason) = found(read.person(person)?)?.person.blocked {
        return Ok(Err(CannotHandOver::Blocked { reason }));
    }
    let user = user_of(read, person)?;
    Ok(user.map(|to| Loan { to, until: unit.due }).ok_or(CannotHandOver::NoUser))
}

/// Checks lent units in.
pub async fn take_back(counter: &Counter, units: Vec<UnitId>) -> Result<Vec<Decided>, DeskError> {
    each(counter, units, |id| *id, take_back_one).await
}

fn take_back_one(write: &Write<'_>, id: UnitId) -> Result<DecisionOutcome, DeskError> {
    let unit = found(write.read().unit(id)?)?;
    if decide(unit.state, Input::TakeBack) != Action::Open(OperationKind::TakeBack) {
        return Ok(DecisionOutcome::NotPossible { state: unit.state });
    }
    if let Some((operation, phase)) = unit.operation {
        return Ok(DecisionOutcome::UnderWay { operation, phase });
    }
    let due_at = write.at();
    let new = NewOperation::new(OperationKind::TakeBack, unit.asset, due_at);
    let operation = write.add_operation(Some(&unit), &new)?;
    Ok(DecisionOutcome::Stored { operation, due_at })
}
