//! A unit moves on evidence from Snipe-IT, or Snipe-IT and the workspace turn out to disagree: what
//! belongs to that in the same transaction, whoever noticed it.

use chrono::NaiveDate;
use domain::asset::AssetSnapshot;
use domain::decide::reading::{mark, stands};
use domain::decide::unit::{Action, Disagreement, Ignored, Input, Reading, decide};
use domain::evidence::Evidence;
use domain::ids::{ActivityId, AssetId};
use domain::labels::LabelMap;
use domain::operation::{Phase, Refusal};
use domain::unit::UnitState;
use workspace::Write;
use workspace::table::discrepancies::{End, NewDiscrepancy};
use workspace::table::operations::Step;
use workspace::table::units::{Transition, UnitRecord};

use crate::api::{AfterReturn, DeskError, News};
use crate::configuration::Configuration;
use crate::db::found;
use crate::label_left;

/// How this lab treats labels.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// Which labels mean what.
    pub labels: LabelMap,
    /// What happens to a returned asset's label.
    pub after_return: AfterReturn,
}

impl From<&Configuration> for Habits {
    fn from(configuration: &Configuration) -> Self {
        Self { labels: configuration.labels, after_return: configuration.after_return }
    }
}

/// What was seen in Snipe-IT: a row, or the asset itself.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// It, to be stored with what follows from it.
    pub evidence: &'a Evidence,
    /// What the asset as it is now is to the unit.
    pub reading: Reading,
    /// The row, if it was one.
    pub activity: Option<ActivityId>,
    /// To or from whom.
    pub holder: Option<&'a str>,
    /// When it is due back, by the row or the asset.
    pub due: Option<NaiveDate>,
    /// What was said there.
    pub note: Option<&'a str>,
    /// The asset as last read; `None` when Snipe-IT no longer has it.
    pub asset: Option<&'a AssetSnapshot>,
    /// How people call it where it was not read.
    pub name: &'a str,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The unit moved.
    Moved {
        /// To this state.
        to: UnitState,
        /// Whether that opened an operation.
        opened: bool,
    },
    /// It raised a disagreement.
    Raised(Disagreement),
    /// It agrees with what is known here.
    Agreed,
    /// Nothing, for this reason.
    Ignored(Ignored),
}

/// Carries out what was decided about a unit and its asset.
pub fn carry_out(
    write: &Write<'_>,
    (unit, asset): (&UnitRecord, AssetId),
    seen: &Seen<'_>,
    action: Action,
    habits: Habits,
) -> Result<Done, DeskError> {
    match action {
        Action::Become(to) => become_(write, unit, seen, to),
        Action::Return => {
            become_(write, unit, seen, UnitState::Returned)?;
            let opened = look_after_label(write, unit, seen, habits)?;
            Ok(Done::Moved { to: UnitState::Returned, opened })
        }
        Action::ReturnAndRaise(about) => {
            become_(write, unit, seen, UnitState::Returned)?;
            raise(write, Some(unit), asset, seen, about)?;
            Ok(Done::Moved { to: UnitState::Returned, opened: false })
        }
        Action::Raise(about) => {
            close_settled(write, unit, seen)?;
            let raised = raise(write, Some(unit), asset, seen, about)?;
            Ok(if raised { Done::Raised(about) } else { Done::Ignored(Ignored::Known) })
        }
        Action::Agree => close_settled(write, unit, seen).map(|()| Done::Agreed),
        Action::Ignore(why) => close_settled(write, unit, seen).map(|()| Done::Ignored(why)),
        Action::Open(_) | Action::Refuse => Ok(Done::Ignored(Ignored::Over)),
    }
}

/// Moves a unit: what it disagreed about is over, and people are told.
fn become_(
    write: &Write<'_>,
    unit: &UnitRecord,
    seen: &Seen<'_>,
    to: UnitState,
) -> Result<Done, DeskError> {
    end_escalated(write, unit, seen, to)?;
    write.agree(unit, Some(seen.evidence))?;
    let transition = Transition {
        due: seen.due.filter(|_| to == UnitState::CheckedOut),
        note: seen.note.map(str::to_owned),
        evidence: Some(seen.evidence.clone()),
        ..Transition::to(to)
    };
    write.move_unit(unit, &transition)?;
    tell(write, unit, seen, to)?;
    Ok(Done::Moved { to, opened: false })
}

/// What becomes of the label of an asset that came back. While another operation is under way on
/// it nothing is opened: reconciliation looks again.
pub fn look_after_label(
    write: &Write<'_>,
    unit: &UnitRecord,
    seen: &Seen<'_>,
    habits: Habits,
) -> Result<bool, DeskError> {
    let Some(asset) = seen.asset else { return Ok(false) };
    if write.read().operation_on(asset.id)?.is_some() {
        return Ok(false);
    }
    // An operation that was handed to a person may have ended with the unit's move.
    let unit = &found(write.read().unit(unit.id)?)?;
    let found = Some(seen.evidence.clone());
    label_left::look_after(write, unit, asset, &habits.labels, habits.after_return, found)
}

/// Opens a disagreement, unless it is known; says whether it is new. What concerns a unit is told,
/// if it still is so.
pub fn raise(
    write: &Write<'_>,
    unit: Option<&UnitRecord>,
    asset: AssetId,
    seen: &Seen<'_>,
    about: Disagreement,
) -> Result<bool, DeskError> {
    let found = Some(seen.evidence.clone());
    let new = NewDiscrepancy { about, asset, mark: mark(seen.asset), found };
    let raised = write.disagree(unit, &new)?;
    if let (Some(_), true, Some(unit)) = (raised, stands(about, seen.reading), unit) {
        let (asset, tag) = names(write, asset, seen)?;
        let news = News::Disagreement { asset, tag, about, discrepancy: raised };
        write.notify(&news, Some(unit.requisition))?;
    }
    Ok(raised.is_some())
}

/// Ends those open disagreements about a unit of which the asset itself says that they are over.
fn close_settled(write: &Write<'_>, unit: &UnitRecord, seen: &Seen<'_>) -> Result<(), DeskError> {
    for open in write.read().discrepancies_of(unit.id)? {
        if !stands(open.about, seen.reading) {
            let end = End { answer: None, evidence: Some(seen.evidence.clone()) };
            write.close_discrepancy(Some(unit), &open, &end)?;
        }
    }
    Ok(())
}

/// What nobody could tell of an operation, the unit's move tells: it was done, or there is nothing
/// left to do.
fn end_escalated(
    write: &Write<'_>,
    unit: &UnitRecord,
    seen: &Seen<'_>,
    to: UnitState,
) -> Result<(), DeskError> {
    let Some((_, Phase::Escalated)) = unit.operation else { return Ok(()) };
    let unsettled = unit.asset.map(|asset| write.read().operation_on(asset)).transpose()?.flatten();
    let Some(escalated) = unsettled.filter(|unsettled| unsettled.unit == Some(unit.id)) else {
        return Ok(());
    };
    let step = match decide(to, Input::Settled(escalated.kind)) {
        Action::Agree | Action::Ignore(_) => Step::Done(Some(seen.evidence.clone())),
        _ => Step::Refused(Refusal::Overtaken),
    };
    Ok(write.step_operation(Some(unit), &escalated, &step)?)
}

fn tell(
    write: &Write<'_>,
    unit: &UnitRecord,
    seen: &Seen<'_>,
    to: UnitState,
) -> Result<(), DeskError> {
    let Some(asset) = unit.asset else { return Ok(()) };
    let (asset, tag) = names(write, asset, seen)?;
    let holder = seen.holder.map(str::to_owned);
    let activity = seen.activity;
    let news = match to {
        UnitState::CheckedOut => {
            News::CheckedOut { asset, tag, holder: holder.unwrap_or_default(), activity }
        }
        _ => News::Returned { asset, tag, holder, activity },
    };
    write.notify(&news, Some(unit.requisition))?;
    Ok(())
}

/// How people call the asset, and its tag.
fn names(
    write: &Write<'_>,
    asset: AssetId,
    seen: &Seen<'_>,
) -> Result<(String, String), DeskError> {
    let name = |asset: &AssetSnapshot| (asset.title().to_owned(), asset.tag.clone());
    if let Some(read) = seen.asset.filter(|asset| !asset.tag.is_empty()) {
        return Ok(name(read));
    }
    let known = write.read().mirrored(asset)?.map(|known| name(&known.snapshot));
    Ok(known.unwrap_or_else(|| (seen.name.to_owned(), format!("#{asset}"))))
}
