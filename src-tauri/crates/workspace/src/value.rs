//! Between Rust's values and SQLite's.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Row;
use rusqlite::types::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::Error;

/// Milliseconds since 1970.
pub fn time(at: DateTime<Utc>) -> Value {
    Value::Integer(at.timestamp_millis())
}

/// The plain word of a unit-like enum: `checked_out`.
pub fn word<T: Serialize>(value: &T) -> Result<String, Error> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(word) => Ok(word),
        other => Ok(other.to_string()),
    }
}

/// A word, as a value.
pub fn word_value<T: Serialize>(value: &T) -> Result<Value, Error> {
    word(value).map(Value::Text)
}

/// JSON text.
pub fn json<T: Serialize>(value: &T) -> Result<Value, Error> {
    Ok(Value::Text(serde_json::to_string(value)?))
}

/// JSON text, or NULL.
pub fn json_or_null<T: Serialize>(value: Option<&T>) -> Result<Value, Error> {
    value.map_or(Ok(Value::Null), json)
}

/// Text, or NULL where there is none.
pub fn text(value: &str) -> Value {
    if value.is_empty() { Value::Null } else { Value::Text(value.to_owned()) }
}

/// Columns by name.
pub trait Columns {
    /// A time.
    fn time(&self, column: &str) -> Result<DateTime<Utc>, Error>;
    /// A time that may be missing.
    fn maybe_time(&self, column: &str) -> Result<Option<DateTime<Utc>>, Error>;
    /// An enum's word.
    fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T, Error>;
    /// An enum's word that may be missing.
    fn maybe_word<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, Error>;
    /// JSON.
    fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, Error>;
    /// JSON that may be missing.
    fn maybe_json<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, Error>;
    /// An id.
    fn uuid(&self, column: &str) -> Result<Uuid, Error>;
    /// An id that may be missing.
    fn maybe_uuid(&self, column: &str) -> Result<Option<Uuid>, Error>;
    /// A day.
    fn day(&self, column: &str) -> Result<NaiveDate, Error>;
}

impl Columns for Row<'_> {
    fn time(&self, column: &str) -> Result<DateTime<Utc>, Error> {
        self.maybe_time(column)?.ok_or_else(|| Error::Corrupt(format!("{column}: no time")))
    }

    fn maybe_time(&self, column: &str) -> Result<Option<DateTime<Utc>>, Error> {
        let millis: Option<i64> = self.get(column)?;
        Ok(millis.and_then(DateTime::from_timestamp_millis))
    }

    fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T, Error> {
        let word: String = self.get(column)?;
        Ok(serde_json::from_value(serde_json::Value::String(word))?)
    }

    fn maybe_word<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, Error> {
        let word: Option<String> = self.get(column)?;
        Ok(word.map(|word| serde_json::from_value(serde_json::Value::String(word))).transpose()?)
    }

    fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, Error> {
        let text: String = self.get(column)?;
        Ok(serde_json::from_str(&text)?)
    }

    fn maybe_json<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, Error> {
        let text: Option<String> = self.get(column)?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    fn uuid(&self, column: &str) -> Result<Uuid, Error> {
        self.maybe_uuid(column)?.ok_or_else(|| Error::Corrupt(format!("{column}: no id")))
    }

    fn maybe_uuid(&self, column: &str) -> Result<Option<Uuid>, Error> {
        let text: Option<String> = self.get(column)?;
        let parse = |text: String| {
            Uuid::parse_str(&text).map_err(|_| Error::Corrupt(format!("{column}: not an id")))
        };
        text.map(parse).transpose()
    }

    fn day(&self, column: &str) -> Result<NaiveDate, Error> {
        Ok(self.get(column)?)
    }
}
