//! Step 6: the end of an operation, in one transaction with everything that follows from it.

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::decide::unit::{Action, Disagreement, Ignored, Input, decide};
use domain::evidence::{Actor, AssetFact, Evidence, Rule};
use domain::ids::{AssetId, DiscrepancyId};
use domain::operation::{OperationKind, Refusal};
use workspace::Write;
use workspace::table::discrepancies::{End, NewDiscrepancy};
use workspace::table::operations::{OperationRecord, Step};
use workspace::table::units::{Transition, UnitRecord};

use super::attempt::seen;
use super::settled::{self, Ending};
use crate::api::{DeskError, News};
use crate::counter::Counter;
use crate::db::found;

/// Ends an operation that Snipe-IT need not be asked about.
pub async fn locally(counter: &Counter, operation: &OperationRecord) -> Result<(), DeskError> {
    let operation = operation.clone();
    let actor = operation.decided_by.clone();
    counter
        .db
        .write(actor, move |write| {
            let Some(current) = current(write, &operation)? else { return Ok(()) };
            let unit = found(current.unit)?;
            let Action::Become(to) = decide(unit.state, Input::Settled(operation.kind)) else {
                let step = Step::Refused(Refusal::Overtaken);
                return Ok(write.step_operation(Some(&unit), &operation, &step)?);
            };
            // Whoever has the asset does not have it for this unit any more.
            write.agree(&unit, None)?;
            let note = operation.reason.clone();
            write.move_unit(&unit, &Transition { note, ..Transition::to(to) })?;
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
    let ending = Ending::new(counter, asset, evidence);
    let opened = counter
        .db
        .write(actor(&operation), move |write| {
            let Some(current) = current(write, &operation)? else { return Ok(false) };
            mirror(write, &ending.asset)?;
            settled::settle(write, current.unit.as_ref(), &operation, &ending)
        })
        .await?;
    if opened {
        counter.settle_now.notify_one();
    }
    Ok(())
}

/// Ends an operation as refused; the unit stays as it was, and the reason is told.
pub async fn refuse(
    counter: &Counter,
    operation: &OperationRecord,
    refusal: Refusal,
    asset: Option<AssetSnapshot>,
) -> Result<(), DeskError> {
    let operation = operation.clone();
    if refusal == Refusal::Forbidden {
        counter.rights_now.notify_one();
    }
    counter
        .db
        .write(rule(operation.kind), move |write| {
            let Some(current) = current(write, &operation)? else { return Ok(()) };
            if let Some(asset) = &asset {
                mirror(write, asset)?;
            }
            end_doubt(write, &operation, current.unit.as_ref(), None)?;
            let step = Step::Refused(refusal.clone());
            write.step_operation(current.unit.as_ref(), &operation, &step)?;
            notify(write, &operation, current.unit.as_ref(), |asset, tag| News::Refused {
                asset,
                tag,
                refusal,
            })
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
            let Some(current) = current(write, &operation)? else { return Ok(()) };
            let unit = current.unit.as_ref();
            write.step_operation(unit, &operation, &Step::Escalated)?;
            let told = !probe::flawed(probe::Flaw::EscalationDropped);
            let asset = operation.asset.filter(|_| told);
            let discrepancy = asset.map(|asset| doubted(write, unit, asset, about)).transpose()?;
            notify(write, &operation, unit, |asset, tag| News::Disagreement {
                asset,
                tag,
                about,
                discrepancy: discrepancy.flatten(),
            })
        })
        .await
}

/// Opens the disagreement about an operation, or finds the one that is open already.
fn doubted(
    write: &Write<'_>,
    unit: Option<&UnitRecord>,
    asset: AssetId,
    about: Disagreement,
) -> Result<Option<DiscrepancyId>, DeskError> {
    // Without a mark: what a person said of one doubt says nothing of the next.
    let new = NewDiscrepancy { about, asset, mark: String::new(), found: None };
    if let Some(opened) = write.disagree(unit, &new)? {
        return Ok(Some(opened));
    }
    let open = write.read().discrepancies_on(asset, about)?;
    let of_unit = open.iter().find(|open| open.unit == unit.map(|unit| unit.id));
    Ok(of_unit.map(|open| open.id))
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
            let Some(current) = current(write, &operation)? else { return Ok(false) };
            write.step_operation(current.unit.as_ref(), &operation, &step)?;
            Ok(true)
        })
        .await
}

/// Whether the log told meanwhile what the asset no longer shows: it went out and came back. Then
/// the operation is over, and whoever holds the asset by now has it for another reason.
pub async fn overtaken_by_the_log(
    counter: &Counter,
    operation: &OperationRecord,
    asset: &AssetSnapshot,
) -> Result<bool, DeskError> {
    let Some(unit) = operation.unit.filter(|_| operation.kind.moves_asset()) else {
        return Ok(false);
    };
    let Some(unit) = counter.db.read(move |read| read.unit(unit)).await? else { return Ok(false) };
    let over = Action::Ignore(Ignored::Over);
    if decide(unit.state, Input::Settled(operation.kind)) != over {
        return Ok(false);
    }
    let fact = if asset.holder.is_some() { AssetFact::Held } else { AssetFact::Free };
    let evidence = seen(counter, asset, fact);
    done(counter, operation, asset.clone(), evidence).await?;
    Ok(true)
}

/// An operation that is still where it was when it was read, and its unit.
struct Current {
    unit: Option<UnitRecord>,
}

/// `None` when the operation moved on since it was read, by being withdrawn.
fn current(write: &Write<'_>, operation: &OperationRecord) -> Result<Option<Current>, DeskError> {
    let stored = found(write.read().operation(operation.id)?)?;
    if stored.phase != operation.phase {
        tracing::info!(operation = %operation.id, phase = ?stored.phase, "it moved on meanwhile");
        return Ok(None);
    }
    let unit = match operation.unit {
        Some(unit) => Some(found(write.read().unit(unit)?)?),
        None => None,
    };
    Ok(Some(Current { unit }))
}

/// A doubt that was handed to a person ends with its operation; whatever else Snipe-IT and the
/// workspace disagree about stays.
pub fn end_doubt(
    write: &Write<'_>,
    operation: &OperationRecord,
    unit: Option<&UnitRecord>,
    evidence: Option<&Evidence>,
) -> Result<(), DeskError> {
    let Some(asset) = operation.asset else { return Ok(()) };
    for open in write.read().discrepancies_on(asset, Disagreement::InDoubtTooLong)? {
        if open.unit == operation.unit {
            let end = End { answer: None, evidence: evidence.cloned() };
            write.close_discrepancy(unit, &open, &end)?;
        }
    }
    Ok(())
}

fn notify(
    write: &Write<'_>,
    operation: &OperationRecord,
    unit: Option<&UnitRecord>,
    news: impl FnOnce(String, String) -> News,
) -> Result<(), DeskError> {
    let (title, tag) = match operation.asset {
        Some(id) => write.read().mirrored(id)?.map_or_else(
            || (format!("#{id}"), format!("#{id}")),
            |known| (known.snapshot.title().to_owned(), known.snapshot.tag),
        ),
        None => return Ok(()),
    };
    write.notify(&news(title, tag), unit.map(|unit| unit.requisition))?;
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

/// Whether the asset was read again since a reading was asked for: the mirror knows better then.
pub fn is_overtaken(
    write: &Write<'_>,
    asset: AssetId,
    asked_at: DateTime<Utc>,
) -> Result<bool, DeskError> {
    let known = write.read().mirrored(asset)?;
    Ok(known.is_some_and(|known| asked_at < known.read_at && known.read_at <= write.at()))
}

/// A decision is its technician's, whoever carries it out; what no person decided is a rule's.
fn actor(operation: &OperationRecord) -> Actor {
    match &operation.decided_by {
        Actor::Rule { .. } => rule(operation.kind),
        person => person.clone(),
    }
}

fn rule(kind: OperationKind) -> Actor {
    let rule = match kind {
        OperationKind::RestoreLabel => Rule::LabelKeeper,
        OperationKind::Expire => Rule::HoldKeeper,
        _ => Rule::Settler,
    };
    Actor::Rule { rule }
}
