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
        let narrowed = narrow::rows(self, filter, moment)?;
        let ids = match (sort, descending) {
            (EquipmentSort::Due, false) => self.soonest_due(&narrowed, (offset, limit))?,
            _ => self.ordered(&narrowed, "1", &Order::of(sort, descending), (offset, limit))?,
        };
        ids.into_iter().filter_map(|id| self.equipment_asset(id).transpose()).collect()
    }

    /// Those with a day before those without one: two questions, each in the order of the index.
    fn soonest_due(
        &self,
        narrowed: &Narrowed,
        (offset, limit): (u32, u32),
    ) -> Result<Vec<AssetId>, Error> {
        let order = Order::of(EquipmentSort::Due, false);
        let dated = "a.expected_checkin IS NOT NULL";
        let mut ids = self.ordered(narrowed, dated, &order, (offset, limit))?;
        let found = u32::try_from(ids.len()).unwrap_or(limit);
        if found < limit {
            let skipped =
                if found > 0 { 0 } else { offset - self.count_dated(narrowed, offset)? };
            let undated = "a.expected_checkin IS NULL";
            ids.extend(self.ordered(narrowed, undated, &order, (skipped, limit - found))?);
        }
        Ok(ids)
    }

    /// How many have a day, as far as `most`.
    fn count_dated(&self, narrowed: &Narrowed, most: u32) -> Result<u32, Error> {
        let order = Order::of(EquipmentSort::Due, false);
        let dated = self.ordered(narrowed, "a.expected_checkin IS NOT NULL", &order, (0, most))?;
        Ok(u32::try_from(dated.len()).unwrap_or(most))
    }

    fn ordered(
        &self,
        Narrowed { matching, values, typed }: &Narrowed,
        also: &str,
        Order { by, index }: &Order,
        (offset, limit): (u32, u32),
    ) -> Result<Vec<AssetId>, Error> {
        let through = if *typed { String::new() } else { format!("INDEXED BY {index}") };
        let sql = format!(
            "{WITH} SELECT a.id FROM mirror_assets a {through} WHERE {matching} AND {also}
             ORDER BY {by} LIMIT {limit} OFFSET {offset}"
        );
        all(self.0, &sql, params_from_iter(values), |row| Ok(AssetId(row.get(0)?)))
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

/// An order, and the index that has it.
struct Order {
    by: String,
    index: &'static str,
}

impl Order {
    fn of(sort: EquipmentSort, descending: bool) -> Self {
        let way = if descending { "DESC" } else { "ASC" };
        let (by, index) = match sort {
            EquipmentSort::Tag => (format!("a.tag {way}"), "equipment_by_tag"),
            EquipmentSort::Title => {
                (format!("a.title_key {way}, a.tag {way}"), "equipment_by_title")
            }
            EquipmentSort::Standing => {
                (format!("{} {way}, a.tag", narrow::URGENCY), "equipment_by_tag")
            }
            // Going down, what has no day comes last by itself.
            EquipmentSort::Due => {
                (format!("a.expected_checkin {way}, a.tag {way}"), "equipment_by_due")
            }
        };
        Self { by, index }
    }
}
