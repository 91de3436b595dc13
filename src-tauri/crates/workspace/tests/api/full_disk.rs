//! What does not fit on the disk is not written at all; reading goes on, and so does writing when
//! there is room again. The disk is a process of its own in which no file may grow further.

use std::path::{Path, PathBuf};

use domain::unit::UnitState;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use workspace::{Error, Workspace};

use crate::common::child::apart;
use crate::common::{Lab, agrees_with_itself, asset, day, everything, named};

/// No file grows beyond so many bytes.
fn room_until(bytes: u64) {
    limit(Some(bytes));
}

/// As much as one likes.
fn room_again() {
    limit(None);
}

fn limit(current: Option<u64>) {
    let maximum = getrlimit(Resource::Fsize).maximum;
    setrlimit(Resource::Fsize, Rlimit { current, maximum }).unwrap();
}

fn log_of(path: &Path) -> PathBuf {
    path.with_extension("db-wal")
}

fn length(path: &Path) -> u64 {
    path.metadata().unwrap().len()
}

#[test]
fn a_transaction_that_does_not_fit_leaves_nothing() {
    apart("full_disk::a_transaction_that_does_not_fit_leaves_nothing", || {
        let lab = Lab::new();
        let asked = lab.ask(&[named(1)]);
        let (path, full) = (lab.path(), length(&log_of(&lab.path())));
        let before = everything(&path);
        let mut refused = 0;
        // Full at the first byte, in the middle of a page, between two pages, before the last.
        for room in (0..).step_by(1_030) {
            room_until(full + room);
            let moved = lab.moved(asked.unit(), UnitState::Cancelled);
            assert!(lab.read(|r| r.unit(asked.unit().id)).is_some(), "reading goes on");
            room_again();
            if moved.is_ok() {
                break;
            }
            assert!(matches!(moved, Err(Error::DiskFull)), "room for {room} bytes: {moved:?}");
            assert_eq!(everything(&path), before, "room for {room} bytes");
            refused += 1;
        }
        assert!(refused > 8, "it was tried with too little room only {refused} times");
        assert_eq!(lab.unit(asked.unit().id).state, UnitState::Cancelled);
        agrees_with_itself(&path);
    });
}

#[test]
fn what_was_committed_before_the_disk_was_full_is_there_after_a_restart() {
    apart(
        "full_disk::what_was_committed_before_the_disk_was_full_is_there_after_a_restart",
        || {
            let lab = Lab::new();
            let rita = lab.person("Rita");
            room_until(length(&log_of(&lab.path())) + 5_000);
            let block = lab.try_write(|w| w.block_person(rita, Some("late")));
            assert!(matches!(block, Err(Error::DiskFull)), "{block:?}");
            // Closing moves the log into the file, which has no room either.
            let before = everything(&lab.path());
            let again = Lab::at(lab.close());
            assert_eq!(everything(&again.path()), before);
            room_again();
            again.write(|w| w.block_person(rita, Some("late")));
            agrees_with_itself(&again.path());
        },
    );
}

#[test]
fn a_large_batch_of_the_mirror_is_refused_as_a_whole() {
    apart("full_disk::a_large_batch_of_the_mirror_is_refused_as_a_whole", || {
        let lab = Lab::new();
        let before = everything(&lab.path());
        let assets: Vec<_> = (1..=500).map(|id| asset(id, 9, "Oscilloscope")).collect();
        room_until(length(&log_of(&lab.path())) + 200_000);
        let mirrored = lab.try_write(|w| w.mirror_assets(&assets));
        assert!(matches!(mirrored, Err(Error::DiskFull)), "{mirrored:?}");
        assert_eq!(everything(&lab.path()), before);
        room_again();
        lab.write(|w| w.mirror_assets(&assets));
    });
}

#[test]
fn a_workspace_that_finds_no_room_when_it_is_opened_says_so() {
    apart("full_disk::a_workspace_that_finds_no_room_when_it_is_opened_says_so", || {
        let lab = Lab::new();
        let rita = lab.person("Rita");
        let path = lab.path();
        let _folder = lab.close();
        room_until(0);
        for file in [path.clone(), path.with_file_name("new.db")] {
            let opened = Workspace::open(&file, "desk-1");
            assert!(matches!(opened, Err(Error::DiskFull)), "{file:?}: {:?}", opened.err());
        }
        room_again();
        let again = Workspace::open(&path, "desk-1").unwrap();
        assert!(again.read(|r| r.person(rita)).unwrap().is_some());
    });
}

#[test]
fn a_copy_that_does_not_fit_gives_its_room_back_and_the_older_ones_stay() {
    apart(
        "full_disk::a_copy_that_does_not_fit_gives_its_room_back_and_the_older_ones_stay",
        || {
            let lab = Lab::new();
            for number in 1..=7 {
                lab.workspace.back_up(day(&format!("2026-11-0{number}"))).unwrap();
            }
            let folder = lab.path().with_file_name("backups");
            let before = names(&folder);
            room_until(50_000);
            let copied = lab.workspace.back_up(day("2026-11-08"));
            assert!(copied.is_err(), "it found room");
            assert_eq!(names(&folder), before);
            room_again();
            lab.workspace.back_up(day("2026-11-08")).unwrap();
            assert!(names(&folder).contains(&"2026-11-08.db".to_owned()), "{:?}", names(&folder));
        },
    );
}

fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| name(entry).into_string().unwrap())
        .collect();
    names.sort();
    names
}
