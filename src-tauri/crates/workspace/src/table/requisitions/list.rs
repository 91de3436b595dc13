//! Lists of requisitions: pages and counts of what is left to do, narrowed by words.
//!
//! What is open is little. So what has a state is found by its units, and what has ended is counted
//! as all the others.

use chrono::NaiveDate;
use domain::ids::{PersonId, ProjectId, RequisitionId};
use domain::unit::UnitState;
use rusqlite::{Row, params_from_iter};

use super::RequisitionRecord;
use crate::table::find::requisition_has;
use crate::table::{all, first, patterns};
use crate::value::{Columns, word};
use crate::{Error, Read};

/// Which requisitions a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// All.
    All,
    /// Those with a unit in this state.
    With(UnitState),
    /// Those with a unit out that was due before this day.
    OverdueOn(NaiveDate),
    /// Those with nothing left to do.
    Ended,
}

/// How many requisitions are in each list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RequisitionCounts {
    /// All.
    pub all: u32,
    /// With a pending unit.
    pub pending: u32,
    /// With a reserved unit.
    pub reserved: u32,
    /// With a unit out.
    pub checked_out: u32,
    /// With a unit out that should be back.
    pub overdue: u32,
    /// With nothing left to do.
    pub ended: u32,
}

const OPEN: &str = "('pending', 'reserved', 'checked_out')";

impl Among {
    /// The requisitions to look through, as `r`, and what else must hold.
    fn rows(self, of: Of) -> Result<(String, String), Error> {
        let with = |units: &str| {
            format!(
                "(SELECT DISTINCT u.requisition AS id FROM units u {units}) i
                 CROSS JOIN requisitions r ON r.id = i.id"
            )
        };
        let ended = format!("r.id NOT IN (SELECT requisition FROM units WHERE state IN {OPEN})");
        Ok(match self {
            Self::All => (of.rows(), "1".to_owned()),
            Self::Ended => (of.rows(), ended),
            Self::With(state) => {
                (with(&format!("WHERE u.state = '{}'", word(&state)?)), "1".to_owned())
            }
            Self::OverdueOn(day) => {
                let late = format!(
                    "CROSS JOIN requisitions q ON q.id = u.requisition
                     WHERE u.state = 'checked_out' AND COALESCE(u.due, q.ends) < '{day}'"
                );
                (with(&late), "1".to_owned())
            }
        })
    }
}

/// Whose requisitions a list shows; by default everybody's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Of {
    /// Of this project.
    pub project: Option<ProjectId>,
    /// Asked for by this person.
    pub person: Option<PersonId>,
}

impl Of {
    /// All requisitions are walked in the order of the list, without reading the rows.
    fn rows(self) -> String {
        let index = if self == Self::default() { " INDEXED BY requisitions_searched" } else { "" };
        format!("requisitions r{index}")
    }
}

/// A condition on `r`, and the values of its parameters.
struct Narrowed {
    matching: String,
    values: Vec<String>,
}

impl Narrowed {
    fn by(of: Of, typed: &str) -> Self {
        let mut values = patterns(typed);
        let mut matching: String = (1..=values.len()).map(requisition_has).collect();
        let named =
            [("project", of.project.map(|id| id.0)), ("requester", of.person.map(|id| id.0))];
        for (column, id) in named.into_iter().filter_map(|(column, id)| Some((column, id?))) {
            values.push(id.to_string());
            matching += &format!(" AND r.{column} = ?{}", values.len());
        }
        Self { matching, values }
    }
}

impl Read<'_> {
    /// Requisitions that match every word, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn requisitions(
        &self,
        among: Among,
        typed: &str,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<RequisitionRecord>, Error> {
        self.requisitions_of(Of::default(), among, typed, offset, limit)
    }

    /// The same, of one project or one person.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn requisitions_of(
        &self,
        of: Of,
        among: Among,
        typed: &str,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<RequisitionRecord>, Error> {
        let Narrowed { matching, values } = Narrowed::by(of, typed);
        let (rows, also) = among.rows(of)?;
        let sql = format!(
            "SELECT r.id FROM {rows} WHERE {also}{matching}
             ORDER BY r.created_at DESC, r.number DESC LIMIT {limit} OFFSET {offset}"
        );
        let ids =
            all(self.0, &sql, params_from_iter(values), |row| Ok(RequisitionId(row.uuid("id")?)))?;
        // The names are read for the rows of the page alone.
        ids.into_iter().filter_map(|id| self.requisition(id).transpose()).collect()
    }

    /// How many requisitions of one project, of one person or of all match every word, list by list.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn requisition_counts(
        &self,
        of: Of,
        typed: &str,
        today: NaiveDate,
    ) -> Result<RequisitionCounts, Error> {
        let Narrowed { matching, values } = Narrowed::by(of, typed);
        first(self.0, &counted(of, &matching, today), params_from_iter(values), counts)
            .map(Option::unwrap_or_default)
    }
}

/// What has the words is looked for once, and what is open is joined to it by its place.
fn counted(of: Of, matching: &str, today: NaiveDate) -> String {
    let rows = of.rows();
    format!(
        "WITH found AS MATERIALIZED (SELECT r.rowid AS place FROM {rows} WHERE 1{matching}),
             open AS (
                 SELECT max(u.state = 'pending') AS pending,
                     max(u.state = 'reserved') AS reserved,
                     max(u.state = 'checked_out') AS out,
                     max(u.state = 'checked_out' AND COALESCE(u.due, q.ends) < '{today}') AS late
                 FROM units u CROSS JOIN requisitions q ON q.id = u.requisition
                 WHERE u.state IN {OPEN} AND q.rowid IN (SELECT place FROM found)
                 GROUP BY u.requisition)
         SELECT (SELECT count(*) FROM found) AS everything,
             count(*) AS open,
             COALESCE(sum(pending), 0) AS pending,
             COALESCE(sum(reserved), 0) AS reserved,
             COALESCE(sum(out), 0) AS out,
             COALESCE(sum(late), 0) AS late
         FROM open"
    )
}

fn counts(row: &Row<'_>) -> Result<RequisitionCounts, Error> {
    let (all, open): (u32, u32) = (row.get("everything")?, row.get("open")?);
    Ok(RequisitionCounts {
        all,
        pending: row.get("pending")?,
        reserved: row.get("reserved")?,
        checked_out: row.get("out")?,
        overdue: row.get("late")?,
        ended: all.saturating_sub(open),
    })
}
