//! Labels that are not what they should be.

use desk::api::AfterReturn;
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::RequisitionId;
use domain::unit::UnitState;

use super::{
    AVAILABLE, CHECKED_OUT, IN_REPAIR, RESERVED, agrees, answer, ends, offers, relabelled, states,
};
use crate::common::Scene;

#[tokio::test]
async fn a_reserved_asset_gets_its_label_again() {
    for (about, label) in
        [(Disagreement::LabelChanged, CHECKED_OUT), (Disagreement::FreeThere, AVAILABLE)]
    {
        let mut scene = Scene::set_by_hand().await;
        let id = relabelled(&scene, label).await;
        let all = [Answer::PutReserved, Answer::AnotherAsset, Answer::ReleaseUnit];
        offers(&scene, about, &all).await;
        ends(&mut scene, id, about, Answer::PutReserved, &[UnitState::Reserved]).await;
        assert_eq!(scene.label(scene.assets[0]), RESERVED);
        scene.end().await;
    }
}

#[tokio::test]
async fn another_asset_takes_the_place_of_one_with_another_label() {
    for (about, label) in
        [(Disagreement::LabelChanged, IN_REPAIR), (Disagreement::FreeThere, AVAILABLE)]
    {
        let mut scene = Scene::set_by_hand().await;
        let id = relabelled(&scene, label).await;
        ends(
            &mut scene,
            id,
            about,
            Answer::AnotherAsset,
            &[UnitState::Released, UnitState::Reserved],
        )
        .await;
        assert_eq!(scene.label(scene.assets[0]), label, "that one stays as it is");
        scene.end().await;
    }
}

#[tokio::test]
async fn a_reservation_of_an_asset_with_another_label_is_released() {
    for (about, label) in
        [(Disagreement::LabelChanged, IN_REPAIR), (Disagreement::FreeThere, AVAILABLE)]
    {
        let mut scene = Scene::set_by_hand().await;
        let id = relabelled(&scene, label).await;
        ends(&mut scene, id, about, Answer::ReleaseUnit, &[UnitState::Released]).await;
        assert_eq!(scene.label(scene.assets[0]), label);
        scene.end().await;
    }
}

/// Returned, and its label is asked about.
async fn left_behind(scene: &Scene, label: u32) -> RequisitionId {
    scene.after_return(AfterReturn::Ask).await;
    let id = scene.lent(scene.assets[0]).await;
    scene.relabel(scene.assets[0], label);
    scene.check_in(scene.assets[0]);
    scene.feed().await;
    assert_eq!(states(scene, id).await, [UnitState::Returned]);
    id
}

#[tokio::test]
async fn a_label_left_behind_gives_way_to_available_when_a_person_says_so() {
    for label in [RESERVED, CHECKED_OUT] {
        let mut scene = Scene::set_by_hand().await;
        left_behind(&scene, label).await;
        offers(&scene, Disagreement::LabelLeft, &[Answer::PutAvailable, Answer::Keep]).await;
        answer(&mut scene, Disagreement::LabelLeft, Answer::PutAvailable).await;
        assert_eq!(scene.label(scene.assets[0]), AVAILABLE);
        agrees(&scene).await;
        scene.end().await;
    }
}

#[tokio::test]
async fn a_label_left_behind_is_kept() {
    let mut scene = Scene::set_by_hand().await;
    left_behind(&scene, RESERVED).await;
    answer(&mut scene, Disagreement::LabelLeft, Answer::Keep).await;
    assert_eq!(scene.label(scene.assets[0]), RESERVED);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn a_label_that_nobody_claims_is_taken_off_or_kept() {
    for (said, label) in [(Answer::PutAvailable, AVAILABLE), (Answer::Keep, RESERVED)] {
        let mut scene = Scene::set_by_hand().await;
        scene.relabel(scene.assets[0], RESERVED);
        scene.reconcile().await;
        offers(&scene, Disagreement::Unclaimed, &[Answer::PutAvailable, Answer::Keep]).await;
        answer(&mut scene, Disagreement::Unclaimed, said).await;
        assert_eq!(scene.label(scene.assets[0]), label);
        agrees(&scene).await;
        scene.end().await;
    }
}
