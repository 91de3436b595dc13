//! What changed since a time.

use domain::catalogue::User;
use serde_json::{Value, json};
use snipeit::{Changed, Listed, Listing};

use super::support::{FakeServer, Reply, client, recorded, utc};

fn user(id: u32, minute: u32) -> Value {
    json!({ "id": id, "updated_at": { "datetime": format!("2026-11-21 10:{minute:02}:00") } })
}

fn page(total: u32, rows: impl IntoIterator<Item = (u32, u32)>) -> Reply {
    let rows: Vec<_> = rows.into_iter().map(|(id, minute)| user(id, minute)).collect();
    Reply::page(total, &rows)
}

async fn since_half_past(server: &FakeServer) -> Option<Vec<u32>> {
    let half_past = Some(utc("2026-11-21T10:30:00Z"));
    match client(server).changed_since::<User>(half_past).await.unwrap() {
        Changed::Rows { rows, .. } => Some(rows.iter().map(Listed::number).collect()),
        Changed::TooMuch => None,
    }
}

#[tokio::test]
async fn changes_come_newest_first_and_ties_with_the_time_are_among_them() {
    let server = FakeServer::start([page(50, [(7, 45), (3, 30), (8, 30), (5, 29)])]).await;
    assert_eq!(since_half_past(&server).await.unwrap(), [7, 3, 8]);
    let seen = server.only();
    let asked = ["offset", "limit", "sort", "order"].map(|name| seen.query(name).unwrap());
    assert_eq!(asked, ["0", "100", "updated_at", "desc"]);
}

#[tokio::test]
async fn many_changes_cost_few_requests() {
    let first = page(2000, (1..=100).map(|id| (id, 50)));
    let second = page(2000, (101..=600).map(|id| (id, if id <= 550 { 40 } else { 10 })));
    let server = FakeServer::start([first, second]).await;
    assert_eq!(since_half_past(&server).await.unwrap(), (1..=550).collect::<Vec<_>>());
    let asked = server.seen().iter().map(|seen| seen.query("limit")).collect::<Vec<_>>();
    assert_eq!(asked, [Some("100".to_owned()), Some("500".to_owned())]);
}

#[tokio::test]
async fn when_rows_of_one_second_moved_between_pages_they_are_read_again() {
    let first = || page(150, (1..=100).map(|id| (id, 50)));
    let moved = page(150, (100..=149).map(|id| (id, 50)));
    let whole = page(150, (101..=150).map(|id| (id, 50)));
    let server = FakeServer::start([first(), moved, first(), whole]).await;
    assert_eq!(since_half_past(&server).await.unwrap(), (1..=150).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_stays_restless_or_is_too_much_is_to_be_read_by_id() {
    let restless = FakeServer::start([page(150, (1..=100).map(|id| (id, 50)))]).await;
    assert_eq!(since_half_past(&restless).await, None);
    assert_eq!(restless.seen().len(), 6);
}

#[tokio::test]
async fn the_archived_and_the_deleted_have_listings_of_their_own() {
    let server = FakeServer::recorded("hardware-status-Deleted").await;
    let since = Some(utc("2026-01-01T00:00:00Z"));
    client(&server).changed_assets(Listing::Deleted, since).await.unwrap();
    assert_eq!(server.seen()[0].query("status").as_deref(), Some("Deleted"));
}

#[tokio::test]
async fn the_newest_change_is_where_the_next_reading_begins() {
    let server = FakeServer::start([recorded("users-sort-updated")]).await;
    let newest = client(&server).newest_change::<User>().await.unwrap();
    assert_eq!(newest, Some(utc("2026-11-21T20:40:28Z")));
    assert_eq!(server.only().query("limit").as_deref(), Some("1"));
}
