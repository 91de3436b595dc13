//! The workspace as its journal tells it, read on after each step.

use std::collections::HashMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};
use serde_json::{Map, Value};

/// Columns and their values.
pub type Columns = Map<String, Value>;

/// Which table a kind of row is in.
pub const TABLES: [(&str, &str); 10] = [
    ("unit", "units"),
    ("operation", "operations"),
    ("discrepancy", "discrepancies"),
    ("requisition", "requisitions"),
    ("line", "lines"),
    ("person", "people"),
    ("project", "projects"),
    ("member", "members"),
    ("notification", "notifications"),
    ("setting", "settings"),
];

/// Rows of one kind, in the order in which they came to be.
#[derive(Default)]
pub struct Kind {
    order: Vec<String>,
    rows: HashMap<String, Columns>,
}

/// Everything the journal said so far.
#[derive(Default)]
pub struct Book {
    kinds: HashMap<String, Kind>,
    seq: i64,
    touched: Vec<(String, String)>,
    fences: HashMap<String, Option<u32>>,
}

impl Kind {
    /// Ids and rows, the oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Columns)> {
        self.order.iter().map(|id| (id.as_str(), &self.rows[id]))
    }

    /// The row with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Columns> {
        self.rows.get(id)
    }

    /// The number of the row, counted from 1: a name that is the same in each life of a seed.
    #[must_use]
    pub fn number(&self, id: &str) -> usize {
        self.order.iter().position(|known| known == id).map_or(0, |at| at + 1)
    }

    fn change(&mut self, id: String, values: Columns) {
        if !self.rows.contains_key(&id) {
            self.order.push(id.clone());
        }
        self.rows.entry(id).or_default().extend(values);
    }
}

impl Book {
    /// Reads on, and forgets which rows were touched before.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read_on(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.touched.clear();
        self.fences.clear();
        let sql = "SELECT seq, entity, entity_id, new_values FROM journal WHERE seq > ?
                   ORDER BY seq";
        for entry in rows(connection, sql, [self.seq])? {
            self.seq = entry["seq"].as_i64().unwrap_or(self.seq);
            let (kind, id) = (text(&entry, "entity"), text(&entry, "entity_id"));
            let values: Columns =
                serde_json::from_str(&text(&entry, "new_values")).unwrap_or_default();
            if kind == "history" {
                let unit = self.kind("unit").get(&text(&values, "unit"));
                self.fences.insert(id.clone(), unit.and_then(|unit| number(unit, "fence")));
            }
            self.kinds.entry(kind.clone()).or_default().change(id.clone(), values);
            self.touched.push((kind, id));
        }
        Ok(())
    }

    /// Rows of that kind.
    #[must_use]
    pub fn kind(&self, kind: &str) -> &Kind {
        static NONE: std::sync::LazyLock<Kind> = std::sync::LazyLock::new(Kind::default);
        self.kinds.get(kind).unwrap_or(&NONE)
    }

    /// The fence of a history row's unit when that row was written.
    #[must_use]
    pub fn fence_then(&self, history: &str) -> Option<u32> {
        self.fences.get(history).copied().flatten()
    }

    /// Which rows the journal spoke of since it was read before.
    #[must_use]
    pub fn touched(&self) -> &[(String, String)] {
        &self.touched
    }
}

/// Every row of an answer.
///
/// # Errors
/// The file cannot be read.
pub fn rows(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
) -> rusqlite::Result<Vec<Columns>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(parameters, columns)?;
    rows.collect()
}

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    let names = row.as_ref().column_names();
    let mut columns = Columns::new();
    for (index, name) in names.into_iter().enumerate() {
        columns.insert(name.to_owned(), value(row.get_ref(index)?));
    }
    Ok(columns)
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()).into(),
    }
}

/// A column as text; empty when it has none.
#[must_use]
pub fn text(columns: &Columns, name: &str) -> String {
    columns.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A column as one of Snipe-IT's numbers.
#[must_use]
pub fn number(columns: &Columns, name: &str) -> Option<u32> {
    columns.get(name)?.as_u64()?.try_into().ok()
}
