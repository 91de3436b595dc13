//! The inbox: requisitions with something to decide, and those with a decision that is not
//! settled. Both lists are counted and read by pages, the newest request first.

use chrono::{DateTime, Utc};
use domain::ids::RequisitionId;

use super::first;
use super::requisitions::{REQUISITION, RequisitionRecord, record};
use crate::value::Columns;
use crate::{Error, Read};

/// One of the inbox's two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxList {
    /// With a unit to decide: pending, and nothing under way.
    ToDecide,
    /// With an operation that is not settled.
    Waiting,
}

/// What is to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ToDecide {
    /// Requisitions with a unit to decide.
    pub requisitions: u32,
    /// Their lines with a unit to decide.
    pub lines: u32,
    /// When the oldest of them was asked.
    pub oldest_at: Option<DateTime<Utc>>,
}

const UNDECIDED: &str = "FROM units u WHERE u.state = 'pending' AND NOT EXISTS (
    SELECT 1 FROM operations o WHERE o.unit = u.id
    AND o.phase IN ('waiting', 'sending', 'in_doubt', 'escalated'))";
// What is open is little: it comes first, whatever would spare sorting.
const UNSETTLED: &str = "FROM operations o CROSS JOIN units u ON u.id = o.unit
    WHERE o.unit IS NOT NULL AND o.phase IN ('waiting', 'sending', 'in_doubt', 'escalated')";

impl InboxList {
    /// The requisitions of the list, each once.
    fn ids(self) -> String {
        let units = match self {
            Self::ToDecide => UNDECIDED,
            Self::Waiting => UNSETTLED,
        };
        format!("SELECT DISTINCT u.requisition AS id {units}")
    }
}

impl Read<'_> {
    /// How much there is to decide.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn to_decide(&self) -> Result<ToDecide, Error> {
        let sql = format!(
            "SELECT count(*) AS requisitions, COALESCE(sum(a.lines), 0) AS lines,
             min(r.created_at) AS oldest_at
             FROM (SELECT u.requisition, count(DISTINCT u.line) AS lines {UNDECIDED}
                   GROUP BY u.requisition) a
             CROSS JOIN requisitions r ON r.id = a.requisition"
        );
        let counted = first(self.0, &sql, [], |row| {
            Ok(ToDecide {
                requisitions: row.get("requisitions")?,
                lines: row.get("lines")?,
                oldest_at: row.maybe_time("oldest_at")?,
            })
        })?;
        Ok(counted.unwrap_or_default())
    }

    /// How many requisitions a list has.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count_inbox(&self, list: InboxList) -> Result<u32, Error> {
        let sql = format!("SELECT count(*) FROM ({})", list.ids());
        Ok(first(self.0, &sql, [], |row| Ok(row.get(0)?))?.unwrap_or_default())
    }

    /// A page of a list, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn inbox(
        &self,
        list: InboxList,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<RequisitionRecord>, Error> {
        // The names are read only for the rows of the page.
        let page = format!(
            "SELECT q.id FROM ({}) i CROSS JOIN requisitions q ON q.id = i.id
             ORDER BY q.created_at DESC, q.number DESC LIMIT ? OFFSET ?",
            list.ids()
        );
        let sql = format!(
            "{REQUISITION} WHERE r.id IN ({page}) ORDER BY r.created_at DESC, r.number DESC"
        );
        super::all(self.0, &sql, [limit, offset], record)
    }

    /// How many of a list stand before this requisition; `None` when it is not in the list.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn inbox_place(&self, list: InboxList, of: RequisitionId) -> Result<Option<u32>, Error> {
        let sql = format!(
            "SELECT sum(r.id = m.id) AS there,
             sum((r.created_at, r.number) > (m.created_at, m.number)) AS before
             FROM requisitions m CROSS JOIN ({}) i CROSS JOIN requisitions r ON r.id = i.id
             WHERE m.id = ?",
            list.ids()
        );
        let place = first(self.0, &sql, [of.0.to_string()], |row| {
            let there: Option<u32> = row.get("there")?;
            Ok((there == Some(1)).then(|| row.get("before")).transpose()?)
        })?;
        Ok(place.flatten())
    }
}
