//! Closed, killed and opened again: nothing is lost, and what was under way is settled by reading.

use crate::common::{Scene, TO_DECIDE};
use desk::api::*;
use desk::{Desk, DeskOptions, InMemory, TokenStore};
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times};

#[tokio::test]
async fn a_decision_survives_a_restart_within_its_undo_time() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    scene.restart().await;
    scene.pass_undo_time().await;
    scene.until_state(id, UnitState::Reserved).await;
    scene.end().await;
}

#[tokio::test]
async fn a_run_that_ended_while_sending_is_settled_by_reading() {
    let mut scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    let slow = std::time::Duration::from_secs(30);
    scene.simulator.faults().delay(Matching::new("PATCH", "hardware"), Times::Next(1), slow);
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene
        .until("it is being sent", async || {
            scene.unit(id).await.operation.is_some_and(|op| op.sent_at.is_some())
        })
        .await;
    scene.restart().await;
    // The server did the work, and nobody heard its answer.
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.set_label(asset, 7, at).unwrap());
    scene.desk.refresh().await.unwrap();
    scene
        .until("it is settled by reading", async || {
            if let Some(operation) = scene.unit(id).await.operation {
                scene.desk.check_operation(operation.id).await.unwrap();
            }
            scene.unit(id).await.state == UnitState::Reserved
        })
        .await;
    scene.end().await;
}

#[tokio::test]
async fn loans_seen_before_a_restart_are_not_applied_again() {
    let mut scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    let before = scene.view(id).await.timeline;
    scene.restart().await;
    scene.polls().await;
    assert_eq!(scene.view(id).await.timeline, before);
    scene.end().await;
}

#[tokio::test]
async fn a_desk_that_ended_opens_nothing_again() {
    let scene = Scene::set().await;
    scene.desk.stop().await;
    assert_eq!(scene.desk.inbox(TO_DECIDE).await, Err(DeskError::NoWorkspace));
    assert_eq!(scene.desk.session().await, Ok(Session::Welcome));
    assert_eq!(scene.desk.start_demo(Language::English).await, Err(DeskError::NotPossible));
    scene.end().await;
}

#[tokio::test]
async fn everything_can_be_read_without_the_server_after_a_restart() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.simulator.faults().go_offline();
    scene.restart().await;
    assert_eq!(scene.desk.inbox(TO_DECIDE).await.unwrap().to_decide, 1);
    let view = scene.view(id).await;
    assert!(matches!(view.lines[0].availability, Some(Availability::Available { .. })));
    let found = scene.desk.find_equipment("OSCILOSCOPIO ml-0002".to_owned(), 10).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    scene.end().await;
}

#[tokio::test]
async fn a_copy_of_the_workspace_is_kept_each_day_and_can_take_its_place() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    let backups = scene.folder.path().join("backups");
    for days in 0..9 {
        scene.clock.advance(chrono::TimeDelta::days(i64::from(days > 0)));
        scene.restart().await;
        let today = crate::common::day(&scene);
        let copy = backups.join(format!("{today}.db"));
        scene.until("today's copy is there", async || copy.exists()).await;
    }
    scene.desk.stop().await;
    let mut copies: Vec<_> =
        std::fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().path()).collect();
    copies.sort();
    assert_eq!(copies.len(), 7, "a week is kept: {copies:?}");
    let elsewhere = tempfile::TempDir::new().unwrap();
    std::fs::copy(copies.last().unwrap(), elsewhere.path().join("workspace.db")).unwrap();
    scene.desk = Desk::new(crate::common::options(&elsewhere, &scene.tokens, &scene.clock));
    scene.desk.start().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    scene.end().await;
}

/// A keyring that waits for its owner.
struct LockedUntil(std::sync::Mutex<std::sync::mpsc::Receiver<String>>);

impl TokenStore for LockedUntil {
    fn load(&self, _: &str) -> Result<Option<String>, KeyringProblem> {
        Ok(self.0.lock().unwrap().recv().ok())
    }

    fn save(&self, _: &str, _: &snipeit::ApiToken) -> Result<(), KeyringProblem> {
        Err(KeyringProblem::Locked)
    }
}

#[tokio::test]
async fn a_locked_keyring_keeps_nobody_from_reading() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.desk.stop().await;
    let (owner, keyring) = std::sync::mpsc::channel();
    let mut options = crate::common::options(&scene.folder, &scene.tokens, &scene.clock);
    options.tokens = std::sync::Arc::new(LockedUntil(keyring.into()));
    scene.desk = Desk::new(options);
    scene.desk.start().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    scene
        .until("the status bar says what is waited for", async || {
            scene.desk.health().await.unwrap().state == HealthState::WaitingForKeyring
        })
        .await;
    assert_eq!(scene.desk.settings().await.unwrap().token, TokenPlace::Opening);
    let problem = KeyringProblem::Opening;
    let asked = scene.desk.check_rights().await;
    assert_eq!(asked, Err(DeskError::Keyring { problem }), "nobody refused the token");
    owner.send(scene.simulator.token()).unwrap();
    scene
        .until("the feed is read", async || {
            scene.desk.health().await.unwrap().state == HealthState::Live
        })
        .await;
    assert_eq!(scene.desk.settings().await.unwrap().token, TokenPlace::Keyring);
    scene.end().await;
}

#[tokio::test]
async fn the_token_is_in_no_file() {
    let scene = Scene::set().await;
    scene.reserve(scene.assets[0]).await;
    let token = scene.simulator.token();
    scene.desk.stop().await;
    for entry in std::fs::read_dir(scene.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(token.len()).any(|window| window == token.as_bytes());
            assert!(!found, "the token is in {}", path.display());
        }
    }
    scene.end().await;
}

#[tokio::test]
async fn a_damaged_or_newer_file_is_reported_and_kept() {
    for (bytes, problem) in [
        (b"this is no workspace, but it is somebody's file".to_vec(), StorageProblem::Corrupt),
        (newer(), StorageProblem::Newer),
    ] {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("workspace.db");
        std::fs::write(&path, &bytes).unwrap();
        let tokens = std::sync::Arc::new(InMemory::default());
        let desk = Desk::new(DeskOptions::new(folder.path().to_owned(), tokens));
        desk.start().await;
        let shown = path.display().to_string();
        assert_eq!(desk.session().await, Ok(Session::Broken { problem, path: shown }));
        assert_eq!(desk.start_demo(Language::English).await, Err(DeskError::NotPossible));
        assert_eq!(desk.inbox(TO_DECIDE).await, Err(DeskError::NoWorkspace));
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "the file is as it was");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(desk.session().await, Ok(Session::Welcome), "put right, it is tried again");
        desk.stop().await;
    }
}

/// A workspace of schema 9999: SQLite keeps the number at byte 60 of its header.
fn newer() -> Vec<u8> {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("workspace.db");
    drop(workspace::Workspace::open(&path, "desk").unwrap());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    bytes
}
