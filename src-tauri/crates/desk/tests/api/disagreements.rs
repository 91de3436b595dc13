//! What has two explanations is asked: raised and told once, and over by itself when Snipe-IT agrees
//! again.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::api::*;
use domain::decide::answer::Answer;
use domain::decide::approval::CannotApprove;
use domain::decide::unit::Disagreement;
use domain::operation::OperationKind;
use domain::unit::UnitState;

const AVAILABLE: u32 = 2;
const RESERVED: u32 = 7;
/// Deployable, and not mapped.
const CHECKED_OUT: u32 = 8;
const IN_REPAIR: u32 = 9;
const ARCHIVED: u32 = 3;

/// One disagreement about the unit, raised and told once, and gone once it is put right.
async fn raised_and_settled(scene: &Scene, about: Disagreement, put_right: impl FnOnce(&Scene)) {
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(about, true)]);
    assert_eq!(scene.told(about).await, 1);
    let open = scene.discrepancies(false).await.remove(0).id;
    assert_eq!(scene.named(about).await, Some(open), "the message leads to it");
    scene.clock.advance(TimeDelta::minutes(5));
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(about, true)], "it stands while Snipe-IT says so");
    assert_eq!(scene.told(about).await, 1, "nobody is told twice");
    scene.clock.advance(TimeDelta::minutes(5));
    put_right(scene);
    scene.reconcile().await;
    assert_eq!(scene.open().await, [], "it ended by itself");
    let ended = scene.discrepancies(true).await;
    assert_eq!(
        ended.iter().map(|row| (row.about, row.answer)).collect::<Vec<_>>(),
        [(about, None)]
    );
}

#[tokio::test]
async fn reserved_here_and_free_there_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    scene.relabel(asset, AVAILABLE);
    let about = Disagreement::FreeThere;
    raised_and_settled(&scene, about, |scene| scene.relabel(asset, RESERVED)).await;
    scene.end().await;
}

#[tokio::test]
async fn a_label_changed_by_hand_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    scene.relabel(asset, IN_REPAIR);
    let about = Disagreement::LabelChanged;
    raised_and_settled(&scene, about, |scene| scene.relabel(asset, RESERVED)).await;
    scene.end().await;
}

#[tokio::test]
async fn a_holder_outside_the_project_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.check_out_unlogged(asset, scene.stranger);
    let about = Disagreement::OutsideProject;
    raised_and_settled(&scene, about, |scene| scene.check_in_unlogged(asset)).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.end().await;
}

#[tokio::test]
async fn what_is_lent_and_goes_to_somebody_else_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let leader = scene.leader.user;
    scene.simulator.with_lab(|lab| lab.free_silently(asset, scene.clock.now())).unwrap();
    scene.check_out_unlogged(asset, scene.stranger);
    raised_and_settled(&scene, Disagreement::OutsideProject, |scene| {
        scene.simulator.with_lab(|lab| lab.free_silently(asset, scene.clock.now())).unwrap();
        scene.check_out_unlogged(asset, leader);
    })
    .await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}

#[tokio::test]
async fn checked_out_though_only_pending_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.clock.advance(TimeDelta::minutes(1));
    scene.check_out_unlogged(asset, scene.leader.user);
    let about = Disagreement::OutWhilePending;
    raised_and_settled(&scene, about, |scene| scene.check_in_unlogged(asset)).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    scene.end().await;
}

#[tokio::test]
async fn what_the_requester_has_had_for_longer_says_nothing_of_a_new_request() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.check_out_unlogged(asset, scene.leader.user);
    scene.clock.advance(TimeDelta::minutes(1));
    scene.ask(&[asset]).await;
    scene.reconcile().await;
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn what_one_unit_has_rightly_is_no_surprise_to_another_that_wishes_for_it() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let wish = scene.ask(&[asset]).await;
    scene.lent(asset).await;
    scene.reconcile().await;
    assert_eq!(scene.open().await, []);
    assert_eq!(scene.unit(wish).await.state, UnitState::Pending);
    scene.end().await;
}

#[tokio::test]
async fn out_here_and_in_there_is_asked_where_no_check_in_tells_why() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.simulator.with_lab(|lab| lab.free_silently(asset, scene.clock.now())).unwrap();
    let about = Disagreement::OutHereInThere;
    let leader = scene.leader.user;
    raised_and_settled(&scene, about, |scene| drop(scene.check_out_unlogged(asset, leader))).await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}

#[tokio::test]
async fn back_and_out_of_use_in_one_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in_unlogged(asset);
    scene.relabel(asset, IN_REPAIR);
    let leader = scene.leader.user;
    raised_and_settled(&scene, Disagreement::AutomaticCheckIn, |scene| {
        scene.relabel(asset, RESERVED);
        scene.check_out_unlogged(asset, leader);
    })
    .await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}

#[tokio::test]
async fn an_asset_deleted_while_reserved_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    scene.edit(asset, |asset| asset.deleted_at = Some(asset.updated_at));
    let about = Disagreement::AssetGone;
    let put_right = |scene: &Scene| scene.edit(asset, |asset| asset.deleted_at = None);
    raised_and_settled(&scene, about, put_right).await;
    scene.end().await;
}

#[tokio::test]
async fn an_asset_archived_while_reserved_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    scene.relabel(asset, ARCHIVED);
    let about = Disagreement::AssetGone;
    raised_and_settled(&scene, about, |scene| scene.relabel(asset, RESERVED)).await;
    scene.end().await;
}

#[tokio::test]
async fn an_asset_that_is_no_longer_there_while_lent_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let purged = scene.simulator.with_lab(|lab| lab.purge_asset(asset)).unwrap();
    let about = Disagreement::DeletedWhileOut;
    let put_right = |scene: &Scene| scene.simulator.with_lab(|lab| lab.put_asset(purged));
    raised_and_settled(&scene, about, put_right).await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}

#[tokio::test]
async fn reserved_there_and_claimed_by_nobody_is_listed() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.relabel(asset, RESERVED);
    scene.reconcile().await;
    scene.reconcile().await;
    let about = Disagreement::Unclaimed;
    assert_eq!(scene.open().await, [(about, false)]);
    assert_eq!(scene.told(about).await, 0, "it concerns nobody's request");
    scene.relabel(asset, AVAILABLE);
    scene.reconcile().await;
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn while_a_label_that_nobody_claims_is_put_back_the_asset_is_promised_to_nobody() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.relabel(asset, RESERVED);
    scene.reconcile().await;
    let open = scene.discrepancies(false).await.remove(0).id;
    scene.desk.resolve(open, Answer::PutAvailable).await.unwrap();
    let id = scene.ask(&[asset]).await;
    let under_way = DecisionOutcome::CannotApprove { reason: CannotApprove::UnderWay };
    assert_eq!(scene.approve(id).await.remove(0).outcome, under_way);
    scene.settle().await;
    assert!(matches!(scene.approve(id).await.remove(0).outcome, DecisionOutcome::Stored { .. }));
    scene.end().await;
}

#[tokio::test]
async fn reserved_there_while_somebody_holds_it_is_a_loan_and_not_a_claim() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.relabel(asset, RESERVED);
    scene.check_out_unlogged(asset, scene.stranger);
    scene.reconcile().await;
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn a_label_left_behind_is_asked_where_the_settings_say_so() {
    let scene = Scene::set_by_hand().await;
    scene.after_return(AfterReturn::Ask).await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in_unlogged(asset);
    let about = Disagreement::LabelLeft;
    raised_and_settled(&scene, about, |scene| scene.relabel(asset, AVAILABLE)).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    scene.end().await;
}

#[tokio::test]
async fn a_label_that_is_not_ours_is_asked_whatever_the_settings_say() {
    let scene = Scene::set_by_hand().await;
    scene.after_return(AfterReturn::Off).await;
    let asset = scene.assets[0];
    scene.lent(asset).await;
    scene.relabel(asset, CHECKED_OUT);
    scene.check_in_unlogged(asset);
    let about = Disagreement::LabelLeft;
    raised_and_settled(&scene, about, |scene| scene.relabel(asset, AVAILABLE)).await;
    scene.end().await;
}

#[tokio::test]
async fn a_label_left_behind_is_over_when_the_asset_is_promised_again() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.lent(asset).await;
    scene.relabel(asset, CHECKED_OUT);
    scene.check_in_unlogged(asset);
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(Disagreement::LabelLeft, true)]);
    scene.reserved(asset).await;
    scene.reconcile().await;
    assert_eq!(scene.open().await, [], "the Reserved label is the new claim's");
    scene.end().await;
}

#[tokio::test]
async fn a_label_that_stayed_since_the_return_is_put_back_once_the_settings_say_so() {
    let scene = Scene::set_by_hand().await;
    scene.after_return(AfterReturn::Off).await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in(asset);
    scene.feed().await;
    scene.reconcile().await;
    assert_eq!(scene.label(asset), RESERVED, "so it is wanted");
    assert_eq!(scene.open().await, []);
    scene.after_return(AfterReturn::Automatic).await;
    scene.reconcile().await;
    let operation = scene.unit(id).await.operation.map(|operation| operation.kind);
    assert_eq!(operation, Some(OperationKind::RestoreLabel));
    scene.settle().await;
    assert_eq!(scene.label(asset), AVAILABLE);
    scene.end().await;
}

#[tokio::test]
async fn a_label_that_somebody_set_after_the_return_is_not_wiped() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.lent(asset).await;
    scene.relabel(asset, AVAILABLE);
    scene.check_in(asset);
    scene.feed().await;
    scene.clock.advance(TimeDelta::hours(2));
    scene.relabel(asset, RESERVED);
    scene.reconcile().await;
    scene.settle().await;
    assert_eq!(scene.label(asset), RESERVED, "a colleague may have promised it to somebody");
    assert_eq!(scene.open().await, [(Disagreement::LabelLeft, true)]);
    scene.end().await;
}
