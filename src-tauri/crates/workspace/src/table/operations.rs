//! Operations: decided, and in some phase of being carried out.

use chrono::{DateTime, Utc};
use domain::evidence::{Actor, Evidence};
use domain::ids::{ActivityId, AssetId, LabelId, OperationId, UnitId};
use domain::operation::{OperationKind, Phase, Refusal};
use rusqlite::Row;
use rusqlite::types::Value;

use super::history::{Event, HistoryEntry, Subject};
use super::units::UnitRecord;
use super::{all, first};
use crate::value::{Columns, json, json_or_null, time, word_value};
use crate::{Entity, Error, Read, Write};

/// An operation as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationRecord {
    /// Identity.
    pub id: OperationId,
    /// Its unit.
    pub unit: UnitId,
    /// What it does.
    pub kind: OperationKind,
    /// To which asset; `None` where Snipe-IT need not be asked.
    pub asset: Option<AssetId>,
    /// Where it stands.
    pub phase: Phase,
    /// Who decided.
    pub decided_by: Actor,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// What was said when deciding.
    pub reason: Option<String>,
    /// When something happens next.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether it waits for Snipe-IT to answer.
    pub waits: bool,
    /// When it was last sent; `None` while nothing that was sent can have an effect.
    pub sent_at: Option<DateTime<Utc>>,
    /// When an answer was first lost.
    pub doubt_since: Option<DateTime<Utc>>,
    /// The newest activity row before it was sent.
    pub fence: Option<ActivityId>,
    /// The asset's label before it was sent.
    pub label_before: Option<LabelId>,
    /// The label that was sent.
    pub label_wanted: Option<LabelId>,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
}

/// What changes about an operation.
#[derive(Debug, Clone)]
pub enum Step {
    /// Snipe-IT does not answer: try again then. Nothing was sent, or it certainly did not arrive.
    Postponed(DateTime<Utc>),
    /// About to be sent; from here a crash means doubt.
    Sending {
        /// The newest activity row, where it may be read.
        fence: Option<ActivityId>,
        /// The label the asset wears.
        before: Option<LabelId>,
        /// The label that is sent.
        wanted: LabelId,
    },
    /// The answer was lost, or did not settle it: read then.
    Doubt(DateTime<Utc>),
    /// What was sent was not done: start again from the first check.
    Repeat,
    /// Done, on this evidence; none is needed where Snipe-IT need not be asked.
    Done(Option<Evidence>),
    /// Forbidden.
    Refused(Refusal),
    /// Taken back; nothing was sent.
    Withdrawn,
    /// Handed to a person.
    Escalated,
}

const OPEN: &str = "phase IN ('waiting', 'sending', 'in_doubt')";

fn record(row: &Row<'_>) -> Result<OperationRecord, Error> {
    let label = |column: &str| -> Result<Option<LabelId>, Error> {
        Ok(row.get::<_, Option<u32>>(column)?.map(LabelId))
    };
    Ok(OperationRecord {
        id: OperationId(row.uuid("id")?),
        unit: UnitId(row.uuid("unit")?),
        kind: row.word("kind")?,
        asset: row.get::<_, Option<u32>>("asset")?.map(AssetId),
        phase: row.word("phase")?,
        decided_by: row.json("decided_by")?,
        decided_at: row.time("decided_at")?,
        reason: row.get("reason")?,
        due_at: row.maybe_time("due_at")?,
        waits: row.get("waits")?,
        sent_at: row.maybe_time("sent_at")?,
        doubt_since: row.maybe_time("doubt_since")?,
        fence: row.get::<_, Option<u32>>("fence")?.map(ActivityId),
        label_before: label("label_before")?,
        label_wanted: label("label_wanted")?,
        refusal: row.maybe_json("refusal")?,
    })
}

impl Read<'_> {
    /// An operation.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn operation(&self, id: OperationId) -> Result<Option<OperationRecord>, Error> {
        first(self.0, "SELECT * FROM operations WHERE id = ?", [id.0.to_string()], record)
    }

    /// The open operation that is due first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn next_operation(&self) -> Result<Option<OperationRecord>, Error> {
        let sql = format!(
            "SELECT * FROM operations WHERE {OPEN}
             ORDER BY COALESCE(due_at, 0), decided_at, id LIMIT 1"
        );
        first(self.0, &sql, [], record)
    }

    /// Every open operation, the first decided first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open_operations(&self) -> Result<Vec<OperationRecord>, Error> {
        let sql = format!("SELECT * FROM operations WHERE {OPEN} ORDER BY decided_at, id");
        all(self.0, &sql, [], record)
    }

    /// The newest operation of a unit.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn newest_operation(&self, unit: UnitId) -> Result<Option<OperationRecord>, Error> {
        let sql =
            "SELECT * FROM operations WHERE unit = ? ORDER BY decided_at DESC, rowid DESC LIMIT 1";
        first(self.0, sql, [unit.0.to_string()], record)
    }

    /// When a technician last decided anything.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_decision(&self) -> Result<Option<DateTime<Utc>>, Error> {
        let sql = "SELECT max(decided_at) AS at FROM operations WHERE kind <> 'restore_label'";
        Ok(first(self.0, sql, [], |row| row.maybe_time("at"))?.flatten())
    }
}

impl Write<'_> {
    /// Stores a decision; the unit stays as it is until it is carried out.
    ///
    /// # Errors
    /// [`Error::Rule`] when an operation of the unit or on the asset is open.
    pub fn add_operation(
        &self,
        unit: &UnitRecord,
        kind: OperationKind,
        asset: Option<AssetId>,
        reason: Option<&str>,
        due_at: DateTime<Utc>,
    ) -> Result<OperationId, Error> {
        let id = OperationId(self.new_id());
        let values = [
            ("unit", Value::Text(unit.id.0.to_string())),
            ("kind", word_value(&kind)?),
            ("asset", asset.map_or(Value::Null, |id| Value::Integer(id.0.into()))),
            ("phase", word_value(&Phase::Waiting)?),
            ("decided_by", json(self.actor())?),
            ("decided_at", time(self.at())),
            ("reason", reason.map_or(Value::Null, |reason| Value::Text(reason.to_owned()))),
            ("due_at", time(due_at)),
        ];
        self.insert(Entity::Operation, &id.0.to_string(), &values)?;
        let event = Event::Operation { kind, phase: Phase::Waiting, refusal: None };
        self.record_operation(unit, id, event, reason, None)?;
        Ok(id)
    }

    /// Takes an operation a step further.
    ///
    /// # Errors
    /// There is no such operation.
    pub fn step_operation(
        &self,
        unit: &UnitRecord,
        operation: &OperationRecord,
        step: &Step,
    ) -> Result<(), Error> {
        let values = self.step_values(operation, step)?;
        self.update(Entity::Operation, &operation.id.0.to_string(), &values)?;
        let Some((phase, refusal)) = visible(operation, step) else { return Ok(()) };
        let evidence = match step {
            Step::Done(evidence) => evidence.clone(),
            _ => None,
        };
        let event = Event::Operation { kind: operation.kind, phase, refusal };
        self.record_operation(unit, operation.id, event, None, evidence)
    }

    fn step_values(
        &self,
        operation: &OperationRecord,
        step: &Step,
    ) -> Result<Vec<(&'static str, Value)>, Error> {
        let phase = |phase: Phase| word_value(&phase).map(|word| ("phase", word));
        let id = |id: Option<u32>| id.map_or(Value::Null, |id| Value::Integer(id.into()));
        let settled = ("settled_at", time(self.at()));
        let never = ("due_at", Value::Null);
        Ok(match step {
            Step::Postponed(until) => vec![
                phase(Phase::Waiting)?,
                ("due_at", time(*until)),
                ("waits", Value::Integer(1)),
                ("sent_at", Value::Null),
            ],
            Step::Sending { fence, before, wanted } => vec![
                phase(Phase::Sending)?,
                ("sent_at", time(self.at())),
                ("due_at", time(self.at())),
                ("waits", Value::Integer(0)),
                ("fence", id(fence.map(|id| id.0))),
                ("label_before", id(before.map(|id| id.0))),
                ("label_wanted", id(Some(wanted.0))),
            ],
            Step::Doubt(next) => vec![
                phase(Phase::InDoubt)?,
                ("due_at", time(*next)),
                ("doubt_since", time(operation.doubt_since.unwrap_or_else(|| self.at()))),
            ],
            Step::Repeat => {
                vec![phase(Phase::Waiting)?, ("due_at", time(self.at())), ("sent_at", Value::Null)]
            }
            Step::Done(_) => vec![phase(Phase::Done)?, never, settled],
            Step::Refused(refusal) => {
                vec![
                    phase(Phase::Refused)?,
                    never,
                    settled,
                    ("refusal", json_or_null(Some(refusal))?),
                ]
            }
            Step::Withdrawn => vec![phase(Phase::Withdrawn)?, never, settled],
            Step::Escalated => vec![phase(Phase::Escalated)?, never],
        })
    }

    fn record_operation(
        &self,
        unit: &UnitRecord,
        id: OperationId,
        event: Event,
        note: Option<&str>,
        evidence: Option<Evidence>,
    ) -> Result<(), Error> {
        self.add_history(&HistoryEntry {
            subject: Subject::Operation(id),
            event,
            requisition: Some(unit.requisition),
            unit: Some(unit.id),
            note: note.map(str::to_owned),
            evidence,
        })
    }
}

/// The phases that people see in the history. A done operation shows as its unit's transition,
/// except a restored label, which moves no unit; doubt is told once.
fn visible(operation: &OperationRecord, step: &Step) -> Option<(Phase, Option<Refusal>)> {
    match step {
        Step::Doubt(_) if operation.phase != Phase::InDoubt => Some((Phase::InDoubt, None)),
        Step::Done(_) if operation.kind == OperationKind::RestoreLabel => Some((Phase::Done, None)),
        Step::Refused(refusal) => Some((Phase::Refused, Some(refusal.clone()))),
        Step::Withdrawn => Some((Phase::Withdrawn, None)),
        Step::Escalated => Some((Phase::Escalated, None)),
        _ => None,
    }
}
