//! Which assets have to be read by themselves: those of which the lists say something else than the
//! workspace.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::decide::reading::{judge, mark, stands, worn};
use domain::decide::unit::{Action, Disagreement, Input, Reading, Worn, decide};
use domain::ids::{AssetId, UnitId};
use workspace::Read;
use workspace::table::discrepancies::NewDiscrepancy;
use workspace::table::units::UnitRecord;

use super::due::other_due;
use super::label::{self, Left};
use super::listed::Listed;
use super::subject::{Subject, Subjects};
use crate::api::DeskError;
use crate::insiders::insiders;
use crate::moves::Habits;

/// The subjects of which the lists say something else, and listed assets that wear Reserved for
/// nobody. What is under way is left alone.
pub fn differing(
    read: &Read<'_>,
    mut before: Subjects,
    listed: &Listed,
    habits: Habits,
) -> Result<Subjects, DeskError> {
    for (id, asset) in listed {
        if wears_reserved(asset, habits) {
            before.entry(*id).or_default();
        }
    }
    let mut differing = Subjects::new();
    for (id, subject) in before {
        if read.operation_on(id)?.is_none() && differs(read, &subject, id, listed, habits)? {
            differing.insert(id, subject);
        }
    }
    Ok(differing)
}

fn differs(
    read: &Read<'_>,
    subject: &Subject,
    id: AssetId,
    listed: &Listed,
    habits: Habits,
) -> Result<bool, DeskError> {
    let Some(asset) = listed.get(&id) else {
        // Neither reserved nor lent: no claim can be right, and what is open may be over.
        return Ok(subject.claim().is_some() || !subject.open.is_empty());
    };
    for unit in &subject.units {
        if unit_differs(read, subject, unit, asset, habits)? {
            return Ok(true);
        }
    }
    nobodys_differs(read, subject, asset, habits)
}

fn unit_differs(
    read: &Read<'_>,
    subject: &Subject,
    unit: &UnitRecord,
    asset: &AssetSnapshot,
    habits: Habits,
) -> Result<bool, DeskError> {
    let mut open = subject.open_about(Some(unit.id));
    if unit.operation.is_some() {
        return Ok(false);
    }
    if !unit.state.claims() && subject.claim().is_some() {
        return Ok(open.next().is_some());
    }
    let insiders = insiders(read, unit)?;
    let reading = judge(Some(asset), &insiders, &habits.labels, unit.changed_at);
    if open.any(|open| !stands(open.about, reading)) {
        return Ok(true);
    }
    Ok(match decide(unit.state, Input::Read(reading)) {
        Action::Raise(about) => !is_known(read, Some(unit.id), about, asset)?,
        Action::Agree => other_due(read, unit, asset)?.is_some(),
        Action::Ignore(_) => false,
        _ => true,
    })
}

/// What concerns no unit that is alive: an old disagreement, or a label that nobody claims.
fn nobodys_differs(
    read: &Read<'_>,
    subject: &Subject,
    asset: &AssetSnapshot,
    habits: Habits,
) -> Result<bool, DeskError> {
    let claimed = subject.claim().is_some();
    let reading = unclaimed(asset, habits);
    if subject.open_about(None).any(|open| claimed || !stands(open.about, reading)) {
        return Ok(true);
    }
    if claimed || !wears_reserved(asset, habits) {
        return Ok(false);
    }
    Ok(match label::left(read, asset, habits)? {
        (Left::Leave, _) => false,
        (Left::Restore, _) => true,
        (Left::Ask, unit) => {
            !is_known(read, unit.map(|unit| unit.id), Disagreement::LabelLeft, asset)?
        }
        (Left::Unclaimed, _) => !is_known(read, None, Disagreement::Unclaimed, asset)?,
    })
}

/// What an asset is to nobody in particular.
pub fn unclaimed(asset: &AssetSnapshot, habits: Habits) -> Reading {
    judge(Some(asset), &HashSet::new(), &habits.labels, DateTime::<Utc>::MIN_UTC)
}

/// Whether nobody holds it and it wears Reserved.
pub fn wears_reserved(asset: &AssetSnapshot, habits: Habits) -> bool {
    let free = asset.holder.is_none() && !asset.deleted;
    free && worn(asset, &habits.labels) == Worn::Reserved
}

fn is_known(
    read: &Read<'_>,
    unit: Option<UnitId>,
    about: Disagreement,
    asset: &AssetSnapshot,
) -> Result<bool, DeskError> {
    let new = NewDiscrepancy { about, asset: asset.id, mark: mark(Some(asset)), found: None };
    Ok(read.is_known(unit, &new)?)
}
