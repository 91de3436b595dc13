//! Lists page by page, while rows come and go and servers misbehave.

use domain::asset::AssetSnapshot;
use domain::catalogue::{StatusLabel, Supplier};
use serde_json::{Value, json};
use snipeit::{Error, Listed, Listing, Pages, Position};

use super::support::{FakeServer, Reply, client, recorded};

fn row(id: u32) -> Value {
    json!({ "id": id, "name": format!("Row {id}"), "type": "deployable", "assigned_to": null })
}

fn page(total: u32, ids: impl IntoIterator<Item = u32>) -> Reply {
    Reply::page(total, &ids.into_iter().map(row).collect::<Vec<_>>())
}

async fn all<T: Listed>(mut pages: Pages<T>) -> Result<Vec<u32>, Error> {
    let mut ids = Vec::new();
    while let Some(batch) = pages.next().await? {
        ids.extend(batch.rows.iter().map(Listed::number));
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

async fn labels(server: &FakeServer) -> Result<Vec<u32>, Error> {
    all(client(server).rows_of::<StatusLabel>(Position::default())).await
}

fn offsets(server: &FakeServer) -> Vec<u32> {
    let seen = server.seen();
    seen.iter().map(|seen| seen.query("offset").unwrap().parse().unwrap()).collect()
}

#[tokio::test]
async fn each_page_begins_with_the_last_row_of_the_one_before() {
    let server = FakeServer::start([page(5, 1..=3), page(5, 3..=5)]).await;
    assert_eq!(labels(&server).await.unwrap(), [1, 2, 3, 4, 5]);
    assert_eq!(offsets(&server), [0, 2]);
}

#[tokio::test]
async fn a_page_says_how_far_the_list_is_read_so_that_one_may_go_on_there() {
    let server = FakeServer::start([page(5, 1..=3), page(5, 3..=5)]).await;
    let mut pages = client(&server).rows_of::<StatusLabel>(Position::default());
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!((first.total, first.position), (5, Position { read: 3, last: Some(3) }));
    let rest = client(&server).rows_of::<StatusLabel>(first.position);
    assert_eq!(all(rest).await.unwrap(), [3, 4, 5]);
    assert_eq!(offsets(&server), [0, 2]);
}

#[tokio::test]
async fn rows_that_moved_up_because_others_went_away_are_not_missed() {
    // Of 1,200 rows the first two go away after two pages.
    let replies = [
        page(1200, 1..=500),
        page(1200, 500..=999),
        page(1198, 1001..=1200),
        page(1198, 501..=1000),
        page(1198, 1000..=1200),
    ];
    let server = FakeServer::start(replies).await;
    assert_eq!(labels(&server).await.unwrap(), (1..=1200).collect::<Vec<_>>());
    assert_eq!(offsets(&server), [0, 499, 998, 498, 997]);
}

#[tokio::test]
async fn when_the_rest_went_away_the_stream_looks_back_before_it_ends() {
    let replies = [page(900, 1..=500), page(400, []), page(400, 1..=400)];
    let server = FakeServer::start(replies).await;
    assert_eq!(labels(&server).await.unwrap().len(), 500);
    assert_eq!(offsets(&server), [0, 499, 0]);
}

#[tokio::test]
async fn a_server_that_repeats_its_first_page_is_left_in_peace() {
    let server = FakeServer::start([page(5000, 1..=500)]).await;
    let answer = labels(&server).await;
    assert!(matches!(answer, Err(Error::Malformed { .. })), "{answer:?}");
    assert_eq!(server.seen().len(), 6);
}

#[tokio::test]
async fn a_total_that_counts_too_many_ends_with_the_last_row() {
    let server = FakeServer::start([page(4, 1..=3), page(4, [3])]).await;
    assert_eq!(labels(&server).await.unwrap(), [1, 2, 3]);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_failure_in_between_can_be_tried_again_without_loss() {
    let replies = [page(4, 1..=2), recorded("error-bad-token"), page(4, 2..=4)];
    let server = FakeServer::start(replies).await;
    let mut pages = client(&server).rows_of::<StatusLabel>(Position::default());
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.next().await, Err(Error::Unauthenticated));
    assert_eq!(all(pages).await.unwrap(), [2, 3, 4]);
}

#[tokio::test]
async fn a_list_in_another_order_is_read_until_each_row_was_seen_once() {
    // Suppliers cannot be sorted by id. The first reading misses one of two that tie.
    let replies = [
        page(5, [9, 2, 4]),
        page(5, [9, 2, 4]),
        page(5, [4, 7]),
        page(5, [9, 2, 4]),
        page(5, [3, 7]),
    ];
    let server = FakeServer::start(replies).await;
    let suppliers = client(&server).rows_of::<Supplier>(Position::default());
    assert_eq!(all(suppliers).await.unwrap(), [2, 3, 4, 7, 9]);
    assert_eq!(server.seen()[0].query("sort").as_deref(), Some("name"));
}

#[tokio::test]
async fn rows_that_cannot_be_read_count_as_read_and_stop_nothing() {
    let mut broken = row(2);
    broken.as_object_mut().unwrap().remove("assigned_to");
    let reply = Reply::page(3, &[row(1), broken, row(3)]);
    let server = FakeServer::start([reply]).await;
    let mut pages = client(&server).assets_by_id(Listing::Archived, Position::default());
    let batch = pages.next().await.unwrap().unwrap();
    assert_eq!(batch.rows.iter().map(AssetSnapshot::number).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(batch.unreadable[0].id, Some(2));
    assert_eq!(pages.next().await, Ok(None));
    assert_eq!(server.only().query("status").as_deref(), Some("Archived"));
}

#[tokio::test]
async fn an_empty_list_ends_at_once() {
    let server = FakeServer::start([page(0, [])]).await;
    assert_eq!(labels(&server).await, Ok(Vec::new()));
    assert_eq!(server.seen().len(), 1);
}
