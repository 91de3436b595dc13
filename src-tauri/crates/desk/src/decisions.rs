//! Decisions: stored first, with the time in which they can be undone; carried out by the settler.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::decide::approval::{ApprovalFacts, approve as may_approve};
use domain::decide::unit::{Action, Input, decide};
use domain::ids::{AssetId, OperationId, UnitId};
use domain::operation::{OperationKind, Phase};
use domain::unit::UnitState;
use domain::validate::{FieldError, Problem};
use workspace::table::operations::{NewOperation, Step};
use workspace::table::units::UnitRecord;
use workspace::{Read, Write};

use crate::api::{Approval, Decided, DecisionOutcome, DeskError};
use crate::counter::Counter;
use crate::db::found;
use crate::settler;

/// Longest reason that can be given.
const LONGEST_REASON: u32 = 1000;

/// Approves units; each reports for itself.
pub async fn approve(
    counter: &Counter,
    approvals: Vec<Approval>,
) -> Result<Vec<Decided>, DeskError> {
    let today = counter.today();
    let due_at = undo_until(counter);
    let work = move |write: &Write<'_>, approval| approve_one(write, approval, today, due_at);
    each(counter, approvals, |approval| approval.unit, work).await
}

/// Decides one after another, each in a transaction of its own.
pub async fn each<T: Copy + Send + 'static>(
    counter: &Counter,
    items: Vec<T>,
    unit: impl Fn(&T) -> UnitId,
    work: impl Fn(&Write<'_>, T) -> Result<DecisionOutcome, DeskError> + Clone + Send + 'static,
) -> Result<Vec<Decided>, DeskError> {
    let mut decided = Vec::new();
    for item in items {
        let work = work.clone();
        let one = move |write: &Write<'_>| work(write, item);
        let outcome = counter.db.write(counter.technician(), one).await?;
        decided.push(Decided { unit: unit(&item), outcome });
        // At once: a later one may fail, and this one is stored.
        counter.settle_now.notify_one();
    }
    Ok(decided)
}

/// Decides on one unit.
pub fn approve_one(
    write: &Write<'_>,
    approval: Approval,
    today: NaiveDate,
    due_at: DateTime<Utc>,
) -> Result<DecisionOutcome, DeskError> {
    let unit = found(write.read().unit(approval.unit)?)?;
    let facts = facts(&write.read(), &unit, approval.asset, today)?;
    Ok(match may_approve(&facts) {
        Err(reason) => DecisionOutcome::CannotApprove { reason },
        Ok(asset) => {
            let kind = OperationKind::Reserve;
            let new = NewOperation::new(kind, Some(asset), due_at);
            let operation = write.add_operation(Some(&unit), &new)?;
            DecisionOutcome::Stored { operation, due_at }
        }
    })
}

fn facts(
    read: &Read<'_>,
    unit: &UnitRecord,
    picked: Option<AssetId>,
    today: NaiveDate,
) -> Result<ApprovalFacts, DeskError> {
    let requisition = found(read.requisition(unit.requisition)?)?;
    let asset = picked.or(unit.asset);
    let claim = match asset {
        Some(asset) => read.claim_on(asset)?,
        None => None,
    };
    Ok(ApprovalFacts {
        state: unit.state,
        operation_open: unit.operation.is_some() || is_relabelled(read, asset)?,
        project: found(read.project(requisition.project)?)?.state,
        blocked: found(read.person(requisition.requester)?)?.person.blocked,
        asset,
        claimed_by: claim.map(|claim| claim.number),
        until: requisition.until,
        today,
    })
}

/// Whether a label that no unit claims is just being put back.
fn is_relabelled(read: &Read<'_>, asset: Option<AssetId>) -> Result<bool, DeskError> {
    let Some(asset) = asset else { return Ok(false) };
    Ok(read.operation_on(asset)?.is_some_and(|operation| operation.unit.is_none()))
}

/// Rejects units, with a reason.
pub async fn reject(
    counter: &Counter,
    units: Vec<UnitId>,
    reason: String,
) -> Result<Vec<Decided>, DeskError> {
    let reason = judged(&reason)?;
    store(counter, units, Input::Reject, Some(reason), undo_until(counter)).await
}

/// Cancels units for their requester; a reason may be given.
pub async fn cancel(
    counter: &Counter,
    units: Vec<UnitId>,
    reason: String,
) -> Result<Vec<Decided>, DeskError> {
    let reason = if reason.trim().is_empty() { None } else { Some(judged(&reason)?) };
    store(counter, units, Input::Cancel, reason, undo_until(counter)).await
}

/// Gives reservations up.
pub async fn release(counter: &Counter, units: Vec<UnitId>) -> Result<Vec<Decided>, DeskError> {
    store(counter, units, Input::Release, None, undo_until(counter)).await
}

/// Puts Available back on assets that were returned.
pub async fn restore_labels(
    counter: &Counter,
    units: Vec<UnitId>,
) -> Result<Vec<Decided>, DeskError> {
    let due_at = counter.now();
    let work = move |write: &Write<'_>, id| restore_one(write, id, due_at);
    each(counter, units, |id| *id, work).await
}

fn restore_one(
    write: &Write<'_>,
    id: UnitId,
    due_at: DateTime<Utc>,
) -> Result<DecisionOutcome, DeskError> {
    let unit = found(write.read().unit(id)?)?;
    let claimed = match unit.asset {
        Some(asset) => write.read().claim_on(asset)?.is_some(),
        None => true,
    };
    if unit.state != UnitState::Returned || claimed {
        return Ok(DecisionOutcome::NotPossible { state: unit.state });
    }
    let kind = OperationKind::RestoreLabel;
    let new = NewOperation::new(kind, unit.asset, due_at);
    let operation = write.add_operation(Some(&unit), &new)?;
    Ok(DecisionOutcome::Stored { operation, due_at })
}

async fn store(
    counter: &Counter,
    units: Vec<UnitId>,
    input: Input,
    reason: Option<String>,
    due_at: DateTime<Utc>,
) -> Result<Vec<Decided>, DeskError> {
    let work = move |write: &Write<'_>, id| store_one(write, id, input, reason.as_deref(), due_at);
    each(counter, units, |id| *id, work).await
}

fn store_one(
    write: &Write<'_>,
    id: UnitId,
    input: Input,
    reason: Option<&str>,
    due_at: DateTime<Utc>,
) -> Result<DecisionOutcome, DeskError> {
    let unit = found(write.read().unit(id)?)?;
    let Action::Open(kind) = decide(unit.state, input) else {
        return Ok(DecisionOutcome::NotPossible { state: unit.state });
    };
    if let Some((operation, phase)) = unit.operation {
        return Ok(DecisionOutcome::UnderWay { operation, phase });
    }
    let asset = unit.asset.filter(|_| kind.needs_server());
    let new = NewOperation { reason, ..NewOperation::new(kind, asset, due_at) };
    let operation = write.add_operation(Some(&unit), &new)?;
    Ok(DecisionOutcome::Stored { operation, due_at })
}

fn judged(reason: &str) -> Result<String, DeskError> {
    let reason = reason.trim();
    let problem = if reason.is_empty() {
        Problem::Required
    } else if reason.chars().count() > LONGEST_REASON as usize {
        Problem::TooLong { max: LONGEST_REASON }
    } else {
        return Ok(reason.to_owned());
    };
    Err(DeskError::Invalid { fields: vec![FieldError { field: "reason".to_owned(), problem }] })
}

/// Takes decisions back. All or none: what was sent cannot be called back.
pub async fn withdraw(counter: &Counter, ids: Vec<OperationId>) -> Result<(), DeskError> {
    counter
        .db
        .write(counter.technician(), move |write| {
            for id in ids {
                withdraw_one(write, id)?;
            }
            Ok::<_, DeskError>(())
        })
        .await?;
    counter.settle_now.notify_one();
    Ok(())
}

fn withdraw_one(write: &Write<'_>, id: OperationId) -> Result<(), DeskError> {
    let operation = found(write.read().operation(id)?)?;
    if operation.phase != Phase::Waiting || operation.sent_at.is_some() {
        return Err(DeskError::TooLate);
    }
    let unit = match operation.unit {
        Some(unit) => write.read().unit(unit)?,
        None => None,
    };
    Ok(write.step_operation(unit.as_ref(), &operation, &Step::Withdrawn)?)
}

/// Looks now at an operation that waits for Snipe-IT or is in doubt.
pub async fn check(counter: &Counter, id: OperationId) -> Result<(), DeskError> {
    settler::look_now(counter, id).await
}

fn undo_until(counter: &Counter) -> DateTime<Utc> {
    counter.now() + TimeDelta::seconds(counter.configuration().undo_seconds.into())
}
