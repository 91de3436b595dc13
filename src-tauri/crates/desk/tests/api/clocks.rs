//! Clocks that stand still, are set, or show an hour twice.

use crate::common::{Scene, TestClock};
use chrono::{NaiveDate, TimeDelta};
use desk::Round;
use desk::api::*;
use domain::ids::{AssetId, RequisitionId};
use domain::standing::Standing;
use domain::unit::UnitState;
use domain::validate::{LineDraft, Wanted};
use snipeit_simulator::{Matching, Times};

async fn settle(scene: &Scene) {
    scene.desk.round(Round::Settle).await.unwrap();
}

async fn poll(scene: &Scene) {
    scene.desk.round(Round::Feed).await.unwrap();
}

async fn operation(scene: &Scene, id: RequisitionId) -> OperationView {
    scene.unit(id).await.operation.unwrap()
}

async fn set_undo_time(scene: &Scene, undo_seconds: u32) {
    crate::common::set(&scene.desk, |settings| SettingsChange { undo_seconds, ..settings }).await;
}

/// The computer sleeps: time goes by, and no timer counts it.
#[tokio::test]
async fn what_is_due_after_a_sleep_happens_within_one_poll() {
    let mut scene = Scene::set().await;
    set_undo_time(&scene, 20).await;
    scene.restart_with_the_feed_alone().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    scene
        .until("the settler waits for twenty seconds", async || scene.health().await.queue == 1)
        .await;
    let began = std::time::Instant::now();
    scene.clock.advance(TimeDelta::hours(8));
    scene.until_state(id, UnitState::Reserved).await;
    let morning = scene.clock.now() - TimeDelta::hours(1);
    scene
        .until("log and lists were read in the morning", async || {
            let health = scene.health().await;
            health.feed_at > Some(morning) && health.mirror.at > Some(morning)
        })
        .await;
    assert!(began.elapsed().as_secs() < 20, "the timers had to count the undo time");
    scene.end().await;
}

#[tokio::test]
async fn a_clock_that_was_set_back_lets_the_undo_time_count_anew() {
    let scene = Scene::set_by_hand().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    scene.clock.advance(TimeDelta::hours(-3));
    settle(&scene).await;
    let due = operation(&scene, id).await.due_at.unwrap() - scene.clock.now();
    assert_eq!(scene.unit(id).await.standing, Standing::WillBeApproved, "it can still be undone");
    assert!(due > TimeDelta::seconds(1) && due <= TimeDelta::seconds(5), "{due}");
    scene.clock.advance(TimeDelta::seconds(6));
    settle(&scene).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.end().await;
}

#[tokio::test]
async fn a_clock_that_was_set_back_while_the_app_was_closed_holds_nothing_up_either() {
    let mut scene = Scene::set_by_hand().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    scene.simulator.faults().go_offline();
    scene.clock.advance(TimeDelta::seconds(6));
    settle(&scene).await;
    assert!(operation(&scene, id).await.waits_for_server);
    scene.desk.stop().await;
    scene.clock.advance(TimeDelta::days(-2));
    scene.simulator.faults().come_back();
    scene.restart_by_hand().await;
    settle(&scene).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.end().await;
}

#[tokio::test]
async fn under_a_clock_that_was_set_back_a_write_in_doubt_has_sixty_seconds_from_then() {
    let scene = Scene::set_by_hand().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.simulator.faults().server_error(Matching::new("PATCH", "hardware"), Times::Next(1));
    scene.approve(id).await;
    scene.clock.advance(TimeDelta::seconds(6));
    settle(&scene).await;
    assert_eq!(scene.unit(id).await.standing, Standing::InDoubt);
    scene.clock.advance(TimeDelta::hours(-2));
    settle(&scene).await;
    let sent = operation(&scene, id).await.sent_at.unwrap();
    assert!(sent <= scene.clock.now(), "nothing was sent in the future");
    scene.clock.advance(TimeDelta::seconds(50));
    settle(&scene).await;
    assert_eq!(scene.unit(id).await.standing, Standing::InDoubt, "it may still be at work");
    assert_eq!(scene.writes(), 1);
    scene.clock.advance(TimeDelta::seconds(15));
    settle(&scene).await;
    settle(&scene).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    assert_eq!(scene.writes(), 2);
    scene.end().await;
}

#[tokio::test]
async fn lists_are_read_again_when_the_clock_was_set_back() {
    let scene = Scene::set_by_hand().await;
    scene.clock.advance(TimeDelta::hours(-5));
    scene.simulator.forget_requests();
    scene.desk.round(Round::Mirror).await.unwrap();
    let requests = scene.simulator.requests();
    assert!(requests.iter().any(|request| request.path.contains("statuslabels")), "{requests:?}");
    scene.end().await;
}

#[tokio::test]
async fn the_status_bar_knows_no_time_in_the_future() {
    let scene = Scene::set().await;
    scene.clock.advance(TimeDelta::hours(-5));
    scene
        .until("the feed was read at a time that has been", async || {
            let health = scene.health().await;
            let now = scene.clock.now();
            health.since <= now && health.feed_at.is_some_and(|at| at <= now)
        })
        .await;
    scene.end().await;
}

const SUMMER: &str = "2026-10-24T23:10:00Z";

async fn ask_until(scene: &Scene, asset: u32, until: &str) -> RequisitionId {
    let line = LineDraft { wanted: Wanted::Asset { id: AssetId(asset) }, quantity: 1 };
    let mut draft = scene.draft(vec![line]);
    let day: NaiveDate = until.parse().unwrap();
    (draft.from, draft.until) = (Some(day), Some(day));
    scene.desk.create_requisition(draft).await.unwrap().id
}

/// Lisbon shows 01:30 twice on that night: at 00:30 and at 01:30 UTC.
#[tokio::test]
async fn in_the_hour_that_comes_twice_what_went_out_first_and_came_back_later_is_back() {
    let scene = Scene::set_by_hand_at(TestClock::at(SUMMER)).await;
    let asset = scene.assets[0];
    let id = ask_until(&scene, asset, "2026-10-25").await;
    scene.approve(id).await;
    scene.clock.advance(TimeDelta::seconds(6));
    settle(&scene).await;
    scene.clock.set("2026-10-25T00:50:00Z");
    scene.check_out(asset, scene.leader.user);
    scene.clock.set("2026-10-25T01:10:00Z");
    scene.check_in(asset);
    poll(&scene).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned, "01:50 was before 01:10");
    let view = scene.view(id).await;
    let times: Vec<_> = view.timeline.iter().map(|entry| entry.at).collect();
    assert!(times.is_sorted_by(|newer, older| newer >= older), "newest first: {times:?}");
    scene.end().await;
}

#[tokio::test]
async fn a_day_that_has_twenty_five_hours_is_over_at_the_counters_midnight() {
    let scene = Scene::set_by_hand_at(TestClock::at(SUMMER)).await;
    let asset = scene.assets[0];
    let id = ask_until(&scene, asset, "2026-10-25").await;
    scene.approve(id).await;
    scene.clock.advance(TimeDelta::seconds(6));
    settle(&scene).await;
    scene.check_out(asset, scene.leader.user);
    poll(&scene).await;
    for (now, standing) in [
        ("2026-10-24T23:20:00Z", Standing::DueToday),
        ("2026-10-25T00:30:00Z", Standing::DueToday),
        ("2026-10-25T01:30:00Z", Standing::DueToday),
        ("2026-10-25T23:30:00Z", Standing::DueToday),
        ("2026-10-26T00:10:00Z", Standing::Overdue),
    ] {
        scene.clock.set(now);
        assert_eq!(scene.unit(id).await.standing, standing, "{now}");
    }
    scene.end().await;
}

#[tokio::test]
async fn a_hold_lasts_to_the_end_of_its_day_in_either_time() {
    let scene = Scene::set_by_hand_at(TestClock::at(SUMMER)).await;
    let id = ask_until(&scene, scene.assets[0], "2026-10-25").await;
    scene.approve(id).await;
    scene.clock.advance(TimeDelta::seconds(6));
    settle(&scene).await;
    let day = scene.unit(id).await.hold_until.unwrap();
    let next = day.succ_opt().unwrap();
    for (now, over) in [(format!("{day}T23:30:00Z"), false), (format!("{next}T00:10:00Z"), true)] {
        scene.clock.set(&now);
        assert_eq!(scene.unit(id).await.hold_over, over, "{now}, held until {day}");
    }
    scene.end().await;
}
