//! A unit's line as other rooms name it.

use domain::ids::UnitId;
use workspace::Read;
use workspace::table::units::UnitRecord;

use crate::api::{AssetRef, DeskError, LineRef};
use crate::db::found;
use crate::requisitions::reference;

/// The line of a unit, if there is one.
pub fn line_ref(read: &Read<'_>, unit: Option<UnitId>) -> Result<Option<LineRef>, DeskError> {
    let Some(unit) = unit else { return Ok(None) };
    match read.unit(unit)? {
        Some(unit) => line_of(read, &unit).map(Some),
        None => Ok(None),
    }
}

/// The line of a unit.
pub fn line_of(read: &Read<'_>, unit: &UnitRecord) -> Result<LineRef, DeskError> {
    let requisition = found(read.requisition(unit.requisition)?)?;
    Ok(LineRef {
        requisition: unit.requisition,
        number: requisition.number,
        line: unit.line_position,
        project: found(read.project(requisition.project)?)?.name,
        requester: found(read.person(requisition.requester)?)?.person.name,
    })
}

/// An asset by name; one that the mirror does not know goes by its number.
pub fn asset_ref(read: &Read<'_>, id: domain::ids::AssetId) -> Result<AssetRef, DeskError> {
    let known = read.mirrored(id)?.map(|known| reference(&known.snapshot));
    Ok(known.unwrap_or_else(|| AssetRef {
        id,
        tag: format!("#{id}"),
        title: format!("#{id}"),
        location: None,
    }))
}
