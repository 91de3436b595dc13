//! What today asks of the counter: what is to be handed over, what comes back, what is in doubt,
//! and what just happened. Each group is counted whole and read only as far as it is shown.

use chrono::NaiveDate;
use domain::operation::Phase;
use rusqlite::Params;

use super::history::{self, HistoryRecord};
use super::operations::OperationRecord;
use super::units::{UNIT, UnitRecord, record};
use super::{all, first};
use crate::{Error, Read};

/// Only the last so many entries of the history are looked at for what just happened.
const RECENT: u32 = 1000;

/// Which loans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Due back on this day.
    On(NaiveDate),
    /// Due back before this day.
    Before(NaiveDate),
}

impl Due {
    fn condition(self) -> (&'static str, NaiveDate) {
        match self {
            Self::On(day) => ("=", day),
            Self::Before(day) => ("<", day),
        }
    }
}

/// How many units wait for collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ToHandOver {
    /// In all.
    pub units: u32,
    /// Of those, held no longer than today.
    pub holds_ending: u32,
}

/// What is in doubt, handed to a person or disagreed about stands in a group of its own.
const AGREED: &str = "NOT EXISTS (SELECT 1 FROM operations x WHERE x.unit = u.id
        AND x.phase IN ('waiting', 'sending', 'in_doubt', 'escalated')
        AND x.phase IN ('in_doubt', 'escalated'))
    AND NOT EXISTS (SELECT 1 FROM discrepancies x WHERE x.unit = u.id AND x.closed_at IS NULL)";

impl Read<'_> {
    /// How many reserved units wait for collection.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count_to_hand_over(&self, today: NaiveDate) -> Result<ToHandOver, Error> {
        let sql = format!(
            "SELECT count(*) AS units, COALESCE(sum(u.hold_until <= ?), 0) AS holds_ending
             FROM units u WHERE u.state = 'reserved' AND {AGREED}"
        );
        let counted = first(self.0, &sql, [today.to_string()], |row| {
            Ok(ToHandOver { units: row.get("units")?, holds_ending: row.get("holds_ending")? })
        })?;
        Ok(counted.unwrap_or_default())
    }

    /// Reserved units that wait for collection; the hold that ends first comes first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn to_hand_over(&self, limit: u32) -> Result<Vec<UnitRecord>, Error> {
        let order = "u.hold_until IS NULL, u.hold_until, u.id";
        let page = format!(
            "SELECT u.id FROM units u WHERE u.state = 'reserved' AND {AGREED}
             ORDER BY {order} LIMIT ?"
        );
        self.units_in(&page, order, [limit])
    }

    /// How many lent units are due.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count_due(&self, due: Due) -> Result<u32, Error> {
        let (compared, day) = due.condition();
        let sql = format!("SELECT count(*) {}", lent(compared));
        Ok(first(self.0, &sql, [day.to_string()], |row| Ok(row.get(0)?))?.unwrap_or_default())
    }

    /// Lent units that are due, the longest first; what was asked together stays together.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn due(&self, due: Due, limit: u32) -> Result<Vec<UnitRecord>, Error> {
        let (compared, day) = due.condition();
        let order = "COALESCE(u.due, r.ends), r.number, u.line, u.position";
        let page = format!("SELECT u.id {} ORDER BY {order} LIMIT ?", lent(compared));
        self.units_in(&page, order, (day.to_string(), limit))
    }

    /// Operations whose answer was lost; the one that is read again first comes first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn operations_in_doubt(&self) -> Result<Vec<OperationRecord>, Error> {
        let mut open = self.open_operations()?;
        open.retain(|operation| operation.phase == Phase::InDoubt);
        open.sort_by_key(|operation| operation.due_at);
        Ok(open)
    }

    /// The last moves of units, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_moves(&self, limit: u32) -> Result<Vec<HistoryRecord>, Error> {
        let sql = format!(
            "SELECT h.*, l.position AS line_position, u.asset FROM status_history h
             LEFT JOIN units u ON u.id = h.unit LEFT JOIN lines l ON l.id = u.line
             WHERE h.seq > (SELECT max(seq) - {RECENT} FROM status_history)
             AND h.entity = 'unit' AND h.old_status IS NOT NULL ORDER BY h.seq DESC LIMIT ?"
        );
        all(self.0, &sql, [limit], history::record)
    }

    fn units_in(
        &self,
        page: &str,
        order: &str,
        parameters: impl Params,
    ) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!("{UNIT} WHERE u.id IN ({page}) ORDER BY {order}");
        all(self.0, &sql, parameters, record)
    }
}

fn lent(compared: &str) -> String {
    format!(
        "FROM units u CROSS JOIN requisitions r ON r.id = u.requisition
         WHERE u.state = 'checked_out' AND COALESCE(u.due, r.ends) {compared} ? AND {AGREED}"
    )
}
