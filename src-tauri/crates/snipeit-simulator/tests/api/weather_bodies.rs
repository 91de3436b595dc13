//! Answers that arrive and are not what they should be.

use crate::common::*;
use reqwest::Method;
use serde_json::{Value, json};
use snipeit_simulator::{Matching, Times, WrongType};

#[tokio::test]
async fn every_offset_shows_the_first_page() {
    let desk = Desk::open().await;
    let first = ids(&desk.get("hardware?sort=id&order=asc&limit=5").await);
    let faults = desk.simulator.faults();
    faults.repeat_first_page(Matching::path("hardware?"), Times::UntilCleared);
    for offset in [5, 10, 200] {
        let path = format!("hardware?sort=id&order=asc&limit=5&offset={offset}");
        assert_eq!(ids(&desk.get(&path).await), first, "offset {offset}");
    }
    faults.clear();
    let second = ids(&desk.get("hardware?sort=id&order=asc&limit=5&offset=5").await);
    assert_ne!(second, first, "without the fault the offset counts");
}

#[tokio::test]
async fn other_parameters_count_on_a_repeated_page() {
    let desk = Desk::open().await;
    desk.simulator.faults().repeat_first_page(Matching::any(), Times::UntilCleared);
    let page = desk.get(&format!("hardware?status_id={}&limit=2&offset=4", 9)).await;
    assert_eq!((page["total"].as_u64(), ids(&page).len()), (Some(7), 2));
}

#[tokio::test]
async fn a_number_comes_as_text_wherever_it_stands() {
    let desk = Desk::open().await;
    spoil(&desk, "id", WrongType::Text);
    let asset = desk.get("hardware/2").await;
    assert_eq!(asset["id"], json!("2"));
    assert!(asset["status_label"]["id"].is_string(), "in nested objects too: {asset}");
    let page = desk.get("hardware?limit=2").await;
    assert!(page["rows"][1]["id"].is_string(), "in rows too: {page}");
    assert!(page["total"].is_number(), "other fields stay as they are: {page}");
}

#[tokio::test]
async fn an_object_comes_as_a_list_and_a_list_as_an_object() {
    let desk = Desk::open().await;
    let honest = desk.get("hardware?limit=2&sort=id&order=asc").await;
    spoil(&desk, "status_label", WrongType::List);
    spoil(&desk, "rows", WrongType::Object);
    let asset = desk.get("hardware/1").await;
    assert_eq!(asset["status_label"], json!([honest["rows"][0]["status_label"]]));
    desk.simulator.faults().clear();
    spoil(&desk, "rows", WrongType::Object);
    let page = desk.get("hardware?limit=2&sort=id&order=asc").await;
    assert_eq!(page["rows"], json!({ "0": honest["rows"][0], "1": honest["rows"][1] }));
}

#[tokio::test]
async fn a_field_is_null_or_not_there() {
    let desk = Desk::open().await;
    spoil(&desk, "asset_tag", WrongType::Null);
    assert_eq!(desk.get("hardware/2").await.get("asset_tag"), Some(&Value::Null));
    desk.simulator.faults().clear();
    spoil(&desk, "asset_tag", WrongType::Missing);
    assert_eq!(desk.get("hardware/2").await.get("asset_tag"), None);
}

#[tokio::test]
async fn a_write_with_a_spoilt_answer_is_done() {
    let desk = Desk::open().await;
    spoil(&desk, "status", WrongType::Missing);
    let reply = desk.patch("hardware/2", json!({ "status_id": RESERVED })).await;
    assert_eq!(reply.get("status"), None);
    assert_eq!(desk.simulator.with_lab(|lab| lab.label_of(2).unwrap().id), RESERVED);
}

#[tokio::test]
async fn an_oversized_answer_does_not_say_so_beforehand() {
    const MORE: u64 = 3 * 1024 * 1024;
    let desk = Desk::open().await;
    desk.simulator.faults().bloat(Matching::path("version"), Times::Next(1), MORE);
    let reply = send(desk.request(Method::GET, "version")).await;
    assert_eq!((reply.status, reply.header("content-length")), (200, None));
    assert_eq!(reply.text.len() as u64, MORE + reply.text.trim_end().len() as u64);
    assert_eq!(reply.json(), json!({ "version": "v8.1.4" }), "blanks after JSON are JSON");
}

fn spoil(desk: &Desk, field: &str, becomes: WrongType) {
    desk.simulator.faults().wrong_type(Matching::any(), Times::UntilCleared, field, becomes);
}
