//! A log with holes, and a server whose past changes.

use crate::common::*;
use serde_json::{Value, json};
use snipeit_simulator::{Locale, Rights};

#[tokio::test]
async fn a_row_outlives_the_asset_the_borrower_and_the_technician_it_names() {
    let desk = Desk::open().await;
    let clerk = desk.simulator.with_lab(|lab| lab.add_token(4, Rights::admin(), Locale::English));
    let lent = desk
        .raw(reqwest::Method::POST, &format!("hardware/{FREE}/checkout"))
        .bearer_auth(&clerk)
        .header("accept", "application/json")
        .json(&json!({ "checkout_to_type": "user", "assigned_user": BORROWER }));
    assert_eq!(send(lent).await.json()["status"], "success");
    let row = newest(&desk).await;
    for part in ["item", "target", "created_by"] {
        assert!(row[part].is_object(), "{part} is named as long as there is one: {row}");
    }
    desk.simulator.with_lab(|lab| {
        lab.purge_asset(FREE).unwrap();
        lab.purge_user(BORROWER).unwrap();
        lab.purge_user(4).unwrap();
    });
    let purged = newest(&desk).await;
    assert_eq!(purged["id"], row["id"]);
    for part in ["item", "target", "created_by", "admin"] {
        assert_eq!(purged[part], Value::Null, "{part} was purged");
    }
}

#[tokio::test]
async fn a_purged_location_leaves_an_asset_nowhere() {
    let desk = Desk::open().await;
    let home = desk.simulator.with_lab(|lab| lab.asset(FREE).unwrap().home.unwrap());
    assert!(desk.get(&format!("hardware/{FREE}")).await["rtd_location"].is_object());
    desk.simulator.with_lab(|lab| lab.purge_location(home).unwrap());
    assert_eq!(desk.get(&format!("hardware/{FREE}")).await["rtd_location"], Value::Null);
}

#[tokio::test]
async fn an_emptied_log_goes_on_counting() {
    let desk = Desk::open().await;
    let last = newest(&desk).await["id"].as_u64().unwrap();
    desk.simulator.with_lab(|lab| lab.purge_activity(lab.newest_activity()));
    assert_eq!(desk.newest(1).await, Vec::<Value>::new());
    reserve(&desk).await;
    assert_eq!(newest(&desk).await["id"], json!(last + 1));
}

#[tokio::test]
async fn a_row_appears_below_one_that_was_seen_before() {
    let desk = Desk::open().await;
    reserve(&desk).await;
    let late = newest(&desk).await["id"].as_u64().unwrap();
    let row = desk.simulator.with_lab(|lab| lab.withhold(late.try_into().unwrap())).unwrap();
    desk.simulator.with_lab(|lab| lab.check_out(FREE, BORROWER, None, None, now())).unwrap();
    assert_eq!(log_ids(&desk, 2).await, [late + 1, late - 1], "a gap, as while a job still runs");
    desk.simulator.with_lab(|lab| lab.release(row));
    assert_eq!(log_ids(&desk, 3).await, [late + 1, late, late - 1]);
}

#[tokio::test]
async fn a_restored_database_forgets_and_gives_its_numbers_out_again() {
    let desk = Desk::open().await;
    let backup = desk.simulator.snapshot();
    let before = newest(&desk).await["id"].as_u64().unwrap();
    reserve(&desk).await;
    desk.simulator.with_lab(|lab| lab.delete_asset(HELD, now())).unwrap();
    assert!(newest(&desk).await["id"].as_u64().unwrap() > before);

    desk.simulator.restore(backup);
    assert_eq!(newest(&desk).await["id"], json!(before), "the log ends where it did");
    assert_eq!(label(&desk, FREE).await, json!(AVAILABLE));
    assert_eq!(desk.get(&format!("hardware/{HELD}")).await["deleted_at"], Value::Null);
    desk.simulator.with_lab(|lab| lab.set_label(HELD, RESERVED, now())).unwrap();
    assert_eq!(newest(&desk).await["id"], json!(before + 1), "a number that meant another row");
}

async fn newest(desk: &Desk) -> Value {
    desk.newest(1).await.remove(0)
}

async fn log_ids(desk: &Desk, count: usize) -> Vec<u64> {
    desk.newest(count).await.iter().filter_map(|row| row["id"].as_u64()).collect()
}

async fn reserve(desk: &Desk) {
    let reply = desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    assert_eq!(reply["status"], "success", "{reply}");
}

async fn label(desk: &Desk, asset: u32) -> Value {
    desk.get(&format!("hardware/{asset}")).await["status_label"]["id"].clone()
}
