//! Everything that happened in a project: its requisitions, its members, its own life.

use chrono::{DateTime, Utc};
use domain::ids::{ProjectId, RequisitionId, UnitId};
use domain::requisition::RequisitionNumber;
use rusqlite::Row;

use crate::table::all;
use crate::table::history::{self, HistoryRecord};
use crate::value::Columns;
use crate::{Error, Read};

/// A unit that was not back when its last day ended. This is computed, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// When that day ended.
    pub at: DateTime<Utc>,
    /// The unit.
    pub unit: UnitId,
}

/// Something that happened in a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectEventRecord {
    /// When.
    pub at: DateTime<Utc>,
    /// What the history says; `None` for what was computed: a unit became overdue.
    pub told: Option<HistoryRecord>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The number of the unit's line.
    pub line: Option<u32>,
    /// What people call what the line asks for.
    pub title: Option<String>,
    /// The tag of the unit's asset, as the mirror knows it.
    pub tag: Option<String>,
    /// Who holds that asset now, by Snipe-IT.
    pub holder: Option<String>,
    /// The requisition.
    pub requisition: Option<(RequisitionId, RequisitionNumber)>,
    /// Who asked.
    pub requester: Option<String>,
    /// How many lines the requisition has.
    pub lines: u32,
}

/// What is worth telling of a requisition. Of an operation it is the approval, and whatever did
/// not go well: what went well shows as a move of its unit.
const TELLING: &str = "(h.entity IN ('requisition', 'unit', 'discrepancy')
    OR (h.entity = 'operation' AND (h.new_status IN ('in_doubt', 'refused', 'escalated')
        OR (h.new_status IN ('waiting', 'withdrawn')
            AND json_extract(h.detail, '$.kind') = 'reserve'))))";

impl Read<'_> {
    /// What happened in a project, newest first, with what was computed in its place.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project_timeline(
        &self,
        project: ProjectId,
        overdue: &[Overdue],
        limit: u32,
    ) -> Result<Vec<ProjectEventRecord>, Error> {
        let sql = format!(
            "WITH told (at, seq, unit) AS (
                 SELECT h.at, h.seq, NULL FROM requisitions r
                     CROSS JOIN status_history h ON h.requisition = r.id
                     WHERE r.project = ?1 AND {TELLING}
                 UNION ALL SELECT h.at, h.seq, NULL FROM status_history h WHERE h.entity_id = ?1
                 UNION ALL SELECT json_extract(value, '$[0]'), 0, json_extract(value, '$[1]')
                     FROM json_each(?2)),
             page AS MATERIALIZED
                 (SELECT * FROM told ORDER BY at DESC, seq DESC LIMIT {limit})
             SELECT page.at AS told_at, page.seq AS told_seq, u.id AS unit_id, h.*,
                 l.position AS line_position, l.title AS line_title, u.asset, a.tag,
                 json_extract(a.holder, '$.name') AS holder_name,
                 r.id AS requisition_id, r.number, pe.name AS requester_name,
                 (SELECT count(*) FROM lines o WHERE o.requisition = r.id) AS line_count
             FROM page LEFT JOIN status_history h ON h.seq = page.seq
             LEFT JOIN units u ON u.id = COALESCE(h.unit, page.unit)
             LEFT JOIN lines l ON l.id = u.line
             LEFT JOIN mirror_assets a ON a.id = u.asset
             LEFT JOIN requisitions r ON r.id = COALESCE(h.requisition, u.requisition)
             LEFT JOIN people pe ON pe.id = r.requester
             ORDER BY page.at DESC, page.seq DESC"
        );
        all(self.0, &sql, (project.0.to_string(), computed(overdue)?), event)
    }
}

fn computed(overdue: &[Overdue]) -> Result<String, Error> {
    let rows: Vec<_> =
        overdue.iter().map(|one| (one.at.timestamp_millis(), one.unit.0.to_string())).collect();
    Ok(serde_json::to_string(&rows)?)
}

fn event(row: &Row<'_>) -> Result<ProjectEventRecord, Error> {
    let seq: i64 = row.get("told_seq")?;
    let id = row.maybe_uuid("requisition_id")?.map(RequisitionId);
    let number: Option<u32> = row.get("number")?;
    Ok(ProjectEventRecord {
        at: row.time("told_at")?,
        told: if seq == 0 { None } else { Some(history::record(row)?) },
        unit: row.maybe_uuid("unit_id")?.map(UnitId),
        line: row.get("line_position")?,
        title: row.get("line_title")?,
        tag: row.get("tag")?,
        holder: row.get("holder_name")?,
        requisition: id.zip(number.map(RequisitionNumber)),
        requester: row.get("requester_name")?,
        lines: row.get("line_count")?,
    })
}
