//! What is not recorded: uploads, old bad values, other companies' assets, check-outs that overlap.

use crate::common::*;
use reqwest::Method;
use serde_json::json;
use snipeit_simulator::{Asset, Holder};

const FORM: &str = "multipart/form-data; boundary=edge";

#[tokio::test]
async fn an_uploaded_file_leaves_a_row_with_its_name() {
    let desk = Desk::open().await;
    let body = "--edge\r\ncontent-disposition: form-data; name=\"notes\"\r\n\r\nscratched\r\n\
                --edge\r\ncontent-disposition: form-data; name=\"file[]\"; filename=\"a.png\"\r\n\
                \r\nPNG\r\n--edge--\r\n";
    let request = desk.request(Method::POST, &format!("hardware/{FREE}/files"));
    let reply = send(request.header("content-type", FORM).body(body)).await.json();
    assert_eq!((&reply["status"], &reply["payload"]["id"]), (&json!("success"), &json!(FREE)));
    let row = &desk.newest(1).await[0];
    assert_eq!((&row["action_type"], &row["note"]), (&json!("uploaded"), &json!("scratched")));
    assert_eq!(row["file"]["filename"], format!("hardware-{FREE}-a.png"));
}

#[tokio::test]
async fn an_upload_without_files_or_asset_is_refused_by_its_status() {
    let desk = Desk::open().await;
    for (asset, status) in [(FREE, 500), (DELETED, 404)] {
        let request = desk.request(Method::POST, &format!("hardware/{asset}/files"));
        let reply = send(request.json(&json!({}))).await;
        assert_eq!(reply.status, status, "asset {asset}");
        assert_eq!(reply.json()["status"], "error");
    }
}

#[tokio::test]
async fn an_old_bad_value_refuses_a_mere_change_of_label() {
    let desk = Desk::open().await;
    desk.simulator.with_lab(|lab| {
        let asset = lab.asset(FREE).unwrap().clone();
        lab.put_asset(Asset { supplier: Some(999), ..asset });
    });
    let reply = desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    let said = json!({ "supplier_id": ["The selected supplier id is invalid."] });
    assert_eq!(reply["messages"], said);
    assert_eq!(desk.get(&format!("hardware/{FREE}")).await["status_label"]["id"], AVAILABLE);
}

#[tokio::test]
async fn another_company_s_assets_are_nowhere() {
    let desk = Desk::open().await;
    desk.simulator.with_lab(|lab| {
        lab.keep_companies_apart(true);
        let other = lab.add_company("Another", now());
        let asset = lab.asset(FREE).unwrap().clone();
        lab.put_asset(Asset { company: Some(other), ..asset });
        let user = lab.user(2).unwrap().clone();
        let company = lab.asset(HELD).unwrap().company;
        lab.put_user(snipeit_simulator::User { company, ..user });
    });
    let as_lowpriv = async |path: &str| {
        let request = desk.raw(Method::GET, path).bearer_auth(&desk.lowpriv);
        send(request.header("accept", "application/json")).await.json()
    };
    let tag = desk.get(&format!("hardware/{FREE}")).await["asset_tag"].clone();
    let by_tag = format!("hardware/bytag/{}", tag.as_str().unwrap());
    for path in [format!("hardware/{FREE}"), by_tag] {
        assert_eq!(as_lowpriv(&path).await["messages"], "Asset does not exist.", "{path}");
    }
    let listed = ids(&as_lowpriv("hardware").await);
    assert!(listed.contains(&u64::from(HELD)) && !listed.contains(&u64::from(FREE)));
}

#[tokio::test]
async fn overlapping_check_outs_both_succeed_and_the_last_one_stays() {
    let desk = Desk::open().await;
    desk.simulator.with_lab(|lab| {
        lab.check_out(FREE, BORROWER, None, None, now()).unwrap();
        lab.overlap_check_outs(1);
        lab.check_out(FREE, BORROWER - 1, None, None, now()).unwrap();
        assert_eq!(lab.asset(FREE).unwrap().holder, Some(Holder::User(BORROWER - 1)));
        assert!(lab.check_out(FREE, BORROWER, None, None, now()).is_err(), "only one overlaps");
    });
    let rows = desk.newest(2).await;
    assert!(rows.iter().all(|row| row["action_type"] == "checkout"), "{rows:?}");
}

#[tokio::test]
async fn only_what_is_deleted_can_be_restored() {
    let desk = Desk::open().await;
    let reply = desk.post(&format!("hardware/{FREE}/restore"), json!({})).await;
    assert_eq!(reply["messages"], "The asset is not deleted, so it cannot be restored");
    desk.post(&format!("hardware/{DELETED}/restore"), json!({})).await;
    assert_eq!(desk.get(&format!("hardware/{DELETED}")).await["deleted_at"], json!(null));
}
