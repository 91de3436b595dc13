//! One desk at a time has a workspace open; who else holds the file delays, and breaks nothing.

use std::path::Path;

use workspace::{Error, Workspace};

use crate::common::child::{Meanwhile, again, calling, go_on};
use crate::common::{Lab, agrees_with_itself, everything, raw};

/// Another process that carries out `sql` on the file and goes on holding it.
fn holding(test: &str, path: &Path, sql: &str) -> Meanwhile {
    Meanwhile::begun(again(test, format!("{}\n{sql}", path.display())))
}

/// What the other process does.
fn hold(calling: &str) {
    let (path, sql) = calling.split_once('\n').unwrap();
    let file = raw(Path::new(path));
    file.execute_batch(sql).unwrap();
    go_on();
}

#[test]
fn while_another_process_writes_reading_goes_on_and_nothing_is_lost() {
    if let Some(calling) = calling() {
        return hold(&calling);
    }
    let test = "other_desks::while_another_process_writes_reading_goes_on_and_nothing_is_lost";
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let before = everything(&lab.path());
    let sql = "BEGIN IMMEDIATE; UPDATE people SET blocked = 'by another program'";
    let other = holding(test, &lab.path(), sql);
    let blocked = lab.try_write(|w| w.block_person(rita, Some("late")));
    assert!(matches!(blocked, Err(Error::Locked)), "{blocked:?}");
    assert!(lab.read(|r| r.person(rita)).is_some());
    other.kill();
    assert_eq!(everything(&lab.path()), before, "neither wrote anything");
    lab.write(|w| w.block_person(rita, Some("late")));
    agrees_with_itself(&lab.path());
}

#[test]
fn a_file_that_another_process_has_to_itself_is_locked_until_that_is_gone() {
    if let Some(calling) = calling() {
        return hold(&calling);
    }
    let test =
        "other_desks::a_file_that_another_process_has_to_itself_is_locked_until_that_is_gone";
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let path = lab.path();
    let _folder = lab.close();
    let sql = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM people";
    let other = holding(test, &path, sql);
    let opened = Workspace::open(&path, "desk-1");
    assert!(matches!(opened, Err(Error::Locked)), "{:?}", opened.err());
    other.kill();
    let again = Workspace::open(&path, "desk-1").unwrap();
    assert!(again.read(|r| r.person(rita)).unwrap().is_some());
}

#[test]
fn a_second_desk_is_refused_until_the_first_is_gone_even_killed() {
    if let Some(path) = calling() {
        let workspace = Workspace::open(Path::new(&path), "desk-1").unwrap();
        go_on();
        return drop(workspace);
    }
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let path = lab.path();
    let _folder = lab.close();
    let first = "other_desks::a_second_desk_is_refused_until_the_first_is_gone_even_killed";
    let first = Meanwhile::begun(again(first, &path));
    let second = Workspace::open(&path, "desk-2");
    assert!(matches!(second, Err(Error::Locked)), "{:?}", second.err());
    first.kill();
    let second = Workspace::open(&path, "desk-2").unwrap();
    assert!(second.read(|r| r.person(rita)).unwrap().is_some());
}
