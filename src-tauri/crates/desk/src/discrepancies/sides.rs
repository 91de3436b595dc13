//! What Snipe-IT says, and what the workspace says.

use domain::asset::{AssetSnapshot, LabelKind};
use domain::decide::reading::worn;
use domain::decide::unit::Worn;
use domain::evidence::{Actor, Evidence};
use domain::ids::LabelId;
use domain::labels::LabelMap;
use domain::unit::UnitState;
use workspace::Read;
use workspace::table::discrepancies::DiscrepancyRecord;
use workspace::table::history::{Event, Subject};
use workspace::table::units::UnitRecord;

use crate::api::{DeskError, OurSide, TheirSide, TheirState};
use crate::lines::line_of;

/// What Snipe-IT says, as last read.
pub fn theirs(
    read: &Read<'_>,
    record: &DiscrepancyRecord,
    labels: LabelMap,
) -> Result<TheirSide, DeskError> {
    let by = match &record.found {
        Some(Evidence::Activity { by, .. }) => by.clone(),
        _ => None,
    };
    let Some(known) = read.mirrored(record.asset)? else {
        let (state, holder, label) = (TheirState::Unknown, None, None);
        return Ok(TheirSide { state, holder, label, since: None, by, read_at: None });
    };
    let asset = &known.snapshot;
    Ok(TheirSide {
        state: state(asset, labels),
        holder: asset.holder.as_ref().map(|holder| holder.name().to_owned()),
        label: asset.label.as_ref().map(|label| label.name.clone()),
        since: if asset.holder.is_some() { asset.last_checkout } else { asset.updated_at },
        by,
        read_at: Some(known.read_at),
    })
}

fn state(asset: &AssetSnapshot, labels: LabelMap) -> TheirState {
    let archived = asset.label.as_ref().is_some_and(|label| label.kind == LabelKind::Archived);
    match worn(asset, &labels) {
        _ if asset.deleted => TheirState::Deleted,
        _ if asset.holder.is_some() => TheirState::CheckedOut,
        _ if archived => TheirState::Archived,
        Worn::Reserved => TheirState::Reserved,
        Worn::Unlendable => TheirState::NotLendable,
        Worn::Available | Worn::CheckedOut | Worn::Other => TheirState::Available,
    }
}

/// What the workspace says of the unit.
pub fn ours(
    read: &Read<'_>,
    unit: Option<&UnitRecord>,
    labels: LabelMap,
) -> Result<Option<OurSide>, DeskError> {
    let Some(unit) = unit else { return Ok(None) };
    Ok(Some(OurSide {
        state: unit.state,
        person: line_of(read, unit)?.requester,
        label: label_name(read, expected(unit.state, labels))?,
        since: unit.changed_at,
        by: moved_by(read, unit)?,
    }))
}

/// The label that belongs to a state.
fn expected(state: UnitState, labels: LabelMap) -> Option<LabelId> {
    match state {
        UnitState::Reserved => Some(labels.reserved),
        UnitState::CheckedOut => Some(labels.checked_out.unwrap_or(labels.reserved)),
        UnitState::Returned => Some(labels.available),
        _ => None,
    }
}

fn label_name(read: &Read<'_>, label: Option<LabelId>) -> Result<Option<String>, DeskError> {
    let known = read.mirrored_labels()?.into_iter();
    Ok(known.map(|known| known.label).find(|known| Some(known.id) == label).map(|l| l.name))
}

/// Who brought the unit into its state; `None` when a rule did.
fn moved_by(read: &Read<'_>, unit: &UnitRecord) -> Result<Option<String>, DeskError> {
    let history = read.history_of(Subject::Unit(unit.id))?;
    let moved = history.into_iter().find(|entry| matches!(entry.event, Event::Moved { .. }));
    Ok(match moved.map(|entry| entry.actor) {
        Some(Actor::Technician { name } | Actor::Person { name }) => Some(name),
        _ => None,
    })
}
