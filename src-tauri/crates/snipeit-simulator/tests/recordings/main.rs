//! The simulator answers every recorded request as the recorded server did: the same status, keys
//! and types, the same words where it refuses, the same rows in the log or none.

#![allow(clippy::unwrap_used)]

#[path = "../api/common/mod.rs"]
#[allow(dead_code, reason = "most of it serves the other tests")]
mod common;

mod classify;
mod compare;
mod exchange;
mod image;
mod names;
mod read_back;
mod stage;
mod stories;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::Desk;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Recordings the simulator does not answer alike, and why.
const UNSUPPORTED: &[(&str, &str)] = &[];

/// So many servers run at the same time.
const AT_A_TIME: usize = 8;

/// No more than this may be unsupported, and none that starts like this.
const MOST: usize = 20;
const NEVER: [&str; 13] = [
    "activity",
    "checkin",
    "checkout",
    "database",
    "delete",
    "error",
    "fmcs",
    "hardware",
    "maintenance",
    "patch",
    "put",
    "throttle",
    "token",
];

/// Prints how many, as a closing word.
#[allow(clippy::print_stdout)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_recording_is_answered_alike_or_listed() {
    let names = exchange::names();
    let differing = all_differences(&names).await;
    println!("{} of {} recordings are answered alike", names.len() - differing.len(), names.len());
    let listed = |name: &str| UNSUPPORTED.iter().any(|(listed, _)| *listed == name);
    let unexpected: BTreeMap<_, _> = differing.iter().filter(|(name, _)| !listed(name)).collect();
    assert!(unexpected.is_empty(), "answered differently: {unexpected:#?}");
    for (name, why) in UNSUPPORTED {
        assert!(differing.contains_key(*name), "{name} is answered alike, yet listed: {why}");
    }
}

#[test]
fn only_a_few_recordings_are_listed_and_none_that_matters() {
    let names = exchange::names();
    assert_eq!(names.len(), 343, "recordings");
    assert!(UNSUPPORTED.len() <= MOST, "{} are listed", UNSUPPORTED.len());
    for (name, why) in UNSUPPORTED {
        assert!(names.iter().any(|known| known == name), "there is no recording {name}");
        assert!(!NEVER.iter().any(|start| name.starts_with(start)), "{name} must work");
        assert!(!why.is_empty(), "{name} is listed without a reason");
    }
}

/// The recordings that are answered differently, and how; a few are asked at a time.
async fn all_differences(names: &[String]) -> BTreeMap<String, Vec<String>> {
    let places = Arc::new(Semaphore::new(AT_A_TIME));
    let mut asked = JoinSet::new();
    for name in names {
        let (name, places) = (name.clone(), places.clone());
        asked.spawn(async move {
            let _place = places.acquire().await.unwrap();
            (name.clone(), differences(&name).await)
        });
    }
    asked.join_all().await.into_iter().filter(|(_, found)| !found.is_empty()).collect()
}

async fn differences(name: &str) -> Vec<String> {
    let recording = exchange::read(name);
    if recording.get("request").or(recording.get("call")).is_none() {
        return stories::differences(name, &recording).await;
    }
    let call = recording.get("call").unwrap_or(&recording);
    let desk = stage::set(name, &recording, call).await;
    let before = desk.simulator.with_lab(|lab| lab.newest_activity());
    let reply = exchange::put(&desk, &call["request"]).await;
    let mut found = compare::replies(&reply, &call["response"]);
    traces(&desk, &recording, before, &mut found).await;
    found
}

/// What the call left behind: rows in the log, and the asset.
async fn traces(desk: &Desk, recording: &Value, before: u32, found: &mut Vec<String>) {
    if let Some(theirs) = recording["new_activity_rows"].as_array() {
        let written = desk.simulator.with_lab(|lab| lab.newest_activity()) - before;
        let ours = desk.newest(written as usize).await;
        let ours = if written == 0 { &[] } else { ours.as_slice() };
        compare::new_rows(ours, theirs, found);
    }
    let after = &recording["after"];
    if let Some(id) = after["id"].as_u64() {
        let ours = desk.get(&format!("hardware/{id}")).await;
        let keys = after.as_object().unwrap().keys();
        let ours: Value = keys.map(|key| (key.clone(), ours[key].clone())).collect();
        compare::compare("/after", &ours, after, true, found);
    }
}
