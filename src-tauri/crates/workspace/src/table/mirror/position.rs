//! How far each list was read, and what kept it from being read.

use chrono::{DateTime, Utc};
use domain::catalogue::{
    Category, Company, Department, List, Location, Manufacturer, Model, StatusLabel, Supplier, User,
};
use rusqlite::Row;
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::catalogue::Record;
use crate::table::first;
use crate::value::{Columns, json_or_null, word};
use crate::{Entity, Error, Read, Write};

/// How many more rows the server counts in each listing of a list than the mirror knows. Rows that
/// cannot be read make a lasting gap; another gap than before means that something was missed.
pub type Gap = Vec<i64>;

/// How far a list was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListPosition {
    /// The number of the full pass under way, or of the last one.
    pub pass: u32,
    /// Rows read of the listing that the pass under way is at; `None` when none is under way.
    pub position: Option<u32>,
    /// Which of the list's listings that is.
    pub part: u32,
    /// The id of the last of those rows.
    pub last: Option<u32>,
    /// Rows there are.
    pub total: Option<u32>,
    /// Whether assets that the last pass did not meet are still to be asked for.
    pub absent: bool,
    /// The newest `updated_at` applied.
    pub cursor: Option<DateTime<Utc>>,
    /// The zone in which the server's wall clock was read.
    pub zone: Option<String>,
    /// When it was last brought up to date.
    pub complete_at: Option<DateTime<Utc>>,
    /// When it was last read whole.
    pub full_at: Option<DateTime<Utc>>,
    /// The gap that a full pass left.
    pub gap: Option<Gap>,
    /// The gap at the last update.
    pub gap_seen: Option<Gap>,
}

/// Why a list could not be brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTrouble<P> {
    /// Since when it is so.
    pub at: DateTime<Utc>,
    /// What.
    pub problem: P,
}

fn position(row: &Row<'_>) -> Result<ListPosition, Error> {
    Ok(ListPosition {
        pass: row.get("pass")?,
        position: row.get("position")?,
        part: row.get("part")?,
        last: row.get("last")?,
        total: row.get("total")?,
        absent: row.get("absent")?,
        cursor: row.maybe_time("cursor")?,
        zone: row.get("zone")?,
        complete_at: row.maybe_time("complete_at")?,
        full_at: row.maybe_time("full_at")?,
        gap: row.maybe_json("gap")?,
        gap_seen: row.maybe_json("gap_seen")?,
    })
}

impl Read<'_> {
    /// How far a list was read.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn list_position(&self, list: List) -> Result<ListPosition, Error> {
        let sql = "SELECT * FROM mirror_lists WHERE list = ?";
        Ok(first(self.0, sql, [word(&list)?], position)?.unwrap_or_default())
    }

    /// How many rows of a list the mirror knows; of the hardware, those that were not deleted.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn list_rows(&self, list: List) -> Result<u32, Error> {
        let Some(table) = table(list) else { return self.mirrored_count() };
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(first(self.0, &sql, [], |row| Ok(row.get(0)?))?.unwrap_or_default())
    }

    /// Why a list could not be brought up to date, if it could not.
    ///
    /// # Errors
    /// The file cannot be read, or the problem is of another shape.
    pub fn list_trouble<P: DeserializeOwned>(
        &self,
        list: List,
    ) -> Result<Option<ListTrouble<P>>, Error> {
        let sql = "SELECT problem, problem_at FROM mirror_lists
             WHERE list = ? AND problem IS NOT NULL";
        first(self.0, sql, [word(&list)?], |row| {
            Ok(ListTrouble { at: row.time("problem_at")?, problem: row.json("problem")? })
        })
    }
}

impl Write<'_> {
    /// Notes how far a list was read. That nothing changed since is no news for the window.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_list_position(&self, list: List, position: &ListPosition) -> Result<(), Error> {
        let before = self.read().list_position(list)?;
        if shown(&before) != shown(position) {
            self.touch(Entity::Mirror);
        }
        let millis = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_millis());
        self.read()
            .0
            .prepare_cached(
                "INSERT INTO mirror_lists (list, pass, position, part, last, total, absent, cursor,
                 zone, complete_at, full_at, gap, gap_seen)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (list) DO UPDATE SET pass = ?2, position = ?3, part = ?4, last = ?5,
                 total = ?6, absent = ?7, cursor = ?8, zone = ?9, complete_at = ?10, full_at = ?11,
                 gap = ?12, gap_seen = ?13",
            )?
            .execute(params![
                word(&list)?,
                position.pass,
                position.position,
                position.part,
                position.last,
                position.total,
                position.absent,
                millis(position.cursor),
                position.zone,
                millis(position.complete_at),
                millis(position.full_at),
                json_or_null(position.gap.as_ref())?,
                json_or_null(position.gap_seen.as_ref())?,
            ])?;
        Ok(())
    }

    /// Notes that the pass under way met these rows although it could not read them: what was known
    /// of them stays.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn meet_unreadable(&self, list: List, ids: &[u32]) -> Result<(), Error> {
        let pass = self.read().list_position(list)?.pass;
        let table = table(list).unwrap_or("mirror_assets");
        let sql =
            format!("UPDATE {table} SET met = ? WHERE id IN (SELECT value FROM json_each(?))");
        let row = (pass, serde_json::to_string(ids)?);
        self.read().0.prepare_cached(&sql)?.execute(row)?;
        Ok(())
    }

    /// Notes why a list could not be brought up to date, or with `None` that it was. The same
    /// problem again is no news and keeps its time.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_list_trouble<P: Serialize + DeserializeOwned + PartialEq>(
        &self,
        list: List,
        problem: Option<&P>,
    ) -> Result<(), Error> {
        let before = self.read().list_trouble::<P>(list)?.map(|trouble| trouble.problem);
        if before.as_ref() == problem {
            return Ok(());
        }
        let at = problem.map(|_| self.at().timestamp_millis());
        let sql = "INSERT INTO mirror_lists (list, problem, problem_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (list) DO UPDATE SET problem = ?2, problem_at = ?3";
        let row = (word(&list)?, json_or_null(problem)?, at);
        self.cache(Entity::Mirror).prepare_cached(sql)?.execute(row)?;
        Ok(())
    }
}

/// What of a position people see: a first pass as it goes, and whether the list is known at all.
fn shown(position: &ListPosition) -> (Option<u32>, u32, bool, bool) {
    let first_pass = position.position.filter(|_| position.full_at.is_none());
    let (complete, full) = (position.complete_at.is_some(), position.full_at.is_some());
    (first_pass, position.part, complete, full)
}

fn table(list: List) -> Option<&'static str> {
    Some(match list {
        List::Hardware => return None,
        List::Users => User::TABLE,
        List::Companies => Company::TABLE,
        List::Locations => Location::TABLE,
        List::Categories => Category::TABLE,
        List::Manufacturers => Manufacturer::TABLE,
        List::Suppliers => Supplier::TABLE,
        List::Models => Model::TABLE,
        List::StatusLabels => StatusLabel::TABLE,
        List::Departments => Department::TABLE,
    })
}
