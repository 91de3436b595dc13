//! A module per table, or per handful that always move together: records, questions, changes.

pub mod discrepancies;
pub mod feed;
pub mod history;
pub mod mirror;
pub mod notifications;
pub mod operations;
pub mod people;
pub mod projects;
pub mod requisitions;
pub mod settings;
pub mod units;

use rusqlite::{Connection, Params, Row};

use crate::Error;

/// Every row a question finds.
pub(crate) fn all<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The first row a question finds, if any.
pub(crate) fn first<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    rows.next()?.map(read).transpose()
}

/// A `LIKE` pattern per word of what was typed, folded as the search columns are.
pub(crate) fn patterns(text: &str) -> Vec<String> {
    let escape = |word: &str| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    domain::text::fold(text)
        .split(' ')
        .filter(|w| !w.is_empty())
        .map(|w| format!("%{}%", escape(w)))
        .collect()
}

/// `AND expression LIKE ?` once per pattern.
pub(crate) fn each_like(expression: &str, patterns: &[String]) -> String {
    format!(" AND {expression} LIKE ? ESCAPE '\\'").repeat(patterns.len())
}
