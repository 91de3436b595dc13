//! The Equipment room: all assets, filtered, sorted and counted.

mod asset;
mod count;
mod narrow;

pub use asset::{AssetChange, AssetMove, AssetUnit};

use chrono::{DateTime, NaiveDate, Utc};
use domain::asset::AssetSnapshot;
use domain::equipment::{EquipmentFilter, EquipmentSort};
use domain::ids::{AssetId, LabelId};
use rusqlite::{Row, params_from_iter};

use super::{all, first};
use crate::value::Columns;
use crate::{Error, Read};

use narrow::{Narrowed, WITH};

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
    /// Part of the assets that a filter lets through, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn equipment(
        &self,
        filter: &EquipmentFilter,
        moment: Moment,
        sort: EquipmentSort,
        descending: bool,
        (offset, limit): (u32, u32),
    ) -> Result<Vec<EquipmentAsset>, Error> {
        let Narrowed { matching, values, typed } = narrow::rows(self, filter, moment)?;
        let (order, index) = order(sort, descending);
        let by = if typed { String::new() } else { format!("INDEXED BY {index}") };
        let sql = format!(
            "{WITH} SELECT a.id FROM mirror_assets a {by} WHERE {matching} ORDER BY {order}
             LIMIT {limit} OFFSET {offset}"
        );
        let ids = all(self.0, &sql, params_from_iter(values), |row| Ok(AssetId(row.get(0)?)))?;
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

/// The order, and the index that has it.
fn order(sort: EquipmentSort, descending: bool) -> (String, &'static str) {
    let way = if descending { "DESC" } else { "ASC" };
    match sort {
        EquipmentSort::Tag => (format!("a.tag {way}"), "equipment_by_tag"),
        EquipmentSort::Title => (format!("a.title {way}, a.tag {way}"), "equipment_by_title"),
        EquipmentSort::Standing => {
            (format!("{} {way}, a.tag", narrow::URGENCY), "equipment_by_tag")
        }
        // What has no day comes last, whichever way.
        EquipmentSort::Due => {
            let days = format!("a.expected_checkin IS NULL, a.expected_checkin {way}, a.tag {way}");
            (days, "equipment_by_due")
        }
    }
}
