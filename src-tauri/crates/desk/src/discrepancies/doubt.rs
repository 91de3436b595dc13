//! What a person says of an operation of which nobody knows whether it was done.

use domain::decide::doubt::STILL_AT_WORK;
use domain::operation::{Phase, Refusal};
use workspace::Write;
use workspace::table::discrepancies::End;
use workspace::table::operations::{OperationRecord, Step};

use super::resolve::{Case, Standing, check_again};
use crate::api::{DeskError, Resolved};
use crate::counter::Counter;
use crate::db::found;
use crate::settler;

/// Sends it again. It is read back first: what the asset shows by now settles it.
pub async fn send_again(counter: &Counter, case: Case) -> Result<Resolved, DeskError> {
    let id = case.id;
    let unsettled = counter
        .db
        .read(move |read| {
            let record = found(read.discrepancy(id)?)?;
            found(read.operation_on(record.asset)?)
        })
        .await?;
    // What was sent last may still be at work.
    if unsettled.sent_at.is_some_and(|sent| counter.now() - sent < STILL_AT_WORK) {
        return Err(DeskError::NotPossible);
    }
    settler::look_now(counter, unsettled.id).await?;
    let work = move |write: &Write<'_>| repeat(write, &case, &unsettled);
    let resolved = counter.db.write(counter.technician(), work).await?;
    counter.settle_now.notify_one();
    Ok(resolved)
}

/// Starts the operation again from its first check, unless the reading settled it.
fn repeat(
    write: &Write<'_>,
    case: &Case,
    read_back: &OperationRecord,
) -> Result<Resolved, DeskError> {
    let operation = found(write.read().operation(read_back.id)?)?;
    let record = found(write.read().discrepancy(case.id)?)?;
    if record.closed_at.is_some() {
        return Ok(Resolved::Changed);
    }
    let Some(Standing { record, unit, evidence }) = check_again(write, case)? else {
        return Ok(Resolved::Changed);
    };
    let end = End { answer: Some(case.answer), evidence: Some(evidence) };
    write.close_discrepancy(unit.as_ref(), &record, &end)?;
    if operation.phase == Phase::Escalated {
        write.step_operation(unit.as_ref(), &operation, &Step::Repeat)?;
    }
    Ok(Resolved::Sent { operations: vec![operation.id] })
}

/// Ends it as refused; the unit stays as it was.
pub fn give_up(write: &Write<'_>, standing: &Standing) -> Result<(), DeskError> {
    let operation = found(write.read().operation_on(standing.record.asset)?)?;
    let step = Step::Refused(Refusal::GivenUp);
    Ok(write.step_operation(standing.unit.as_ref(), &operation, &step)?)
}
