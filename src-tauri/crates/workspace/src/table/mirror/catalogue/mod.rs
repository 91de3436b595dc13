//! The nine small lists: a table, and a file here, for each.

mod categories;
mod companies;
mod departments;
mod labels;
mod locations;
mod manufacturers;
mod models;
mod record;
mod suppliers;
mod users;

pub use record::Listed;
pub(super) use record::sealed::Record;

use domain::asset::Named;
use domain::catalogue::Times;
use rusqlite::Row;
use rusqlite::types::Value;

use crate::Error;
use crate::value::Columns;

/// A text, or NULL.
fn text(text: Option<&String>) -> Value {
    text.cloned().into()
}

/// The id and the name of something that a record names.
fn reference<I: Copy>(named: Option<&Named<I>>, number: fn(I) -> u32) -> [Value; 2] {
    match named {
        Some(named) => [number(named.id).into(), named.name.clone().into()],
        None => [Value::Null, Value::Null],
    }
}

/// What [`reference`] wrote into `column` and `column_name`.
fn named<I>(row: &Row<'_>, column: &str, id: fn(u32) -> I) -> Result<Option<Named<I>>, Error> {
    let number: Option<u32> = row.get(column)?;
    let name: Option<String> = row.get(format!("{column}_name").as_str())?;
    Ok(number.map(|number| Named { id: id(number), name: name.unwrap_or_default() }))
}

/// `created_at` and `updated_at`.
fn times(times: Times) -> [Value; 2] {
    [times.created_at, times.updated_at].map(|at| at.map(|at| at.timestamp_millis()).into())
}

/// What [`times`] wrote.
fn read_times(row: &Row<'_>) -> Result<Times, Error> {
    Ok(Times {
        created_at: row.maybe_time("created_at")?,
        updated_at: row.maybe_time("updated_at")?,
    })
}

/// Renames what an asset names, where it is this.
fn rename<I: PartialEq>(named: Option<&mut Named<I>>, id: &I, name: &str) {
    if let Some(named) = named.filter(|named| named.id == *id) {
        name.clone_into(&mut named.name);
    }
}
