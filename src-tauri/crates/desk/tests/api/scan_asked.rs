//! Scanning what the mirror does not know yet: Snipe-IT is asked once, and then it is known here.

use crate::common::Scene;
use desk::api::*;
use domain::decide::unit::Disagreement;
use domain::ids::AssetId;
use snipeit_simulator::NewAsset;

async fn scan(scene: &Scene, text: &str) -> Scanned {
    scene.desk.scan(code(text)).await.unwrap()
}

async fn asked(scene: &Scene, text: &str) -> Scanned {
    scene.desk.scan_asked(code(text)).await.unwrap()
}

fn code(text: &str) -> ScanCode {
    ScanCode { text: text.to_owned(), us: None }
}

fn nothing(code: &str, ask: bool) -> Scanned {
    Scanned::Nothing { code: code.to_owned(), ask }
}

/// Enters an asset into Snipe-IT; the mirror has not heard of it.
fn enter(scene: &Scene, tag: &str, serial: &str) -> AssetId {
    enter_with_label(scene, tag, serial, 2)
}

fn enter_with_label(scene: &Scene, tag: &str, serial: &str, label: u32) -> AssetId {
    let new = NewAsset {
        tag: tag.to_owned(),
        serial: Some(serial.to_owned()),
        model: scene.model,
        label,
        ..NewAsset::default()
    };
    AssetId(scene.simulator.with_lab(|lab| lab.add_asset(new, scene.clock.now())))
}

/// What was asked since then.
fn requests(scene: &Scene, since: usize) -> Vec<String> {
    scene.simulator.requests().into_iter().skip(since).map(|asked| asked.path).collect()
}

#[tokio::test]
async fn an_address_names_an_asset_that_is_read_by_its_id_once() {
    let scene = Scene::set_by_hand().await;
    let id = enter(&scene, "NEW-1", "SN-NEW-1");
    let address = format!("{}/hardware/{id}", scene.simulator.address());
    assert_eq!(scan(&scene, &address).await, nothing(&id.to_string(), true));
    let before = scene.simulator.requests().len();
    assert_eq!(asked(&scene, &address).await, Scanned::Asset { id, by: FoundBy::Address });
    let sent = requests(&scene, before);
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0].ends_with(&format!("/hardware/{id}")), "{sent:?}");
    assert_eq!(scan(&scene, "NEW-1").await, Scanned::Asset { id, by: FoundBy::Tag });
    let card = scene.desk.scan_card(id).await.unwrap();
    assert_eq!(card.view.standing, EquipmentStanding::Available, "and it can be lent");
    scene.end().await;
}

#[tokio::test]
async fn a_tag_is_asked_for_before_a_serial_number() {
    let scene = Scene::set_by_hand().await;
    let serial = enter(&scene, "NEW-1", "TWICE");
    let tag = enter(&scene, "NEW-2", "SN-NEW-2");
    assert_eq!(scan(&scene, "new-2").await, nothing("new-2", true));
    assert_eq!(asked(&scene, "new-2").await, Scanned::Asset { id: tag, by: FoundBy::Tag });
    assert_eq!(asked(&scene, "TWICE").await, Scanned::Asset { id: serial, by: FoundBy::Serial });
    let page = format!("{}/ht/NEW-3", scene.simulator.address());
    let third = enter(&scene, "NEW-3", "SN-NEW-3");
    assert_eq!(asked(&scene, &page).await, Scanned::Asset { id: third, by: FoundBy::Address });
    scene.end().await;
}

#[tokio::test]
async fn what_snipe_it_does_not_know_either_is_nothing_and_not_asked_for_again() {
    let scene = Scene::set_by_hand().await;
    let address = format!("{}/hardware/99999", scene.simulator.address());
    assert_eq!(asked(&scene, &address).await, nothing("99999", false));
    for text in ["ML-9999", "ML/9999", "..", "%2F", "<b>"] {
        assert_eq!(asked(&scene, text).await, nothing(text, false));
    }
    scene.end().await;
}

#[tokio::test]
async fn what_can_name_no_asset_here_is_asked_nowhere() {
    let scene = Scene::set_by_hand().await;
    let page = format!("{}/users/5", scene.simulator.address());
    let before = scene.simulator.requests().len();
    for text in ["", page.as_str()] {
        assert_eq!(scan(&scene, text).await, nothing(text, false));
        assert_eq!(asked(&scene, text).await, nothing(text, false));
    }
    let elsewhere = asked(&scene, "https://snipe.elsewhere.example/hardware/1").await;
    assert!(matches!(elsewhere, Scanned::OtherServer { .. }), "{elsewhere:?}");
    assert_eq!(requests(&scene, before), Vec::<String>::new());
    scene.end().await;
}

#[tokio::test]
async fn offline_it_is_said_that_snipe_it_could_not_be_asked() {
    let scene = Scene::set_by_hand().await;
    let id = enter(&scene, "NEW-1", "SN-NEW-1");
    scene.simulator.faults().go_offline();
    let answer = scene.desk.scan_asked(code("NEW-1")).await;
    assert!(matches!(answer, Err(DeskError::Server { .. })), "{answer:?}");
    assert_eq!(scan(&scene, "NEW-1").await, nothing("NEW-1", true), "it is still to be asked");
    scene.simulator.faults().come_back();
    assert_eq!(asked(&scene, "NEW-1").await, Scanned::Asset { id, by: FoundBy::Tag });
    scene.end().await;
}

#[tokio::test]
async fn what_was_read_is_judged_like_every_reading() {
    let scene = Scene::set_by_hand().await;
    let id = enter_with_label(&scene, "NEW-1", "SN-NEW-1", 7);
    assert_eq!(asked(&scene, "NEW-1").await, Scanned::Asset { id, by: FoundBy::Tag });
    let open = scene.open().await;
    assert!(open.contains(&(Disagreement::Unclaimed, false)), "reserved for nobody: {open:?}");
    scene.end().await;
}
