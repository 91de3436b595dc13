//! What the token may do: told by set-up, kept over restarts, asked again when it may have changed.

use std::sync::Arc;
use std::time::Duration;

use crate::common::{Scene, TestClock, options};
use desk::api::*;
use desk::{Desk, InMemory};
use domain::operation::{Phase, Refusal};
use snipeit_simulator::{Locale, Permission, Rights as Granted};
use tempfile::TempDir;

async fn rights(scene: &Scene) -> Option<Rights> {
    scene.desk.rights().await.unwrap()
}

/// A token of the technician's that may do less.
fn lesser(scene: &Scene, missing: Permission) -> String {
    scene
        .simulator
        .with_lab(|lab| lab.add_token(2, Granted::technician().without(missing), Locale::English))
}

async fn until_known(scene: &Scene, what: &str, so: impl Fn(Rights) -> bool) {
    scene.until(what, async || rights(scene).await.is_some_and(&so)).await;
}

#[tokio::test]
async fn what_set_up_was_told_is_known_at_once_and_after_a_restart_without_a_server() {
    let mut scene = Scene::set().await;
    let told = rights(&scene).await.expect("set-up asked");
    assert_eq!((told.check_out, told.check_in), (Right::Allowed, Right::Allowed));
    assert_eq!((told.change_labels, told.create_labels), (Right::Allowed, Right::Allowed));
    scene.simulator.faults().go_offline();
    scene.restart().await;
    assert_eq!(rights(&scene).await, Some(told), "it is stored");
    scene.end().await;
}

#[tokio::test]
async fn another_token_is_asked_about_and_the_window_is_told() {
    let scene = Scene::set().await;
    let mut told = scene.desk.announcements();
    let weak = lesser(&scene, Permission::AssetsCheckout);
    scene.desk.replace_token(weak, KeepToken::InKeyring).await.unwrap();
    until_known(&scene, "the new token's rights are known", |rights| {
        rights.check_out == Right::Missing && rights.check_in == Right::Allowed
    })
    .await;
    let topics = READS.iter().find(|(read, _)| *read == "rights").unwrap().1;
    let mut changed = std::iter::from_fn(|| told.try_recv().ok());
    let settings = |announcement: desk::Announcement| match announcement {
        desk::Announcement::Changed(changed) => changed.topics.contains(&Topic::Settings),
        _ => false,
    };
    assert!(changed.any(settings) && topics.contains(&Topic::Settings), "the read is read again");
    scene.end().await;
}

#[tokio::test]
async fn of_a_new_token_nothing_is_said_before_it_was_asked_about() {
    let scene = Scene::set_by_hand().await;
    let weak = lesser(&scene, Permission::AssetsEdit);
    scene.desk.replace_token(weak, KeepToken::InKeyring).await.unwrap();
    assert_eq!(rights(&scene).await, None, "the former token's rights say nothing of this one");
    let report = scene.desk.check_rights().await.unwrap();
    assert_eq!(report.rights.change_labels, Right::Missing);
    assert_eq!(
        rights(&scene).await,
        Some(report.rights),
        "asked in the settings, known everywhere"
    );
    scene.end().await;
}

#[tokio::test]
async fn a_write_that_is_forbidden_lets_the_rights_be_asked_again() {
    let scene = Scene::set().await;
    let weak = lesser(&scene, Permission::AssetsCheckin);
    let reserved = scene.reserve(scene.assets[0]).await;
    scene.desk.replace_token(weak.clone(), KeepToken::InKeyring).await.unwrap();
    until_known(&scene, "the token's rights are known", |r| r.check_out == Right::Allowed).await;
    // Somebody takes a right away while Toolcrib runs; the token's text stays the same.
    scene.simulator.with_lab(|lab| {
        lab.grant(&weak, Granted::technician().without(Permission::AssetsCheckout));
    });
    let unit = scene.unit(reserved).await.id;
    scene.desk.hand_over(vec![HandOver { unit, to: None }]).await.unwrap();
    until_known(&scene, "the missing right is known", |r| r.check_out == Right::Missing).await;
    let operation = scene.unit(reserved).await.operation.expect("the hand-over is told");
    assert_eq!(operation.phase, Phase::Refused);
    assert_eq!(operation.refusal, Some(Refusal::Forbidden));
    scene.end().await;
}

#[tokio::test]
async fn a_workspace_that_never_asked_learns_them_by_itself() {
    let folder = TempDir::new().unwrap();
    let tokens = Arc::new(InMemory::default());
    let desk = Desk::new(options(&folder, &tokens, &TestClock::default()));
    desk.start().await;
    let mut told = desk.announcements();
    desk.start_demo(Language::English).await.unwrap();
    while desk.rights().await.unwrap().is_none() {
        let next = tokio::time::timeout(Duration::from_secs(20), told.recv()).await;
        next.expect("nobody asked what the demo's token may do").unwrap();
    }
    desk.stop().await;
}
