//! The journal: the one way to change a workspace row.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::evidence::Actor;
use probe::Flaw;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};
use uuid::{ContextV7, Timestamp, Uuid};

use crate::Error;
use crate::pool::Read;
use crate::value;

/// Who writes, and when. Ids are made from that time and from chance.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: DateTime<Utc>,
}

/// What kind of row changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// A setting.
    Setting,
    /// A person.
    Person,
    /// A project.
    Project,
    /// A member of a project.
    Member,
    /// A requisition.
    Requisition,
    /// A line.
    Line,
    /// A unit.
    Unit,
    /// An operation.
    Operation,
    /// A discrepancy.
    Discrepancy,
    /// A notification.
    Notification,
    /// A row of the history.
    History,
    /// The mirror; not journaled.
    Mirror,
    /// The feed; not journaled.
    Feed,
}

impl Entity {
    fn table(self) -> &'static str {
        match self {
            Self::Setting => "settings",
            Self::Person => "people",
            Self::Project => "projects",
            Self::Member => "members",
            Self::Requisition => "requisitions",
            Self::Line => "lines",
            Self::Unit => "units",
            Self::Operation => "operations",
            Self::Discrepancy => "discrepancies",
            Self::Notification => "notifications",
            Self::History => "status_history",
            Self::Mirror => "mirror_assets",
            Self::Feed => "feed_rows",
        }
    }
}

/// Columns and their new values.
pub(crate) type Values<'v> = &'v [(&'static str, Value)];

/// An open write transaction.
pub struct Write<'a> {
    connection: &'a Connection,
    stamp: &'a Stamp,
    desk: &'a str,
    touched: RefCell<BTreeSet<Entity>>,
    ids: ContextV7,
}

impl<'a> Write<'a> {
    pub(crate) fn new(connection: &'a Connection, stamp: &'a Stamp, desk: &'a str) -> Self {
        Self { connection, stamp, desk, touched: RefCell::default(), ids: ContextV7::new() }
    }

    pub(crate) fn into_touched(self) -> BTreeSet<Entity> {
        self.touched.into_inner()
    }

    /// Reads what this transaction sees.
    #[must_use]
    pub fn read(&self) -> Read<'a> {
        Read(self.connection)
    }

    /// When this is written.
    #[must_use]
    pub fn at(&self) -> DateTime<Utc> {
        self.stamp.at
    }

    /// Who writes this.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.stamp.actor
    }

    /// A fresh id that sorts by this transaction's time, and after those made before it.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        let at = self.stamp.at;
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(&self.ids, seconds, at.timestamp_subsec_nanos()))
    }

    /// Inserts a row and journals it. `values` do not name the id.
    pub(crate) fn insert(&self, entity: Entity, id: &str, values: Values<'_>) -> Result<(), Error> {
        let columns: String = values.iter().map(|(column, _)| format!(", {column}")).collect();
        let marks = ", ?".repeat(values.len());
        let sql = format!("INSERT INTO {} (id{columns}) VALUES (?{marks})", entity.table());
        let id_first = std::iter::once(Value::Text(id.to_owned()));
        let parameters = id_first.chain(values.iter().map(|(_, value)| value.clone()));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(parameters))?;
        self.journal(entity, id, values)
    }

    /// Changes a row and journals the new values.
    pub(crate) fn update(&self, entity: Entity, id: &str, values: Values<'_>) -> Result<(), Error> {
        let sets: Vec<_> = values.iter().map(|(column, _)| format!("{column} = ?")).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?", entity.table(), sets.join(", "));
        let id_last = std::iter::once(Value::Text(id.to_owned()));
        let parameters = values.iter().map(|(_, value)| value.clone()).chain(id_last);
        let changed =
            self.connection.prepare_cached(&sql)?.execute(params_from_iter(parameters))?;
        if changed != 1 {
            return Err(Error::Rule(format!("{entity:?} {id} does not exist")));
        }
        if entity == Entity::Unit && probe::flawed(Flaw::JournalSkipped) {
            self.touch(entity);
            return Ok(());
        }
        self.journal(entity, id, values)
    }

    /// Removes a row and journals that it is gone.
    pub(crate) fn delete(&self, entity: Entity, id: &str) -> Result<(), Error> {
        let sql = format!("DELETE FROM {} WHERE id = ?", entity.table());
        if self.connection.prepare_cached(&sql)?.execute([id])? != 1 {
            return Err(Error::Rule(format!("{entity:?} {id} does not exist")));
        }
        self.journal(entity, id, &[("gone", Value::Integer(1))])
    }

    fn journal(&self, entity: Entity, id: &str, values: Values<'_>) -> Result<(), Error> {
        let new_values: serde_json::Map<_, _> =
            values.iter().map(|(column, value)| ((*column).to_owned(), plain(value))).collect();
        self.connection
            .prepare_cached(
                "INSERT INTO journal (entity, entity_id, new_values, actor, desk, at)
                 VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute((
                value::word(&entity)?,
                id,
                serde_json::to_string(&new_values)?,
                serde_json::to_string(&self.stamp.actor)?,
                self.desk,
                self.stamp.at.timestamp_millis(),
            ))?;
        self.touch(entity);
        Ok(())
    }

    /// Notes that rows outside the journal changed.
    pub(crate) fn touch(&self, entity: Entity) {
        self.touched.borrow_mut().insert(entity);
    }

    /// The caches' way to write: no journal, for they can be read again.
    pub(crate) fn cache(&self, entity: Entity) -> &'a Connection {
        self.touch(entity);
        self.connection
    }
}

/// A transaction in words, for the proofs: `unit, operation, history by settler`.
pub(crate) fn named(touched: &BTreeSet<Entity>, stamp: &Stamp) -> String {
    let rows: Vec<_> = touched.iter().filter_map(|entity| value::word(entity).ok()).collect();
    let actor = match &stamp.actor {
        Actor::Technician { .. } => "technician".to_owned(),
        Actor::Person { .. } => "person".to_owned(),
        Actor::Rule { rule } => value::word(rule).unwrap_or_default(),
    };
    format!("{} by {actor}", rows.join(", "))
}

fn plain(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Blob(bytes) => format!("{} bytes", bytes.len()).into(),
    }
}
