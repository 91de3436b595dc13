//! What the workspace file says, read from outside, whether or not a core is at work on it. After a
//! kill this is what the next start finds.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, Utc};
use domain::operation::{OperationKind, Phase};
use rusqlite::config::DbConfig;
use rusqlite::types::Type;
use rusqlite::{Connection, OpenFlags, Row};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How long the core may hold the file.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// The workspace's file in its folder.
pub const FILE: &str = "workspace.db";

const SENT: &str = "SELECT entity_id FROM journal
    WHERE entity = 'operation' AND json_extract(new_values, '$.phase') = 'sending'";

/// The rows that a proof looks at.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The units.
    pub units: Vec<Unit>,
    /// The operations, first decided first.
    pub operations: Vec<Operation>,
    /// Those that were once about to be sent, by the journal.
    pub sent: BTreeSet<String>,
    /// The history of units, oldest first.
    pub transitions: Vec<Transition>,
    /// The journal of units, oldest first.
    pub changes: Vec<Change>,
    /// Where the feed began, and up to where everything was applied.
    pub feed: Option<(u32, u32)>,
    /// The activity rows that were applied.
    pub applied: BTreeSet<u32>,
    /// What is disagreed about: asset and subject.
    pub disagreements: Vec<(u32, String)>,
    /// The messages.
    pub messages: Vec<Message>,
}

/// A unit.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Unit {
    pub id: String,
    pub state: String,
    pub asset: Option<u32>,
}

/// An operation.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Operation {
    pub id: String,
    pub unit: Option<String>,
    pub kind: OperationKind,
    pub asset: Option<u32>,
    pub phase: Phase,
    pub decided_at: DateTime<Utc>,
}

/// A unit's step from one state to the next.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Transition {
    pub unit: String,
    pub from: Option<String>,
    pub to: String,
    pub evidence: Option<Value>,
}

/// What the journal says of a unit.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Change {
    pub unit: String,
    pub values: Value,
}

/// What the technician is told.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Message {
    pub id: String,
    pub news: Value,
    pub shown: bool,
}

/// How many messages wait to be handed to the system.
///
/// # Errors
/// The file cannot be read.
pub fn waiting_to_be_told(folder: &Path) -> anyhow::Result<u32> {
    let sql = "SELECT count(*) FROM notifications WHERE shown_at IS NULL";
    Ok(open(folder)?.query_row(sql, [], |row| row.get(0))?)
}

/// Reads the file in one snapshot.
///
/// # Errors
/// The file cannot be read.
pub fn read(folder: &Path) -> anyhow::Result<Record> {
    let connection = open(folder)?;
    let snapshot = connection.unchecked_transaction()?;
    let feed =
        all(&snapshot, "SELECT start, cursor FROM feed", |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Record {
        units: all(&snapshot, "SELECT id, state, asset FROM units ORDER BY id", unit)?,
        operations: all(&snapshot, "SELECT * FROM operations ORDER BY decided_at, id", operation)?,
        sent: all(&snapshot, SENT, |row| row.get(0))?.into_iter().collect(),
        transitions: all(
            &snapshot,
            "SELECT * FROM status_history WHERE entity = 'unit' ORDER BY seq",
            transition,
        )?,
        changes: all(
            &snapshot,
            "SELECT * FROM journal WHERE entity = 'unit' ORDER BY seq",
            change,
        )?,
        feed: feed.into_iter().next(),
        applied: all(&snapshot, "SELECT activity FROM feed_rows", |row| row.get(0))?
            .into_iter()
            .collect(),
        disagreements: all(
            &snapshot,
            "SELECT asset, about FROM discrepancies WHERE closed_at IS NULL ORDER BY asset, about",
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?,
        messages: all(&snapshot, "SELECT * FROM notifications ORDER BY at, id", message)?,
    })
}

/// Beside the core: it neither writes nor tidies the log away that the next start shall find.
fn open(folder: &Path) -> anyhow::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(folder.join(FILE), flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn all<T>(
    connection: &Connection,
    sql: &str,
    one: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection.prepare(sql)?.query_map([], one)?.collect()
}

fn unit(row: &Row<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit { id: row.get("id")?, state: row.get("state")?, asset: row.get("asset")? })
}

fn operation(row: &Row<'_>) -> rusqlite::Result<Operation> {
    let decided_at = row.get("decided_at")?;
    Ok(Operation {
        id: row.get("id")?,
        unit: row.get("unit")?,
        kind: word(row, "kind")?,
        asset: row.get("asset")?,
        phase: word(row, "phase")?,
        decided_at: DateTime::from_timestamp_millis(decided_at).unwrap_or_default(),
    })
}

fn transition(row: &Row<'_>) -> rusqlite::Result<Transition> {
    Ok(Transition {
        unit: row.get("entity_id")?,
        from: row.get("old_status")?,
        to: row.get("new_status")?,
        evidence: row.get("evidence")?,
    })
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change { unit: row.get("entity_id")?, values: row.get("new_values")? })
}

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    let shown: Option<i64> = row.get("shown_at")?;
    Ok(Message { id: row.get("id")?, news: row.get("news")?, shown: shown.is_some() })
}

/// A column that holds a word of the core.
fn word<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_value(Value::String(text))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, error.into()))
}
