//! The loops: by hand a round at a time, and by themselves.
#![allow(clippy::unwrap_used)]

mod common;

use chrono::TimeDelta;
use common::{Scene, options};
use desk::api::DeskError;
use desk::{Desk, Loops, Round};
use domain::unit::UnitState;

#[tokio::test]
async fn by_hand_nothing_moves_until_a_round_is_asked_for() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let asked = scene.simulator.requests().len();
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    scene.pass_undo_time().await;
    assert_eq!(scene.simulator.requests().len(), asked, "no loop runs by itself");

    scene.desk.round(Round::Settle).await.unwrap();
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved, "a round settles what is due");
    scene.check_out(asset, scene.leader.user);
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved, "nobody has read the log");
    scene.desk.round(Round::Feed).await.unwrap();
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut, "a round reads the log once");
    scene.end().await;
}

#[tokio::test]
async fn by_hand_the_undo_time_passes_on_the_clock_alone() {
    let scene = Scene::set_by_hand().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    scene.desk.round(Round::Settle).await.unwrap();
    assert_eq!(scene.unit(id).await.state, UnitState::Pending, "it can still be undone");
    scene.clock.advance(TimeDelta::seconds(6));
    scene.desk.round(Round::Settle).await.unwrap();
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.end().await;
}

#[tokio::test]
async fn by_hand_a_list_is_read_when_the_clock_says_that_it_is_due() {
    let scene = Scene::set_by_hand().await;
    let lists = || {
        let requests = scene.simulator.requests();
        requests.iter().filter(|request| request.path.contains("statuslabels")).count()
    };
    let before = lists();
    scene.desk.round(Round::Mirror).await.unwrap();
    assert_eq!(lists(), before, "it was read a moment ago");
    scene.clock.advance(TimeDelta::minutes(15));
    scene.desk.round(Round::Mirror).await.unwrap();
    assert!(lists() > before, "its time has come");
    scene.end().await;
}

#[tokio::test]
async fn by_hand_a_restarted_desk_has_its_token_before_its_first_round() {
    let scene = Scene::set_by_hand().await;
    scene.desk.stop().await;
    let mut options = options(&scene.folder, &scene.tokens, &scene.clock);
    options.loops = Loops::ByHand;
    let desk = Desk::new(options);
    desk.round(Round::Feed).await.unwrap();
    desk.stop().await;
    assert_eq!(desk.round(Round::Feed).await, Err(DeskError::NoWorkspace));
}
