//! Units: the bearers of state.

use chrono::{DateTime, NaiveDate, Utc};
use domain::decide::unit::Disagreement;
use domain::evidence::Evidence;
use domain::ids::{ActivityId, AssetId, LabelId, LineId, RequisitionId, UnitId};
use domain::operation::{OperationKind, Phase};
use domain::requisition::RequisitionNumber;
use domain::standing::{Standing, standing};
use domain::unit::UnitState;
use rusqlite::Row;
use rusqlite::types::Value;

use super::history::{Event, HistoryEntry, Subject};
use super::{all, first};
use crate::value::{Columns, time, word, word_value};
use crate::{Entity, Error, Read, Write};

/// A unit as stored, with what is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRecord {
    /// Identity.
    pub id: UnitId,
    /// Its requisition.
    pub requisition: RequisitionId,
    /// Its line.
    pub line: LineId,
    /// The number of its line.
    pub line_position: u32,
    /// Its number within the line, from 1.
    pub position: u32,
    /// Its state.
    pub state: UnitState,
    /// Its asset.
    pub asset: Option<AssetId>,
    /// Activity rows up to here never move it.
    pub fence: Option<ActivityId>,
    /// The label that a release restores.
    pub label_before: Option<LabelId>,
    /// A reservation waits for collection until this day.
    pub hold_until: Option<NaiveDate>,
    /// When it is due back.
    pub due: NaiveDate,
    /// When it took its present state.
    pub changed_at: DateTime<Utc>,
    /// The open or escalated operation.
    pub operation: Option<(OperationKind, Phase)>,
    /// An open disagreement.
    pub disagreement: Option<Disagreement>,
}

impl UnitRecord {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        standing(self.state, self.operation, self.disagreement.is_some(), self.due, today)
    }
}

/// A unit with what is under way; alias `u`.
pub(super) const UNIT: &str =
    "SELECT u.*, COALESCE(u.due, r.ends) AS due_day, l.position AS line_position,
    o.kind AS operation_kind, o.phase AS operation_phase,
    (SELECT d.about FROM discrepancies d WHERE d.unit = u.id AND d.closed_at IS NULL
     ORDER BY d.opened_at LIMIT 1) AS disagreement
    FROM units u JOIN lines l ON l.id = u.line JOIN requisitions r ON r.id = u.requisition
    LEFT JOIN operations o ON o.unit = u.id
        AND o.phase IN ('waiting', 'sending', 'in_doubt', 'escalated')";

pub(super) fn record(row: &Row<'_>) -> Result<UnitRecord, Error> {
    let kind: Option<OperationKind> = row.maybe_word("operation_kind")?;
    let phase: Option<Phase> = row.maybe_word("operation_phase")?;
    Ok(UnitRecord {
        id: UnitId(row.uuid("id")?),
        requisition: RequisitionId(row.uuid("requisition")?),
        line: LineId(row.uuid("line")?),
        line_position: row.get("line_position")?,
        position: row.get("position")?,
        state: row.word("state")?,
        asset: row.get::<_, Option<u32>>("asset")?.map(AssetId),
        fence: row.get::<_, Option<u32>>("fence")?.map(ActivityId),
        label_before: row.get::<_, Option<u32>>("label_before")?.map(LabelId),
        hold_until: row.get("hold_until")?,
        due: row.day("due_day")?,
        changed_at: row.time("changed_at")?,
        operation: kind.zip(phase),
        disagreement: row.maybe_word("disagreement")?,
    })
}

/// Who holds an asset against others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The unit.
    pub unit: UnitId,
    /// Its requisition's number.
    pub number: RequisitionNumber,
    /// The project's name.
    pub project: String,
    /// Until when.
    pub until: NaiveDate,
}

/// A change of a unit's state, with everything it rests on.
#[derive(Debug, Clone)]
pub struct Transition {
    /// The new state.
    pub to: UnitState,
    /// The asset, where the transition fixes one.
    pub asset: Option<AssetId>,
    /// The fence, where it sets one.
    pub fence: Option<ActivityId>,
    /// The label that a release restores, where it learns one.
    pub label_before: Option<LabelId>,
    /// The day until which a reservation waits.
    pub hold_until: Option<NaiveDate>,
    /// The day it is due, where Snipe-IT says one.
    pub due: Option<NaiveDate>,
    /// What was said.
    pub note: Option<String>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}

impl Transition {
    /// To `to`, and nothing else known.
    #[must_use]
    pub fn to(to: UnitState) -> Self {
        Self {
            to,
            asset: None,
            fence: None,
            label_before: None,
            hold_until: None,
            due: None,
            note: None,
            evidence: None,
        }
    }
}

impl Read<'_> {
    /// A unit.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unit(&self, id: UnitId) -> Result<Option<UnitRecord>, Error> {
        first(self.0, &format!("{UNIT} WHERE u.id = ?"), [id.0.to_string()], record)
    }

    /// The units of a requisition in the order of its lines.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn units_of(&self, requisition: RequisitionId) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!("{UNIT} WHERE u.requisition = ? ORDER BY l.position, u.position");
        all(self.0, &sql, [requisition.0.to_string()], record)
    }

    /// The units that an activity row about this asset may concern: those that claim it, and
    /// pending ones that name it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn units_for_asset(&self, asset: AssetId) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!(
            "{UNIT} WHERE u.asset = ? AND u.state IN ('reserved', 'checked_out', 'pending')
             ORDER BY u.state = 'pending', u.changed_at"
        );
        all(self.0, &sql, [asset.0], record)
    }

    /// Who claims an asset: a reserved or checked-out unit, or one whose operation is not settled.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn claim_on(&self, asset: AssetId) -> Result<Option<Claim>, Error> {
        let sql = "SELECT u.id, r.number, p.name AS project, COALESCE(u.due, r.ends) AS until
             FROM (SELECT id FROM units WHERE asset = ?1 AND state IN ('reserved', 'checked_out')
                   UNION SELECT unit FROM operations WHERE asset = ?1
                   AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated')) c
             JOIN units u ON u.id = c.id JOIN requisitions r ON r.id = u.requisition
             JOIN projects p ON p.id = r.project LIMIT 1";
        first(self.0, sql, [asset.0], |row| {
            Ok(Claim {
                unit: UnitId(row.uuid("id")?),
                number: RequisitionNumber(row.get("number")?),
                project: row.get("project")?,
                until: row.day("until")?,
            })
        })
    }

    /// The first pending requisition, other than `but`, that names this asset.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn wanted_by(
        &self,
        asset: AssetId,
        but: RequisitionId,
    ) -> Result<Option<(RequisitionNumber, NaiveDate)>, Error> {
        let sql =
            "SELECT r.number, r.starts FROM units u JOIN requisitions r ON r.id = u.requisition
             WHERE u.asset = ? AND u.state = 'pending' AND r.id <> ? ORDER BY r.starts LIMIT 1";
        first(self.0, sql, (asset.0, but.0.to_string()), |row| {
            Ok((RequisitionNumber(row.get("number")?), row.day("starts")?))
        })
    }
}

impl Read<'_> {
    /// Units that claim an asset: reserved or checked out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn claims(&self) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!("{UNIT} WHERE u.state IN ('reserved', 'checked_out') ORDER BY u.asset");
        all(self.0, &sql, [], record)
    }

    /// Units that ask for one asset, and nobody has decided.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn wishes(&self) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!("{UNIT} WHERE u.state = 'pending' AND u.asset IS NOT NULL");
        all(self.0, &sql, [], record)
    }

    /// The unit that last had to do with an asset and whose life is over.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_over(&self, asset: AssetId) -> Result<Option<UnitRecord>, Error> {
        let sql = format!(
            "{UNIT} WHERE u.asset = ? AND u.state IN ('returned', 'released', 'expired')
             ORDER BY u.changed_at DESC LIMIT 1"
        );
        first(self.0, &sql, [asset.0], record)
    }

    /// Reserved units that nobody collected by this day, and about which nothing is under way.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn holds_over(&self, today: NaiveDate) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!(
            "{UNIT} WHERE u.state = 'reserved' AND u.hold_until < ? AND o.id IS NULL
             ORDER BY u.hold_until, u.id"
        );
        all(self.0, &sql, [today.to_string()], record)
    }
}

impl Write<'_> {
    /// Adds a unit to a line in place of one that cannot be served; it is pending, and its asset is
    /// picked when it is approved.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add_substitute(&self, unit: &UnitRecord) -> Result<UnitId, Error> {
        let sql = "SELECT max(position) AS last FROM units WHERE line = ?";
        let line = unit.line.0.to_string();
        let last: Option<u32> =
            first(self.read().0, sql, [&line], |row| Ok(row.get("last")?))?.flatten();
        let id = UnitId(self.new_id());
        let values = [
            ("requisition", Value::Text(unit.requisition.0.to_string())),
            ("line", Value::Text(line)),
            ("position", Value::Integer((last.unwrap_or_default() + 1).into())),
            ("state", word_value(&UnitState::Pending)?),
            ("changed_at", time(self.at())),
        ];
        self.insert(Entity::Unit, &id.0.to_string(), &values)?;
        self.add_history(&HistoryEntry {
            subject: Subject::Unit(id),
            event: Event::Moved { from: None, to: word(&UnitState::Pending)? },
            requisition: Some(unit.requisition),
            unit: Some(id),
            note: None,
            evidence: None,
        })?;
        Ok(id)
    }

    /// Raises the fence of a unit: rows up to there say nothing about its present loan.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn raise_fence(&self, unit: &UnitRecord, fence: ActivityId) -> Result<(), Error> {
        if unit.fence >= Some(fence) {
            return Ok(());
        }
        let values = [("fence", Value::Integer(fence.0.into()))];
        self.update(Entity::Unit, &unit.id.0.to_string(), &values)
    }

    /// Notes that Snipe-IT says another day on which a unit is due.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_due(
        &self,
        unit: &UnitRecord,
        due: NaiveDate,
        evidence: Option<Evidence>,
    ) -> Result<(), Error> {
        let values = [("due", Value::Text(due.to_string()))];
        self.update(Entity::Unit, &unit.id.0.to_string(), &values)?;
        self.add_history(&HistoryEntry {
            subject: Subject::Unit(unit.id),
            event: Event::Due { from: unit.due, to: due },
            requisition: Some(unit.requisition),
            unit: Some(unit.id),
            note: None,
            evidence,
        })
    }

    /// Moves a unit and records why, in one go.
    ///
    /// # Errors
    /// [`Error::Rule`] when another unit claims the asset.
    pub fn move_unit(&self, unit: &UnitRecord, transition: &Transition) -> Result<(), Error> {
        let mut values =
            vec![("state", word_value(&transition.to)?), ("changed_at", time(self.at()))];
        let mut set = |column, value: Option<Value>| {
            if let Some(value) = value {
                values.push((column, value));
            }
        };
        set("asset", transition.asset.map(|id| Value::Integer(id.0.into())));
        set("fence", transition.fence.map(|id| Value::Integer(id.0.into())));
        set("label_before", transition.label_before.map(|id| Value::Integer(id.0.into())));
        set("hold_until", transition.hold_until.map(|day| Value::Text(day.to_string())));
        set("due", transition.due.map(|day| Value::Text(day.to_string())));
        self.update(Entity::Unit, &unit.id.0.to_string(), &values)?;
        self.add_history(&HistoryEntry {
            subject: Subject::Unit(unit.id),
            event: Event::Moved { from: Some(word(&unit.state)?), to: word(&transition.to)? },
            requisition: Some(unit.requisition),
            unit: Some(unit.id),
            note: transition.note.clone(),
            evidence: transition.evidence.clone(),
        })
    }
}
