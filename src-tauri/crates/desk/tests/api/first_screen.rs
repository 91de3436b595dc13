//! What can wait waits for the first screen: requests, the daily copy, and the search of a large
//! file for damage.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::common::{Scene, options};
use desk::api::*;
use desk::{Announcement, DeskOptions, FirstScreen};
use domain::unit::UnitState;
use workspace::Workspace;

/// More than what is searched for damage when it is opened.
const LARGE: u64 = 17 << 20;

const PAGE: usize = 4096;

/// What SQLite begins the leaf of a table with.
const LEAF: u8 = 0x0d;

/// How the journal tells of what somebody asked for.
const JOURNALED: &[u8] = br#""purpose":"Calibrar"#;

fn file_of(scene: &Scene) -> PathBuf {
    scene.folder.path().join("workspace.db")
}

fn backups_of(scene: &Scene) -> PathBuf {
    scene.folder.path().join("backups")
}

/// The options of a desk whose window paints when the test says so.
fn waiting(scene: &Scene) -> DeskOptions {
    let mut options = options(&scene.folder, &scene.tokens, &scene.clock);
    options.first_screen = FirstScreen::within(Duration::from_secs(3600));
    options
}

/// Ends the desk, and makes its file a large one: SQLite takes no notice of what lies behind it.
async fn closed_and_large(scene: &Scene) -> PathBuf {
    scene.desk.stop().await;
    let path = file_of(scene);
    drop(Workspace::open(&path, "desk").unwrap());
    std::fs::File::options().write(true).open(&path).unwrap().set_len(LARGE).unwrap();
    path
}

/// Overwrites a page of the journal, which no screen shows.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let journaled = |page: &[u8]| page.windows(JOURNALED.len()).any(|text| text == JOURNALED);
    let page = bytes.chunks_mut(PAGE).find(|page| page[0] == LEAF && journaled(page));
    page.expect("what was asked for is in the journal").fill(0x5a);
    std::fs::write(path, bytes).unwrap();
}

fn says_that_the_session_changed(told: &Announcement) -> bool {
    matches!(told, Announcement::Changed(changed) if changed.topics.contains(&Topic::Session))
}

#[tokio::test]
async fn nothing_is_asked_or_copied_before_the_first_screen_is_painted() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    closed_and_large(&scene).await;
    std::fs::remove_dir_all(backups_of(&scene)).unwrap();
    let asked = scene.simulator.requests().len();
    scene.restart_with(waiting(&scene)).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending, "reading waits for nothing");
    assert_eq!(scene.simulator.requests().len(), asked, "the server was asked");
    assert!(!backups_of(&scene).exists(), "the file was copied");
    scene.desk.painted().await.unwrap();
    scene.until("the file is copied", async || backups_of(&scene).exists()).await;
    scene.polls().await;
    scene.end().await;
}

#[tokio::test]
async fn damage_that_is_found_after_the_first_screen_closes_the_file_before_anything_is_written() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    let path = closed_and_large(&scene).await;
    let sound = std::fs::read(&path).unwrap();
    damage(&path);
    let damaged = std::fs::read(&path).unwrap();
    scene.restart_with(waiting(&scene)).await;
    assert!(matches!(scene.desk.session().await, Ok(Session::Open { .. })));
    assert!(scene.unit(id).await.operation.is_some(), "what is not damaged can be read");
    scene.pass_undo_time().await;

    let mut announcements = scene.desk.announcements();
    scene.desk.painted().await.unwrap();
    while !says_that_the_session_changed(&announcements.recv().await.unwrap()) {}
    let problem = StorageProblem::Corrupt;
    let broken = Session::Broken { problem, path: path.display().to_string() };
    assert_eq!(scene.desk.session().await, Ok(broken));
    assert_eq!(scene.desk.approve(vec![]).await, Err(DeskError::NoWorkspace));
    assert_eq!(scene.writes(), 0, "what was decided was sent");
    assert!(std::fs::read(&path).unwrap() == damaged, "the file was changed");

    std::fs::write(&path, sound).unwrap();
    assert!(matches!(scene.desk.session().await, Ok(Session::Open { .. })), "put right");
    scene.until_state(id, UnitState::Reserved).await;
    scene.end().await;
}

#[tokio::test]
async fn a_desk_that_ends_before_its_first_screen_leaves_the_file_to_the_next() {
    let mut scene = Scene::set().await;
    let path = closed_and_large(&scene).await;
    scene.restart_with(waiting(&scene)).await;
    assert!(matches!(scene.desk.session().await, Ok(Session::Open { .. })));
    scene.desk.stop().await;
    let next = Workspace::open(&path, "desk");
    assert!(next.is_ok(), "the search for damage goes on: {:?}", next.err());
    scene.simulator.stop().await;
}
