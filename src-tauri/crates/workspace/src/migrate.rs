//! Bringing a workspace file to this version's schema. Landed migrations are never edited.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::Error;

const STEPS: &[M<'static>] = &[M::up(include_str!("../migrations/0001.sql")).foreign_key_check()];

/// Migrates `connection`, whose file is `path`; a copy is kept beside it before anything changes.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let found = found as usize;
    let known = STEPS.len();
    if found > known {
        return Err(Error::Newer { found, known });
    }
    check(connection)?;
    if found > 0 && found < known {
        let copy = path.with_extension(format!("before-{known}.db"));
        connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    }
    Migrations::from_slice(STEPS).to_latest(connection).map_err(failed)
}

/// A damaged file is found at the start, not in the middle of a hand-over.
fn check(connection: &Connection) -> Result<(), Error> {
    let answer: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(Error::Corrupt(answer)) }
}

fn failed(error: rusqlite_migration::Error) -> Error {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => Error::Corrupt(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_migrations_are_sound() {
        rusqlite_migration::Migrations::from_slice(super::STEPS).validate().expect("they apply");
    }
}
