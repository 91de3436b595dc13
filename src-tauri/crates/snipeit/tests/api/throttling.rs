//! Waits here are those of a window of a quarter of a second.

use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use snipeit::{Budget, Client, Error, Lane, Pacing};

use super::support::{
    FakeServer, Reply, ZONE, background, client, client_of, client_on_clock, quick, recorded, utc,
};

const WINDOW: Duration = Duration::from_millis(250);

fn short_window(server: &FakeServer) -> Client {
    let margin = Duration::from_millis(10);
    let counter_patience = Duration::from_millis(20);
    let pacing = Pacing { window: WINDOW, margin, counter_patience, ..quick() };
    client_of(&server.address, ZONE, pacing)
}

fn version() -> Reply {
    recorded("version")
}

#[tokio::test]
async fn the_budget_is_learnt_from_answers_and_told() {
    let server = FakeServer::start([version().limits(120, 84)]).await;
    let client = client(&server);
    let mut changes = client.budget_changes();
    assert_eq!(client.budget(), Budget::default());
    client.version().await.unwrap();
    assert!(changes.has_changed().unwrap());
    let known = *changes.borrow_and_update();
    let refills_at = known.refills_at;
    let expected =
        Budget { limit: Some(120), remaining: Some(84), refills_at, ..Budget::default() };
    assert_eq!(known, expected);
    let wait = refills_at.unwrap() - Utc::now();
    assert!(wait > TimeDelta::seconds(55) && wait < TimeDelta::seconds(63), "{wait}");
}

#[tokio::test]
async fn a_refusal_for_the_limit_without_a_word_is_taken_to_last_one_window() {
    let server = FakeServer::recorded("throttle-429-first").await;
    let client = client(&server);
    let Err(Error::Throttled { retry_at }) = client.version().await else { panic!("throttled") };
    let wait = retry_at - Utc::now();
    assert!(wait > TimeDelta::seconds(55) && wait < TimeDelta::seconds(62), "{wait}");
    let shown = client.budget().throttled_until.unwrap();
    assert!((shown - retry_at).abs() < TimeDelta::seconds(1));
}

#[tokio::test]
async fn no_word_of_the_server_makes_anybody_wait_longer_than_a_window() {
    for absurd in ["31536000", "18446744073709551615", "Fri, 01 Jan 2100 00:00:00 GMT"] {
        let reply = recorded("throttle-429-first").header("Retry-After", absurd);
        let server = FakeServer::start([reply]).await;
        let answer = client(&server).version().await;
        let Err(Error::Throttled { retry_at }) = answer else { panic!("throttled") };
        assert!(retry_at - Utc::now() < TimeDelta::seconds(62), "{absurd}");
    }
}

#[tokio::test]
async fn a_short_word_of_the_server_is_believed() {
    let reply = recorded("throttle-429-first").header("Retry-After", "7");
    let server = FakeServer::start([reply]).await;
    let answer = client(&server).version().await;
    let Err(Error::Throttled { retry_at }) = answer else { panic!("throttled") };
    assert!(retry_at - Utc::now() < TimeDelta::seconds(9));
}

#[tokio::test]
async fn the_counter_is_told_at_once_and_the_server_is_left_alone_meanwhile() {
    let server = FakeServer::recorded("throttle-429-first").await;
    let client = client(&server);
    let start = Instant::now();
    for _ in 0..5 {
        assert!(matches!(client.version().await, Err(Error::Throttled { .. })));
    }
    assert!(start.elapsed() < Duration::from_secs(10));
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn background_work_waits_for_the_next_window() {
    let server = FakeServer::start([recorded("throttle-429-first"), version()]).await;
    let start = Instant::now();
    short_window(&server).in_lane(Lane::Background).version().await.unwrap();
    assert!(start.elapsed() >= WINDOW);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_fifth_of_the_limit_is_kept_for_the_counter() {
    let server = FakeServer::start([version().limits(100, 20), version().limits(100, 19)]).await;
    let start = Instant::now();
    let client = short_window(&server);
    client.version().await.unwrap();
    client.version().await.expect("the counter goes on");
    client.in_lane(Lane::Background).version().await.unwrap();
    assert!(start.elapsed() >= WINDOW, "the background waits");
}

#[tokio::test]
async fn a_tenth_is_kept_for_the_feed_so_that_the_mirror_does_not_starve_it() {
    let server = FakeServer::start([version().limits(100, 30), version().limits(100, 21)]).await;
    let client = client(&server);
    client.version().await.unwrap();
    let mirror = client.in_lane(Lane::Background);
    let mirror = tokio::spawn(async move { mirror.version().await });
    client.in_lane(Lane::Feed).version().await.expect("the feed goes on");
    assert!(!mirror.is_finished(), "the mirror waits for the next window");
    mirror.abort();
}

#[tokio::test]
async fn the_feed_never_spends_the_counters_share() {
    let server = FakeServer::start([version().limits(100, 20), version().limits(100, 19)]).await;
    let start = Instant::now();
    let client = short_window(&server);
    client.version().await.unwrap();
    client.in_lane(Lane::Feed).version().await.unwrap();
    assert!(start.elapsed() >= WINDOW, "the feed waits");
}

#[tokio::test]
async fn a_window_that_ended_while_the_computer_slept_keeps_nobody_waiting() {
    let server = FakeServer::start([recorded("throttle-429-first"), version()]).await;
    let start = Instant::now();
    let client = client(&server);
    assert!(matches!(client.version().await, Err(Error::Throttled { .. })));
    let feed = client.in_lane(Lane::Feed);
    let feed = tokio::spawn(async move { feed.version().await });
    client.slept(Duration::from_secs(3600));
    feed.await.unwrap().unwrap();
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn times_are_told_by_the_clock_that_was_given() {
    let server = FakeServer::recorded("throttle-429-first").await;
    let then = utc("2026-10-25T00:30:00Z");
    let client = client_on_clock(&server.address, then);
    let Err(Error::Throttled { retry_at }) = client.version().await else { panic!("throttled") };
    let wait = retry_at - then;
    assert!(wait > TimeDelta::seconds(55) && wait < TimeDelta::seconds(62), "{wait}");
}

#[tokio::test]
async fn the_last_request_of_a_window_is_not_overdrawn() {
    let last = recorded("throttle-last-ok-remaining0").edit(|body| body["total"] = 1.into());
    let server = FakeServer::start([last, version()]).await;
    let client = client(&server);
    client.labels().await.unwrap();
    assert!(matches!(client.version().await, Err(Error::Throttled { .. })));
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn clones_share_one_limiter() {
    let server = FakeServer::recorded("throttle-429-first").await;
    let client = client(&server);
    assert!(client.version().await.is_err());
    let other = client.clone().in_lane(Lane::Counter);
    assert!(matches!(other.me().await, Err(Error::Throttled { .. })));
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_write_refused_for_the_limit_is_not_repeated_by_itself() {
    let server = FakeServer::recorded("throttle-429-first").await;
    let (asset, label) = (domain::ids::AssetId(1), domain::ids::LabelId(7));
    let answer = background(&server).set_label(asset, label).await;
    assert!(matches!(answer, Err(Error::Throttled { .. })));
    assert_eq!(server.seen().len(), 1);
}
