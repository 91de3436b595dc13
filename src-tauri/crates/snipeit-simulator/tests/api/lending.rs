//! Labels, check-outs and check-ins, and the rows they leave in the log.

use crate::common::*;
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};
use snipeit_simulator::{Action, Refused};

#[tokio::test]
async fn a_check_out_of_a_reserved_asset_keeps_the_label() {
    let desk = Desk::open().await;
    desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    let reply = desk.post(&format!("hardware/{FREE}/checkout"), to_borrower()).await;
    assert_eq!(reply["status"], "success");
    let asset = desk.get(&format!("hardware/{FREE}")).await;
    assert_eq!(asset["status_label"]["name"], "Reserved");
    assert_eq!(asset["status_label"]["status_meta"], "deployed");
    assert_eq!(asset["assigned_to"]["id"], BORROWER);
}

#[tokio::test]
async fn a_label_set_by_a_check_out_stands_in_its_row_alone() {
    let desk = Desk::open().await;
    let mut body = to_borrower();
    body["status_id"] = json!(CHECKED_OUT);
    desk.post(&format!("hardware/{FREE}/checkout"), body).await;
    let rows = desk.newest(2).await;
    assert_eq!(rows[0]["action_type"], "checkout");
    assert_eq!(
        rows[0]["log_meta"]["Status Label"],
        json!({ "old": "[id: 2] Available", "new": "[id: 8] Checked Out" })
    );
    assert_ne!(rows[1]["item"]["id"], FREE);
}

#[tokio::test]
async fn a_check_in_leaves_the_label_alone_unless_one_is_sent() {
    let desk = Desk::open().await;
    let asset = format!("hardware/{HELD}");
    desk.patch(&asset, json!({ "status_id": RESERVED })).await;
    desk.post(&format!("{asset}/checkin"), json!({ "note": "back" })).await;
    assert_eq!(desk.get(&asset).await["status_label"]["id"], RESERVED);
    desk.post(&format!("{asset}/checkout"), to_borrower()).await;
    desk.post(&format!("{asset}/checkin"), json!({ "status_id": AVAILABLE })).await;
    assert_eq!(desk.get(&asset).await["status_label"]["id"], AVAILABLE);
}

#[tokio::test]
async fn a_returned_asset_goes_home() {
    let desk = Desk::open().await;
    let before = desk.get(&format!("hardware/{HELD}")).await;
    desk.post(&format!("hardware/{HELD}/checkin"), json!({})).await;
    let after = desk.get(&format!("hardware/{HELD}")).await;
    assert_ne!(before["location"], before["rtd_location"]);
    assert_eq!(after["location"], before["rtd_location"]);
    assert_eq!(after["expected_checkin"], Value::Null);
    assert_eq!(after["checkin_counter"], 1);
}

#[tokio::test]
async fn the_same_label_again_writes_nothing() {
    let desk = Desk::open().await;
    let asset = format!("hardware/{FREE}");
    let before = (desk.get(&asset).await, desk.newest(1).await);
    let reply = desk.patch(&asset, json!({ "status_id": AVAILABLE })).await;
    assert_eq!(reply["status"], "success");
    assert_eq!((desk.get(&asset).await, desk.newest(1).await), before);
}

#[tokio::test]
async fn a_held_asset_takes_a_label_and_keeps_its_holder() {
    let desk = Desk::open().await;
    desk.patch(&format!("hardware/{HELD}"), json!({ "status_id": RESERVED })).await;
    let asset = desk.get(&format!("hardware/{HELD}")).await;
    assert_eq!(asset["status_label"]["id"], RESERVED);
    assert_eq!(asset["assigned_to"]["type"], "user");
}

#[tokio::test]
async fn only_free_deployable_assets_can_be_checked_out() {
    let desk = Desk::open().await;
    for asset in [HELD, BROKEN, ARCHIVED] {
        let reply = desk.post(&format!("hardware/{asset}/checkout"), to_borrower()).await;
        assert_eq!(reply["messages"], "That asset is not available for checkout!");
    }
    let reply = desk.post(&format!("hardware/{DELETED}/checkout"), to_borrower()).await;
    assert_eq!(reply["messages"], "Asset not found");
}

#[tokio::test]
async fn a_borrower_must_exist() {
    let desk = Desk::open().await;
    let body = json!({ "checkout_to_type": "user", "assigned_user": 9999 });
    let reply = desk.post(&format!("hardware/{FREE}/checkout"), body).await;
    let said = "Checkout target for asset ML-0002 is invalid - user does not exist.";
    assert_eq!(reply["messages"], said);
    assert_eq!(reply["payload"]["target_id"], 9999);
}

#[tokio::test]
async fn a_lab_may_require_notes_at_check_outs() {
    let desk = Desk::open().await;
    desk.simulator.with_lab(|lab| lab.require_notes(true));
    let path = format!("hardware/{FREE}/checkout");
    let reply = desk.post(&path, to_borrower()).await;
    assert_eq!(reply["messages"], json!({ "note": ["The note field is required."] }));
    let mut body = to_borrower();
    body["note"] = json!("R-1042");
    assert_eq!(desk.post(&path, body).await["status"], "success");
}

#[tokio::test]
async fn an_undeployable_label_is_refused_at_check_out() {
    let desk = Desk::open().await;
    let mut body = to_borrower();
    body["status_id"] = json!(9);
    let reply = desk.post(&format!("hardware/{FREE}/checkout"), body).await;
    assert_eq!(reply["messages"], json!({ "status_id": ["The selected status id is invalid."] }));
}

#[tokio::test]
async fn clearing_the_holder_by_patch_leaves_no_row() {
    let desk = Desk::open().await;
    let before = desk.newest(1).await;
    desk.patch(&format!("hardware/{HELD}"), json!({ "assigned_to": null })).await;
    assert_eq!(desk.get(&format!("hardware/{HELD}")).await["assigned_to"], Value::Null);
    assert_eq!(desk.newest(1).await, before);
}

#[tokio::test]
async fn naming_a_user_by_patch_hands_the_asset_over() {
    let desk = Desk::open().await;
    desk.patch("hardware/3", json!({ "assigned_user": BORROWER })).await;
    let asset = desk.get("hardware/3").await;
    assert_eq!((&asset["assigned_to"]["id"], &asset["name"]), (&json!(BORROWER), &json!("")));
    let row = &desk.newest(1).await[0];
    assert_eq!(row["note"], "Checked out on asset update");
}

#[tokio::test]
async fn a_dated_check_in_fails_after_it_was_done() {
    let desk = Desk::open().await;
    let before = desk.newest(1).await;
    let request = desk.request(Method::POST, &format!("hardware/{HELD}/checkin"));
    let reply = send(request.json(&json!({ "checkin_at": "2026-10-01" }))).await;
    assert_eq!(reply.status, 500);
    assert_eq!(desk.get(&format!("hardware/{HELD}")).await["assigned_to"], Value::Null);
    assert_eq!(desk.newest(1).await, before);
}

#[tokio::test]
async fn a_backdated_check_out_moves_its_date_and_not_its_row() {
    let desk = Desk::open().await;
    let mut body = to_borrower();
    body["checkout_at"] = json!("2026-10-01 09:30:00");
    desk.post(&format!("hardware/{FREE}/checkout"), body).await;
    let row = &desk.newest(1).await[0];
    assert_eq!(row["action_date"]["datetime"], "2026-10-01 09:30:00");
    assert_eq!(row["created_at"]["datetime"], "2026-10-14 10:47:30");
}

#[tokio::test]
async fn a_json_body_that_is_not_declared_changes_nothing() {
    let desk = Desk::open().await;
    let request = desk.request(Method::PATCH, &format!("hardware/{FREE}"));
    let reply = send(request.body(r#"{"status_id":7}"#)).await.json();
    assert_eq!(reply["status"], "success");
    assert_eq!(desk.get(&format!("hardware/{FREE}")).await["status_label"]["id"], AVAILABLE);
}

#[test]
fn people_at_the_web_page_leave_the_same_rows() {
    let mut lab = lab();
    let at = now();
    let row = lab.set_label(FREE, RESERVED, at).unwrap().unwrap();
    assert_eq!(lab.set_label(FREE, RESERVED, at), Ok(None));
    let out = lab.check_out(FREE, BORROWER, None, Some("R-1042"), at).unwrap();
    let back = lab.check_in(FREE, None, at + Duration::hours(1)).unwrap();
    assert_eq!((out, back), (row + 1, row + 2));
    let rows: Vec<_> = lab.activity().rev().take(3).map(|row| row.action).collect();
    assert_eq!(rows, [Action::CheckIn, Action::CheckOut, Action::Update]);
    assert_eq!(lab.label_of(FREE).unwrap().id, RESERVED);
}

#[test]
fn deleting_a_held_asset_checks_it_in_first() {
    let mut lab = lab();
    lab.delete_asset(HELD, now()).unwrap();
    let rows: Vec<_> = lab.activity().rev().take(2).map(|row| row.action).collect();
    assert_eq!(rows, [Action::Delete, Action::CheckIn]);
    assert_eq!(lab.check_out(HELD, BORROWER, None, None, now()), Err(Refused::AssetNotFound));
}

#[test]
fn nothing_is_checked_out_to_a_deleted_user() {
    let mut lab = lab();
    lab.delete_user(BORROWER, now());
    let refused = lab.check_out(FREE, BORROWER, None, None, now()).unwrap_err();
    assert!(matches!(refused, Refused::TargetInvalid { target: Some(BORROWER), .. }));
}

fn to_borrower() -> Value {
    json!({ "checkout_to_type": "user", "assigned_user": BORROWER })
}
