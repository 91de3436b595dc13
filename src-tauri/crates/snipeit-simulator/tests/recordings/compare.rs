//! What "alike" means: status, kind of content, headers, keys and types, and the same class. What
//! carries the same id, and what the server refuses, is the same word for word.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::classify::{Class, classify};
use crate::common::Reply;
use crate::exchange::ADDRESS;

/// Headers that are there or are not.
const HEADERS: [&str; 5] =
    ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After", "Location"];

/// Values that depend on how many other records there are, on chance, or on licences, which are
/// not simulated.
const LOOSE: [&str; 14] = [
    "total",
    "assets_count",
    "rtd_assets_count",
    "assigned_assets_count",
    "users_count",
    "item_count",
    "remaining",
    "delete",
    "rows_trimmed_from",
    "remote_ip",
    "checkin_counter",
    "checkout_counter",
    "expires_at",
    "category_type",
];

/// All the differences between two replies.
pub fn replies(ours: &Reply, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if theirs["status"] != ours.status {
        found.push(format!("status {} instead of {}", ours.status, theirs["status"]));
    }
    headers(ours, &theirs["headers"], &mut found);
    let (body, recorded) = (body(ours), &theirs["body"]);
    match recorded {
        Value::String(_) => {}
        _ if recorded["status"] == "error" => compare("", &body, recorded, true, &mut found),
        _ => compare("", &body, recorded, same_id(&body, recorded), &mut found),
    }
    let class = classify(ours.status, kind_of(ours), &body);
    let recorded = classify_recorded(theirs);
    if class != recorded {
        found.push(format!("classified as {class:?} instead of {recorded:?}"));
    }
    found
}

fn classify_recorded(theirs: &Value) -> Class {
    let status = theirs["status"].as_u64().unwrap() as u16;
    let kind = theirs["headers"]["Content-Type"].as_str().unwrap_or_default();
    classify(status, kind, &theirs["body"])
}

fn body(reply: &Reply) -> Value {
    serde_json::from_str(&reply.text).unwrap_or_else(|_| Value::from(reply.text.clone()))
}

fn kind_of(reply: &Reply) -> &str {
    reply.header("content-type").unwrap_or_default()
}

fn headers(ours: &Reply, theirs: &Value, found: &mut Vec<String>) {
    let recorded = |name: &str| {
        let map = theirs.as_object().unwrap();
        map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, v)| v.as_str())
    };
    let media = |kind: &str| kind.split(';').next().unwrap_or_default().to_ascii_lowercase();
    let (kind, theirs) = (kind_of(ours), recorded("Content-Type").unwrap_or_default());
    if media(kind) != media(theirs) {
        found.push(format!("content type {kind} instead of {theirs}"));
    }
    for name in HEADERS {
        if ours.header(name).is_some() != recorded(name).is_some() {
            found.push(format!("{name}: {:?} or {:?}", ours.header(name), recorded(name)));
        }
    }
    let to = |location: &str| location.split('/').skip(3).collect::<Vec<_>>().join("/");
    let (here, there) = (ours.header("Location").map(to), recorded("Location").map(to));
    if here != there {
        found.push(format!("sent to {here:?} instead of {there:?} at {ADDRESS}"));
    }
}

fn same_id(ours: &Value, theirs: &Value) -> bool {
    theirs["id"].is_number() && ours["id"] == theirs["id"]
}

/// Keys and types; with `exact` the values too. Rows are exact if they have the same id.
pub fn compare(at: &str, ours: &Value, theirs: &Value, exact: bool, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => objects(at, ours, theirs, exact, found),
        (Value::Array(ours), Value::Array(theirs)) => {
            if ours.len() != theirs.len() && !(at.ends_with("/rows") && theirs.len() == 12) {
                found.push(format!("{at}: {} instead of {}", ours.len(), theirs.len()));
            }
            for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                let exact = if at.ends_with("/rows") { same_id(ours, theirs) } else { exact };
                compare(&format!("{at}[{index}]"), ours, theirs, exact, found);
            }
        }
        (Value::Null, Value::Null) => {}
        (Value::Null, _) | (_, Value::Null) if !exact => {}
        _ if kind(ours) != kind(theirs) => found.push(format!("{at}: {ours} instead of {theirs}")),
        _ if exact && ours != theirs => found.push(format!("{at}: {ours} instead of {theirs}")),
        _ => {}
    }
}

fn objects(
    at: &str,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    exact: bool,
    found: &mut Vec<String>,
) {
    let keys = |map: &Map<String, Value>| -> BTreeSet<String> {
        map.keys().filter(|key| *key != "rows_trimmed_from").cloned().collect()
    };
    let (here, there) = (keys(ours), keys(theirs));
    let free = at.ends_with("/log_meta") || at.ends_with("/permissions");
    if here != there && (exact || !free) {
        let differing: Vec<_> = here.symmetric_difference(&there).collect();
        found.push(format!("{at}: keys {differing:?}"));
    }
    for key in here.intersection(&there) {
        let exact = exact && !LOOSE.contains(&key.as_str());
        compare(&format!("{at}/{key}"), &ours[key], &theirs[key], exact, found);
    }
}

/// New rows of the log, newest first: the same but for their numbers.
pub fn new_rows(ours: &[Value], theirs: &[Value], found: &mut Vec<String>) {
    if ours.len() != theirs.len() {
        found.push(format!("{} rows in the log instead of {}", ours.len(), theirs.len()));
    }
    for (ours, theirs) in ours.iter().zip(theirs) {
        let mut ours = ours.clone();
        ours["id"] = theirs["id"].clone();
        compare("/log", &ours, theirs, true, found);
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
