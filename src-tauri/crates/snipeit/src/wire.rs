//! The shapes of Snipe-IT's JSON, and what they mean as `domain` values.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Error;
use crate::page::{Page, Unreadable};

pub(crate) mod activity;
pub(crate) mod asset;
pub(crate) mod field;
pub(crate) mod label;
pub(crate) mod me;
pub(crate) mod named;
pub(crate) mod rich_text;
pub(crate) mod time;
pub(crate) mod user;

/// Reads one value; the error names the place.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    serde_path_to_error::deserialize(value).map_err(|problem| Error::Malformed {
        path: problem.path().to_string(),
        problem: problem.into_inner().to_string(),
    })
}

/// Reads a page row by row; a row that cannot be read is kept aside.
pub(crate) fn read_page<R, T>(answer: Value, means: impl Fn(R) -> T) -> Result<Page<T>, Error>
where
    R: DeserializeOwned,
{
    let envelope: Envelope = read(&answer)?;
    let mut page = Page { total: envelope.total.0, rows: Vec::new(), unreadable: Vec::new() };
    for raw in envelope.rows {
        match read::<R>(&raw) {
            Ok(row) => page.rows.push(means(row)),
            Err(error) => page.unreadable.push(unreadable(raw, &error)),
        }
    }
    Ok(page)
}

#[derive(serde::Deserialize)]
struct Envelope {
    total: field::Number,
    rows: Vec<Value>,
}

fn unreadable(raw: Value, error: &Error) -> Unreadable {
    let id = raw.get("id").and_then(field::number);
    Unreadable { id, problem: error.to_string(), raw }
}
