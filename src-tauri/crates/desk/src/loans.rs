//! Units that are held or out, as every room lists them.

use chrono::NaiveDate;
use domain::ids::AssetId;
use workspace::Read;
use workspace::table::units::UnitRecord;

use crate::api::{DeskError, LoanRow};
use crate::db::found;
use crate::lines::{asset_ref, line_of};

/// A unit with an asset as the lists show it.
pub fn row(
    read: &Read<'_>,
    unit: &UnitRecord,
    asset: AssetId,
    today: NaiveDate,
) -> Result<LoanRow, DeskError> {
    let requisition = found(read.requisition(unit.requisition)?)?;
    Ok(LoanRow {
        unit: unit.id,
        asset: asset_ref(read, asset)?,
        line: line_of(read, unit)?,
        requester: requisition.requester,
        standing: unit.standing(today),
        from: requisition.from,
        due: unit.due,
        hold_until: unit.hold_until,
    })
}
