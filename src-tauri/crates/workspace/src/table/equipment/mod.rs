//! The Equipment room: all assets, filtered, sorted and counted.

mod asset;
mod narrow;

pub use asset::{AssetChange, AssetMove, AssetUnit};

use chrono::{DateTime, NaiveDate, Utc};
use domain::asset::{AssetSnapshot, Named};
use domain::equipment::{Cell, EquipmentFilter, EquipmentSort};
use domain::ids::{AssetId, CategoryId, LabelId, LocationId};
use rusqlite::{Row, params_from_iter};

use super::{all, first};
use crate::value::Columns;
use crate::{Error, Read};

use narrow::Narrowed;

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
        let Narrowed { with, from, matching, values } = narrow::rows(filter, moment);
        let order = order(sort, descending);
        let sql = format!(
            "{with} SELECT a.id FROM {from} WHERE {matching} ORDER BY {order}
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

    /// The assets that the words of a filter let through, counted by category, home and group.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn equipment_cells(
        &self,
        filter: &EquipmentFilter,
        moment: Moment,
    ) -> Result<Vec<Cell>, Error> {
        let Narrowed { with, from, matching, values } = narrow::words(filter, moment);
        let (reserved, overdue, free) =
            (narrow::RESERVED, narrow::OVERDUE, narrow::FREE_THROUGHOUT);
        let sql = format!(
            "{with} SELECT a.shelf, a.category, a.home, max(a.category_name) AS category_name,
                 max(a.home_name) AS home_name, count(*) AS count, sum({reserved}) AS reserved,
                 sum({overdue}) AS overdue, sum({free}) AS free
             FROM {from} WHERE {matching} GROUP BY a.shelf, a.category, a.home"
        );
        all(self.0, &sql, params_from_iter(values), cell)
    }
}

fn cell(row: &Row<'_>) -> Result<Cell, Error> {
    let (count, reserved): (u32, u32) = (row.get("count")?, row.get("reserved")?);
    let cell = Cell {
        category: named(row, "category", CategoryId)?,
        home: named(row, "home", LocationId)?,
        ..Cell::default()
    };
    let shelf: String = row.get("shelf")?;
    Ok(match shelf.as_str() {
        "gone" => Cell { gone: count, ..cell },
        "held" => Cell { checked_out: count, overdue: row.get("overdue")?, ..cell },
        "unlendable" => Cell { not_lendable: count, ..cell },
        _ => Cell {
            available: count - reserved,
            reserved,
            free_throughout: row.get("free")?,
            ..cell
        },
    })
}

fn named<I>(row: &Row<'_>, column: &str, id: fn(u32) -> I) -> Result<Option<Named<I>>, Error> {
    let number: Option<u32> = row.get(column)?;
    let name: Option<String> = row.get(format!("{column}_name").as_str())?;
    Ok(number.map(|number| Named { id: id(number), name: name.unwrap_or_default() }))
}

fn order(sort: EquipmentSort, descending: bool) -> String {
    let way = if descending { "DESC" } else { "ASC" };
    match sort {
        EquipmentSort::Tag => format!("a.tag {way}"),
        EquipmentSort::Title => format!("a.title {way}, a.tag {way}"),
        EquipmentSort::Standing => format!("{} {way}, a.tag", narrow::URGENCY),
        // What has no day comes last, whichever way.
        EquipmentSort::Due => {
            format!("a.expected_checkin IS NULL, a.expected_checkin {way}, a.tag {way}")
        }
    }
}
