//! Bringing a workspace file to this version's schema. Landed migrations are never edited.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::Error;
use crate::pool::create_private;

const STEPS: &[M<'static>] = &[M::up(include_str!("../migrations/0001.sql")).foreign_key_check()];

/// Whether the file is a sound workspace of a version we know, or empty; reads only. A damaged
/// file is found at the start, not in the middle of a hand-over.
pub fn check(connection: &Connection) -> Result<(), Error> {
    let (found, known) = (version(connection)?, STEPS.len());
    if found > known {
        return Err(Error::Newer { found, known });
    }
    let answer: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if answer != "ok" {
        return Err(Error::Corrupt(answer));
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema)";
    if found == 0 && connection.query_row(sql, [], |row| row.get(0))? {
        return Err(Error::Corrupt("it is another program's database".to_owned()));
    }
    Ok(())
}

/// Migrates a checked `connection`, whose file is `path`; a copy is kept beside it before anything
/// changes.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    migrate_by(STEPS, connection, path)
}

fn migrate_by(steps: &[M<'_>], connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let found = version(connection)?;
    if found > 0 && found < steps.len() {
        keep_copy(connection, &path.with_extension(format!("before-{}.db", steps.len())))?;
    }
    Migrations::from_slice(steps).to_latest(connection).map_err(failed)
}

fn version(connection: &Connection) -> Result<usize, Error> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(found as usize)
}

/// An older copy is from a migration that did not come about: the file itself has it all.
pub fn keep_copy(connection: &Connection, copy: &Path) -> Result<(), Error> {
    if copy.exists() {
        std::fs::remove_file(copy)?;
    }
    create_private(copy)?;
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

fn failed(error: rusqlite_migration::Error) -> Error {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => Error::Corrupt(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_sound() {
        Migrations::from_slice(STEPS).validate().expect("they apply");
    }

    #[test]
    fn a_copy_for_the_owner_alone_is_kept_before_a_file_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lab.db");
        let mut file = Connection::open(&path).expect("opens");
        migrate(&mut file, &path).expect("migrates");
        let copy = folder.path().join("lab.before-2.db");
        std::fs::write(&copy, "of an attempt that failed").expect("writes");
        let steps = [STEPS[0].clone(), M::up("DROP TABLE settings")];
        migrate_by(&steps, &mut file, &path).expect("migrates");
        let kept = Connection::open(&copy).expect("opens");
        check(&kept).expect("a sound workspace of the version before");
        assert_eq!(version(&kept).expect("reads"), 1);
        assert_eq!(version(&file).expect("reads"), 2);
        #[cfg(unix)]
        assert_eq!(mode(&copy) & 0o777, 0o600);
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        std::os::unix::fs::MetadataExt::mode(&path.metadata().expect("exists"))
    }
}
