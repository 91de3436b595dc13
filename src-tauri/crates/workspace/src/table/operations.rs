//! Operations: decided, and in some phase of being carried out.

use chrono::{DateTime, NaiveDate, Utc};
use domain::decide::clock::Times;
use domain::decide::lending::Loan;
use domain::evidence::{Actor, Evidence};
use domain::ids::{ActivityId, AssetId, LabelId, OperationId, UnitId, UserId};
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
    /// Its unit; `None` for a label that no unit claims.
    pub unit: Option<UnitId>,
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
    /// To whom the asset goes, and until when: of a hand-over, or of what follows.
    pub loan: Option<Loan>,
    /// The kind of operation that follows when this one is done.
    pub follow: Option<OperationKind>,
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
        /// The label that is sent, where one is.
        wanted: Option<LabelId>,
    },
    /// The answer was lost, or did not settle it: read then.
    Doubt(DateTime<Utc>),
    /// What was sent was not done: start again from the first check.
    Repeat,
    /// The clock was set: it stays where it stands, with these times.
    Redated(Times),
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
const UNSETTLED: &str = "phase IN ('waiting', 'sending', 'in_doubt', 'escalated')";

fn record(row: &Row<'_>) -> Result<OperationRecord, Error> {
    let label = |column: &str| -> Result<Option<LabelId>, Error> {
        Ok(row.get::<_, Option<u32>>(column)?.map(LabelId))
    };
    Ok(OperationRecord {
        id: OperationId(row.uuid("id")?),
        unit: row.maybe_uuid("unit")?.map(UnitId),
        kind: row.word("kind")?,
        asset: row.get::<_, Option<u32>>("asset")?.map(AssetId),
        phase: row.word("phase")?,
        decided_by: row.json("decided_by")?,
        decided_at: row.time("decided_at")?,
        reason: row.get("reason")?,
        loan: loan(row)?,
        follow: row.maybe_word("follow")?,
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

fn loan(row: &Row<'_>) -> Result<Option<Loan>, Error> {
    let borrower: Option<u32> = row.get("borrower")?;
    let expected: Option<NaiveDate> = row.get("expected")?;
    Ok(borrower.zip(expected).map(|(to, until)| Loan { to: UserId(to), until }))
}

/// An operation to store.
#[derive(Debug, Clone, Copy)]
pub struct NewOperation<'a> {
    /// What it does.
    pub kind: OperationKind,
    /// To which asset; `None` where Snipe-IT need not be asked.
    pub asset: Option<AssetId>,
    /// What was said when deciding.
    pub reason: Option<&'a str>,
    /// To whom the asset goes, of a hand-over or of what follows.
    pub loan: Option<Loan>,
    /// What follows when it is done.
    pub follow: Option<OperationKind>,
    /// When it is carried out.
    pub due_at: DateTime<Utc>,
}

impl NewOperation<'_> {
    /// One that needs neither words nor a borrower.
    #[must_use]
    pub fn new(kind: OperationKind, asset: Option<AssetId>, due_at: DateTime<Utc>) -> Self {
        Self { kind, asset, reason: None, loan: None, follow: None, due_at }
    }
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

    /// The operation on an asset that is not settled: open, or handed to a person.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn operation_on(&self, asset: AssetId) -> Result<Option<OperationRecord>, Error> {
        let sql = format!("SELECT * FROM operations WHERE asset = ? AND {UNSETTLED}");
        first(self.0, &sql, [asset.0], record)
    }

    /// The newest operation of a unit, whatever the clock said.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn newest_operation(&self, unit: UnitId) -> Result<Option<OperationRecord>, Error> {
        let sql = "SELECT * FROM operations WHERE unit = ? ORDER BY rowid DESC LIMIT 1";
        first(self.0, sql, [unit.0.to_string()], record)
    }

    /// When a technician last decided anything.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_decision(&self) -> Result<Option<DateTime<Utc>>, Error> {
        let sql = "SELECT max(decided_at) AS at FROM operations WHERE kind NOT IN ('restore_label', 'expire')";
        Ok(first(self.0, sql, [], |row| row.maybe_time("at"))?.flatten())
    }
}

impl Write<'_> {
    /// Stores a decision; the unit stays as it is until it is carried out. Only a label that is put
    /// back may have no unit.
    ///
    /// # Errors
    /// [`Error::Rule`] when an operation of the unit or on the asset is open.
    pub fn add_operation(
        &self,
        unit: Option<&UnitRecord>,
        new: &NewOperation<'_>,
    ) -> Result<OperationId, Error> {
        let id = OperationId(self.new_id());
        let text = |text: Option<String>| text.map_or(Value::Null, Value::Text);
        let number = |number: Option<u32>| number.map_or(Value::Null, |n| Value::Integer(n.into()));
        let values = [
            ("unit", text(unit.map(|unit| unit.id.0.to_string()))),
            ("kind", word_value(&new.kind)?),
            ("asset", number(new.asset.map(|id| id.0))),
            ("phase", word_value(&Phase::Waiting)?),
            ("decided_by", json(self.actor())?),
            ("decided_at", time(self.at())),
            ("reason", text(new.reason.map(str::to_owned))),
            ("borrower", number(new.loan.map(|loan| loan.to.0))),
            ("expected", text(new.loan.map(|loan| loan.until.to_string()))),
            ("follow", new.follow.map_or(Ok(Value::Null), |kind| word_value(&kind))?),
            ("due_at", time(new.due_at)),
        ];
        self.insert(Entity::Operation, &id.0.to_string(), &values)?;
        let event = Event::Operation { kind: new.kind, phase: Phase::Waiting, refusal: None };
        self.record_operation(unit, id, event, new.reason, None)?;
        Ok(id)
    }

    /// Takes an operation a step further.
    ///
    /// # Errors
    /// There is no such operation.
    pub fn step_operation(
        &self,
        unit: Option<&UnitRecord>,
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
                ("label_wanted", id(wanted.map(|id| id.0))),
            ],
            Step::Doubt(next) => vec![
                phase(Phase::InDoubt)?,
                ("due_at", time(*next)),
                ("doubt_since", time(operation.doubt_since.unwrap_or_else(|| self.at()))),
            ],
            Step::Repeat => {
                vec![phase(Phase::Waiting)?, ("due_at", time(self.at())), ("sent_at", Value::Null)]
            }
            Step::Redated(Times { due_at, sent_at, doubt_since }) => vec![
                ("due_at", due_at.map_or(Value::Null, time)),
                ("sent_at", sent_at.map_or(Value::Null, time)),
                ("doubt_since", doubt_since.map_or(Value::Null, time)),
            ],
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
        unit: Option<&UnitRecord>,
        id: OperationId,
        event: Event,
        note: Option<&str>,
        evidence: Option<Evidence>,
    ) -> Result<(), Error> {
        self.add_history(&HistoryEntry {
            subject: Subject::Operation(id),
            event,
            requisition: unit.map(|unit| unit.requisition),
            unit: unit.map(|unit| unit.id),
            note: note.map(str::to_owned),
            evidence,
        })
    }
}

/// The phases that people see in the history. A done operation shows as its unit's transition,
/// except one that moves no unit; doubt is told once.
fn visible(operation: &OperationRecord, step: &Step) -> Option<(Phase, Option<Refusal>)> {
    match step {
        Step::Doubt(_) if operation.phase != Phase::InDoubt => Some((Phase::InDoubt, None)),
        Step::Done(_) if moves_no_unit(operation.kind) => Some((Phase::Done, None)),
        Step::Refused(refusal) => Some((Phase::Refused, Some(refusal.clone()))),
        Step::Withdrawn => Some((Phase::Withdrawn, None)),
        Step::Escalated => Some((Phase::Escalated, None)),
        _ => None,
    }
}

fn moves_no_unit(kind: OperationKind) -> bool {
    use OperationKind::{Relabel, RestoreLabel, Retrieve};
    matches!(kind, Relabel | RestoreLabel | Retrieve)
}
