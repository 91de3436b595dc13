//! The file under bad weather: what cannot be stored is not done, and is done when it can be.
#![cfg(unix)]

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::common::{Scene, TO_DECIDE};
use desk::api::*;
use desk::{Desk, DeskOptions, InMemory};
use domain::ids::RequisitionId;
use domain::standing::Standing;
use domain::unit::UnitState;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use snipeit_simulator::{Lab, Matching, Times};
use tempfile::TempDir;

const DISK_FULL: DeskError = DeskError::Storage { problem: StorageProblem::DiskFull };

const ACTIVITY: &str = "/reports/activity";

/// Set in a process of its own.
const CHILD: &str = "DESK_TEST_CHILD";
const NOBODY: u32 = 65_534;

/// No file grows any more.
fn no_room() {
    limit(Some(0));
}

fn room_again() {
    limit(None);
}

fn limit(current: Option<u64>) {
    let maximum = getrlimit(Resource::Fsize).maximum;
    setrlimit(Resource::Fsize, Rlimit { current, maximum }).unwrap();
}

/// Whether this process is the test's own; if not, it runs the test in one. There a write beyond
/// the largest size of a file fails, and does not end the process.
fn apart(test: &str) -> bool {
    if std::env::var_os(CHILD).is_some() {
        return true;
    }
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#]).arg(std::env::current_exe().unwrap());
    passes(test, command);
    false
}

/// The same for a test to whom what is read-only is read-only, which it is not to root.
fn apart_as_an_ordinary_user(test: &str) -> bool {
    let folder = TempDir::new().unwrap();
    if folder.path().metadata().unwrap().uid() != 0 {
        return true;
    }
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let program = folder.path().join("tests");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut command = Command::new(program);
    command.current_dir("/").uid(NOBODY);
    passes(test, command);
    false
}

fn passes(test: &str, mut command: Command) {
    let test = format!("storage::{test}");
    let run = command.args([test.as_str(), "--exact"]).env(CHILD, "").output().unwrap();
    let said = [run.stdout, run.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(run.status.success() && said[0].contains("1 passed"), "{}", said.concat());
}

/// How often the simulator was asked for this.
fn asked(scene: &Scene, what: &str) -> usize {
    let requests = scene.simulator.requests();
    let of = |path: &str| path.split('?').next().is_some_and(|path| path.ends_with(what));
    requests.iter().filter(|one| one.method == "GET" && of(&one.path)).count()
}

/// Waits until the loops asked for this so many times more, whatever comes of it.
async fn asked_again(scene: &Scene, what: &str, times: usize) {
    let wanted = asked(scene, what) + times;
    let so = format!("{what} is asked for");
    scene.until(&so, async || asked(scene, what) >= wanted).await;
}

/// With room again the reservation comes about, and was written once.
async fn sent_once_there_is_room(scene: Scene, id: RequisitionId) {
    room_again();
    scene.desk.refresh().await.unwrap();
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(scene.writes(), 1);
    scene.end().await;
}

#[tokio::test]
async fn a_decision_that_does_not_fit_is_refused_and_never_sent() {
    if !apart("a_decision_that_does_not_fit_is_refused_and_never_sent") {
        return;
    }
    let scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    let unit = scene.unit(id).await.id;
    let approval = || vec![Approval { unit, asset: None }];
    no_room();
    assert_eq!(scene.desk.approve(approval()).await.unwrap_err(), DISK_FULL);
    scene.pass_undo_time().await;
    asked_again(&scene, ACTIVITY, 9).await;
    assert_eq!(scene.unit(id).await.standing, Standing::Pending, "reading goes on");
    assert_eq!(scene.desk.inbox(TO_DECIDE).await.unwrap().to_decide, 1);
    room_again();
    asked_again(&scene, ACTIVITY, 9).await;
    assert_eq!(scene.writes(), 0, "what was refused was sent");
    scene.desk.approve(approval()).await.unwrap();
    scene.pass_undo_time().await;
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(scene.writes(), 1);
    scene.end().await;
}

#[tokio::test]
async fn a_decision_is_not_sent_while_its_next_step_cannot_be_stored() {
    if !apart("a_decision_is_not_sent_while_its_next_step_cannot_be_stored") {
        return;
    }
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    no_room();
    scene.pass_undo_time().await;
    let read = format!("hardware/{asset}");
    asked_again(&scene, &read, 1).await;
    let (begun, before) = (Instant::now(), [asked(&scene, &read), asked(&scene, ACTIVITY)]);
    asked_again(&scene, &read, 3).await;
    let passed = begun.elapsed().as_millis() as usize;
    let [tries, polls] = [asked(&scene, &read) - before[0], asked(&scene, ACTIVITY) - before[1]];
    // The pauses are 100 and 60 ms, at least four fifths of it. A try also asks for the newest
    // activity; a poll asks three times while it cannot store what it read.
    assert!(tries <= 2 + passed / 80, "{tries} tries in {passed} ms: the settler spins");
    assert!(polls <= 6 + passed / 48 * 3 + tries, "{polls} in {passed} ms: the feed spins");
    assert_eq!(scene.writes(), 0);
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    sent_once_there_is_room(scene, id).await;
}

#[tokio::test]
async fn an_answer_that_cannot_be_stored_is_read_again_and_nothing_is_sent_twice() {
    if !apart("an_answer_that_cannot_be_stored_is_read_again_and_nothing_is_sent_twice") {
        return;
    }
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    let slow = Duration::from_millis(800);
    scene.simulator.faults().delay(Matching::new("PATCH", "hardware"), Times::Next(1), slow);
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene
        .until("it is being sent", async || {
            scene.unit(id).await.operation.is_some_and(|operation| operation.sent_at.is_some())
        })
        .await;
    no_room();
    scene.until("Snipe-IT has done it", async || scene.label(asset) == 7).await;
    asked_again(&scene, ACTIVITY, 9).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending, "what is not stored is not claimed");
    sent_once_there_is_room(scene, id).await;
}

#[tokio::test]
async fn activity_that_cannot_be_stored_is_applied_once_when_there_is_room() {
    if !apart("activity_that_cannot_be_stored_is_applied_once_when_there_is_room") {
        return;
    }
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    let before = scene.view(id).await.timeline.len();
    no_room();
    scene.check_out(asset, scene.leader.user);
    asked_again(&scene, ACTIVITY, 9).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    room_again();
    scene.desk.refresh().await.unwrap();
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.polls().await;
    let timeline = scene.view(id).await.timeline;
    assert_eq!(timeline.len(), before + 1, "{timeline:?}");
    scene.end().await;
}

#[tokio::test]
async fn a_start_on_a_full_disk_says_so_and_is_tried_again() {
    if !apart("a_start_on_a_full_disk_says_so_and_is_tried_again") {
        return;
    }
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    no_room();
    scene.restart().await;
    let path = scene.folder.path().join("workspace.db").display().to_string();
    let problem = StorageProblem::DiskFull;
    assert_eq!(scene.desk.session().await, Ok(Session::Broken { problem, path }));
    room_again();
    assert!(matches!(scene.desk.session().await, Ok(Session::Open { .. })));
    assert_eq!(scene.unit(id).await.standing, Standing::Pending);
    scene.end().await;
}

/// A desk on the files of that folder.
async fn desk_on(folder: &Path) -> Desk {
    let tokens = std::sync::Arc::new(InMemory::default());
    let desk = Desk::new(DeskOptions::new(folder.to_owned(), tokens));
    desk.start().await;
    desk
}

#[tokio::test]
async fn a_read_only_file_or_folder_is_reported_and_left_alone() {
    if !apart_as_an_ordinary_user("a_read_only_file_or_folder_is_reported_and_left_alone") {
        return;
    }
    for (name, read_only) in [("workspace.db", 0o400), ("", 0o500)] {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("workspace.db");
        drop(workspace::Workspace::open(&path, "desk").unwrap());
        let (bytes, what) = (std::fs::read(&path).unwrap(), folder.path().join(name));
        std::fs::set_permissions(&what, PermissionsExt::from_mode(read_only)).unwrap();
        let desk = desk_on(folder.path()).await;
        let problem = StorageProblem::ReadOnly;
        let broken = Session::Broken { problem, path: path.display().to_string() };
        assert_eq!(desk.session().await.unwrap(), broken, "{read_only:o} {what:?}");
        assert!(std::fs::read(&path).unwrap() == bytes, "the file was changed");
        std::fs::set_permissions(&what, PermissionsExt::from_mode(0o700)).unwrap();
        assert_eq!(desk.session().await, Ok(Session::Welcome), "put right, it is tried again");
        desk.stop().await;
    }
}

#[tokio::test]
async fn a_second_desk_on_the_same_folder_does_nothing_until_the_first_has_gone() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    let second = Desk::new(crate::common::options(&scene.folder, &scene.tokens, &scene.clock));
    let locked = second.session().await.unwrap();
    let problem = StorageProblem::Locked;
    assert!(matches!(locked, Session::Broken { problem: p, .. } if p == problem), "{locked:?}");
    assert_eq!(second.requisition(id).await.unwrap_err(), DeskError::NoWorkspace);
    scene.approve(id).await;
    scene.desk.stop().await;
    assert!(matches!(second.session().await, Ok(Session::Open { .. })));
    scene.desk = second;
    scene.pass_undo_time().await;
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(scene.writes(), 1, "both carried it out");
    scene.end().await;
}

#[tokio::test]
async fn a_demo_that_another_desk_has_open_is_refused() {
    let folder = TempDir::new().unwrap();
    let demo = folder.path().join("demo");
    let other = workspace::Workspace::open(&demo.join("workspace.db"), "desk").unwrap();
    Lab::empty(chrono_tz::Europe::Lisbon).save(&demo.join("lab.json")).unwrap();
    let tokens = std::sync::Arc::new(InMemory::default());
    let desk = Desk::new(DeskOptions::new(folder.path().to_owned(), tokens));
    assert_eq!(desk.session().await, Ok(Session::Welcome));
    let problem = StorageProblem::Locked;
    assert_eq!(desk.start_demo(Language::English).await, Err(DeskError::Storage { problem }));
    drop(other);
    desk.stop().await;
}

#[tokio::test]
async fn the_status_bar_falls_behind_while_what_is_read_cannot_be_stored() {
    if !apart("the_status_bar_falls_behind_while_what_is_read_cannot_be_stored") {
        return;
    }
    let scene = Scene::set().await;
    no_room();
    scene.check_out(scene.assets[0], scene.stranger);
    scene.until_health(HealthState::Behind).await;
    room_again();
    scene.until_health(HealthState::Live).await;
    scene.end().await;
}
