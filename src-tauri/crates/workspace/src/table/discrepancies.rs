//! Where Snipe-IT and the workspace disagree and a person must choose.

use domain::decide::unit::Disagreement;
use domain::evidence::Evidence;
use domain::ids::{AssetId, DiscrepancyId};
use rusqlite::Row;
use rusqlite::types::Value;

use super::all;
use super::history::{Event, HistoryEntry, Subject};
use super::units::UnitRecord;
use crate::value::{Columns, time, word_value};
use crate::{Entity, Error, Read, Write};

/// An open disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDiscrepancy {
    /// Identity.
    pub id: DiscrepancyId,
    /// About what.
    pub about: Disagreement,
}

impl Read<'_> {
    /// The open disagreements about a unit.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn discrepancies_of(&self, unit: &UnitRecord) -> Result<Vec<OpenDiscrepancy>, Error> {
        let sql = "SELECT id, about FROM discrepancies WHERE unit = ? AND closed_at IS NULL";
        all(self.0, sql, [unit.id.0.to_string()], |row: &Row<'_>| {
            Ok(OpenDiscrepancy { id: DiscrepancyId(row.uuid("id")?), about: row.word("about")? })
        })
    }
}

impl Write<'_> {
    /// Opens a disagreement, unless the same one is open already; says whether it is new.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn disagree(
        &self,
        unit: &UnitRecord,
        asset: AssetId,
        about: Disagreement,
        evidence: Option<Evidence>,
    ) -> Result<bool, Error> {
        if self.read().discrepancies_of(unit)?.iter().any(|open| open.about == about) {
            return Ok(false);
        }
        let id = DiscrepancyId(self.new_id());
        let values = [
            ("about", word_value(&about)?),
            ("unit", Value::Text(unit.id.0.to_string())),
            ("asset", Value::Integer(asset.0.into())),
            ("opened_at", time(self.at())),
        ];
        self.insert(Entity::Discrepancy, &id.0.to_string(), &values)?;
        self.record_discrepancy(unit, id, Event::Disagreed { about }, evidence)?;
        Ok(true)
    }

    /// Closes every open disagreement about a unit: what happened since settled it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn agree(&self, unit: &UnitRecord, evidence: Option<&Evidence>) -> Result<(), Error> {
        for open in self.read().discrepancies_of(unit)? {
            let values = [("closed_at", time(self.at()))];
            self.update(Entity::Discrepancy, &open.id.0.to_string(), &values)?;
            let event = Event::Agreed { about: open.about };
            self.record_discrepancy(unit, open.id, event, evidence.cloned())?;
        }
        Ok(())
    }

    fn record_discrepancy(
        &self,
        unit: &UnitRecord,
        id: DiscrepancyId,
        event: Event,
        evidence: Option<Evidence>,
    ) -> Result<(), Error> {
        self.add_history(&HistoryEntry {
            subject: Subject::Discrepancy(id),
            event,
            requisition: Some(unit.requisition),
            unit: Some(unit.id),
            note: None,
            evidence,
        })
    }
}
