//! A large file is read at once and checked before the first write: damage is never written over.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use tempfile::TempDir;
use workspace::{Error, Workspace};

use crate::common::{Lab, asset, day, named, raw};

/// A closed workspace of more than sixteen megabytes, with one requisition in it.
fn large() -> TempDir {
    let lab = Lab::new();
    lab.ask(&[named(1)]);
    let assets: Vec<_> = (1..=200).map(|id| asset(id, 9, "Oscilloscope")).collect();
    lab.write(|w| w.mirror_assets(&assets));
    let path = lab.path();
    let folder = lab.close();
    let file = raw(&path);
    file.execute_batch("CREATE TABLE ballast (bytes BLOB)").unwrap();
    file.execute("INSERT INTO ballast VALUES (zeroblob(?1))", [17 << 20]).unwrap();
    folder
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("lab.db")
}

fn open(path: &Path) -> Workspace {
    Workspace::open(path, "desk-1").unwrap()
}

/// Overwrites the first page of a table; the log stays as it is.
fn damage(path: &Path, table: &str) {
    let file = raw(path);
    file.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    let page = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u32 = file.query_row(page, [table], |row| row.get(0)).unwrap();
    drop(file);
    let mut bytes = std::fs::read(path).unwrap();
    let end = page as usize * 4096;
    bytes[end - 4096..end].fill(0x5a);
    std::fs::write(path, bytes).unwrap();
}

/// What is in the folder but the lock and the log's index, which say nothing of the workspace.
fn files(folder: &TempDir) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "db" || kind == "db-wal"))
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect();
    files.sort();
    files
}

/// As if the process had been killed: the log was not moved into the file.
fn killed_after_a_write(folder: &TempDir) -> TempDir {
    let workspace = open(&file_in(folder));
    let stamp = Lab::new().stamp();
    workspace.write(&stamp, |w| w.add_person(&crate::common::person("Rita"))).unwrap();
    let left = TempDir::new().unwrap();
    for file in ["lab.db", "lab.db-wal"] {
        std::fs::copy(folder.path().join(file), left.path().join(file)).unwrap();
    }
    left
}

#[test]
fn a_sound_file_is_read_before_it_is_checked_and_checked_before_it_is_written() {
    let folder = large();
    let lab = Lab::at(folder);
    assert!(!lab.workspace.is_checked(), "opening read the whole file");
    assert_eq!(lab.read(|r| r.people("", 9)).len(), 1);
    assert!(!lab.workspace.is_checked(), "reading waited for the check");
    lab.person("Rita");
    assert!(lab.workspace.is_checked(), "something was written into a file nobody had checked");
    let folder = lab.close();
    let left = files(&folder);
    assert_eq!(left.len(), 1, "the log was not moved into the file: {left:?}");
    assert_eq!(open(&file_in(&folder)).read(|r| r.people("", 9)).unwrap().len(), 2);
}

#[test]
fn a_small_file_is_checked_when_it_is_opened() {
    assert!(Lab::at(Lab::new().close()).workspace.is_checked());
}

#[test]
fn a_damaged_file_can_be_read_and_takes_no_write() {
    let folder = killed_after_a_write(&large());
    damage(&file_in(&folder), "mirror_assets");
    let before = files(&folder);
    assert_eq!(before.len(), 2, "the file and its log");
    let lab = Lab::at(folder);
    assert_eq!(lab.read(|r| r.people("", 9)).len(), 2, "what is not damaged can be read");
    for _ in 0..2 {
        let wrote = lab.try_write(|w| w.add_person(&crate::common::person("Ana")));
        assert!(matches!(wrote, Err(Error::Corrupt(_))), "{wrote:?}");
        let found = lab.workspace.check();
        assert!(matches!(found, Err(Error::Corrupt(_))), "{found:?}");
    }
    let folder = lab.close();
    assert!(files(&folder) == before, "the file or its log was changed");
}

#[test]
fn what_a_killed_process_left_is_read_and_left_until_the_file_is_checked() {
    let folder = killed_after_a_write(&large());
    let before = files(&folder);
    let lab = Lab::at(folder);
    assert_eq!(lab.read(|r| r.people("", 9)).len(), 2);
    let folder = lab.close();
    assert!(files(&folder) == before, "a file that nobody checked was changed");
    let workspace = open(&file_in(&folder));
    workspace.check().unwrap();
    drop(workspace);
    assert_eq!(files(&folder).len(), 1, "the log of a sound file is moved into it");
}

#[test]
fn a_truncated_file_is_refused_at_once() {
    let folder = large();
    let path = file_in(&folder);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 4096]).unwrap();
    let before = files(&folder);
    let opened = Workspace::open(&path, "desk-1");
    assert!(matches!(opened, Err(Error::Corrupt(_))), "{:?}", opened.err());
    assert!(files(&folder) == before, "the file was changed");
}

#[test]
fn a_file_that_opening_changes_is_checked_first() {
    let older = "PRAGMA user_version = 1";
    let without_a_log = "PRAGMA journal_mode = DELETE";
    for sql in [older, without_a_log] {
        let folder = large();
        let path = file_in(&folder);
        raw(&path).execute_batch(sql).unwrap();
        damage(&path, "mirror_assets");
        let before = files(&folder);
        let opened = Workspace::open(&path, "desk-1");
        assert!(matches!(opened, Err(Error::Corrupt(_))), "{sql}: {:?}", opened.err());
        assert!(files(&folder) == before, "{sql}: the file was changed");
    }
}

#[test]
fn no_copy_is_kept_of_a_damaged_file() {
    let folder = large();
    damage(&file_in(&folder), "mirror_assets");
    let lab = Lab::at(folder);
    let copied = lab.workspace.back_up(day("2026-11-08"));
    assert!(matches!(copied, Err(Error::Corrupt(_))), "{copied:?}");
    assert!(!lab.path().with_file_name("backups").exists(), "sound copies would make way for it");
}
