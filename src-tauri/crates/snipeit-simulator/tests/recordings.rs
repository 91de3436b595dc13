//! The simulator answers like the recorded server: same status, same keys, same types, and where
//! something is said in words, the same words.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use common::{BORROWER, DELETED, Desk, FREE, HELD, Reply, send};
use reqwest::Method;
use serde_json::Value;
use snipeit_simulator::{Matching, Times};

/// A recording and the same question put to our lab.
const QUESTIONS: &[(&str, &str)] = &[
    ("hardware-list-limit2-offset0", "hardware?limit=2&offset=0"),
    ("hardware-show-checkedout-to-user", "hardware/HELD"),
    ("hardware-show-available", "hardware/FREE"),
    ("hardware-show-softdeleted", "hardware/DELETED"),
    ("hardware-show-notfound", "hardware/999999"),
    ("hardware-bytag-found", "hardware/bytag/ML-0001"),
    ("hardware-bytag-notfound", "hardware/bytag/NOPE"),
    ("hardware-byserial-found", "hardware/byserial/DS1ZA07960"),
    ("hardware-lowpriv-list", "hardware?limit=1"),
    ("hardware-pt-notfound", "hardware/999999"),
    ("patch-status-reserved-ok", "hardware/FREE"),
    ("patch-status-bad-id", "hardware/FREE"),
    ("patch-status-nonnumeric", "hardware/FREE"),
    ("patch-lowpriv-403", "hardware/FREE"),
    ("patch-invalid-json", "hardware/FREE"),
    ("patch-nonexistent-asset", "hardware/999999"),
    ("checkout-user-expected-note", "hardware/FREE/checkout"),
    ("checkout-already-checked-out", "hardware/HELD/checkout"),
    ("checkout-missing-user", "hardware/FREE/checkout"),
    ("checkout-missing-type", "hardware/FREE/checkout"),
    ("checkout-bad-expected_checkin", "hardware/FREE/checkout"),
    ("checkout-get-wrong-verb", "hardware/FREE/checkout"),
    ("checkin-ok-note", "hardware/HELD/checkin"),
    ("checkin-not-checked-out", "hardware/FREE/checkin"),
    ("checkin-nonexistent", "hardware/999999/checkin"),
    ("delete-checked-out", "hardware/HELD"),
    ("activity-action_type-checkout", "reports/activity?limit=3&action_type=checkout"),
    ("activity-action_type-checkin_from", "reports/activity?limit=3&action_type=checkin+from"),
    ("activity-action_type-update", "reports/activity?limit=3&action_type=update"),
    ("activity-pt-locale-mixed", "reports/activity?limit=3&action_type=checkin+from"),
    ("activity-lowpriv", "reports/activity?limit=1"),
    ("users-me", "users/me"),
    ("users-me-lowpriv", "users/me"),
    ("users-id", "users/BORROWER"),
    ("users-list", "users?limit=50"),
    ("users-notfound", "users/99999"),
    ("users-selectlist-lowpriv", "users/selectlist?search=ana.silva"),
    ("statuslabels-id", "statuslabels/7"),
    ("statuslabels-create-ok", "statuslabels"),
    ("statuslabels-create-no-name", "statuslabels"),
    ("statuslabels-lowpriv", "statuslabels?limit=1"),
    ("models-id", "models/1"),
    ("models-notfound", "models/999"),
    ("categories-list", "categories?limit=50"),
    ("manufacturers-id", "manufacturers/2"),
    ("suppliers-id", "suppliers/2"),
    ("companies-id", "companies/1"),
    ("departments-id", "departments/1"),
    ("locations-id", "locations/3"),
    ("version", "version"),
    ("error-bad-token", "hardware?limit=1"),
    ("error-no-accept-no-token", "hardware?limit=1"),
    ("error-404-route", "nonsense"),
    ("error-wrong-method", "hardware"),
];

/// Objects whose keys depend on the data.
const FREE_KEYS: [&str; 2] = ["log_meta", "custom_fields"];

#[tokio::test]
async fn answers_have_the_recorded_shape() {
    for (name, path) in QUESTIONS {
        let desk = Desk::open().await;
        let recording = Recording::read(name);
        let reply = recording.put_to(&desk, path).await;
        recording.compare(&reply);
    }
}

#[tokio::test]
async fn writes_leave_the_recorded_rows_in_the_log() {
    for (name, path) in QUESTIONS {
        let recording = Recording::read(name);
        let Some(rows) = recording.0["new_activity_rows"].as_array() else { continue };
        let desk = Desk::open().await;
        let before = desk.simulator.with_lab(|lab| lab.newest_activity());
        recording.put_to(&desk, path).await;
        let after = desk.simulator.with_lab(|lab| lab.newest_activity());
        assert_eq!(after - before, rows.len() as u32, "{name}: rows written");
        for (ours, theirs) in desk.newest(rows.len()).await.iter().zip(rows) {
            compare_rows(name, ours, theirs);
        }
    }
}

#[tokio::test]
async fn writes_leave_the_asset_as_recorded() {
    for name in ["patch-status-reserved-ok", "checkout-user-expected-note", "checkin-ok-note"] {
        let (_, path) = QUESTIONS.iter().find(|(known, _)| *known == name).unwrap();
        let (desk, recording) = (Desk::open().await, Recording::read(name));
        recording.put_to(&desk, path).await;
        let ours = desk
            .get(
                path.trim_end_matches("/checkout")
                    .trim_end_matches("/checkin")
                    .replace("FREE", &FREE.to_string())
                    .replace("HELD", &HELD.to_string())
                    .as_str(),
            )
            .await;
        let theirs = &recording.0["after"];
        for key in ["status_label", "user_can_checkout", "expected_checkin"] {
            assert_eq!(ours[key], theirs[key], "{name}: {key}");
        }
        assert_eq!(ours["assigned_to"].is_null(), theirs["assigned_to"].is_null(), "{name}");
    }
}

#[tokio::test]
async fn health_needs_no_token() {
    let desk = Desk::open().await;
    let url = format!("{}/health", desk.simulator.address());
    let reply = send(desk.anywhere(Method::GET, &url)).await;
    Recording::read("health").compare(&reply);
}

#[tokio::test]
async fn bad_weather_looks_as_recorded() {
    let once = Times::Next(1);
    let desk = Desk::open().await;
    for name in ["maintenance-503", "php-fpm-down-502", "database-down", "throttle-429-first"] {
        let faults = desk.simulator.faults();
        match name {
            "maintenance-503" => faults.maintenance(Matching::any(), once),
            "php-fpm-down-502" => faults.bad_gateway(Matching::any(), once),
            "database-down" => faults.redirect_to_setup(Matching::any(), once),
            _ => faults.too_many_requests(Matching::any(), once, None),
        }
        let recording = Recording::read(name);
        recording.compare(&recording.put_to(&desk, "hardware?limit=1").await);
    }
}

/// A recorded exchange, some with the asset before and after.
struct Recording(Value);

impl Recording {
    fn read(name: &str) -> Recording {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let text = std::fs::read(folder.join(format!("{name}.json"))).unwrap();
        Recording(serde_json::from_slice(&text).unwrap())
    }

    fn exchange(&self) -> &Value {
        self.0.get("call").unwrap_or(&self.0)
    }

    /// Sends the recorded request, with its headers and body, to another path.
    async fn put_to(&self, desk: &Desk, path: &str) -> Reply {
        let request = &self.exchange()["request"];
        let path = path
            .replace("FREE", &FREE.to_string())
            .replace("HELD", &HELD.to_string())
            .replace("DELETED", &DELETED.to_string())
            .replace("BORROWER", &BORROWER.to_string());
        let method = request["method"].as_str().unwrap().parse().unwrap();
        let mut builder = desk.raw(method, &path);
        for (name, value) in request["headers"].as_object().unwrap() {
            builder = builder.header(name, token(desk, value.as_str().unwrap()));
        }
        match &request["body"] {
            Value::Null => send(builder).await,
            Value::String(text) => send(builder.body(text.clone())).await,
            body => send(builder.body(body.to_string())).await,
        }
    }

    fn compare(&self, reply: &Reply) {
        let (name, response) = (&self.exchange()["request"]["path"], &self.exchange()["response"]);
        assert_eq!(reply.status, response["status"], "{name}: status");
        let recorded = &response["headers"];
        let kind = recorded["Content-Type"].as_str().unwrap().split(';').next().unwrap();
        assert!(reply.header("content-type").unwrap().starts_with(kind), "{name}: content type");
        for header in ["X-RateLimit-Limit", "X-RateLimit-Remaining", "Location"] {
            let here = reply.header(header).is_some();
            assert_eq!(here, recorded[header].is_string(), "{name}: {header}");
        }
        if kind == "application/json" {
            compare_words(&name.to_string(), &reply.json(), &response["body"]);
            compare_shape(&name.to_string(), &reply.json(), &response["body"]);
        }
    }
}

fn token(desk: &Desk, header: &str) -> String {
    header
        .replace("<ADMIN_TOKEN>", &desk.admin)
        .replace("<LOWPRIV_TOKEN>", &desk.lowpriv)
        .replace("<PT_TOKEN>", &desk.portuguese)
}

fn compare_words(at: &str, ours: &Value, theirs: &Value) {
    for key in ["status", "message", "messages", "error", "permissions", "version"] {
        assert_eq!(ours.get(key), theirs.get(key), "{at}: {key}");
    }
}

fn compare_rows(name: &str, ours: &Value, theirs: &Value) {
    compare_shape(name, ours, theirs);
    for key in ["action_type", "icon", "note", "action_source"] {
        assert_eq!(ours[key], theirs[key], "{name}: {key}");
    }
    let keys = |row: &Value| row["log_meta"].as_object().map(|meta| meta.keys().cloned().collect());
    let (ours_meta, theirs_meta): (Option<BTreeSet<String>>, _) = (keys(ours), keys(theirs));
    assert_eq!(ours_meta, theirs_meta, "{name}: log_meta");
    assert_eq!(ours["target"]["type"], theirs["target"]["type"], "{name}: target");
}

/// Same keys and types; null fits everything, and rows are compared one by one.
fn compare_shape(at: &str, ours: &Value, theirs: &Value) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let keys = |map: &serde_json::Map<String, Value>| -> BTreeSet<String> {
                map.keys().filter(|key| *key != "rows_trimmed_from").cloned().collect()
            };
            assert_eq!(keys(ours), keys(theirs), "{at}: keys");
            for (key, value) in ours.iter().filter(|(key, _)| !FREE_KEYS.contains(&key.as_str())) {
                compare_shape(&format!("{at} {key}"), value, &theirs[key]);
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            assert_eq!(ours.is_empty(), theirs.is_empty(), "{at}: empty");
            for (ours, theirs) in ours.iter().zip(theirs) {
                compare_shape(at, ours, theirs);
            }
        }
        (Value::Null, _) | (_, Value::Null) => {}
        (ours, theirs) => assert_eq!(kind(ours), kind(theirs), "{at}: {ours} or {theirs}"),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}
