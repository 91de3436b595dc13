//! The request limit, and faults on demand.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::common::*;
use reqwest::Method;
use serde_json::json;
use snipeit_simulator::{Holder, Locale, Matching, Options, Rights, Times};

/// What nginx says of its own pages.
const HTML: &str = "text/html; charset=UTF-8";

#[tokio::test]
async fn the_limit_is_a_fixed_minute_per_user() {
    let hands = Hands::default();
    let options = Options { rate_limit: Some(3), ..hands.options() };
    let desk = Desk::with(lab(), options).await;
    let left = statuses(&desk, 3).await;
    assert_eq!(left, [(200, Some("2")), (200, Some("1")), (200, Some("0"))].map(owned));
    hands.advance(50);
    assert_eq!(statuses(&desk, 2).await, [(429, None), (429, None)].map(owned));
    hands.advance(10);
    assert_eq!(statuses(&desk, 1).await, [(200, Some("2"))].map(owned), "not prolonged");
}

#[tokio::test]
async fn all_tokens_of_a_user_share_the_limit() {
    let mut lab = lab();
    let second = lab.add_token(1, Rights::admin(), Locale::English);
    let options = Options { rate_limit: Some(1), ..Hands::default().options() };
    let desk = Desk::with(lab, options).await;
    assert_eq!(send(desk.request(Method::GET, "version")).await.status, 200);
    let ask = |token: &str| {
        desk.raw(Method::GET, "version").bearer_auth(token).header("accept", "application/json")
    };
    assert_eq!(send(ask(&second)).await.status, 429);
    assert_eq!(send(ask(&desk.lowpriv)).await.status, 200);
}

#[tokio::test]
async fn without_accept_the_limit_says_how_long() {
    let options = Options { rate_limit: Some(0), ..Hands::default().options() };
    let desk = Desk::with(lab(), options).await;
    let reply = send(desk.raw(Method::GET, "version").bearer_auth(&desk.admin)).await;
    assert_eq!((reply.status, reply.header("retry-after")), (429, Some("60")));
}

#[tokio::test]
async fn a_connection_cut_before_the_work_has_done_nothing() {
    let desk = Desk::open().await;
    desk.simulator.faults().cut_before(Matching::new("PATCH", "hardware/"), Times::Next(1));
    assert!(reserve(&desk).send().await.is_err());
    assert_eq!(label(&desk), AVAILABLE);
    assert_eq!(send(reserve(&desk)).await.status, 200);
    assert_eq!(label(&desk), RESERVED);
}

#[tokio::test]
async fn a_lost_answer_has_done_the_work() {
    let desk = Desk::open().await;
    desk.simulator.faults().lose_answer(Matching::new("PATCH", "hardware/"), Times::Next(1));
    assert!(reserve(&desk).send().await.is_err());
    assert_eq!(label(&desk), RESERVED);
}

#[tokio::test]
async fn a_truncated_answer_breaks_off_in_its_body() {
    let desk = Desk::open().await;
    desk.simulator.faults().truncate(Matching::path("hardware"), Times::Next(1));
    let response = desk.request(Method::GET, "hardware?limit=50").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.text().await.is_err());
    assert_eq!(send(desk.request(Method::GET, "hardware?limit=50")).await.status, 200);
}

#[tokio::test]
async fn offline_nothing_gets_through_until_it_comes_back() {
    let desk = Desk::open().await;
    assert_eq!(send(desk.request(Method::GET, "version")).await.status, 200);
    desk.simulator.faults().go_offline();
    for _ in 0..3 {
        assert!(desk.request(Method::GET, "version").send().await.is_err());
    }
    desk.simulator.faults().come_back();
    assert_eq!(send(desk.request(Method::GET, "version")).await.status, 200);
}

#[tokio::test]
async fn faults_last_as_long_as_planned_and_fit_only_their_requests() {
    let desk = Desk::open().await;
    let faults = desk.simulator.faults();
    faults.server_error(Matching::path("version"), Times::Next(2));
    faults.maintenance(Matching::path("users/me"), Times::UntilCleared);
    for status in [500, 500, 200] {
        assert_eq!(send(desk.request(Method::GET, "version")).await.status, status);
    }
    for _ in 0..3 {
        assert_eq!(send(desk.request(Method::GET, "users/me")).await.status, 503);
    }
    faults.clear();
    assert_eq!(send(desk.request(Method::GET, "users/me")).await.status, 200);
}

#[tokio::test]
async fn the_web_server_answers_alone_while_php_is_dead() {
    let desk = Desk::open().await;
    desk.simulator.faults().bad_gateway(Matching::new("PATCH", "hardware/"), Times::Next(1));
    let reply = send(reserve(&desk)).await;
    assert_eq!((reply.status, reply.header("content-type")), (502, Some(HTML)));
    assert!(reply.text.contains("502 Bad Gateway"), "{}", reply.text);
    assert_eq!(label(&desk), AVAILABLE, "nothing was done");
}

#[tokio::test]
async fn in_maintenance_the_messages_are_a_number() {
    let desk = Desk::open().await;
    desk.simulator.faults().maintenance(Matching::any(), Times::Next(1));
    let reply = send(reserve(&desk)).await;
    assert_eq!((reply.status, reply.json()["messages"].clone()), (503, json!(503)));
    assert_eq!(reply.header("retry-after"), None);
    assert_eq!(label(&desk), AVAILABLE, "nothing was done");
}

#[tokio::test]
async fn without_its_database_the_server_leads_to_its_set_up() {
    let desk = Desk::open().await;
    desk.simulator.faults().redirect_to_setup(Matching::any(), Times::Next(1));
    let reply = send(desk.request(Method::GET, "hardware")).await;
    let setup = format!("{}/setup", desk.simulator.address());
    assert_eq!((reply.status, reply.header("location")), (302, Some(&*setup)));
}

#[tokio::test]
async fn a_throttled_write_has_done_nothing_and_need_not_say_how_long() {
    let desk = Desk::open().await;
    let faults = desk.simulator.faults();
    for wait in [None, Some(86_400)] {
        faults.too_many_requests(Matching::any(), Times::Next(1), wait);
        let reply = send(reserve(&desk)).await;
        let said = wait.map(|seconds: u32| seconds.to_string());
        assert_eq!((reply.status, reply.header("retry-after")), (429, said.as_deref()));
        assert_eq!(label(&desk), AVAILABLE);
    }
}

#[tokio::test]
async fn a_server_error_has_done_nothing() {
    let desk = Desk::open().await;
    desk.simulator.faults().server_error(Matching::any(), Times::Next(1));
    let reply = send(reserve(&desk)).await;
    assert_eq!((reply.status, reply.json()), (500, json!({ "message": "Server Error" })));
    assert_eq!(label(&desk), AVAILABLE);
}

#[tokio::test]
async fn a_delay_combines_with_another_fault() {
    let desk = Desk::open().await;
    let faults = desk.simulator.faults();
    faults.delay(Matching::any(), Times::Next(1), Duration::from_millis(80));
    faults.too_many_requests(Matching::any(), Times::Next(1), Some(7));
    let began = Instant::now();
    let reply = send(desk.request(Method::GET, "version")).await;
    assert!(began.elapsed() >= Duration::from_millis(80));
    assert_eq!((reply.status, reply.header("retry-after")), (429, Some("7")));
}

#[tokio::test]
async fn what_was_asked_is_remembered() {
    let desk = Desk::open().await;
    reserve(&desk).send().await.unwrap();
    let seen = desk.simulator.requests();
    assert_eq!(seen.len(), 1);
    assert_eq!((&*seen[0].method, &*seen[0].path), ("PATCH", "/api/v1/hardware/2"));
    assert_eq!(seen[0].body, r#"{"status_id":7}"#);
    desk.simulator.forget_requests();
    assert!(desk.simulator.requests().is_empty());
}

#[tokio::test]
async fn the_bytes_of_answers_are_counted() {
    let desk = Desk::open().await;
    assert_eq!(desk.simulator.bytes_sent(), 0);
    let reply = send(desk.request(Method::GET, "hardware")).await;
    let sent = desk.simulator.bytes_sent() as usize;
    assert!(sent > reply.text.len(), "body and headers: {sent}");
    assert!(sent < reply.text.len() + 2_000, "and nothing else: {sent}");
}

async fn statuses(desk: &Desk, count: usize) -> Vec<(u16, Option<String>)> {
    let mut seen = Vec::new();
    for _ in 0..count {
        let reply = send(desk.request(Method::GET, "version")).await;
        seen.push(owned((reply.status, reply.header("x-ratelimit-remaining"))));
    }
    seen
}

fn owned((status, left): (u16, Option<&str>)) -> (u16, Option<String>) {
    (status, left.map(str::to_owned))
}

fn reserve(desk: &Desk) -> reqwest::RequestBuilder {
    desk.request(Method::PATCH, &format!("hardware/{FREE}")).json(&json!({ "status_id": RESERVED }))
}

fn label(desk: &Desk) -> u32 {
    desk.simulator.with_lab(|lab| lab.label_of(FREE).unwrap().id)
}

#[tokio::test]
async fn whoever_watches_sees_each_request_first_and_may_be_quicker() {
    let desk = Desk::open().await;
    desk.simulator.faults().lose_answer(Matching::new("PATCH", "hardware/"), Times::Next(1));
    desk.simulator.watch(Arc::new(|request, fault, lab| {
        if request.method == "PATCH" {
            assert_eq!(fault, Some("answer lost"));
            assert_eq!(lab.asset(FREE).unwrap().label, AVAILABLE, "nothing was done yet");
            lab.check_out(FREE, BORROWER, None, None, now()).unwrap();
        }
    }));
    assert!(reserve(&desk).send().await.is_err());
    let asset = desk.simulator.with_lab(|lab| lab.asset(FREE).unwrap().clone());
    assert_eq!((asset.holder, asset.label), (Some(Holder::User(BORROWER)), RESERVED));
    assert_eq!(desk.simulator.faults().struck(), BTreeMap::from([("answer lost", 1)]));
}

#[tokio::test]
async fn what_is_dropped_while_offline_counts_as_struck() {
    let desk = Desk::open().await;
    desk.simulator.faults().go_offline();
    assert!(desk.request(Method::GET, "version").send().await.is_err());
    assert!(desk.simulator.faults().struck()["offline"] > 0);
}
