//! Counting the assets by category, home and group.

use std::collections::HashMap;

use domain::asset::Named;
use domain::equipment::{Cell, EquipmentFilter};
use domain::ids::{CategoryId, LocationId};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::Moment;
use super::narrow::{self, Narrowed, WITH};
use crate::table::all;
use crate::{Error, Read};

/// A category and a home.
type Place = (Option<u32>, Option<u32>);

/// Assets on the shelf that are not free for everybody.
#[derive(Clone, Copy, Default)]
struct SpokenFor {
    claimed: u32,
    asked: u32,
}

impl Read<'_> {
    /// The assets that the words of a filter let through, counted by category, home and group.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn equipment_cells(
        &self,
        filter: &EquipmentFilter,
        moment: Moment,
    ) -> Result<Vec<Cell>, Error> {
        let Narrowed { matching, values, typed } = narrow::words(self, filter, moment)?;
        let spoken_for = self.spoken_for(&matching, values.clone())?;
        let by = if typed { "" } else { "INDEXED BY equipment_counted" };
        let sql = format!(
            "SELECT a.shelf, a.category, a.home, a.category_name, a.home_name, count(*) AS count,
                 COALESCE(sum(a.label = ?3), 0) AS reserved,
                 COALESCE(sum(a.expected_checkin < ?1), 0) AS overdue
             FROM mirror_assets a {by} WHERE {matching} GROUP BY a.shelf, a.category, a.home"
        );
        all(self.0, &sql, params_from_iter(values), |row| cell(row, &spoken_for))
    }

    /// What somebody claims or asked for here is little next to all, and counted apart.
    fn spoken_for(
        &self,
        matching: &str,
        values: Vec<Value>,
    ) -> Result<HashMap<Place, SpokenFor>, Error> {
        let sql = format!(
            "{WITH} SELECT a.category, a.home, count(*) AS count,
                 COALESCE(sum(a.id IN (SELECT asset FROM claimed)), 0) AS claimed
             FROM mirror_assets a NOT INDEXED
             WHERE a.id IN (SELECT asset FROM claimed UNION SELECT asset FROM asked)
                 AND a.shelf = 'shelf' AND a.label <> ?3 AND {matching}
             GROUP BY a.category, a.home"
        );
        let counted = all(self.0, &sql, params_from_iter(values), |row| {
            let (count, claimed): (u32, u32) = (row.get("count")?, row.get("claimed")?);
            Ok((place(row)?, SpokenFor { claimed, asked: count - claimed }))
        })?;
        Ok(counted.into_iter().collect())
    }
}

fn place(row: &Row<'_>) -> Result<Place, Error> {
    Ok((row.get("category")?, row.get("home")?))
}

fn cell(row: &Row<'_>, spoken_for: &HashMap<Place, SpokenFor>) -> Result<Cell, Error> {
    let (count, reserved): (u32, u32) = (row.get("count")?, row.get("reserved")?);
    let cell = Cell {
        category: named(row, "category", CategoryId)?,
        home: named(row, "home", LocationId)?,
        ..Cell::default()
    };
    let shelf: String = row.get("shelf")?;
    let SpokenFor { claimed, asked } = spoken_for.get(&place(row)?).copied().unwrap_or_default();
    Ok(match shelf.as_str() {
        "gone" => Cell { gone: count, ..cell },
        "held" => Cell { checked_out: count, overdue: row.get("overdue")?, ..cell },
        "unlendable" => Cell { not_lendable: count, ..cell },
        _ => {
            let available = count - reserved - claimed;
            let free_throughout = available - asked;
            Cell { available, free_throughout, reserved: reserved + claimed, ..cell }
        }
    })
}

fn named<I>(row: &Row<'_>, column: &str, id: fn(u32) -> I) -> Result<Option<Named<I>>, Error> {
    let number: Option<u32> = row.get(column)?;
    let name: Option<String> = row.get(format!("{column}_name").as_str())?;
    Ok(number.map(|number| Named { id: id(number), name: name.unwrap_or_default() }))
}
