//! Only its owner reads the file, and a file that may not be written is refused at the start.
#![cfg(unix)]

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use workspace::{Error, Workspace};

use crate::common::Lab;

const NOBODY: u32 = 65_534;

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_new_file_and_what_sqlite_puts_beside_it_are_for_the_owner_alone() {
    let lab = Lab::new();
    lab.person("Rita");
    let folder = lab.path();
    let files: Vec<_> = std::fs::read_dir(folder.parent().unwrap()).unwrap().flatten().collect();
    assert_eq!(files.len(), 4, "the file, its log, the log's index, and who holds it");
    for file in files {
        assert_eq!(mode(&file.path()), 0o600, "{:?}", file.file_name());
    }
}

#[test]
fn a_file_that_others_could_read_is_closed_to_them() {
    let lab = Lab::new();
    let path = lab.path();
    let _folder = lab.close();
    set_mode(&path, 0o664);
    let _open = Workspace::open(&path, "desk-1").unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn a_read_only_file_is_refused_at_the_start() {
    as_an_ordinary_user("permissions::a_read_only_file_is_refused_at_the_start", || {
        let lab = Lab::new();
        let path = lab.path();
        let _folder = lab.close();
        set_mode(&path, 0o400);
        let before = std::fs::read(&path).unwrap();
        let opened = Workspace::open(&path, "desk-1");
        assert!(matches!(opened, Err(Error::ReadOnly(_))), "{:?}", opened.err());
        assert!(std::fs::read(&path).unwrap() == before);
        assert_eq!(mode(&path), 0o400);
    });
}

#[test]
fn a_read_only_folder_is_refused_at_the_start() {
    as_an_ordinary_user("permissions::a_read_only_folder_is_refused_at_the_start", || {
        let lab = Lab::new();
        let path = lab.path();
        let folder = lab.close();
        let before = std::fs::read(&path).unwrap();
        set_mode(folder.path(), 0o500);
        let old = Workspace::open(&path, "desk-1");
        let new = Workspace::open(&path.with_file_name("new.db"), "desk-1");
        set_mode(folder.path(), 0o700);
        assert!(matches!(old, Err(Error::ReadOnly(_))), "{:?}", old.err());
        assert!(matches!(new, Err(Error::ReadOnly(_))), "{:?}", new.err());
        assert!(std::fs::read(&path).unwrap() == before);
    });
}

/// Nothing is read-only to root, so there the test runs once more as nobody.
fn as_an_ordinary_user(test: &str, body: impl FnOnce()) {
    let folder = TempDir::new().unwrap();
    if folder.path().metadata().unwrap().uid() != 0 {
        return body();
    }
    set_mode(folder.path(), 0o755);
    let program = folder.path().join("tests");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let run = Command::new(&program)
        .args([test, "--exact"])
        .current_dir("/")
        .uid(NOBODY)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}
