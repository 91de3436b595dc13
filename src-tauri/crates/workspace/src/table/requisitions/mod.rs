//! Requisitions and their lines.

mod list;

pub use list::{Among, Of, RequisitionCounts};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AssetId, LineId, ModelId, PersonId, ProjectId, RequisitionId};
use domain::requisition::RequisitionNumber;
use domain::text::fold;
use domain::unit::UnitState;
use domain::validate::Wanted;
use rusqlite::Row;
use rusqlite::types::Value;

use super::history::{Event, HistoryEntry, Subject};
use super::{all, first};
use crate::value::{Columns, text, time, word_value};
use crate::{Entity, Error, Read, Write};

/// The first number ever given.
const FIRST_NUMBER: u32 = 1001;

/// A requisition as stored, with the names of those it points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequisitionRecord {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
    /// The project.
    pub project: ProjectId,
    /// The project's name.
    pub project_name: String,
    /// Who asks.
    pub requester: PersonId,
    /// Their name.
    pub requester_name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// What for.
    pub purpose: Option<String>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
}

/// A line as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRecord {
    /// Identity.
    pub id: LineId,
    /// Its number, from 1.
    pub position: u32,
    /// What is asked for.
    pub wanted: Wanted,
    /// What people called it.
    pub title: String,
    /// How many.
    pub quantity: u32,
}

/// A line to add.
#[derive(Debug, Clone)]
pub struct NewLine {
    /// What is asked for.
    pub wanted: Wanted,
    /// What people call it.
    pub title: String,
    /// How many.
    pub quantity: u32,
}

/// A requisition to add; its draft was judged.
#[derive(Debug, Clone)]
pub struct NewRequisition {
    /// The project.
    pub project: ProjectId,
    /// Who asks.
    pub requester: PersonId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// What for.
    pub purpose: String,
    /// Lines.
    pub lines: Vec<NewLine>,
}

pub(in crate::table) const REQUISITION: &str =
    "SELECT r.*, p.name AS project_name, pe.name AS requester_name
    FROM requisitions r JOIN projects p ON p.id = r.project JOIN people pe ON pe.id = r.requester";

pub(in crate::table) fn record(row: &Row<'_>) -> Result<RequisitionRecord, Error> {
    Ok(RequisitionRecord {
        id: RequisitionId(row.uuid("id")?),
        number: RequisitionNumber(row.get("number")?),
        project: ProjectId(row.uuid("project")?),
        project_name: row.get("project_name")?,
        requester: PersonId(row.uuid("requester")?),
        requester_name: row.get("requester_name")?,
        from: row.day("starts")?,
        until: row.day("ends")?,
        purpose: row.get("purpose")?,
        asked_at: row.time("created_at")?,
    })
}

fn line(row: &Row<'_>) -> Result<LineRecord, Error> {
    let asset: Option<u32> = row.get("asset")?;
    let model: Option<u32> = row.get("model")?;
    let wanted = match (asset, model) {
        (Some(id), _) => Wanted::Asset { id: AssetId(id) },
        (None, Some(id)) => Wanted::Model { id: ModelId(id) },
        (None, None) => return Err(Error::Corrupt("a line asks for nothing".to_owned())),
    };
    Ok(LineRecord {
        id: LineId(row.uuid("id")?),
        position: row.get("position")?,
        wanted,
        title: row.get("title")?,
        quantity: row.get("quantity")?,
    })
}

impl Read<'_> {
    /// A requisition.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn requisition(&self, id: RequisitionId) -> Result<Option<RequisitionRecord>, Error> {
        first(self.0, &format!("{REQUISITION} WHERE r.id = ?"), [id.0.to_string()], record)
    }

    /// The lines of a requisition in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn lines(&self, id: RequisitionId) -> Result<Vec<LineRecord>, Error> {
        let sql = "SELECT * FROM lines WHERE requisition = ? ORDER BY position";
        all(self.0, sql, [id.0.to_string()], line)
    }
}

impl Write<'_> {
    /// Adds a requisition with a pending unit for each piece asked for.
    ///
    /// # Errors
    /// [`Error::Rule`] when the project or the requester does not exist.
    pub fn add_requisition(
        &self,
        new: &NewRequisition,
    ) -> Result<(RequisitionId, RequisitionNumber), Error> {
        let id = RequisitionId(self.new_id());
        let number = self.next_number()?;
        let titles: Vec<_> = new.lines.iter().map(|line| line.title.as_str()).collect();
        let search = fold(&format!("{number} {} {}", new.purpose, titles.join(" ")));
        let values = [
            ("number", Value::Integer(number.0.into())),
            ("project", Value::Text(new.project.0.to_string())),
            ("requester", Value::Text(new.requester.0.to_string())),
            ("starts", Value::Text(new.from.to_string())),
            ("ends", Value::Text(new.until.to_string())),
            ("purpose", text(&new.purpose)),
            ("search", Value::Text(search)),
            ("created_at", time(self.at())),
        ];
        self.insert(Entity::Requisition, &id.0.to_string(), &values)?;
        for (position, line) in (1..).zip(&new.lines) {
            self.add_line(id, position, line)?;
        }
        let mut entry = HistoryEntry::new(Subject::Requisition(id), Event::Asked);
        entry.requisition = Some(id);
        self.add_history(&entry)?;
        Ok((id, number))
    }

    fn next_number(&self) -> Result<RequisitionNumber, Error> {
        let sql = "SELECT max(number) FROM requisitions";
        let newest: Option<u32> = first(self.read().0, sql, [], |row| Ok(row.get(0)?))?.flatten();
        Ok(RequisitionNumber(newest.map_or(FIRST_NUMBER, |newest| newest + 1)))
    }

    fn add_line(&self, id: RequisitionId, position: i64, new: &NewLine) -> Result<(), Error> {
        let line = self.new_id().to_string();
        let (asset, model) = match new.wanted {
            Wanted::Asset { id } => (Value::Integer(id.0.into()), Value::Null),
            Wanted::Model { id } => (Value::Null, Value::Integer(id.0.into())),
        };
        let values = [
            ("requisition", Value::Text(id.0.to_string())),
            ("position", Value::Integer(position)),
            ("asset", asset.clone()),
            ("model", model),
            ("title", Value::Text(new.title.clone())),
            ("quantity", Value::Integer(new.quantity.into())),
        ];
        self.insert(Entity::Line, &line, &values)?;
        for position in 1..=i64::from(new.quantity) {
            let values = [
                ("requisition", Value::Text(id.0.to_string())),
                ("line", Value::Text(line.clone())),
                ("position", Value::Integer(position)),
                ("state", word_value(&UnitState::Pending)?),
                ("asset", asset.clone()),
                ("changed_at", time(self.at())),
            ];
            self.insert(Entity::Unit, &self.new_id().to_string(), &values)?;
        }
        Ok(())
    }
}
