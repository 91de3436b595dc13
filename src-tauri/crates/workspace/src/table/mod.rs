//! A module per table, or per handful that always move together: records, questions, changes.

pub mod discrepancies;
pub mod equipment;
pub mod feed;
mod find;
pub mod history;
pub mod inbox;
pub mod mirror;
pub mod notifications;
pub mod operations;
pub mod people;
#[cfg(test)]
mod plans;
pub mod projects;
pub mod requisitions;
pub mod settings;
pub mod today;
pub mod units;

use rusqlite::{Connection, Params, Row};

use crate::Error;

const MOST_WORDS: usize = 24;
const LONGEST_WORD: usize = 200;

/// Every row a question finds.
pub(crate) fn all<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    #[cfg(test)]
    plans::note(connection, sql);
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
    #[cfg(test)]
    plans::note(connection, sql);
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    rows.next()?.map(read).transpose()
}

/// The words of what was typed, folded as the search columns are. SQLite bounds how much a
/// question may hold, so of a pasted page only the beginning counts.
pub(crate) fn words(text: &str) -> Vec<String> {
    domain::text::fold(text)
        .split(|c: char| c == ' ' || c.is_control())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect()
}

/// A `LIKE` pattern per word of what was typed.
pub(crate) fn patterns(text: &str) -> Vec<String> {
    words(text).iter().map(|word| pattern(word)).collect()
}

/// The `LIKE` pattern of a word, taken literally.
pub(crate) fn pattern(word: &str) -> String {
    let literal = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{literal}%")
}

/// `AND expression LIKE ?` once per pattern.
pub(crate) fn each_like(expression: &str, patterns: &[String]) -> String {
    format!(" AND {expression} LIKE ? ESCAPE '\\'").repeat(patterns.len())
}
