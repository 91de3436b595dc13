//! The file behind the workspace's back, as an auditor sees it.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

/// What is journaled as what, and in which table.
pub const JOURNALED: [(&str, &str); 11] = [
    ("setting", "settings"),
    ("person", "people"),
    ("project", "projects"),
    ("member", "members"),
    ("requisition", "requisitions"),
    ("line", "lines"),
    ("unit", "units"),
    ("operation", "operations"),
    ("discrepancy", "discrepancies"),
    ("notification", "notifications"),
    ("history", "status_history"),
];

type Columns = Map<String, Value>;
type Rows = BTreeMap<String, Columns>;

pub fn raw(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

pub fn count(path: &Path, table: &str) -> u32 {
    let sql = format!("SELECT count(*) FROM {table}");
    raw(path).query_row(&sql, [], |row| row.get(0)).unwrap()
}

/// Every row of a table by its id. `seq` is the file's own and no fact.
pub fn stored(path: &Path, table: &str) -> Rows {
    let connection = raw(path);
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([]).unwrap();
    let mut found = Rows::new();
    while let Some(row) = rows.next().unwrap() {
        let value = |name: &String| (name.clone(), plain(row.get_ref(name.as_str()).unwrap()));
        let columns: Columns = names.iter().filter(|name| *name != "seq").map(value).collect();
        found.insert(columns["id"].as_str().unwrap().to_owned(), columns);
    }
    found
}

/// A table as its journal entries tell it, one after another, from what the schema presumes.
pub fn replayed(path: &Path, entity: &str, table: &str) -> Rows {
    let connection = raw(path);
    let fresh = presumed(&connection, table);
    let mut statement = connection
        .prepare("SELECT entity_id, new_values FROM journal WHERE entity = ? ORDER BY seq")
        .unwrap();
    let mut entries = statement.query([entity]).unwrap();
    let mut rows = Rows::new();
    while let Some(entry) = entries.next().unwrap() {
        let id: String = entry.get(0).unwrap();
        let text: String = entry.get(1).unwrap();
        let row = rows.entry(id.clone()).or_insert_with(|| fresh.clone());
        row.insert("id".to_owned(), id.into());
        row.extend(serde_json::from_str::<Columns>(&text).unwrap());
    }
    rows
}

/// A row that nobody has written to yet.
fn presumed(connection: &Connection, table: &str) -> Columns {
    let sql = "SELECT name, dflt_value FROM pragma_table_info(?) WHERE name <> 'seq'";
    let mut statement = connection.prepare(sql).unwrap();
    let column = |row: &rusqlite::Row<'_>| {
        let default: Option<String> = row.get(1)?;
        let sql = format!("SELECT {}", default.as_deref().unwrap_or("NULL"));
        let value = connection.query_row(&sql, [], |row| Ok(plain(row.get_ref(0)?)))?;
        Ok((row.get::<_, String>(0)?, value))
    };
    statement.query_map([table], column).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Every row of every table, in words.
pub fn everything(path: &Path) -> Vec<String> {
    let connection = raw(path);
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut tables = connection.prepare(sql).unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    names.flat_map(|name| rows_of(&connection, &name.unwrap())).collect()
}

fn rows_of(connection: &Connection, table: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = statement.column_count();
    let told = |row: &rusqlite::Row<'_>| {
        let values: Vec<_> = (0..columns).map(|at| row.get_ref(at)).collect::<Result<_, _>>()?;
        Ok(format!("{table}: {values:?}"))
    };
    statement.query_map([], told).unwrap().map(|row| row.unwrap()).collect()
}

/// The file holds together, every row is what the journal says of it, and the history of each unit
/// ends where the unit is.
pub fn agrees_with_itself(path: &Path) {
    let file = raw(path);
    let found = |sql: &str| {
        let mut statement = file.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(|row| row.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(found("PRAGMA quick_check"), ["ok"]);
    assert_eq!(found("SELECT \"table\" FROM pragma_foreign_key_check"), [""; 0]);
    for (entity, table) in JOURNALED {
        assert_eq!(stored(path, table), replayed(path, entity, table), "{table}");
    }
    let astray = "SELECT u.id || ' is ' || u.state FROM units u WHERE u.state <> (SELECT new_status
        FROM status_history WHERE entity = 'unit' AND entity_id = u.id ORDER BY seq DESC LIMIT 1)";
    assert_eq!(found(astray), [""; 0]);
}

fn plain(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap().into(),
        ValueRef::Blob(_) => panic!("no column holds bytes"),
    }
}
