//! The append-only history: one row per transition, with its evidence.

use chrono::{DateTime, NaiveDate, Utc};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::evidence::{Actor, Evidence};
use domain::ids::{
    AssetId, DiscrepancyId, OperationId, PersonId, ProjectId, RequisitionId, UnitId,
};
use domain::operation::{OperationKind, Phase, Refusal};
use domain::project::MemberRole;
use rusqlite::Row;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::all;
use crate::value::{Columns, json, json_or_null, time, word};
use crate::{Entity, Error, Read, Write};

/// Whose transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A project.
    Project(ProjectId),
    /// A requisition.
    Requisition(RequisitionId),
    /// A unit.
    Unit(UnitId),
    /// An operation.
    Operation(OperationId),
    /// A discrepancy.
    Discrepancy(DiscrepancyId),
}

impl Subject {
    fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Project(id) => ("project", id.0),
            Self::Requisition(id) => ("requisition", id.0),
            Self::Unit(id) => ("unit", id.0),
            Self::Operation(id) => ("operation", id.0),
            Self::Discrepancy(id) => ("discrepancy", id.0),
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A requisition was asked for.
    Asked,
    /// A state was left for another; `from` is missing at the beginning.
    Moved {
        /// The state's word.
        from: Option<String>,
        /// The state's word.
        to: String,
    },
    /// An operation entered a phase.
    Operation {
        /// What it does.
        kind: OperationKind,
        /// Where it stands.
        phase: Phase,
        /// Why it was refused.
        refusal: Option<Refusal>,
    },
    /// A disagreement began.
    Disagreed {
        /// About what.
        about: Disagreement,
    },
    /// A disagreement ended by itself.
    Agreed {
        /// About what.
        about: Disagreement,
    },
    /// A person ended a disagreement.
    Answered {
        /// About what.
        about: Disagreement,
        /// What they said.
        answer: Answer,
    },
    /// Snipe-IT says another day on which the asset is due.
    Due {
        /// The day before.
        from: NaiveDate,
        /// The day now.
        to: NaiveDate,
    },
    /// A technician wrote something down; the words are the row's note.
    Noted,
    /// Somebody joined a project, left it, or has another role in it.
    Member {
        /// Who.
        person: PersonId,
        /// The role before; `None` for who joined.
        from: Option<MemberRole>,
        /// The role now; `None` for who left.
        to: Option<MemberRole>,
    },
}

/// A transition to record. Actor and time are the transaction's.
#[derive(Debug, Clone)]
pub struct HistoryEntry {
    /// Whose.
    pub subject: Subject,
    /// What happened.
    pub event: Event,
    /// The requisition it belongs to.
    pub requisition: Option<RequisitionId>,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// What was said.
    pub note: Option<String>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}

impl HistoryEntry {
    /// An entry that belongs to no requisition.
    #[must_use]
    pub fn new(subject: Subject, event: Event) -> Self {
        Self { subject, event, requisition: None, unit: None, note: None, evidence: None }
    }
}

/// A transition as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRecord {
    /// What happened.
    pub event: Event,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The number of the unit's line.
    pub line: Option<u32>,
    /// The unit's asset.
    pub asset: Option<AssetId>,
    /// Who acted.
    pub actor: Actor,
    /// When.
    pub at: DateTime<Utc>,
    /// What was said.
    pub note: Option<String>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}

pub(super) fn record(row: &Row<'_>) -> Result<HistoryRecord, Error> {
    Ok(HistoryRecord {
        event: row.json("detail")?,
        unit: row.maybe_uuid("unit")?.map(UnitId),
        line: row.get("line_position")?,
        asset: row.get::<_, Option<u32>>("asset")?.map(AssetId),
        actor: row.json("actor")?,
        at: row.time("at")?,
        note: row.get("note")?,
        evidence: row.maybe_json("evidence")?,
    })
}

impl Read<'_> {
    /// Everything that happened to a requisition, its units and their operations, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn history(&self, requisition: RequisitionId) -> Result<Vec<HistoryRecord>, Error> {
        let sql = "SELECT h.*, l.position AS line_position, u.asset FROM status_history h
             LEFT JOIN units u ON u.id = h.unit LEFT JOIN lines l ON l.id = u.line
             WHERE h.requisition = ? ORDER BY h.seq DESC";
        all(self.0, sql, [requisition.0.to_string()], record)
    }

    /// Everything that happened to one row, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn history_of(&self, subject: Subject) -> Result<Vec<HistoryRecord>, Error> {
        let sql = "SELECT h.*, l.position AS line_position, u.asset FROM status_history h
             LEFT JOIN units u ON u.id = h.unit LEFT JOIN lines l ON l.id = u.line
             WHERE h.entity_id = ? ORDER BY h.seq DESC";
        all(self.0, sql, [subject.parts().1.to_string()], record)
    }
}

impl Write<'_> {
    /// Appends a transition.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add_history(&self, entry: &HistoryEntry) -> Result<(), Error> {
        let (entity, entity_id) = entry.subject.parts();
        let (old, new) = statuses(&entry.event)?;
        let id = |id: Option<Uuid>| id.map_or(Value::Null, |id| Value::Text(id.to_string()));
        let values = [
            ("entity", Value::Text(entity.to_owned())),
            ("entity_id", Value::Text(entity_id.to_string())),
            ("requisition", id(entry.requisition.map(|id| id.0))),
            ("unit", id(entry.unit.map(|id| id.0))),
            ("old_status", old.map_or(Value::Null, Value::Text)),
            ("new_status", Value::Text(new)),
            ("detail", json(&entry.event)?),
            ("actor", json(self.actor())?),
            ("at", time(self.at())),
            ("note", entry.note.clone().map_or(Value::Null, Value::Text)),
            ("evidence", json_or_null(entry.evidence.as_ref())?),
        ];
        self.insert(Entity::History, &self.new_id().to_string(), &values)
    }
}

impl Write<'_> {
    /// Keeps what a technician wrote about a requisition.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add_note(&self, requisition: RequisitionId, note: &str) -> Result<(), Error> {
        self.add_history(&HistoryEntry {
            requisition: Some(requisition),
            note: Some(note.to_owned()),
            ..HistoryEntry::new(Subject::Requisition(requisition), Event::Noted)
        })
    }
}

fn statuses(event: &Event) -> Result<(Option<String>, String), Error> {
    Ok(match event {
        Event::Asked => (None, "asked".to_owned()),
        Event::Moved { from, to } => (from.clone(), to.clone()),
        Event::Operation { phase, .. } => (None, word(phase)?),
        Event::Disagreed { .. } => (None, "open".to_owned()),
        Event::Agreed { .. } | Event::Answered { .. } => {
            (Some("open".to_owned()), "closed".to_owned())
        }
        Event::Due { .. } => (None, "due".to_owned()),
        Event::Noted => (None, "noted".to_owned()),
        Event::Member { from, to, .. } => {
            let role = |role: &Option<MemberRole>| role.as_ref().map(word).transpose();
            (role(from)?, role(to)?.unwrap_or_else(|| "gone".to_owned()))
        }
    })
}
