//! What lists contain, in which order, and what they ignore without a word.

use crate::common::*;
use serde_json::json;

#[tokio::test]
async fn archived_and_deleted_assets_are_hidden_until_asked_for() {
    let desk = Desk::open().await;
    let plain = ids(&desk.get("hardware?sort=id&order=asc").await);
    assert!(!plain.contains(&u64::from(ARCHIVED)) && !plain.contains(&u64::from(DELETED)));
    assert!(ids(&desk.get("hardware?status=Archived").await).contains(&u64::from(ARCHIVED)));
    assert!(ids(&desk.get("hardware?status_id=3").await).contains(&u64::from(ARCHIVED)));
    assert_eq!(ids(&desk.get("hardware?status=Deleted").await), [u64::from(DELETED)]);
    assert_eq!(desk.get(&format!("hardware/{DELETED}")).await["id"], DELETED);
}

#[tokio::test]
async fn each_status_lists_its_own() {
    let desk = Desk::open().await;
    let deployed = desk.get("hardware?status=Deployed").await;
    assert!(deployed["rows"].as_array().unwrap().iter().all(|row| !row["assigned_to"].is_null()));
    assert_eq!(deployed["total"], 12);
    let undeployable = ids(&desk.get("hardware?status=Undeployable").await);
    assert!(undeployable.contains(&u64::from(BROKEN)));
    let ready = ids(&desk.get("hardware?status=RTD").await);
    assert!(ready.contains(&u64::from(FREE)));
    assert!(!ready.contains(&u64::from(HELD)) && !ready.contains(&u64::from(BROKEN)));
}

#[tokio::test]
async fn what_is_misspelt_is_ignored() {
    let desk = Desk::open().await;
    let plain = desk.get("hardware").await;
    for query in ["status=deleted", "status=garbage", "sort=nonsense", "updated_at=2030-01-01"] {
        assert_eq!(desk.get(&format!("hardware?{query}")).await, plain, "{query}");
    }
    let newest = ids(&desk.get("hardware?sort=id&order=ASC&limit=1").await);
    assert_eq!(newest, ids(&desk.get("hardware?sort=id&order=desc&limit=1").await));
}

#[tokio::test]
async fn nonsense_limits_mean_the_most() {
    let desk = Desk::open().await;
    let total = desk.get("hardware").await["total"].as_u64().unwrap() as usize;
    for limit in ["0", "abc", "501", "1000"] {
        assert_eq!(ids(&desk.get(&format!("hardware?limit={limit}")).await).len(), total.min(500));
    }
    assert_eq!(ids(&desk.get("hardware?limit=-5").await).len(), 5);
    assert_eq!(ids(&desk.get("hardware?limit=2.9").await).len(), 2);
}

#[tokio::test]
async fn pages_follow_one_another() {
    let desk = Desk::open().await;
    let whole = ids(&desk.get("hardware?sort=id&order=asc").await);
    let mut pages = Vec::new();
    for offset in (0..whole.len()).step_by(100) {
        let page = desk.get(&format!("hardware?sort=id&order=asc&limit=100&offset={offset}")).await;
        pages.extend(ids(&page));
    }
    assert_eq!(pages, whole);
    assert!(ids(&desk.get("hardware?offset=99999").await).is_empty());
}

#[tokio::test]
async fn the_last_changed_comes_first() {
    let desk = Desk::open().await;
    desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    let rows = ids(&desk.get("hardware?sort=updated_at&order=desc&limit=1").await);
    assert_eq!(rows, [u64::from(FREE)]);
}

#[tokio::test]
async fn search_ignores_accents_and_case() {
    let desk = Desk::open().await;
    let plain = desk.get("hardware?search=osciloscopio").await;
    assert_eq!(plain["total"], desk.get("hardware?search=OSCILOSC%C3%93PIO").await["total"]);
    assert!(plain["total"].as_u64().unwrap() > 10);
    let awkward = desk.get("hardware?search=%22Rigol%22+%3CDS1054Z%3E+%26").await;
    assert_eq!(ids(&awkward), [3]);
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let desk = Desk::open().await;
    let both = desk.get("hardware?model_id[]=1&model_id[]=2").await["total"].as_u64().unwrap();
    let one = desk.get("hardware?model_id=1").await["total"].as_u64().unwrap();
    let two = desk.get("hardware?model_id=2").await["total"].as_u64().unwrap();
    assert_eq!(one + two, both);
    assert_eq!(ids(&desk.get("hardware?asset_tag=ml-0007").await), [7]);
    let of_user = desk.get("hardware?assigned_to=17&assigned_type=App%5CModels%5CUser").await;
    assert_eq!(ids(&of_user), [u64::from(HELD)]);
    let alone = desk.get("hardware?assigned_to=17").await["total"].clone();
    assert_eq!(alone, desk.get("hardware").await["total"]);
}

#[tokio::test]
async fn a_tag_is_found_in_any_case_unless_deleted() {
    let desk = Desk::open().await;
    assert_eq!(desk.get("hardware/bytag/ml-0002").await["id"], FREE);
    assert_eq!(desk.get("hardware/bytag/ML-0005").await["status"], "error");
    assert_eq!(ids(&desk.get("hardware/bytag/ML-0005?deleted=true").await), [u64::from(DELETED)]);
}

#[tokio::test]
async fn some_lists_cannot_be_sorted_by_change() {
    let desk = Desk::open().await;
    let plain = desk.get("statuslabels").await;
    assert_eq!(desk.get("statuslabels?sort=updated_at&order=desc").await, plain);
    assert_ne!(ids(&desk.get("statuslabels?sort=name&order=asc").await), ids(&plain));
    let suppliers = ids(&desk.get("suppliers").await);
    assert_eq!(ids(&desk.get("suppliers?sort=id&order=desc").await), suppliers);
    let models = ids(&desk.get("models").await);
    assert_ne!(ids(&desk.get("models?sort=id&order=desc").await), models);
}

#[tokio::test]
async fn users_are_found_by_exact_address() {
    let desk = Desk::open().await;
    assert_eq!(ids(&desk.get("users?email=ana.silva@uni.example").await), [5]);
    assert_eq!(desk.get("users?email=ana.silva").await["total"], 0);
    assert_eq!(ids(&desk.get("users?search=conceicao").await), [6]);
}

#[tokio::test]
async fn a_label_of_unknown_type_cannot_be_deployed() {
    let desk = Desk::open().await;
    let made = desk.post("statuslabels", json!({ "name": "Odd", "type": "zzz" })).await;
    let id = made["payload"]["id"].as_u64().unwrap();
    assert_eq!(desk.get(&format!("statuslabels/{id}")).await["type"], "undeployable");
    let again = desk.post("statuslabels", json!({ "name": "odd", "type": "deployable" })).await;
    assert_eq!(again["messages"]["name"][0], "The name must be unique.");
}
