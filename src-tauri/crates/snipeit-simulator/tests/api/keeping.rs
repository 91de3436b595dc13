//! A lab survives in its file, and a server can go and come back.

use std::time::Duration;

use crate::common::*;
use serde_json::json;
use snipeit_simulator::{Lab, Matching, Options, Simulator, Times};

#[tokio::test]
async fn every_change_is_in_the_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lab.json");
    let options = Options { save_to: Some(file.clone()), ..Hands::default().options() };
    let desk = Desk::with(lab(), options).await;
    assert_eq!(Lab::load(&file).unwrap().label_of(FREE).unwrap().id, AVAILABLE);
    desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    assert_eq!(Lab::load(&file).unwrap().label_of(FREE).unwrap().id, RESERVED);
    desk.simulator.with_lab(|lab| lab.check_out(FREE, BORROWER, None, None, now()).unwrap());
    assert!(Lab::load(&file).unwrap().asset(FREE).unwrap().holder.is_some());
}

#[tokio::test]
async fn a_loaded_lab_is_the_saved_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lab.json");
    let saved = lab();
    saved.save(&file).unwrap();
    let loaded = Lab::load(&file).unwrap();
    assert_eq!(serde_json::to_value(&loaded).unwrap(), serde_json::to_value(&saved).unwrap());
}

#[test]
fn a_broken_file_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lab.json");
    std::fs::write(&file, "{\"zone\":").unwrap();
    assert!(Lab::load(&file).is_err());
}

#[tokio::test]
async fn a_stopped_server_starts_again_on_its_port_with_its_lab() {
    let desk = Desk::open().await;
    desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    let (address, token) = (desk.simulator.address(), desk.simulator.token());
    let port = address.rsplit(':').next().unwrap().parse().unwrap();
    let lab = desk.simulator.stop().await;
    assert!(reqwest::get(format!("{address}/health")).await.is_err());
    let again = Simulator::start(lab, Options { port, ..Options::default() }).await.unwrap();
    assert_eq!((again.address(), again.token()), (address, token));
    assert_eq!(again.with_lab(|lab| lab.label_of(FREE).unwrap().id), RESERVED);
}

#[tokio::test]
async fn stopping_does_not_wait_for_slow_answers() {
    let desk = Desk::open().await;
    let (any, slow) = (Matching::any(), Duration::from_secs(3600));
    desk.simulator.faults().delay(any, Times::UntilCleared, slow);
    let pending = tokio::spawn(desk.request(reqwest::Method::GET, "version").send());
    while desk.simulator.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    desk.simulator.stop().await;
    assert!(pending.await.unwrap().is_err());
}

#[test]
fn an_empty_lab_has_labels_and_an_administrator() {
    let lab = Lab::empty(chrono_tz::Europe::Lisbon);
    let labels: Vec<u32> = lab.labels().map(|label| label.id).collect();
    assert_eq!(labels, [1, 2, 3, 7, 8, 9]);
    assert_eq!((lab.users().count(), lab.assets().count()), (1, 0));
    assert!(lab.admin_token().is_some());
}
