//! What the workspace knows of an asset, before Snipe-IT is asked.

use std::collections::BTreeMap;

use domain::decide::unit::Disagreement;
use domain::ids::{AssetId, UnitId};
use workspace::Read;
use workspace::table::discrepancies::DiscrepancyRecord;
use workspace::table::units::UnitRecord;

use crate::api::DeskError;

/// What is known here of one asset.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// The unit that claims it, those that wish for it, and those whose life is over and about
    /// which a disagreement is open.
    pub units: Vec<UnitRecord>,
    /// The open disagreements that a reading can end.
    pub open: Vec<DiscrepancyRecord>,
}

/// What is known here, by asset.
pub type Subjects = BTreeMap<AssetId, Subject>;

impl Subject {
    /// The unit that claims the asset.
    pub fn claim(&self) -> Option<&UnitRecord> {
        self.units.iter().find(|unit| unit.state.claims())
    }

    /// The open disagreements about this unit, or about none.
    pub fn open_about(&self, unit: Option<UnitId>) -> impl Iterator<Item = &DiscrepancyRecord> {
        self.open.iter().filter(move |open| open.unit == unit)
    }
}

/// Reads what is known here.
pub fn before(read: &Read<'_>) -> Result<Subjects, DeskError> {
    let mut subjects = Subjects::new();
    for unit in read.claims()?.into_iter().chain(read.wishes()?) {
        let Some(asset) = unit.asset else { continue };
        subjects.entry(asset).or_default().units.push(unit);
    }
    for open in read.open_discrepancies(0, u32::MAX)? {
        let asset = open.asset;
        add_open(read, subjects.entry(asset).or_default(), open)?;
    }
    subjects.retain(|_, subject| !subject.units.is_empty() || !subject.open.is_empty());
    Ok(subjects)
}

/// Reads what is known here of one asset.
pub fn of(read: &Read<'_>, asset: AssetId) -> Result<Subject, DeskError> {
    let mut subject = Subject { units: read.units_for_asset(asset)?, open: Vec::new() };
    for open in read.open_discrepancies_on(asset)? {
        add_open(read, &mut subject, open)?;
    }
    Ok(subject)
}

/// A doubt about an operation ends with it, and not by a reading.
fn add_open(
    read: &Read<'_>,
    subject: &mut Subject,
    open: DiscrepancyRecord,
) -> Result<(), DeskError> {
    if open.about != Disagreement::InDoubtTooLong {
        subject.units.extend(over(read, subject, &open)?);
        subject.open.push(open);
    }
    Ok(())
}

/// The unit of a disagreement, unless it is there already.
fn over(
    read: &Read<'_>,
    subject: &Subject,
    open: &DiscrepancyRecord,
) -> Result<Option<UnitRecord>, DeskError> {
    let Some(id) = open.unit else { return Ok(None) };
    if subject.units.iter().any(|unit| unit.id == id) {
        return Ok(None);
    }
    Ok(read.unit(id)?)
}
