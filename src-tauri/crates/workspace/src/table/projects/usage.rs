//! What a project used: read from the history, for it alone says what went out and came back.

use chrono::{DateTime, NaiveDate, Utc};
use domain::evidence::Evidence;
use domain::ids::{ProjectId, UnitId};
use domain::unit::UnitState;
use rusqlite::Row;

use crate::table::all;
use crate::value::Columns;
use crate::{Error, Read};

/// A unit of a project went out, or came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The unit.
    pub unit: UnitId,
    /// Checked out or returned.
    pub to: UnitState,
    /// When it happened, as the activity log says; else when it was seen.
    pub at: DateTime<Utc>,
    /// When the unit is due, or was.
    pub due: NaiveDate,
    /// The model of its asset; what people called it where the mirror knows none.
    pub model: String,
}

/// A unit of a project was approved or rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstDecision {
    /// When it was asked for.
    pub asked: DateTime<Utc>,
    /// When that was first decided.
    pub decided: DateTime<Utc>,
}

impl Read<'_> {
    /// What went out for a project and came back, in the order in which it was noticed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project_movements(&self, project: ProjectId) -> Result<Vec<Movement>, Error> {
        let sql = "SELECT h.unit, h.new_status, h.at, h.evidence, COALESCE(u.due, r.ends) AS due,
                 COALESCE(a.model_name, l.title) AS model
             FROM requisitions r CROSS JOIN status_history h ON h.requisition = r.id
             CROSS JOIN units u ON u.id = h.unit CROSS JOIN lines l ON l.id = u.line
             LEFT JOIN mirror_assets a ON a.id = u.asset
             WHERE r.project = ? AND h.entity = 'unit'
                 AND h.new_status IN ('checked_out', 'returned')
             ORDER BY h.seq";
        all(self.0, sql, [project.0.to_string()], movement)
    }

    /// When each unit of a project was first decided, if it was. Decisions that were taken back do
    /// not count.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project_decisions(&self, project: ProjectId) -> Result<Vec<FirstDecision>, Error> {
        let sql = "SELECT r.created_at AS asked, min(o.decided_at) AS decided
             FROM requisitions r CROSS JOIN units u ON u.requisition = r.id
             CROSS JOIN operations o ON o.unit = u.id
             WHERE r.project = ? AND o.kind IN ('reserve', 'reject') AND o.phase <> 'withdrawn'
             GROUP BY u.id";
        all(self.0, sql, [project.0.to_string()], |row| {
            Ok(FirstDecision { asked: row.time("asked")?, decided: row.time("decided")? })
        })
    }
}

fn movement(row: &Row<'_>) -> Result<Movement, Error> {
    let told = match row.maybe_json("evidence")? {
        Some(Evidence::Activity { at, .. }) => Some(at),
        _ => None,
    };
    Ok(Movement {
        unit: UnitId(row.uuid("unit")?),
        to: row.word("new_status")?,
        at: told.map_or_else(|| row.time("at"), Ok)?,
        due: row.day("due")?,
        model: row.get("model")?,
    })
}
