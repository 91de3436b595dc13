//! The activity log: raw filters, translated replies, names of today.

use crate::common::*;
use reqwest::Method;
use serde_json::{Value, json};
use snipeit_simulator::{Locale, Permission, Rights};

#[tokio::test]
async fn filters_take_raw_words_and_replies_translate_them() {
    let desk = Desk::open().await;
    let path = "reports/activity?action_type=checkin+from&sort=id&order=desc&limit=1";
    let request = desk.raw(Method::GET, path).header("accept", "application/json");
    let row = send(request.bearer_auth(&desk.portuguese)).await.json()["rows"][0].clone();
    assert_eq!(row["action_type"], "devolver de");
    assert!(row["log_meta"].get("Localização atual").is_some());
    assert_eq!(desk.get(path).await["rows"][0]["action_type"], "checkin from");
    assert_eq!(desk.get("reports/activity?action_type=devolver+de").await["total"], 0);
    assert_eq!(desk.get("reports/activity?action_type=checkin").await["total"], 0);
}

#[tokio::test]
async fn there_is_no_since() {
    let desk = Desk::open().await;
    let total = desk.get("reports/activity").await["total"].clone();
    for query in ["after_id=5", "since=2030-01-01", "start_date=2030-01-01", "item_type=asset"] {
        assert_eq!(desk.get(&format!("reports/activity?{query}")).await["total"], total, "{query}");
    }
}

#[tokio::test]
async fn rows_of_an_asset_and_of_a_user_can_be_asked_for() {
    let desk = Desk::open().await;
    let asset = desk.get(&format!("reports/activity?item_type=asset&item_id={HELD}")).await;
    assert_eq!(asset["total"], 2);
    let user = desk.get("reports/activity?item_type=user&item_id=17").await;
    assert_eq!(user["total"], 2, "created, and once the target of a check-out");
    let target = desk.get("reports/activity?target_type=user&target_id=17").await;
    assert_eq!(target["total"], 1);
}

#[tokio::test]
async fn old_rows_carry_the_names_of_today() {
    let desk = Desk::open().await;
    desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    desk.simulator.with_lab(|lab| lab.rename_asset(FREE, "Novo", now()).unwrap());
    let rows = desk.newest(2).await;
    assert_eq!(rows[1]["log_meta"]["Status Label"]["new"], "[id: 7] Reserved");
    assert_eq!(rows[1]["item"]["name"], "Novo (ML-0002) - Osciloscópio Rigol DS1054Z");
}

#[tokio::test]
async fn a_purged_asset_leaves_rows_about_nothing() {
    let desk = Desk::open().await;
    desk.simulator.with_lab(|lab| lab.purge_asset(DELETED));
    let rows = desk.get("reports/activity?action_type=delete").await;
    assert_eq!(rows["rows"][0]["item"], Value::Null);
}

#[tokio::test]
async fn the_log_needs_report_rights() {
    let mut lab = lab();
    let rights = Rights::admin().without(Permission::ReportsView);
    let token = lab.add_token(4, rights, Locale::English);
    let desk = Desk::with(lab, Hands::default().options()).await;
    let ask =
        |path| desk.raw(Method::GET, path).bearer_auth(&token).header("accept", "application/json");
    assert_eq!(send(ask("reports/activity?limit=1")).await.status, 403);
    assert_eq!(send(ask("users?limit=1")).await.status, 200);
    assert_eq!(send(ask("users/me")).await.json()["permissions"].get("reports.view"), None);
}

#[tokio::test]
async fn a_row_can_appear_after_a_later_one() {
    let desk = Desk::open().await;
    let (out, back) = desk.simulator.with_lab(|lab| {
        let out = lab.check_out(FREE, BORROWER, None, None, now()).unwrap();
        (lab.withhold(out).unwrap(), lab.check_in(FREE, None, now()).unwrap())
    });
    assert_eq!(desk.newest(1).await[0]["id"], back);
    desk.simulator.with_lab(|lab| lab.release(out));
    let rows = desk.newest(2).await;
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&json!(back), &json!(back - 1)));
}

#[tokio::test]
async fn each_token_shows_its_own_rights() {
    let mut lab = lab();
    let token = lab.add_token(1, Rights::lending(), Locale::English);
    let desk = Desk::with(lab, Hands::default().options()).await;
    let ask = desk.raw(Method::GET, "users/me").bearer_auth(&token);
    let me = send(ask.header("accept", "application/json")).await.json();
    assert_eq!(me["permissions"].get("superuser"), None);
    assert_eq!(desk.get("users/me").await["permissions"], json!({ "superuser": 1 }));
}
