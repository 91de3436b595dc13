//! What other programs that lend Snipe-IT's assets get wrong, case by case: deciding, the catalogue
//! and the talk with the server. The activity log has a file of its own.

use crate::common::{LABELS, Scene, TO_DECIDE, add_person, project_draft};
use chrono::TimeDelta;
use desk::api::*;
use domain::decide::approval::CannotApprove;
use domain::ids::{AssetId, LabelId, ModelId, RequisitionId};
use domain::operation::{Phase, Refusal};
use domain::project::ProjectState;
use domain::standing::Standing;
use domain::unit::UnitState;
use domain::validate::{LineDraft, Wanted};
use snipeit_simulator::{LabelKind, Matching, NewAsset, Times};

async fn decide(scene: &Scene, id: RequisitionId) {
    scene.approve(id).await;
    scene.clock.advance(TimeDelta::seconds(6));
    scene.settle().await;
}

async fn candidates(scene: &Scene, id: RequisitionId) -> Vec<u32> {
    let view = scene.view(id).await;
    view.lines[0].candidates.iter().map(|candidate| candidate.asset.id.0).collect()
}

fn of_model(scene: &Scene) -> domain::validate::RequisitionDraft {
    let wanted = Wanted::Model { id: ModelId(scene.model) };
    scene.draft(vec![LineDraft { wanted, quantity: 1 }])
}

/// Given a pending request, when the label cannot be set, then it stays pending, the cause is
/// shown, and nobody is told that it was approved.
#[tokio::test]
async fn c_01_an_approval_that_fails_leaves_the_request_pending_and_says_why() {
    let scene = Scene::set_by_hand().await;
    let refused = scene.ask(&[scene.assets[0]]).await;
    let repair = 9;
    scene.relabel(scene.assets[0], repair);
    decide(&scene, refused).await;
    let unit = scene.unit(refused).await;
    assert_eq!(unit.state, UnitState::Pending);
    let refusal = unit.operation.unwrap().refusal;
    assert!(matches!(refusal, Some(Refusal::NotFree { .. })), "{refusal:?}");

    let waits = scene.ask(&[scene.assets[1]]).await;
    scene.simulator.faults().go_offline();
    decide(&scene, waits).await;
    let unit = scene.unit(waits).await;
    assert_eq!((unit.state, unit.standing), (UnitState::Pending, Standing::WillBeApproved));
    assert!(unit.operation.unwrap().waits_for_server, "and says what it waits for");
    let told = scene.news().await;
    assert!(!told.iter().any(|news| matches!(news, News::Reserved { .. })), "{told:?}");
    scene.end().await;
}

/// Given three requests for one asset, when all are approved, then one is reserved and the others
/// are refused by name before Snipe-IT is asked.
#[tokio::test]
async fn c_05_one_asset_is_promised_once() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let first = scene.ask(&[asset]).await;
    let others = [scene.ask(&[asset]).await, scene.ask(&[asset]).await];
    decide(&scene, first).await;
    for other in others {
        let decided = scene.approve(other).await;
        let claimed = matches!(
            decided[0].outcome,
            DecisionOutcome::CannotApprove { reason: CannotApprove::Claimed { .. } }
        );
        assert!(claimed, "{decided:?}");
    }
    assert_eq!(scene.writes(), 1);
    scene.end().await;
}

/// Given an asset that somebody has under a label called Ready to Deploy, or one whose label is
/// called Not Reserved, when the catalogue is read, then who has it and the label's kind decide.
#[tokio::test]
async fn c_16_the_name_of_a_label_proves_nothing() {
    let scene = Scene::set_with(|lab| {
        let at = chrono::Utc::now() - TimeDelta::days(3);
        let misleading = lab.add_label("Not Reserved", LabelKind::Deployable, at);
        lab.set_label(1, misleading, at).unwrap();
        lab.rename_label(2, "Ready to Deploy", at);
        lab.check_out(2, 1, None, None, at).unwrap();
    })
    .await;
    let standing = async |id| scene.desk.asset(AssetId(id)).await.unwrap().standing;
    assert_eq!(standing(1).await, EquipmentStanding::Available);
    let lent = standing(2).await;
    assert_ne!(lent, EquipmentStanding::Available, "somebody has it");
    scene.end().await;
}

/// Given more than a page of assets, one of which is deleted later, then all are known and the
/// deleted one is no longer offered.
#[tokio::test]
async fn c_17_every_page_is_read_and_what_is_deleted_goes() {
    let scene = Scene::set_with(|lab| {
        let at = chrono::Utc::now() - TimeDelta::days(3);
        for number in 0..600 {
            let tag = format!("ML-1{number:03}");
            lab.add_asset(NewAsset { tag, model: 1, label: 2, ..NewAsset::default() }, at);
        }
    })
    .await;
    assert_eq!(scene.desk.health().await.unwrap().mirror.assets, 604);
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.delete_asset(3, at)).unwrap();
    scene.desk.refresh().await.unwrap();
    scene
        .until("the deleted one is gone", async || {
            scene.desk.health().await.unwrap().mirror.assets == 603
        })
        .await;
    scene.end().await;
}

/// Given a Reserved label with another number and name, then the chosen one is written.
#[tokio::test]
async fn c_19_the_chosen_label_is_written() {
    let scene = Scene::set_with(|lab| {
        let at = chrono::Utc::now() - TimeDelta::days(3);
        lab.add_label("Guardado para projetos", LabelKind::Deployable, at);
    })
    .await;
    let own = scene.simulator.with_lab(|lab| lab.labels().last().unwrap().id);
    let labels = domain::labels::LabelMap { reserved: LabelId(own), ..LABELS };
    crate::common::set(&scene.desk, |settings| SettingsChange { labels, ..settings }).await;
    let asset = scene.assets[0];
    scene.reserve(asset).await;
    assert_eq!(scene.label(asset), own);
    scene.end().await;
}

/// Given somebody who is no member, a blocked person, a pending project or an empty reason, then
/// the request or the decision is refused.
#[tokio::test]
async fn c_20_who_may_not_ask_or_decide_so_is_refused() {
    let scene = Scene::set_by_hand().await;
    let stranger = add_person(&scene.desk, "Rui Reis", "rui.reis@uni.example", None).await;
    let draft = of_model(&scene);
    let foreign = domain::validate::RequisitionDraft { requester: Some(stranger), ..draft.clone() };
    let answer = scene.desk.create_requisition(foreign).await;
    assert!(matches!(answer, Err(DeskError::Invalid { .. })), "no member: {answer:?}");

    let pending =
        scene.desk.create_project(project_draft(scene.leader.person), false).await.unwrap();
    let draft = domain::validate::RequisitionDraft { project: Some(pending), ..draft };
    if let Ok(asked) = scene.desk.create_requisition(draft).await {
        let decided = scene.approve(asked.id).await;
        let possible = decided.iter().any(|d| matches!(d.outcome, DecisionOutcome::Stored { .. }));
        assert!(!possible, "a pending project: {decided:?}");
    }
    let id = scene.ask(&[scene.assets[0]]).await;
    let unit = scene.unit(id).await.id;
    let silent = scene.desk.reject(vec![unit], "  ".to_owned()).await;
    assert!(matches!(silent, Err(DeskError::Invalid { .. })), "no reason: {silent:?}");
    assert_eq!(scene.writes(), 0);
    scene.end().await;
}

/// Given a project with a reserved asset, when it is to end, then it is refused: nothing stays
/// reserved for nobody.
#[tokio::test]
async fn c_22_a_project_with_a_reservation_does_not_end() {
    let scene = Scene::set_by_hand().await;
    let id = scene.reserved(scene.assets[0]).await;
    for end in [ProjectState::Completed, ProjectState::Archived, ProjectState::Rejected] {
        let answer = scene.desk.decide_project(scene.project, end).await;
        assert_eq!(answer, Err(DeskError::NotPossible), "{end:?}");
    }
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.end().await;
}

/// Given a return, then Available is put back: the asset can be lent again.
#[tokio::test]
async fn c_23_a_returned_asset_can_be_lent_again() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in(asset);
    scene.feed().await;
    scene.settle().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    assert_eq!(scene.label(asset), LABELS.available.0);
    scene.reserved(asset).await;
    scene.end().await;
}

/// Given a Reserved label with which nothing can be checked out, then it cannot be chosen.
#[tokio::test]
async fn c_24_a_label_that_forbids_lending_cannot_mean_reserved() {
    let scene = Scene::set_by_hand().await;
    let labels = domain::labels::LabelMap { reserved: LabelId(9), ..LABELS };
    let answer =
        crate::common::try_to_set(&scene.desk, |settings| SettingsChange { labels, ..settings })
            .await;
    assert!(matches!(answer, Err(DeskError::Invalid { .. })), "{answer:?}");
    assert_eq!(scene.desk.settings().await.unwrap().labels, LABELS);
    scene.end().await;
}

/// Given an asset that somebody has, when it is approved, then it is refused before anything is
/// written.
#[tokio::test]
async fn c_25_what_somebody_has_is_not_reserved() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.check_out(asset, scene.stranger);
    decide(&scene, id).await;
    let refusal = scene.unit(id).await.operation.unwrap().refusal;
    assert!(matches!(refusal, Some(Refusal::NotFree { .. })), "{refusal:?}");
    assert_eq!(scene.writes(), 0);
    scene.end().await;
}

/// Given 429 or 500, then a check-out is not repeated blindly, the error has a type, and what was
/// certainly not taken is sent when the server takes requests again.
#[tokio::test]
async fn c_26_no_write_is_repeated_blindly() {
    let scene = Scene::set_by_hand().await;
    let throttled = scene.reserved(scene.assets[0]).await;
    let in_trouble = scene.reserved(scene.assets[1]).await;
    let check_out = || Matching::new("POST", "checkout");
    scene.simulator.faults().server_error(check_out(), Times::Next(1));
    scene.hand_over(in_trouble).await;
    scene.settle().await;
    assert_eq!(scene.unit(in_trouble).await.standing, Standing::InDoubt);
    assert_eq!(scene.requests("POST"), 1);

    scene.simulator.faults().too_many_requests(check_out(), Times::Next(1), Some(1));
    scene.hand_over(throttled).await;
    scene.settle().await;
    let unit = scene.unit(throttled).await;
    assert!(unit.operation.unwrap().waits_for_server, "a no from the limiter is no doubt");
    let error = scene.desk.health().await.unwrap().last_error.unwrap().problem;
    assert!(matches!(error, ServerProblem::Throttled { .. }), "{error:?}");
    scene.end().await;
}

/// Given a loan and a return that are noticed, then the technician is told of both (C-28), with
/// no window open (C-29).
#[tokio::test]
async fn c_28_and_c_29_loans_and_returns_are_told_without_any_window() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.check_in(asset);
    scene.until_state(id, UnitState::Returned).await;
    let told = scene.news().await;
    assert!(told.iter().any(|news| matches!(news, News::CheckedOut { .. })), "{told:?}");
    assert!(told.iter().any(|news| matches!(news, News::Returned { .. })), "{told:?}");
    scene.end().await;
}

/// Given many pending requests, when the inbox is open, then no asset is asked for one by one.
#[tokio::test]
async fn c_30_pending_requests_cost_no_requests() {
    let scene = Scene::set_by_hand().await;
    for _ in 0..20 {
        scene.ask(&scene.assets).await;
    }
    scene.simulator.forget_requests();
    for _ in 0..5 {
        scene.desk.inbox(TO_DECIDE).await.unwrap();
        scene.feed().await;
    }
    let single = scene.simulator.requests().iter().filter(|r| r.path.contains("hardware/")).count();
    assert_eq!(single, 0, "the mirror answers");
    scene.end().await;
}

/// Given an approval that Snipe-IT refuses, then a message says so and the request says why.
#[tokio::test]
async fn c_31_a_refused_approval_is_told() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.check_out(asset, scene.stranger);
    decide(&scene, id).await;
    let told = scene.news().await;
    assert!(told.iter().any(|news| matches!(news, News::Refused { .. })), "{told:?}");
    assert_eq!(scene.unit(id).await.operation.unwrap().phase, Phase::Refused);
    scene.end().await;
}

/// Given a project that becomes active, then it is known since when.
#[tokio::test]
async fn c_32_an_approved_project_knows_when() {
    let scene = Scene::set_by_hand().await;
    let id = scene.desk.create_project(project_draft(scene.leader.person), false).await.unwrap();
    assert_eq!(scene.desk.project(id).await.unwrap().approved_at, None);
    scene.desk.decide_project(id, ProjectState::Active).await.unwrap();
    assert!(scene.desk.project(id).await.unwrap().approved_at.is_some());
    scene.end().await;
}

/// Given assets that are reserved, or promised by a decision under way, then they are not offered
/// to another request.
#[tokio::test]
async fn c_33_what_is_promised_is_not_offered_again() {
    let scene = Scene::set_by_hand().await;
    scene.reserved(scene.assets[0]).await;
    let under_way = scene.ask(&[scene.assets[1]]).await;
    scene.approve(under_way).await;
    let asked = scene.desk.create_requisition(of_model(&scene)).await.unwrap();
    let offered = candidates(&scene, asked.id).await;
    assert!(!offered.contains(&scene.assets[0]), "reserved: {offered:?}");
    assert!(!offered.contains(&scene.assets[1]), "under way: {offered:?}");
    assert!(offered.contains(&scene.assets[2]), "{offered:?}");
    scene.end().await;
}

/// Given an asset that Snipe-IT no longer has, which it says with status 200, then that is an
/// answer with a type, not a failure.
#[tokio::test]
async fn c_35_an_asset_that_is_gone_is_an_answer() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.simulator.with_lab(|lab| lab.purge_asset(asset)).unwrap();
    decide(&scene, id).await;
    let unit = scene.unit(id).await;
    assert_eq!(unit.state, UnitState::Pending);
    assert_eq!(unit.operation.unwrap().refusal, Some(Refusal::AssetGone));
    scene.end().await;
}
