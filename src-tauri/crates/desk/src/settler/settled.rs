//! What follows from an operation that is done.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::asset::AssetSnapshot;
use domain::decide::unit::{Action, Input, decide};
use domain::evidence::{Actor, Evidence};
use domain::operation::{OperationKind, Refusal};
use domain::unit::UnitState;
use workspace::Write;
use workspace::table::operations::{NewOperation, OperationRecord, Step};
use workspace::table::units::{Transition, UnitRecord};

use super::finish::end_doubt;
use crate::api::{DeskError, News};
use crate::configuration::{Configuration, HOLD_DAYS};
use crate::counter::Counter;
use crate::db::found;
use crate::label_left;

/// A technician who decided this long ago is told when it comes about.
const LONG_AGO: TimeDelta = TimeDelta::minutes(1);

/// What the end of an operation rests on.
pub struct Ending {
    /// The asset as read.
    pub asset: AssetSnapshot,
    evidence: Evidence,
    today: NaiveDate,
    configuration: Configuration,
}

impl Ending {
    /// By what was read now.
    pub fn new(counter: &Counter, asset: AssetSnapshot, evidence: Evidence) -> Self {
        let (today, configuration) = (counter.today(), counter.configuration());
        Self { asset, evidence, today, configuration }
    }
}

/// Ends the operation as done, with its unit's transition and what follows; says whether that
/// opened another operation.
pub fn settle(
    write: &Write<'_>,
    unit: Option<&UnitRecord>,
    operation: &OperationRecord,
    ending: &Ending,
) -> Result<bool, DeskError> {
    let done = Step::Done(Some(ending.evidence.clone()));
    end_doubt(write, operation, unit, Some(&ending.evidence))?;
    let Some(unit) = unit else {
        write.step_operation(None, operation, &done)?;
        return Ok(false);
    };
    let action = decide(unit.state, Input::Settled(operation.kind));
    if action != Action::Refuse {
        write.agree(unit, Some(&ending.evidence))?;
    }
    match action {
        Action::Become(to) => {
            become_(write, unit, operation, to, ending)?;
            write.step_operation(Some(unit), operation, &done)?;
            tell(write, unit, operation, to, ending)?;
            Ok(false)
        }
        Action::Return => {
            become_(write, unit, operation, UnitState::Returned, ending)?;
            write.step_operation(Some(unit), operation, &done)?;
            tell(write, unit, operation, UnitState::Returned, ending)?;
            look_after_label(write, unit, ending)
        }
        Action::Agree | Action::Ignore(_) => {
            write.step_operation(Some(unit), operation, &done)?;
            if let (OperationKind::HandOver, Some(fence)) = (operation.kind, operation.fence) {
                write.raise_fence(unit, fence)?;
            }
            match (unit.state, operation.kind) {
                // The log was quicker, and could open nothing beside this operation.
                (UnitState::Returned, OperationKind::HandOver | OperationKind::TakeBack) => {
                    look_after_label(write, unit, ending)
                }
                _ => follow(write, unit, operation),
            }
        }
        _ => {
            overtaken(write, unit, operation, ending)?;
            Ok(false)
        }
    }
}

fn become_(
    write: &Write<'_>,
    unit: &UnitRecord,
    operation: &OperationRecord,
    to: UnitState,
    ending: &Ending,
) -> Result<(), DeskError> {
    let transition = Transition {
        evidence: Some(ending.evidence.clone()),
        note: operation.reason.clone(),
        ..Transition::to(to)
    };
    let transition = match to {
        UnitState::Reserved => reserved(write, unit, operation, transition, ending.today)?,
        // Rows up to here are older than the loan, and say nothing about it.
        UnitState::CheckedOut => {
            let fence = operation.fence.max(unit.fence);
            Transition { fence, due: ending.asset.expected_checkin, ..transition }
        }
        _ => transition,
    };
    Ok(write.move_unit(unit, &transition)?)
}

fn reserved(
    write: &Write<'_>,
    unit: &UnitRecord,
    operation: &OperationRecord,
    transition: Transition,
    today: NaiveDate,
) -> Result<Transition, DeskError> {
    let requisition = found(write.read().requisition(unit.requisition)?)?;
    Ok(Transition {
        asset: operation.asset,
        fence: operation.fence,
        label_before: operation.label_before,
        hold_until: requisition.from.max(today).checked_add_days(Days::new(HOLD_DAYS)),
        ..transition
    })
}

fn look_after_label(
    write: &Write<'_>,
    unit: &UnitRecord,
    ending: &Ending,
) -> Result<bool, DeskError> {
    let Configuration { labels, after_return, .. } = &ending.configuration;
    let unit = &found(write.read().unit(unit.id)?)?;
    let evidence = Some(ending.evidence.clone());
    label_left::look_after(write, unit, &ending.asset, labels, *after_return, evidence)
}

/// What was decided together with it comes next: the asset that was in the wrong hands goes to
/// its borrower.
fn follow(
    write: &Write<'_>,
    unit: &UnitRecord,
    operation: &OperationRecord,
) -> Result<bool, DeskError> {
    let Some(kind) = operation.follow else { return Ok(false) };
    let new = NewOperation {
        loan: operation.loan,
        ..NewOperation::new(kind, operation.asset, write.at())
    };
    write.add_operation(Some(unit), &new)?;
    Ok(true)
}

/// The unit moved on while its operation was under way: the operation is over, and says why.
fn overtaken(
    write: &Write<'_>,
    unit: &UnitRecord,
    operation: &OperationRecord,
    ending: &Ending,
) -> Result<(), DeskError> {
    let holder = ending.asset.holder.as_ref().map(|holder| holder.name().to_owned());
    let refusal = match holder {
        Some(holder) => Refusal::CheckedOutMeanwhile { holder },
        None => Refusal::Overtaken,
    };
    Ok(write.step_operation(Some(unit), operation, &Step::Refused(refusal))?)
}

/// What the technician hears: nothing about what they just did at the counter.
fn tell(
    write: &Write<'_>,
    unit: &UnitRecord,
    operation: &OperationRecord,
    to: UnitState,
    ending: &Ending,
) -> Result<(), DeskError> {
    let (asset, tag) = (ending.asset.title().to_owned(), ending.asset.tag.clone());
    let holder = ending.asset.holder.as_ref().map(|holder| holder.name().to_owned());
    let waited = write.at() - operation.decided_at > LONG_AGO;
    let by_rule = matches!(operation.decided_by, Actor::Rule { .. });
    let news = match to {
        UnitState::Reserved => News::Reserved { asset, tag },
        UnitState::Expired if by_rule => News::Expired { asset, tag },
        UnitState::CheckedOut if waited => {
            News::CheckedOut { asset, tag, holder: holder.unwrap_or_default(), activity: None }
        }
        UnitState::Returned if waited => News::Returned { asset, tag, holder, activity: None },
        _ => return Ok(()),
    };
    write.notify(&news, Some(unit.requisition))?;
    tracing::info!(operation = %operation.id, tag = ending.asset.tag, state = ?to, "settled");
    Ok(())
}
