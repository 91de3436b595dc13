//! A file that cannot be used is refused for the right reason and left as it was.

use std::path::Path;

use domain::people::PersonRole;
use tempfile::TempDir;
use workspace::{Error, Workspace};

use crate::common::{Lab, asset, named, raw};

/// A workspace with something in it, closed.
fn furnished() -> TempDir {
    let lab = Lab::new();
    lab.ask(&[named(1)]);
    let assets: Vec<_> = (1..=200).map(|id| asset(id, 9, "Oscilloscope")).collect();
    lab.write(|w| w.mirror_assets(&assets));
    lab.close()
}

/// Opening `path` fails and changes nothing in it.
fn refused(path: &Path) -> Error {
    let before = std::fs::read(path).unwrap();
    let error = Workspace::open(path, "desk-1").err().expect("it is not opened");
    assert!(std::fs::read(path).unwrap() == before, "the file was changed: {error}");
    error
}

#[test]
fn garbage_is_no_workspace() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("lab.db");
    for bytes in [b"shopping list".to_vec(), vec![0x5a; 8192], vec![0; 8192]] {
        std::fs::write(&path, bytes).unwrap();
        let error = refused(&path);
        assert!(matches!(error, Error::Corrupt(_)), "{error:?}");
    }
}

#[test]
fn a_truncated_workspace_is_damaged() {
    for keep in [1, 2, 3] {
        let folder = furnished();
        let path = folder.path().join("lab.db");
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() * keep / 4 + 100]).unwrap();
        let error = refused(&path);
        assert!(matches!(error, Error::Corrupt(_)), "{keep}/4: {error:?}");
    }
}

#[test]
fn a_workspace_with_a_bad_page_is_damaged() {
    let folder = furnished();
    let path = folder.path().join("lab.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::Corrupt(_)), "{error:?}");
}

#[test]
fn a_newer_workspace_is_refused_and_says_how_new() {
    let folder = furnished();
    let path = folder.path().join("lab.db");
    raw(&path).pragma_update(None, "user_version", 99).unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::Newer { found: 99, known: 1.. }), "{error:?}");
}

#[test]
fn a_newer_workspace_that_keeps_no_wal_is_not_switched_to_one() {
    let folder = furnished();
    let path = folder.path().join("lab.db");
    raw(&path).execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 99").unwrap();
    assert!(matches!(refused(&path), Error::Newer { .. }));
}

#[test]
fn another_programs_database_is_not_taken_over() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("lab.db");
    raw(&path).execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::Corrupt(_)), "{error:?}");
}

#[test]
fn a_path_that_can_hold_no_file_is_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    for path in [folder.path().to_owned(), file.join("lab.db")] {
        let error = Workspace::open(&path, "desk-1").err().expect("it is not opened");
        assert!(matches!(error, Error::ReadOnly(_)), "{path:?}: {error:?}");
    }
}

#[test]
fn reopening_loses_nothing() {
    let lab = Lab::new();
    let asked = lab.ask(&[named(1)]);
    lab.write(|w| w.mirror_assets(&[asset(1, 9, "Oscilloscope")]));
    lab.write(|w| w.start_feed(domain::ids::ActivityId(40)));
    let history = lab.read(|r| r.history(asked.id));
    let path = lab.path();
    let _folder = lab.close();
    for _ in 0..2 {
        let again = Workspace::open(&path, "desk-1").unwrap();
        let read = |r: &workspace::Read<'_>| {
            assert_eq!(r.requisition(asked.id)?.map(|found| found.number), Some(asked.number));
            assert_eq!(r.units_of(asked.id)?, asked.units);
            assert_eq!(r.history(asked.id)?, history);
            assert_eq!(r.search_assets("osci", 9)?.len(), 1);
            assert_eq!(r.people("", 9)?[0].person.role, PersonRole::Student);
            assert_eq!(r.feed_position()?.map(|feed| feed.cursor.0), Some(40));
            Ok::<_, Error>(())
        };
        again.read(read).unwrap();
    }
}

#[test]
fn a_crash_loses_no_commit() {
    let lab = Lab::new();
    let rita = lab.person("Rita");
    // What a killed process leaves behind: the file and its log, never checkpointed.
    let folder = TempDir::new().unwrap();
    for file in ["lab.db", "lab.db-wal"] {
        std::fs::copy(lab.path().with_file_name(file), folder.path().join(file)).unwrap();
    }
    let after = Workspace::open(&folder.path().join("lab.db"), "desk-1").unwrap();
    assert!(after.read(|r| r.person(rita)).unwrap().is_some());
}

#[test]
fn a_file_that_was_made_and_never_filled_becomes_a_workspace() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("deep/er/lab.db");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "").unwrap();
    let workspace = Workspace::open(&path, "desk-1").unwrap();
    assert!(workspace.read(|r| r.people("", 1)).unwrap().is_empty());
}
