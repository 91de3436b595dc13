//! Recordings of more than one exchange.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::Value;
use snipeit_simulator::{Activity, Asset, Lab, Options};

use crate::common::{Desk, Hands};
use crate::{compare, exchange, image, read_back};

const AVAILABLE: u32 = 2;
const RESERVED: u32 = 7;

/// The asset most stories are about.
const UNIT: u32 = 2041;

/// All differences in a story.
pub async fn differences(name: &str, told: &Value) -> Vec<String> {
    match name {
        "activity-history-is-rendered-at-read-time" => history(told).await,
        "granularity-three-status-changes-in-one-second" => three_in_a_second(told).await,
        "paging-with-equal-timestamps" => bulk_import(told).await,
        "paging-with-equal-timestamps-various-limits" => walks(&told["walks"]).await,
        "race-two-simultaneous-checkouts" => race(&told["example"]).await,
        "rename-model-and-label-does-not-touch-asset-updated_at" => rename(told).await,
        "throttle-per-user" => throttle_per_user(told).await,
        "throttle-recovery" => throttle_recovery(told).await,
        "timezone-America_New_York" => time_zone(Tz::America__New_York, told).await,
        "timezone-Europe_Lisbon" => time_zone(Tz::Europe__Lisbon, told).await,
        other => vec![format!("nobody tells {other}")],
    }
}

/// Asks one question of a story again.
async fn ask(desk: &Desk, told: &Value) -> Vec<String> {
    let reply = exchange::put(desk, &told["request"]).await;
    let found = compare::replies(&reply, &told["response"]);
    let path = &told["request"]["path"];
    found.into_iter().map(|difference| format!("{path} {difference}")).collect()
}

async fn open(lab: Lab, told: &Value) -> Desk {
    Desk::with(lab, exchange::options(exchange::moment(&told["response"]))).await
}

/// The seeded lab with what these replies tell.
fn lab_of(replies: &[&Value]) -> Lab {
    let mut lab = image::lab();
    for told in replies {
        read_back::put_everything(&mut lab, &told["response"]["body"]);
    }
    lab
}

/// Labels and items in old rows are named when the rows are read.
async fn history(told: &Value) -> Vec<String> {
    let desk = open(lab_of(&[&told["before"], &told["soft_deleted_item"]]), &told["before"]).await;
    let mut found = ask(&desk, &told["before"]).await;
    let at = exchange::moment(&told["before"]["response"]);
    desk.simulator.with_lab(|lab| lab.rename_label(AVAILABLE, "Livre", at));
    found.extend(ask(&desk, &told["after_label_rename"]).await);
    desk.simulator.with_lab(|lab| lab.purge_asset(2040));
    found.extend(ask(&desk, &told["after_hard_delete_of_item"]).await);
    found.extend(ask(&desk, &told["soft_deleted_item"]).await);
    found
}

/// Rows of one second are told apart by their numbers alone.
async fn three_in_a_second(told: &Value) -> Vec<String> {
    let mut lab = lab_of(&[&told["asset"]]);
    label(&mut lab, UNIT, AVAILABLE);
    let desk = open(lab, &told["asset"]).await;
    let mut found = Vec::new();
    for patch in told["patches"].as_array().unwrap() {
        found.extend(ask(&desk, patch).await);
    }
    found.extend(ask(&desk, &told["asset"]).await);
    let theirs = told["rows_by_id_desc"].as_array().unwrap();
    compare::new_rows(&desk.newest(3).await, &theirs[..3], &mut found);
    let page = desk.get("reports/activity?limit=10").await;
    let ids = |rows: &Value, id: fn(&Value) -> Option<u64>| -> BTreeSet<u64> {
        rows.as_array().unwrap().iter().filter_map(id).collect()
    };
    let ours = ids(&page["rows"], |row| row["id"].as_u64());
    let theirs = ids(&told["default_order_ids"], Value::as_u64);
    if ours != theirs {
        found.push(format!("rows {ours:?} instead of {theirs:?}"));
    }
    found
}

fn label(lab: &mut Lab, asset: u32, label: u32) {
    let unit = lab.asset(asset).unwrap().clone();
    lab.put_asset(Asset { label, ..unit });
}

/// 2,080 assets and their rows bear one time: pages neither repeat nor leave out any.
async fn bulk_import(told: &Value) -> Vec<String> {
    let desk = imported(2).await;
    let mut found = Vec::new();
    for (path, key) in [
        ("reports/activity", "activity_default_asc"),
        ("reports/activity", "activity_default_desc"),
        ("reports/activity", "activity_sort_id"),
        ("hardware", "hardware_default"),
        ("hardware", "hardware_updated_at"),
        ("hardware", "hardware_sort_id"),
    ] {
        found.extend(walk(&desk, path, 100, &told[key]).await);
    }
    found
}

async fn walks(told: &Value) -> Vec<String> {
    let desk = imported(0).await;
    let mut found = Vec::new();
    for told in told.as_array().unwrap() {
        let limit = told["limit"].as_u64().unwrap();
        found.extend(walk(&desk, told["path"].as_str().unwrap(), limit, told).await);
    }
    found
}

/// A lab whose assets and rows came in one import, and so many edits since.
async fn imported(edits: u32) -> Desk {
    let mut lab = image::lab();
    let at = crate::common::now();
    let assets: Vec<Asset> = lab.assets().cloned().collect();
    for asset in assets {
        lab.put_asset(Asset { created_at: at, updated_at: at, ..asset });
    }
    let rows: Vec<Activity> = lab.activity().take(2353).cloned().collect();
    for row in rows {
        lab.release(Activity { created_at: at, action_date: at, ..row });
    }
    for edit in 0..edits {
        lab.set_label(UNIT + edit, RESERVED, at).unwrap();
    }
    Desk::with(lab, Options { rate_limit: None, ..Hands::default().options() }).await
}

/// Walks through the pages as the recording did, and counts.
async fn walk(desk: &Desk, path: &str, limit: u64, told: &Value) -> Vec<String> {
    let params = told["params"].as_object().unwrap().iter();
    let params: String = params.map(|(key, v)| format!("&{key}={}", v.as_str().unwrap())).collect();
    let (wanted, mut seen, mut ids, mut total) =
        (told["rows_seen"].as_u64().unwrap(), 0, BTreeSet::new(), 0);
    while seen < wanted {
        let page = desk.get(&format!("{path}?limit={limit}&offset={seen}{params}")).await;
        let rows = page["rows"].as_array().unwrap();
        ids.extend(rows.iter().filter_map(|row| row["id"].as_u64()));
        total = page["total"].as_u64().unwrap();
        if rows.is_empty() {
            break;
        }
        seen += rows.len() as u64;
    }
    let ours = (seen, ids.len() as u64, total);
    let number = |key: &str| told[key].as_u64().unwrap();
    let theirs = (wanted, number("distinct"), number("total"));
    let differ =
        (ours != theirs).then(|| format!("{path} {params}: {ours:?} instead of {theirs:?}"));
    differ.into_iter().collect()
}

/// Two check-outs of the same asset at the same time both succeed.
async fn race(told: &Value) -> Vec<String> {
    let (first, second) = (&told["calls"][1], &told["calls"][0]);
    let mut lab = lab_of(&[&told["asset_after"]]);
    let unit = lab.asset(UNIT).unwrap().clone();
    lab.put_asset(Asset { holder: None, checkouts: 0, location: unit.home, ..unit });
    let desk = open(lab, second).await;
    let mut found = ask(&desk, first).await;
    desk.simulator.with_lab(|lab| lab.overlap_check_outs(1));
    found.extend(ask(&desk, second).await);
    found.extend(ask(&desk, &told["asset_after"]).await);
    let log = exchange::put(&desk, &told["log"]["request"]).await.json();
    let theirs = &told["log"]["response"]["body"]["rows"];
    compare::compare("/log", &log["rows"], theirs, false, &mut found);
    found
}

/// New names of models and labels show at once and change no asset.
async fn rename(told: &Value) -> Vec<String> {
    let desk = open(lab_of(&[&told["before"], &told["log"]]), &told["before"]).await;
    let mut found = ask(&desk, &told["before"]).await;
    let at = exchange::moment(&told["after"]["response"]);
    desk.simulator.with_lab(|lab| {
        lab.rename_model(1, "Renamed model", at);
        lab.rename_label(AVAILABLE, "Available!", at);
    });
    found.extend(ask(&desk, &told["after"]).await);
    found.extend(ask(&desk, &told["log"]).await);
    found
}

/// One user's limit is no other's.
async fn throttle_per_user(told: &Value) -> Vec<String> {
    let at = exchange::moment(&told["admin"]["response"]);
    let lab = lab_of(&[&told["lowpriv_same_moment"]]);
    let desk = Desk::with(lab, limited(at)).await;
    desk.get("version").await;
    let mut found = ask(&desk, &told["admin"]).await;
    found.extend(ask(&desk, &told["lowpriv_same_moment"]).await);
    found
}

fn limited(at: DateTime<Utc>) -> Options {
    Options { rate_limit: Some(1), ..exchange::options(at) }
}

/// The window is a minute from its first request; asking meanwhile does not prolong it.
async fn throttle_recovery(told: &Value) -> Vec<String> {
    let hands = Hands::default();
    let options = Options { rate_limit: Some(120), ..hands.options() };
    let desk = Desk::with(image::lab(), options).await;
    for _ in 0..120 {
        desk.get("version").await;
    }
    let mut polls = 0;
    while exchange::put(&desk, &told["first_ok"]["request"]).await.status == 429 && polls < 70 {
        hands.advance(1);
        polls += 1;
    }
    let mut found = Vec::new();
    if polls != 60 {
        found.push(format!("recovered after {polls} s"));
    }
    hands.advance(60);
    found.extend(ask(&desk, &told["first_ok"]).await);
    found
}

/// Wall-clock times in the server's zone, and UTC in the reply to a PATCH.
async fn time_zone(zone: Tz, told: &Value) -> Vec<String> {
    let mut lab = image::lab();
    lab.set_zone(zone);
    for told in [&told["get"], &told["old_asset"]] {
        read_back::put_everything(&mut lab, &told["response"]["body"]);
    }
    let wanted = &told["patch"]["request"]["body"]["status_id"];
    label(&mut lab, 2060, if *wanted == RESERVED { AVAILABLE } else { RESERVED });
    let desk = open(lab, &told["patch"]).await;
    let patched = exchange::put(&desk, &told["patch"]["request"]).await;
    let mut found = compare::replies(&patched, &told["patch"]["response"]);
    let theirs = &told["patch"]["response"]["body"]["payload"]["updated_at"];
    if patched.json()["payload"]["updated_at"] != *theirs {
        found.push(format!(
            "PATCH says {} instead of {theirs}",
            patched.json()["payload"]["updated_at"]
        ));
    }
    for told in [&told["get"], &told["activity"], &told["old_asset"]] {
        found.extend(ask(&desk, told).await);
    }
    found
}
