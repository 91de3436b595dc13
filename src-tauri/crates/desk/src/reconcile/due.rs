//! When a loan is due back, in Snipe-IT's word.

use chrono::NaiveDate;
use domain::asset::AssetSnapshot;
use domain::unit::UnitState;
use workspace::Read;
use workspace::table::units::UnitRecord;

use crate::api::DeskError;

/// The day on which a lent asset is due by Snipe-IT's word, if that is another one than is known
/// here: extended or shortened there. Where Snipe-IT says nothing any more, what was asked for
/// counts again.
pub fn other_due(
    read: &Read<'_>,
    unit: &UnitRecord,
    asset: &AssetSnapshot,
) -> Result<Option<NaiveDate>, DeskError> {
    if unit.state != UnitState::CheckedOut {
        return Ok(None);
    }
    let due = match asset.expected_checkin {
        Some(day) => Some(day),
        None => read.requisition(unit.requisition)?.map(|requisition| requisition.until),
    };
    Ok(due.filter(|day| *day != unit.due))
}
