//! The mirror: whole, fresh, and cheap to keep so.

use crate::common::Scene;
use desk::api::*;
use snipeit_simulator::NewAsset;

/// More than two of Snipe-IT's largest pages.
const MANY: u32 = 1_203;

async fn large() -> Scene {
    Scene::set_with(|lab| {
        let at = chrono::Utc::now() - chrono::TimeDelta::days(30);
        let model = lab.models().next().unwrap().id;
        for number in 5..=MANY {
            let tag = format!("ML-{number:04}");
            lab.add_asset(NewAsset { tag, model, label: 2, ..NewAsset::default() }, at);
        }
    })
    .await
}

async fn only_hit(scene: &Scene, tag: &str) -> Option<Availability> {
    let hits = scene.desk.find_equipment(tag.to_owned(), 10).await.unwrap();
    hits.into_iter().find_map(|hit| match hit {
        EquipmentHit::Asset { asset, availability } if asset.tag == tag => Some(availability),
        _ => None,
    })
}

#[tokio::test]
async fn a_catalogue_of_several_pages_is_mirrored_whole() {
    let scene = large().await;
    assert_eq!(scene.desk.health().await.unwrap().mirror.assets, MANY);
    for tag in ["ML-0001", "ML-0500", "ML-0501", "ML-1000", "ML-1203"] {
        let hit = only_hit(&scene, tag).await;
        assert!(matches!(hit, Some(Availability::Available { .. })), "{tag}: {hit:?}");
    }
    scene.end().await;
}

#[tokio::test]
async fn after_the_first_pass_only_what_changed_is_read() {
    let scene = large().await;
    scene.simulator.forget_requests();
    let before = scene.desk.health().await.unwrap().mirror.at;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.set_label(scene.assets[700], 9, at).unwrap());
    scene
        .until("the change is mirrored", async || {
            matches!(only_hit(&scene, "ML-0701").await, Some(Availability::NotLendable { .. }))
        })
        .await;
    scene
        .until("the mirror was brought up to date", async || {
            scene.desk.health().await.unwrap().mirror.at > before
        })
        .await;
    let large_pages = scene
        .simulator
        .requests()
        .iter()
        .filter(|request| request.path.contains("hardware") && request.path.contains("limit=500"))
        .count();
    assert_eq!(large_pages, 0, "nothing was read whole again");
    scene.end().await;
}

#[tokio::test]
async fn archived_and_deleted_assets_are_known_as_what_they_are() {
    let scene = Scene::set().await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| {
        lab.set_label(scene.assets[0], 3, at).unwrap();
        lab.delete_asset(scene.assets[1], at).unwrap();
    });
    scene
        .until("the archived one is not lendable and the deleted one is gone", async || {
            let archived = only_hit(&scene, "ML-0001").await;
            let deleted = only_hit(&scene, "ML-0002").await;
            matches!(archived, Some(Availability::NotLendable { .. })) && deleted.is_none()
        })
        .await;
    scene.end().await;
}
