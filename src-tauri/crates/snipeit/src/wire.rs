//! The shapes of Snipe-IT's JSON, and what they mean as `domain` values.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Error;
use crate::page::{Page, Unreadable};

pub(crate) mod activity;
pub(crate) mod asset;
pub(crate) mod catalogue;
pub(crate) mod field;
pub(crate) mod label;
pub(crate) mod listed;
pub(crate) mod me;
pub(crate) mod money;
pub(crate) mod rich_text;
pub(crate) mod time;

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
    let rows = RawRows::of(answer)?;
    Ok(rows.page(|raw| read::<R>(raw).map(&means)))
}

/// The rows of a page as they came.
pub(crate) struct RawRows {
    pub(crate) total: u32,
    pub(crate) rows: Vec<Value>,
}

impl RawRows {
    pub(crate) fn of(answer: Value) -> Result<Self, Error> {
        let Envelope { total, rows } = read(&answer)?;
        Ok(Self { total: total.0, rows })
    }

    /// The ids as they came; `None` where there is none to be read.
    pub(crate) fn ids(&self) -> Vec<Option<u32>> {
        self.rows.iter().map(|raw| raw.get("id").and_then(field::number)).collect()
    }

    pub(crate) fn page<T>(self, means: impl Fn(&Value) -> Result<T, Error>) -> Page<T> {
        let mut page = Page { total: self.total, rows: Vec::new(), unreadable: Vec::new() };
        for raw in self.rows {
            match means(&raw) {
                Ok(row) => page.rows.push(row),
                Err(error) => page.unreadable.push(unreadable(raw, &error)),
            }
        }
        page
    }
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
