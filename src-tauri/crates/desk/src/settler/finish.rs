//! Step 6: the end of an operation, in one transaction with everything that follows from it.

use chrono::{Days, NaiveDate};
use domain::asset::AssetSnapshot;
use domain::decide::unit::{Action, Disagreement, Input, decide};
use domain::evidence::{Actor, Evidence, Rule};
use domain::operation::{OperationKind, Refusal};
use domain::unit::UnitState;
use workspace::Write;
use workspace::table::discrepancies::NewDiscrepancy;
use workspace::table::operations::{OperationRecord, Step};
use workspace::table::units::{Transition, UnitRecord};

use crate::api::{DeskError, News};
use crate::configuration::HOLD_DAYS;
use crate::counter::Counter;
use crate::db::found;

/// Ends an operation that Snipe-IT need not be asked about.
pub async fn locally(counter: &Counter, operation: &OperationRecord) -> Result<(), DeskError> {
    let operation = operation.clone();
    let actor = operation.decided_by.clone();
    counter
        .db
        .write(actor, move |write| {
            let Some(unit) = current(write, &operation)? else { return Ok(()) };
            let transition = Transition {
                note: operation.reason.clone(),
                ..Transition::to(target(&unit, operation.kind)?)
            };
            write.move_unit(&unit, &transition)?;
            Ok(write.step_operation(Some(&unit), &operation, &Step::Done(None))?)
        })
        .await
}

/// Ends an operation as done: what Snipe-IT showed is the evidence.
pub async fn done(
    counter: &Counter,
    operation: &OperationRecord,
    asset: AssetSnapshot,
    evidence: Evidence,
) -> Result<(), DeskError> {
    let operation = operation.clone();
    let today = counter.today();
    counter
        .db
        .write(actor(&operation), move |write| {
            let Some(unit) = current(write, &operation)? else { return Ok(()) };
            mirror(write, &asset)?;
            write.agree(&unit, Some(&evidence))?;
            match decide(unit.state, Input::Settled(operation.kind)) {
                Action::Become(to) => {
                    settle_unit(write, &unit, &operation, to, evidence.clone(), today)?;
                    tell(write, &operation, &unit, &asset, to)?;
                }
                Action::Ignore(_) => {}
                _ => return overtaken(write, &unit, &operation, &asset),
            }
            Ok(write.step_operation(Some(&unit), &operation, &Step::Done(Some(evidence)))?)
        })
        .await
}

/// Ends an operation as refused; the unit stays as it was, and the reason is told.
pub async fn refuse(
    counter: &Counter,
    operation: &OperationRecord,
    refusal: Refusal,
    asset: Option<AssetSnapshot>,
) -> Result<(), DeskError> {
    let operation = operation.clone();
    counter
        .db
        .write(rule(operation.kind), move |write| {
            let Some(unit) = current(write, &operation)? else { return Ok(()) };
            if let Some(asset) = &asset {
                mirror(write, asset)?;
            }
            write.agree(&unit, None)?;
            write.step_operation(Some(&unit), &operation, &Step::Refused(refusal.clone()))?;
            notify(write, &operation, &unit, |asset, tag| News::Refused { asset, tag, refusal })
        })
        .await
}

/// Hands an operation to a person; it keeps its claim.
pub async fn escalate(
    counter: &Counter,
    operation: &OperationRecord,
    about: Disagreement,
) -> Result<(), DeskError> {
    let operation = operation.clone();
    counter
        .db
        .write(rule(operation.kind), move |write| {
            let Some(unit) = current(write, &operation)? else { return Ok(()) };
            write.step_operation(Some(&unit), &operation, &Step::Escalated)?;
            if let Some(asset) = operation.asset {
                let mark = String::new();
                let new = NewDiscrepancy { about, asset, mark, found: None };
                write.disagree(Some(&unit), &new)?;
            }
            notify(write, &operation, &unit, |asset, tag| News::Disagreement { asset, tag, about })
        })
        .await
}

/// Takes an operation a step further without an end; says whether it was still there to be taken.
pub async fn step(
    counter: &Counter,
    operation: &OperationRecord,
    step: Step,
) -> Result<bool, DeskError> {
    let operation = operation.clone();
    counter
        .db
        .write(rule(operation.kind), move |write| {
            let Some(unit) = current(write, &operation)? else { return Ok(false) };
            write.step_operation(Some(&unit), &operation, &step)?;
            Ok(true)
        })
        .await
}

/// The operation's unit; `None` when the operation moved on since it was read, by being withdrawn.
fn current(
    write: &Write<'_>,
    operation: &OperationRecord,
) -> Result<Option<UnitRecord>, DeskError> {
    let stored = found(write.read().operation(operation.id)?)?;
    if stored.phase != operation.phase {
        tracing::info!(operation = %operation.id, phase = ?stored.phase, "it moved on meanwhile");
        return Ok(None);
    }
    match operation.unit {
        Some(unit) => Ok(write.read().unit(unit)?),
        None => Ok(None),
    }
}

fn target(unit: &UnitRecord, kind: OperationKind) -> Result<UnitState, DeskError> {
    match decide(unit.state, Input::Settled(kind)) {
        Action::Become(to) => Ok(to),
        _ => Err(DeskError::NotPossible),
    }
}

fn settle_unit(
    write: &Write<'_>,
    unit: &UnitRecord,
    operation: &OperationRecord,
    to: UnitState,
    evidence: Evidence,
    today: NaiveDate,
) -> Result<(), DeskError> {
    let mut transition = Transition {
        evidence: Some(evidence),
        note: operation.reason.clone(),
        ..Transition::to(to)
    };
    if to == UnitState::Reserved {
        let requisition = found(write.read().requisition(unit.requisition)?)?;
        transition.asset = operation.asset;
        transition.fence = operation.fence;
        transition.label_before = operation.label_before;
        transition.hold_until = requisition.from.max(today).checked_add_days(Days::new(HOLD_DAYS));
    }
    Ok(write.move_unit(unit, &transition)?)
}

/// The unit moved on while its operation was under way: the operation is over, and says why.
fn overtaken(
    write: &Write<'_>,
    unit: &UnitRecord,
    operation: &OperationRecord,
    asset: &AssetSnapshot,
) -> Result<(), DeskError> {
    let holder = asset.holder.as_ref().map(|holder| holder.name().to_owned()).unwrap_or_default();
    let refusal = Refusal::CheckedOutMeanwhile { holder };
    Ok(write.step_operation(Some(unit), operation, &Step::Refused(refusal))?)
}

fn tell(
    write: &Write<'_>,
    operation: &OperationRecord,
    unit: &UnitRecord,
    asset: &AssetSnapshot,
    to: UnitState,
) -> Result<(), DeskError> {
    if to == UnitState::Reserved {
        let news = News::Reserved { asset: asset.title().to_owned(), tag: asset.tag.clone() };
        write.notify(&news, Some(unit.requisition))?;
        tracing::info!(operation = %operation.id, tag = asset.tag, "reserved");
    }
    Ok(())
}

fn notify(
    write: &Write<'_>,
    operation: &OperationRecord,
    unit: &UnitRecord,
    news: impl FnOnce(String, String) -> News,
) -> Result<(), DeskError> {
    let (title, tag) = match operation.asset {
        Some(id) => write.read().mirrored(id)?.map_or_else(
            || (format!("#{id}"), format!("#{id}")),
            |known| (known.snapshot.title().to_owned(), known.snapshot.tag),
        ),
        None => return Ok(()),
    };
    write.notify(&news(title, tag), Some(unit.requisition))?;
    Ok(())
}

/// What was just read is fresher than the mirror. An asset that vanished keeps its name there.
pub fn mirror(write: &Write<'_>, asset: &AssetSnapshot) -> Result<(), DeskError> {
    let known = write.read().mirrored(asset.id)?;
    let reading = match known {
        Some(known) if asset.deleted => AssetSnapshot { deleted: true, ..known.snapshot },
        None if asset.tag.is_empty() => return Ok(()),
        _ => asset.clone(),
    };
    write.mirror_assets(&[reading])?;
    Ok(())
}

/// A decision is its technician's, whoever carries it out; what no person decided is a rule's.
fn actor(operation: &OperationRecord) -> Actor {
    match &operation.decided_by {
        Actor::Rule { .. } => rule(operation.kind),
        person => person.clone(),
    }
}

fn rule(kind: OperationKind) -> Actor {
    let rule = if kind == OperationKind::RestoreLabel { Rule::LabelKeeper } else { Rule::Settler };
    Actor::Rule { rule }
}
