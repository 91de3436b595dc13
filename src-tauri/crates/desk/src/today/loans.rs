//! Units at the counter as rows.

use chrono::NaiveDate;
use workspace::Read;
use workspace::table::units::UnitRecord;

use crate::api::{DeskError, LoanRow};
use crate::loans::row;

/// Each unit as a row; the database keeps one without an asset from being reserved or lent.
pub fn rows(
    read: &Read<'_>,
    units: Vec<UnitRecord>,
    today: NaiveDate,
) -> Result<Vec<LoanRow>, DeskError> {
    let held = units.iter().filter_map(|unit| Some((unit, unit.asset?)));
    held.map(|(unit, asset)| row(read, unit, asset, today)).collect()
}
