//! The Equipment room: all assets, filtered, sorted and counted in memory, and read where they are
//! shown.

mod asset;
mod found;
mod index;
mod kept;
mod load;
mod spoken_for;

pub use asset::{AssetChange, AssetMove, AssetUnit};
pub use found::EquipmentFound;
pub use index::EquipmentIndex;

use chrono::{DateTime, NaiveDate, Utc};
use domain::asset::AssetSnapshot;
use domain::equipment::EquipmentSort;
use domain::ids::{AssetId, LabelId};
use rusqlite::Row;

use super::first;
use crate::value::Columns;
use crate::{Error, Read};

/// What the groups depend on besides the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Today at the counter.
    pub today: NaiveDate,
    /// The label that means Reserved.
    pub reserved: LabelId,
}

/// An asset of the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquipmentAsset {
    /// The reading.
    pub snapshot: AssetSnapshot,
    /// When it was read.
    pub read_at: DateTime<Utc>,
    /// Snipe-IT says since then that there is none.
    pub vanished_at: Option<DateTime<Utc>>,
    /// A pending unit names it.
    pub wanted: bool,
}

fn record(row: &Row<'_>) -> Result<EquipmentAsset, Error> {
    Ok(EquipmentAsset {
        snapshot: row.json("snapshot")?,
        read_at: row.time("read_at")?,
        vanished_at: row.maybe_time("vanished_at")?,
        wanted: row.get("wanted")?,
    })
}

impl Read<'_> {
    /// Part of the assets that were found, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn equipment(
        &self,
        found: &EquipmentFound,
        sort: EquipmentSort,
        descending: bool,
        page: (u32, u32),
    ) -> Result<Vec<EquipmentAsset>, Error> {
        let ids = found.page(sort, descending, page);
        ids.into_iter().filter_map(|id| self.equipment_asset(id).transpose()).collect()
    }

    /// One asset of the room.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn equipment_asset(&self, id: AssetId) -> Result<Option<EquipmentAsset>, Error> {
        let sql = "SELECT snapshot, read_at, vanished_at, EXISTS (SELECT 1 FROM units u
                 WHERE u.asset = ?1 AND u.state = 'pending') AS wanted
             FROM mirror_assets WHERE id = ?1";
        first(self.0, sql, [id.0], record)
    }
}
