use chrono_tz::America::New_York;
use domain::activity::{ActivityRow, Movement};
use domain::asset::Holder;
use domain::ids::{ActivityId, AssetId, UserId};
use serde_json::{Value, json};
use snipeit::{Error, MovementRow};

use super::support::{FakeServer, Reply, client, client_of, day, new_rows, quick, recorded, utc};

async fn movements(reply: Reply, movement: Movement) -> Vec<MovementRow> {
    let server = FakeServer::start([reply]).await;
    client(&server).movements(movement, 0, 100).await.unwrap().rows
}

async fn check_out(row: Value) -> MovementRow {
    movements(Reply::page(1, &[row]), Movement::CheckOut).await.remove(0)
}

fn readable(row: MovementRow) -> ActivityRow {
    match row {
        MovementRow::Row(row) => row,
        MovementRow::Unreadable { problem, .. } => panic!("unreadable: {problem}"),
    }
}

#[tokio::test]
async fn the_filter_takes_raw_words_and_newest_rows_come_first() {
    for (movement, raw) in [(Movement::CheckOut, "checkout"), (Movement::CheckIn, "checkin from")] {
        let server = FakeServer::recorded("activity-offset-beyond").await;
        client(&server).movements(movement, 200, 100).await.unwrap();
        let seen = server.only();
        assert_eq!(seen.path(), "/lab/snipe-it/api/v1/reports/activity");
        let asked = ["action_type", "sort", "order", "offset", "limit"].map(|n| seen.query(n));
        assert_eq!(asked.map(Option::unwrap), [raw, "id", "desc", "200", "100"]);
    }
}

#[tokio::test]
async fn a_check_out_told_in_portuguese_is_a_check_out() {
    let rows = movements(recorded("activity-pt-locale-checkout"), Movement::CheckOut).await;
    let expected = ActivityRow {
        id: ActivityId(6224),
        movement: Movement::CheckOut,
        asset: Some(AssetId(2152)),
        item_name: "(LAB-02152) - Osciloscópio \"Rigol\" <DS1054Z> & sondas".into(),
        target: Some(Holder::User { id: UserId(60), name: "João Fonseca & Sá".into() }),
        by: Some("Admin Técnico".into()),
        at: utc("2026-11-21T20:52:34Z"),
        expected_checkin: None,
        note: Some("Checked out on asset creation".into()),
    };
    assert_eq!(rows[0], MovementRow::Row(expected));
    let asset = readable(rows[1].clone()).target.unwrap();
    assert!(matches!(asset, Holder::Asset { id: AssetId(50), .. }));
}

#[tokio::test]
async fn both_languages_tell_the_same_check_ins() {
    let english = recorded("activity-action_type-checkin_from");
    let english = movements(english, Movement::CheckIn).await;
    let portuguese = movements(recorded("activity-pt-locale-mixed"), Movement::CheckIn).await;
    assert_eq!(english, portuguese);
    let ids: Vec<_> = english.iter().map(MovementRow::id).collect();
    assert_eq!(ids, [4553, 4551, 4549].map(|id| Some(ActivityId(id))));
    assert!(english.into_iter().all(|row| readable(row).expected_checkin.is_none()));
}

#[tokio::test]
async fn a_due_date_is_read_with_and_without_a_time() {
    for file in [
        "checkout-user-expected-note",
        "checkout-expected_checkin-with-time",
        "checkout-expected_checkin-rfc3339",
    ] {
        let row = readable(check_out(new_rows(file).remove(0)).await);
        assert_eq!(row.expected_checkin, Some(day("2026-12-05")), "{file}");
    }
}

#[tokio::test]
async fn a_rendered_note_becomes_text_again() {
    let row = readable(check_out(new_rows("checkout-user-expected-note").remove(0)).await);
    assert_eq!(row.note.as_deref(), Some("Projeto \"PI\" <b>& tese</b> md"));
}

#[tokio::test]
async fn purged_items_targets_and_authors_are_absent_and_no_obstacle() {
    let mut row = new_rows("checkout-user-expected-note").remove(0);
    for gone in ["item", "target", "created_by", "admin"] {
        row[gone] = Value::Null;
    }
    let row = readable(check_out(row).await);
    assert_eq!((row.asset, row.target, row.by), (None, None, None));
}

#[tokio::test]
async fn a_licence_with_an_assets_number_is_not_that_asset() {
    let mut row = new_rows("checkout-user-expected-note").remove(0);
    row["item"]["type"] = json!("license");
    assert_eq!(readable(check_out(row).await).asset, None);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_kept_with_its_id_and_the_reason() {
    let whole = new_rows("checkout-user-expected-note").remove(0);
    for field in ["item", "target"] {
        let mut row = whole.clone();
        row.as_object_mut().unwrap().remove(field);
        let MovementRow::Unreadable { id, raw, problem } = check_out(row.clone()).await else {
            panic!("{field} is needed")
        };
        assert_eq!((id, &raw), (Some(ActivityId(6240)), &row));
        assert!(problem.contains(field), "{problem}");
    }
    let timeless = json!({ "id": "x", "item": null, "target": null });
    assert!(matches!(check_out(timeless).await, MovementRow::Unreadable { id: None, .. }));
}

#[tokio::test]
async fn a_row_without_a_time_cannot_be_read() {
    let mut row = new_rows("checkout-user-expected-note").remove(0);
    row["action_date"] = Value::Null;
    assert_eq!(readable(check_out(row.clone()).await).at, utc("2026-11-21T20:49:44Z"));
    row["created_at"] = Value::Null;
    assert!(matches!(check_out(row).await, MovementRow::Unreadable { .. }));
}

#[tokio::test]
async fn times_of_rows_are_on_the_servers_wall() {
    let row = recorded("timezone-America_New_York/activity");
    let server = FakeServer::start([row]).await;
    let client = client_of(&server.address, New_York, quick());
    let page = client.movements(Movement::CheckIn, 0, 1).await.unwrap();
    assert_eq!(readable(page.rows[0].clone()).at, utc("2026-11-21T20:54:45Z"));
}

#[tokio::test]
async fn the_newest_row_is_asked_for_by_id_and_unfiltered() {
    let server = FakeServer::recorded("activity-sort-id-desc").await;
    let newest = client(&server).newest_activity().await.unwrap();
    assert_eq!(newest, Some(ActivityId(6224)));
    let seen = server.only();
    let asked = ["sort", "order", "limit", "action_type"].map(|name| seen.query(name));
    let expected = [Some("id"), Some("desc"), Some("1"), None];
    assert_eq!(asked.each_ref().map(|value| value.as_deref()), expected);
}

#[tokio::test]
async fn an_empty_log_has_no_newest_row_but_a_broken_one_is_an_error() {
    let server = FakeServer::recorded("activity-offset-beyond").await;
    assert_eq!(client(&server).newest_activity().await, Ok(None));
    let server = FakeServer::start([Reply::json(&json!({ "rows": {} }))]).await;
    let answer = client(&server).newest_activity().await;
    assert!(matches!(answer, Err(Error::Malformed { .. })), "{answer:?}");
}
