//! The journal leads to the rows that there are.

use rusqlite::Connection;
use serde_json::Value;

use super::{Found, broken};
use crate::book::{Book, Columns, TABLES, rows};
use crate::violation::Rule;

/// The rows that the journal spoke of in this step.
pub fn touched(connection: &Connection, book: &Book) -> rusqlite::Result<Found> {
    let mut found = Found::new();
    for (kind, id) in book.touched() {
        let Some(table) = table(kind) else { continue };
        let sql = format!("SELECT * FROM {table} WHERE id = ?");
        let stored = rows(connection, &sql, [id])?;
        match (stored.first(), book.kind(kind).get(id)) {
            (Some(stored), Some(told)) => found.extend(differ(kind, stored, told)),
            _ => found.push(broken(Rule::JournalBroken, format!("no {kind} for its entry"))),
        }
    }
    Ok(found)
}

/// Every row.
pub fn everything(connection: &Connection, book: &Book) -> rusqlite::Result<Found> {
    let mut found = Found::new();
    for (kind, table) in TABLES {
        let stored = rows(connection, &format!("SELECT * FROM {table}"), [])?;
        for row in &stored {
            let told = row["id"].as_str().and_then(|id| book.kind(kind).get(id));
            match told {
                Some(told) => found.extend(differ(kind, row, told)),
                None => found.push(broken(Rule::JournalBroken, format!("a {kind} without entry"))),
            }
        }
        if stored.len() != book.kind(kind).iter().count() {
            found.push(broken(Rule::JournalBroken, format!("a {kind} disappeared")));
        }
    }
    Ok(found)
}

fn table(kind: &str) -> Option<&'static str> {
    TABLES.iter().find(|(known, _)| *known == kind).map(|(_, table)| *table)
}

/// A column that the journal never named has its default.
fn differ(kind: &str, stored: &Columns, told: &Columns) -> Option<crate::Violation> {
    let same = |name: &str, value: &Value| match told.get(name) {
        Some(told) => told == value,
        None => name == "id" || value.is_null() || value == 0,
    };
    let (name, value) = stored.iter().find(|(name, value)| !same(name, value))?;
    let said = told.get(name).unwrap_or(&Value::Null);
    let detail = format!("{name} of a {kind} is {value}, and the journal says {said}");
    Some(broken(Rule::JournalBroken, detail))
}
