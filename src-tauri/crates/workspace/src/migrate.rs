//! Bringing a workspace file to this version's schema. Landed migrations are never edited.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::Error;
use crate::pool::{create_private, open_private};

const STEPS: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0002.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0003.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0004.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0005.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0006.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0007.sql")).foreign_key_check(),
];

/// Whether the file is a workspace of a version we know, or empty, and has this version's schema
/// already; reads its first pages only.
pub fn is_current(connection: &Connection) -> Result<bool, Error> {
    let (found, known) = (version(connection)?, STEPS.len());
    if found > known {
        return Err(Error::Newer { found, known });
    }
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema)";
    if found == 0 && connection.query_row(sql, [], |row| row.get(0))? {
        return Err(Error::Corrupt("it is another program's database".to_owned()));
    }
    Ok(found == known)
}

/// Reads the whole file for damage.
pub fn check(connection: &Connection) -> Result<(), Error> {
    let answer: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(Error::Corrupt(answer)) }
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
    // SQLite leaves it to the system when a copy reaches the disk.
    Ok(open_private(copy)?.sync_all()?)
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
        let (before, after) = (STEPS.len(), STEPS.len() + 1);
        let copy = folder.path().join(format!("lab.before-{after}.db"));
        std::fs::write(&copy, "of an attempt that failed").expect("writes");
        let steps = [STEPS, &[M::up("DROP TABLE settings")]].concat();
        migrate_by(&steps, &mut file, &path).expect("migrates");
        let kept = Connection::open(&copy).expect("opens");
        check(&kept).expect("a sound workspace of the version before");
        assert_eq!(version(&kept).expect("reads"), before);
        assert_eq!(version(&file).expect("reads"), after);
        #[cfg(unix)]
        assert_eq!(mode(&copy) & 0o777, 0o600);
    }

    #[test]
    fn the_mirror_of_the_first_version_is_kept_and_read_whole_once_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lab.db");
        let mut file = Connection::open(&path).expect("opens");
        migrate_by(&STEPS[..1], &mut file, &path).expect("migrates");
        file.execute_batch(
            "INSERT INTO mirror_assets (id, tag, title, label_kind, deleted, lendable, snapshot,
             search, read_at) VALUES (1, 'A', 'A', 'deployable', 0, 1, '{}', 'a', 0),
             (2, 'B', 'B', 'archived', 0, 0, '{}', 'b', 0),
             (3, 'C', 'C', 'deployable', 1, 0, '{}', 'c', 0);
             INSERT INTO mirror_lists (list, complete_at, full_at) VALUES ('hardware', 7, 7);",
        )
        .expect("writes");
        migrate(&mut file, &path).expect("migrates");
        let read = crate::Read(&file);
        let sizes = read.listing_sizes().expect("reads");
        assert_eq!((sizes.plain, sizes.archived, sizes.deleted), (1, 1, 1));
        let position = read.list_position(domain::catalogue::List::Hardware).expect("reads");
        assert!(position.complete_at.is_some() && position.full_at.is_none(), "{position:?}");
    }

    #[test]
    fn assets_of_the_second_version_stand_in_the_room_by_what_was_known_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lab.db");
        let mut file = Connection::open(&path).expect("opens");
        migrate_by(&STEPS[..2], &mut file, &path).expect("migrates");
        file.execute_batch(
            r#"INSERT INTO mirror_assets (id, tag, title, holder, deleted, lendable, snapshot,
             search, read_at) VALUES
             (1, 'A', 'Óptica', NULL, 0, 1, '{"category": {"id": 4, "name": "Radio"},
                 "location": {"id": 6, "name": "Lab"}}', 'a', 0),
             (2, 'B', 'B', '{}', 0, 1, '{"location": {"id": 6, "name": "Lab"},
                 "details": {"home": {"id": 8, "name": "Store"}}}', 'b', 0),
             (3, 'C', 'C', NULL, 0, 0, '{}', 'c', 0),
             (4, 'D', 'D', NULL, 1, 0, '{}', 'd', 0);"#,
        )
        .expect("writes");
        migrate(&mut file, &path).expect("migrates");
        let sql = "SELECT shelf || COALESCE(category_name, '-') || COALESCE(home_name, '-')
             FROM mirror_assets ORDER BY id";
        let read = |row: &rusqlite::Row<'_>| row.get(0);
        let mut asked = file.prepare(sql).expect("a question");
        let stand: Vec<String> =
            asked.query_map([], read).expect("asks").map(|row| row.expect("reads")).collect();
        assert_eq!(stand, ["shelfRadioLab", "held-Store", "unlendable--", "gone--"]);
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        std::os::unix::fs::MetadataExt::mode(&path.metadata().expect("exists"))
    }
}
