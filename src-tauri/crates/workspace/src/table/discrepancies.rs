//! Where Snipe-IT and the workspace disagree and a person must choose.

use chrono::{DateTime, Utc};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::evidence::Evidence;
use domain::ids::{AssetId, DiscrepancyId, UnitId};
use rusqlite::Row;
use rusqlite::types::Value;

use super::history::{Event, HistoryEntry, HistoryRecord, Subject};
use super::units::UnitRecord;
use super::{all, first};
use crate::value::{Columns, json_or_null, time, word, word_value};
use crate::{Entity, Error, Read, Write};

/// A disagreement as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscrepancyRecord {
    /// Identity.
    pub id: DiscrepancyId,
    /// About what.
    pub about: Disagreement,
    /// Its unit; `None` when no unit is concerned.
    pub unit: Option<UnitId>,
    /// Its asset.
    pub asset: AssetId,
    /// What Snipe-IT said, in short; see [`domain::decide::reading::mark`].
    pub mark: String,
    /// The row or the reading that raised it.
    pub found: Option<Evidence>,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// What a person said; `None` when it ended by itself.
    pub answer: Option<Answer>,
}

/// A disagreement to open.
#[derive(Debug, Clone)]
pub struct NewDiscrepancy {
    /// About what.
    pub about: Disagreement,
    /// Which asset.
    pub asset: AssetId,
    /// What Snipe-IT said, in short.
    pub mark: String,
    /// What it rests on.
    pub found: Option<Evidence>,
}

/// How a disagreement ended.
#[derive(Debug, Clone, Default)]
pub struct End {
    /// What a person said; `None` when it ended by itself.
    pub answer: Option<Answer>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}

fn record(row: &Row<'_>) -> Result<DiscrepancyRecord, Error> {
    Ok(DiscrepancyRecord {
        id: DiscrepancyId(row.uuid("id")?),
        about: row.word("about")?,
        unit: row.maybe_uuid("unit")?.map(UnitId),
        asset: AssetId(row.get("asset")?),
        mark: row.get("mark")?,
        found: row.maybe_json("found")?,
        opened_at: row.time("opened_at")?,
        closed_at: row.maybe_time("closed_at")?,
        answer: row.maybe_word("answer")?,
    })
}

impl Read<'_> {
    /// A disagreement.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn discrepancy(&self, id: DiscrepancyId) -> Result<Option<DiscrepancyRecord>, Error> {
        first(self.0, "SELECT * FROM discrepancies WHERE id = ?", [id.0.to_string()], record)
    }

    /// The open disagreements about a unit.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn discrepancies_of(&self, unit: UnitId) -> Result<Vec<DiscrepancyRecord>, Error> {
        let sql = "SELECT * FROM discrepancies WHERE unit = ? AND closed_at IS NULL";
        all(self.0, sql, [unit.0.to_string()], record)
    }

    /// The open disagreements of one kind on an asset, whether they concern a unit or not.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn discrepancies_on(
        &self,
        asset: AssetId,
        about: Disagreement,
    ) -> Result<Vec<DiscrepancyRecord>, Error> {
        let sql = "SELECT * FROM discrepancies WHERE asset = ? AND about = ? AND closed_at IS NULL";
        all(self.0, sql, (asset.0, word(&about)?), record)
    }

    /// The open disagreements about an asset, of whatever kind, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open_discrepancies_on(&self, asset: AssetId) -> Result<Vec<DiscrepancyRecord>, Error> {
        let sql = "SELECT * FROM discrepancies WHERE asset = ? AND closed_at IS NULL
             ORDER BY opened_at DESC, id DESC";
        all(self.0, sql, [asset.0], record)
    }

    /// Open disagreements, the newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open_discrepancies(
        &self,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<DiscrepancyRecord>, Error> {
        let sql = "SELECT * FROM discrepancies WHERE closed_at IS NULL
             ORDER BY opened_at DESC, id DESC LIMIT ? OFFSET ?";
        all(self.0, sql, [limit, offset], record)
    }

    /// The newest disagreement about a unit, of this kind or of any.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn newest_discrepancy(
        &self,
        unit: UnitId,
        about: Option<Disagreement>,
    ) -> Result<Option<DiscrepancyId>, Error> {
        let sql = "SELECT id FROM discrepancies WHERE unit = ?1 AND (?2 IS NULL OR about = ?2)
             ORDER BY opened_at DESC, id DESC LIMIT 1";
        let about = about.map(|about| word(&about)).transpose()?;
        let id = |row: &Row<'_>| Ok(DiscrepancyId(row.uuid("id")?));
        first(self.0, sql, (unit.0.to_string(), about), id)
    }

    /// Ended disagreements, the last ended first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn closed_discrepancies(
        &self,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<DiscrepancyRecord>, Error> {
        let sql = "SELECT * FROM discrepancies WHERE closed_at IS NOT NULL
             ORDER BY closed_at DESC, id DESC LIMIT ? OFFSET ?";
        all(self.0, sql, [limit, offset], record)
    }

    /// How many disagreements are open, and how many ended.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn discrepancy_counts(&self) -> Result<(u32, u32), Error> {
        let sql = "SELECT
             (SELECT count(*) FROM discrepancies WHERE closed_at IS NULL) AS open,
             (SELECT count(*) FROM discrepancies WHERE closed_at IS NOT NULL) AS closed";
        let counts = first(self.0, sql, [], |row| Ok((row.get("open")?, row.get("closed")?)))?;
        Ok(counts.unwrap_or_default())
    }

    /// What happened to a disagreement, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn discrepancy_history(&self, id: DiscrepancyId) -> Result<Vec<HistoryRecord>, Error> {
        self.history_of(Subject::Discrepancy(id))
    }

    /// Whether this disagreement is open, or a person has settled it for good while Snipe-IT said
    /// the same. What an answer wrote may have come to nothing: then it is to be asked again.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_known(&self, unit: Option<UnitId>, new: &NewDiscrepancy) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM discrepancies WHERE asset = ?1 AND about = ?2 AND unit IS ?3
             AND (closed_at IS NULL OR (answer = 'keep' AND mark = ?4 AND mark <> ''))";
        let unit = unit.map(|unit| unit.0.to_string());
        let row = (new.asset.0, word(&new.about)?, unit, &new.mark);
        Ok(first(self.0, sql, row, |_| Ok(()))?.is_some())
    }
}

impl Write<'_> {
    /// Opens a disagreement, unless it is known; says which, if it is new.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn disagree(
        &self,
        unit: Option<&UnitRecord>,
        new: &NewDiscrepancy,
    ) -> Result<Option<DiscrepancyId>, Error> {
        if self.read().is_known(unit.map(|unit| unit.id), new)? {
            return Ok(None);
        }
        let id = DiscrepancyId(self.new_id());
        let values = [
            ("about", word_value(&new.about)?),
            ("unit", unit.map_or(Value::Null, |unit| Value::Text(unit.id.0.to_string()))),
            ("asset", Value::Integer(new.asset.0.into())),
            ("mark", Value::Text(new.mark.clone())),
            ("found", json_or_null(new.found.as_ref())?),
            ("opened_at", time(self.at())),
        ];
        self.insert(Entity::Discrepancy, &id.0.to_string(), &values)?;
        let event = Event::Disagreed { about: new.about };
        self.record_discrepancy(unit, id, event, new.found.clone())?;
        Ok(Some(id))
    }

    /// Ends a disagreement.
    ///
    /// # Errors
    /// There is no such disagreement.
    pub fn close_discrepancy(
        &self,
        unit: Option<&UnitRecord>,
        open: &DiscrepancyRecord,
        end: &End,
    ) -> Result<(), Error> {
        let answer = end.answer.map_or(Ok(Value::Null), |answer| word_value(&answer))?;
        let values = [("closed_at", time(self.at())), ("answer", answer)];
        self.update(Entity::Discrepancy, &open.id.0.to_string(), &values)?;
        let event = match end.answer {
            Some(answer) => Event::Answered { about: open.about, answer },
            None => Event::Agreed { about: open.about },
        };
        self.record_discrepancy(unit, open.id, event, end.evidence.clone())
    }

    /// Ends every open disagreement about a unit: what happened since settled it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn agree(&self, unit: &UnitRecord, evidence: Option<&Evidence>) -> Result<(), Error> {
        for open in self.read().discrepancies_of(unit.id)? {
            let end = End { answer: None, evidence: evidence.cloned() };
            self.close_discrepancy(Some(unit), &open, &end)?;
        }
        Ok(())
    }

    fn record_discrepancy(
        &self,
        unit: Option<&UnitRecord>,
        id: DiscrepancyId,
        event: Event,
        evidence: Option<Evidence>,
    ) -> Result<(), Error> {
        self.add_history(&HistoryEntry {
            subject: Subject::Discrepancy(id),
            event,
            requisition: unit.map(|unit| unit.requisition),
            unit: unit.map(|unit| unit.id),
            note: None,
            evidence,
        })
    }
}
