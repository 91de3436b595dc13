//! Scanning: what a code finds, the card of what it found, and one fresh reading of it.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::api::*;
use domain::decide::unit::Disagreement;
use domain::evidence::Evidence;
use domain::ids::AssetId;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::standing::Standing;
use domain::unit::UnitState;
use snipeit_simulator::NewAsset;

async fn scan(scene: &Scene, text: &str) -> Scanned {
    scan_as(scene, text, None).await
}

async fn scan_as(scene: &Scene, text: &str, us: Option<&str>) -> Scanned {
    let code = ScanCode { text: text.to_owned(), us: us.map(str::to_owned) };
    scene.desk.scan(code).await.unwrap()
}

async fn card(scene: &Scene, asset: u32) -> ScanCard {
    scene.desk.scan_card(AssetId(asset)).await.unwrap()
}

async fn read(scene: &Scene, asset: u32) {
    scene.desk.read_asset(AssetId(asset)).await.unwrap();
}

fn one(asset: u32, by: FoundBy) -> Scanned {
    Scanned::Asset { id: AssetId(asset), by }
}

fn nothing(code: &str) -> Scanned {
    Scanned::Nothing { code: code.to_owned(), ask: !code.is_empty() }
}

fn standing(card: &ScanCard) -> Option<Standing> {
    match card.view.standing {
        EquipmentStanding::Claimed { standing, .. } => Some(standing),
        _ => None,
    }
}

/// Enters an asset into Snipe-IT and mirrors it.
async fn enter(scene: &Scene, tag: &str, serial: &str) -> u32 {
    let new = NewAsset {
        tag: tag.to_owned(),
        serial: Some(serial.to_owned()),
        model: scene.model,
        label: 2,
        ..NewAsset::default()
    };
    let asset = scene.simulator.with_lab(|lab| lab.add_asset(new, scene.clock.now()));
    scene.clock.advance(TimeDelta::minutes(2));
    scene.desk.round(desk::Round::Mirror).await.unwrap();
    asset
}

#[tokio::test]
async fn a_code_is_looked_up_as_address_tag_serial_number_and_other_layout_in_this_order() {
    let scene = Scene::set_by_hand().await;
    let first = scene.assets[0];
    for tag in ["ML-0001", "ml-0001", "]C1ML-0001", " ML-0001 "] {
        assert_eq!(scan(&scene, tag).await, one(first, FoundBy::Tag), "{tag:?}");
    }
    assert_eq!(scan(&scene, "sn-ml-0001").await, one(first, FoundBy::Serial));
    let lure = enter(&scene, "SN-ML-0001", "ML-0002").await;
    assert_eq!(scan(&scene, "SN-ML-0001").await, one(lure, FoundBy::Tag), "a tag weighs more");

    let server = scene.simulator.address().to_owned();
    for page in [format!("hardware/{first}"), "ht/ml-0001".to_owned(), "ht/ML%2D0001/".to_owned()] {
        let found = scan(&scene, &format!("{server}/{page}?from=label")).await;
        assert_eq!(found, one(first, FoundBy::Address), "{page}");
    }
    assert_eq!(scan(&scene, &format!("{server}/hardware/99999")).await, nothing("99999"));
    let host = "snipe.elsewhere.example".to_owned();
    let elsewhere = format!("https://{host}/hardware/{first}");
    assert_eq!(scan(&scene, &elsewhere).await, Scanned::OtherServer { host });

    for part in ["ML-000", "ML-00011", "ML_0001", "", "%"] {
        assert_eq!(scan(&scene, part).await, nothing(part), "only the whole tag counts");
    }
    let Scanned::DidYouMean { code, asset } = scan_as(&scene, "ML'0001", Some("ML-0001")).await
    else {
        panic!("the US layout finds it")
    };
    assert_eq!((code.as_str(), asset.id), ("ML'0001", AssetId(first)));
    assert_eq!(scan_as(&scene, "ML'9", Some("ML-9")).await, nothing("ML'9"));
    let plain = scan_as(&scene, "ML-0001", Some("ML/0001")).await;
    assert_eq!(plain, one(first, FoundBy::Tag), "what was typed comes first");
    scene.end().await;
}

#[tokio::test]
async fn several_are_listed_and_what_is_gone_comes_after_what_is_there() {
    let scene = Scene::set_by_hand().await;
    let old = scene.assets[0];
    scene.simulator.with_lab(|lab| lab.delete_asset(old, scene.clock.now()).unwrap());
    let alone = enter(&scene, "X-1", "TWIN").await;
    assert_eq!(scan(&scene, "TWIN").await, one(alone, FoundBy::Serial));
    assert_eq!(scan(&scene, "ML-0001").await, one(old, FoundBy::Tag));
    assert_eq!(card(&scene, old).await.view.standing, EquipmentStanding::Deleted, "and says so");
    let new = enter(&scene, "ml-0001", "twin").await;
    assert_eq!(scan(&scene, "ML-0001").await, one(new, FoundBy::Tag), "the tag was used again");
    let Scanned::Several { by, rows, .. } = scan(&scene, "Twin").await else { panic!("two") };
    let found: Vec<_> = rows.iter().map(|row| row.asset.id.0).collect();
    assert_eq!((by, found), (FoundBy::Serial, vec![alone, new]));
    scene.end().await;
}

#[tokio::test]
async fn labels_with_the_public_address_belong_to_this_server() {
    let scene = Scene::set_by_hand().await;
    let public = Some("https://inventario.lab.example/snipe".to_owned());
    crate::common::set(&scene.desk, |now| SettingsChange { public_address: public, ..now }).await;
    let found = scan(&scene, "http://Inventario.lab.example/snipe/ht/ML-0001").await;
    assert_eq!(found, one(scene.assets[0], FoundBy::Address));
    scene.end().await;
}

#[tokio::test]
async fn the_card_shows_the_notes_the_loan_and_who_has_it() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let free = card(&scene, asset).await;
    assert_eq!(free.view.standing, EquipmentStanding::Available);
    assert_eq!((free.loan, free.borrower, free.notes, free.discrepancy), (None, None, None, None));

    let waiting = scene.ask(&[asset]).await;
    let wanted = card(&scene, asset).await;
    assert_eq!(wanted.loan, None, "a wish has nothing yet");
    assert_eq!(wanted.view.claims[0].requisition, waiting);
    scene.approve(waiting).await;
    assert_eq!(standing(&card(&scene, asset).await), Some(Standing::WillBeApproved));
    scene.clock.advance(TimeDelta::seconds(6));
    scene.settle().await;

    let notes = "2 antennas, **1 USB cable**";
    scene.simulator.with_lab(|lab| lab.set_notes(asset, notes, scene.clock.now()).unwrap());
    read(&scene, asset).await;
    let reserved = card(&scene, asset).await;
    assert_eq!(reserved.notes.as_deref(), Some("2 antennas, 1 USB cable"));
    assert_eq!(standing(&reserved), Some(Standing::Reserved));
    let loan = reserved.loan.unwrap();
    assert_eq!((loan.requisition.id, loan.line), (waiting, 1));
    assert_eq!(loan.unit, scene.unit(waiting).await.id);
    let borrower = reserved.borrower.unwrap();
    assert_eq!((borrower.person.id, borrower.role), (scene.leader.person, PersonRole::Student));
    assert_eq!((borrower.person.role, borrower.person.on_loan), (Some(MemberRole::Leader), 0));
    scene.end().await;
}

#[tokio::test]
async fn a_fresh_reading_sees_a_hand_over_at_once_and_the_log_is_its_evidence() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.clock.advance(TimeDelta::minutes(1));
    let row = scene.check_out(asset, scene.leader.user);
    assert_eq!(standing(&card(&scene, asset).await), Some(Standing::Reserved), "not known yet");
    read(&scene, asset).await;
    let out = card(&scene, asset).await;
    assert_eq!(standing(&out), Some(Standing::CheckedOut));
    assert_eq!(out.borrower.unwrap().person.on_loan, 1);
    let evidence = scene.unit(id).await.why.unwrap().evidence;
    let told = matches!(&evidence, Some(Evidence::Activity { id, .. }) if id.0 == row);
    assert!(told, "the row says more than the asset: {evidence:?}");

    scene.clock.advance(TimeDelta::minutes(1));
    scene.check_in_unlogged(asset);
    read(&scene, asset).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned, "the asset alone says so");
    scene.end().await;
}

#[tokio::test]
async fn a_fresh_reading_that_says_nothing_new_is_one_request() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    let before = card(&scene, asset).await.view.read_at;
    scene.clock.advance(TimeDelta::minutes(1));
    let asked = scene.simulator.requests().len();
    read(&scene, asset).await;
    assert_eq!(scene.simulator.requests().len(), asked + 1);
    assert!(card(&scene, asset).await.view.read_at > before, "and its age is new");
    scene.end().await;
}

#[tokio::test]
async fn a_fresh_reading_finds_what_disagrees_and_the_card_leads_to_it() {
    let scene = Scene::set_by_hand().await;
    let [promised, nobodys] = scene.assets[..2] else { panic!("two assets") };
    scene.reserved(promised).await;
    scene.clock.advance(TimeDelta::minutes(2));
    scene.check_out(promised, scene.stranger);
    scene.relabel(nobodys, 7);
    read(&scene, promised).await;
    read(&scene, nobodys).await;
    let taken = card(&scene, promised).await;
    assert_eq!(standing(&taken), Some(Standing::Discrepancy));
    assert_eq!(taken.view.holder.as_ref().map(|holder| &*holder.name), Some("Rui Marques"));
    assert_eq!(taken.borrower, None, "whoever has it is no person of the workspace");
    let open = scene.open().await;
    assert!(open.contains(&(Disagreement::OutsideProject, true)), "{open:?}");
    assert!(open.contains(&(Disagreement::Unclaimed, false)), "{open:?}");
    for asset in [promised, nobodys] {
        let id = card(&scene, asset).await.discrepancy.expect("it leads there");
        assert_eq!(scene.desk.discrepancy(id).await.unwrap().row.asset.id, AssetId(asset));
    }
    scene.end().await;
}

#[tokio::test]
async fn offline_the_reading_fails_visibly_and_the_card_stays() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    let before = card(&scene, asset).await;
    scene.simulator.faults().go_offline();
    let read = scene.desk.read_asset(AssetId(asset)).await;
    assert!(matches!(read, Err(DeskError::Server { .. })), "{read:?}");
    assert_eq!(scan(&scene, "ML-0001").await, one(asset, FoundBy::Tag), "the mirror answers");
    assert_eq!(card(&scene, asset).await, before, "with the age that it had");
    scene.end().await;
}

#[tokio::test]
async fn what_was_decided_goes_on_while_its_asset_is_read() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    scene.relabel(asset, 9);
    read(&scene, asset).await;
    let unit = scene.unit(id).await;
    assert_eq!((unit.state, unit.disagreement), (UnitState::Pending, None), "it waits its turn");
    let label = card(&scene, asset).await.view.label;
    assert_eq!(label.as_deref(), Some("In Repair"), "what was read is shown all the same");
    scene.end().await;
}

#[tokio::test]
async fn an_asset_that_snipe_it_no_longer_has_is_found_and_said_so() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.simulator.with_lab(|lab| lab.purge_asset(asset));
    read(&scene, asset).await;
    assert_eq!(scan(&scene, "ML-0001").await, one(asset, FoundBy::Tag));
    assert_eq!(card(&scene, asset).await.view.standing, EquipmentStanding::Vanished);
    scene.end().await;
}
