//! Returns of which the log and the asset do not say the same, and what is gone.

use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::RequisitionId;
use domain::unit::UnitState;
use snipeit_simulator::Holder;

use super::{ARCHIVED, AVAILABLE, IN_REPAIR, ends, offers};
use crate::common::Scene;

#[tokio::test]
async fn what_was_taken_out_of_use_came_back() {
    let mut scene = Scene::set_by_hand().await;
    let id = scene.lent(scene.assets[0]).await;
    scene.check_in_unlogged(scene.assets[0]);
    scene.relabel(scene.assets[0], IN_REPAIR);
    scene.reconcile().await;
    offers(&scene, Disagreement::AutomaticCheckIn, &[Answer::Returned]).await;
    ends(&mut scene, id, Disagreement::AutomaticCheckIn, Answer::Returned, &[UnitState::Returned])
        .await;
    assert_eq!(scene.label(scene.assets[0]), IN_REPAIR, "that label is not ours to replace");
    scene.end().await;
}

async fn out_here_in_there(scene: &Scene) -> RequisitionId {
    let id = scene.lent(scene.assets[0]).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.free_silently(scene.assets[0], at)).unwrap();
    scene.reconcile().await;
    id
}

#[tokio::test]
async fn out_here_and_in_there_came_back_and_its_label_is_looked_after() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_here_in_there(&scene).await;
    offers(&scene, Disagreement::OutHereInThere, &[Answer::Returned, Answer::LendAgain]).await;
    ends(&mut scene, id, Disagreement::OutHereInThere, Answer::Returned, &[UnitState::Returned])
        .await;
    assert_eq!(scene.label(scene.assets[0]), AVAILABLE);
    scene.end().await;
}

#[tokio::test]
async fn out_here_and_in_there_is_lent_again() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_here_in_there(&scene).await;
    ends(&mut scene, id, Disagreement::OutHereInThere, Answer::LendAgain, &[UnitState::CheckedOut])
        .await;
    assert_eq!(scene.holder(scene.assets[0]), Some(Holder::User(scene.leader.user)));
    scene.end().await;
}

async fn still_held(scene: &Scene) -> RequisitionId {
    let id = scene.lent(scene.assets[0]).await;
    let before = scene.simulator.with_lab(|lab| lab.asset(scene.assets[0]).unwrap().clone());
    scene.check_in(scene.assets[0]);
    scene.simulator.with_lab(|lab| lab.put_asset(before));
    scene.feed().await;
    id
}

#[tokio::test]
async fn what_is_still_held_there_can_be_taken_back() {
    let mut scene = Scene::set_by_hand().await;
    let id = still_held(&scene).await;
    offers(&scene, Disagreement::StillHeld, &[Answer::TakeBack, Answer::Keep]).await;
    ends(&mut scene, id, Disagreement::StillHeld, Answer::TakeBack, &[UnitState::Returned]).await;
    assert_eq!(scene.holder(scene.assets[0]), None);
    scene.end().await;
}

#[tokio::test]
async fn what_is_still_held_there_can_be_out_indeed() {
    let mut scene = Scene::set_by_hand().await;
    let id = still_held(&scene).await;
    ends(&mut scene, id, Disagreement::StillHeld, Answer::Keep, &[UnitState::CheckedOut]).await;
    scene.end().await;
}

#[tokio::test]
async fn what_was_deleted_while_it_was_out_came_back() {
    let mut scene = Scene::set_by_hand().await;
    let id = scene.lent(scene.assets[0]).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.delete_asset(scene.assets[0], at)).unwrap();
    scene.feed().await;
    offers(&scene, Disagreement::DeletedWhileOut, &[Answer::Returned]).await;
    ends(&mut scene, id, Disagreement::DeletedWhileOut, Answer::Returned, &[UnitState::Returned])
        .await;
    scene.end().await;
}

async fn gone_while_reserved(scene: &Scene) -> RequisitionId {
    let id = scene.reserved(scene.assets[0]).await;
    scene.relabel(scene.assets[0], ARCHIVED);
    scene.reconcile().await;
    id
}

#[tokio::test]
async fn what_is_gone_is_replaced_by_another_asset() {
    let mut scene = Scene::set_by_hand().await;
    let id = gone_while_reserved(&scene).await;
    let all = [Answer::AnotherAsset, Answer::ReleaseUnit];
    offers(&scene, Disagreement::AssetGone, &all).await;
    ends(
        &mut scene,
        id,
        Disagreement::AssetGone,
        Answer::AnotherAsset,
        &[UnitState::Released, UnitState::Reserved],
    )
    .await;
    scene.end().await;
}

#[tokio::test]
async fn what_is_gone_is_released() {
    let mut scene = Scene::set_by_hand().await;
    let id = gone_while_reserved(&scene).await;
    ends(&mut scene, id, Disagreement::AssetGone, Answer::ReleaseUnit, &[UnitState::Released])
        .await;
    scene.end().await;
}
