//! The loops: by hand a round at a time, and by themselves.

use std::sync::Arc;

use crate::common::{Scene, options};
use chrono::{TimeDelta, Utc};
use desk::api::{DeskError, Health, HealthState};
use desk::{Desk, Loops, Round};
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times};

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

/// How long the feed waits, as the status bar tells it.
fn pause(health: &Health) -> TimeDelta {
    match (&health.last_error, health.retry_at) {
        (Some(error), Some(retry_at)) => retry_at - error.at,
        _ => TimeDelta::zero(),
    }
}

#[tokio::test]
async fn polls_become_rarer_while_the_server_is_away_and_one_success_forgets_that() {
    let mut scene = Scene::set().await;
    let mut options = options(&scene.folder, &scene.tokens, &scene.clock);
    options.chance = Arc::new(|| 0.5);
    let usual = TimeDelta::from_std(options.pace.feed).unwrap();
    scene.restart_with(options).await;
    scene.until_health(HealthState::Live).await;
    scene.simulator.faults().go_offline();
    scene
        .until("the pause has doubled three times", async || {
            pause(&scene.health().await) > usual * 7
        })
        .await;
    assert_eq!(scene.health().await.state, HealthState::Offline);
    scene.simulator.faults().come_back();
    scene.until_health(HealthState::Live).await;
    let health = scene.health().await;
    assert_eq!(health.retry_at, None);
    assert!(health.last_error.unwrap().recovered, "it says that it works again");
    scene
        .until("polls are as frequent as before", async || {
            let health = scene.health().await;
            let (read, next) = (health.feed_at.unwrap(), health.next_poll_at.unwrap());
            next >= read && next - read < usual * 4
        })
        .await;
    scene.end().await;
}

#[tokio::test]
async fn now_cuts_every_wait_short() {
    let mut scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.restart_slow().await;
    scene.simulator.faults().go_offline();
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene.until_health(HealthState::Offline).await;
    scene.until_waiting(id).await;
    scene.simulator.faults().come_back();
    scene.desk.refresh().await.unwrap();
    scene.until_state(id, UnitState::Reserved).await;
    scene.until_health(HealthState::Live).await;
    scene.end().await;
}

#[tokio::test]
async fn whoever_gets_an_answer_first_ends_the_outage_for_all() {
    let mut scene = Scene::set().await;
    scene.restart_slow().await;
    let [first, second] = [scene.assets[0], scene.assets[1]];
    let (first, second) = (scene.ask(&[first]).await, scene.ask(&[second]).await);
    scene.approve(first).await;
    scene.simulator.faults().go_offline();
    scene.clock.advance(TimeDelta::seconds(6));
    // A decision wakes the settler, and it alone: every other loop rests for an hour.
    scene.approve(second).await;
    scene.until_health(HealthState::Offline).await;
    scene.simulator.faults().come_back();
    scene.desk.check_rights().await.unwrap();
    scene.until_health(HealthState::Live).await;
    scene.until_state(first, UnitState::Reserved).await;
    scene.end().await;
}

#[tokio::test]
async fn what_the_server_asks_to_wait_for_is_waited_for_and_said() {
    let scene = Scene::set().await;
    let log = Matching::path("activity");
    scene.simulator.faults().too_many_requests(log, Times::Next(1), Some(1));
    scene.until_health(HealthState::Throttled).await;
    let asked = scene.simulator.requests().len();
    let until = scene.health().await.retry_at.unwrap();
    assert!(until - scene.clock.now() < TimeDelta::seconds(3), "{until}");
    scene.desk.refresh().await.unwrap();
    assert!(scene.desk.check_rights().await.is_err(), "a person is told rather than kept waiting");
    assert_eq!(scene.simulator.requests().len(), asked, "the server is left in peace");
    scene.until_health(HealthState::Live).await;
    assert!(scene.clock.now() >= until);
    scene.end().await;
}

#[tokio::test]
async fn a_server_that_answers_too_slowly_leaves_the_feed_behind_and_not_live() {
    let scene = Scene::set().await;
    let slow = std::time::Duration::from_millis(1500);
    scene.simulator.faults().delay(Matching::path("activity"), Times::UntilCleared, slow);
    scene.clock.advance(TimeDelta::minutes(1));
    scene.until_health(HealthState::Behind).await;
    scene.simulator.faults().clear();
    scene.until_health(HealthState::Live).await;
    scene.end().await;
}

#[tokio::test]
async fn while_reading_is_paused_decisions_are_settled_and_now_reads_once() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    scene.desk.pause(true).await.unwrap();
    assert!(scene.health().await.paused);
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    scene.clock.advance(TimeDelta::seconds(6));
    scene.until_state(id, UnitState::Reserved).await;
    scene.check_out(asset, scene.leader.user);
    let read = scene.health().await.feed_at;
    let another = scene.ask(&[scene.assets[1]]).await;
    scene.approve(another).await;
    scene.clock.advance(TimeDelta::seconds(6));
    scene.until_state(another, UnitState::Reserved).await;
    assert_eq!(scene.health().await.feed_at, read, "reading rests");
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.desk.refresh().await.unwrap();
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.check_in(asset);
    scene.desk.pause(false).await.unwrap();
    scene.until_state(id, UnitState::Returned).await;
    assert!(!scene.health().await.paused);
    scene.end().await;
}

#[tokio::test]
async fn the_status_bar_tells_when_the_feed_and_the_mirror_are_read_next() {
    let mut scene = Scene::set().await;
    scene.restart_slow().await;
    scene
        .until("both are told", async || {
            let health = scene.health().await;
            health.next_poll_at.is_some() && health.mirror.next_at.is_some()
        })
        .await;
    let health = scene.health().await;
    assert_eq!(health.poll_seconds, 3600);
    let next = [health.next_poll_at.unwrap(), health.mirror.next_at.unwrap()];
    for at in next {
        let wait = at - Utc::now();
        assert!(wait > TimeDelta::minutes(50) && wait <= TimeDelta::minutes(60), "{wait}");
    }
    scene.end().await;
}
