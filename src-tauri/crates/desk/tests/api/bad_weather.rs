//! What Snipe-IT does not answer, answers late, or refuses: nothing is lost, nothing misleads.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::api::*;
use domain::asset::NotFree;
use domain::decide::approval::CannotApprove;
use domain::decide::unit::Disagreement;
use domain::ids::AssetId;
use domain::operation::{Phase, Refusal};
use domain::standing::Standing;
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times};

#[tokio::test]
async fn an_approval_waits_visibly_while_the_server_is_away_and_is_sent_when_it_is_back() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.simulator.faults().go_offline();
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene.until_waiting(id).await;
    scene.until_health(HealthState::Offline).await;
    let unit = scene.unit(id).await;
    assert_eq!((unit.state, unit.standing), (UnitState::Pending, Standing::WillBeApproved));
    assert_eq!(scene.label(asset), 2);
    scene.simulator.faults().come_back();
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(scene.label(asset), 7);
    scene.end().await;
}

#[tokio::test]
async fn what_waits_for_the_server_can_still_be_withdrawn() {
    let scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.simulator.faults().go_offline();
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene.until_waiting(id).await;
    let operation = scene.unit(id).await.operation.unwrap().id;
    scene.desk.withdraw(vec![operation]).await.unwrap();
    scene.simulator.faults().come_back();
    scene.polls().await;
    assert_eq!(scene.unit(id).await.standing, Standing::Pending);
    assert_eq!(scene.writes(), 0);
    scene.end().await;
}

#[tokio::test]
async fn a_decision_withdrawn_while_the_asset_is_being_read_sends_nothing() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    let decided = scene.approve(id).await;
    let DecisionOutcome::Stored { operation, .. } = decided[0].outcome else { panic!("stored") };
    let slow = std::time::Duration::from_millis(600);
    let read = Matching::new("GET", &format!("hardware/{asset}"));
    scene.simulator.faults().delay(read, Times::UntilCleared, slow);
    scene.simulator.forget_requests();
    scene.pass_undo_time().await;
    let path = format!("hardware/{asset}");
    scene
        .until("the asset is being read", async || {
            scene.simulator.requests().iter().any(|request| request.path.ends_with(&path))
        })
        .await;
    scene.desk.withdraw(vec![operation]).await.unwrap();
    // Looking waits for the settler's turn to end.
    scene.desk.check_operation(operation).await.unwrap();
    assert_eq!(scene.writes(), 0);
    assert_eq!(scene.unit(id).await.standing, Standing::Pending);
    scene.end().await;
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_reading_and_nothing_is_sent_twice() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    let patch = Matching::new("PATCH", "hardware");
    scene.simulator.faults().lose_answer(patch, Times::Next(1));
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(scene.label(asset), 7);
    assert_eq!(scene.writes(), 1, "the label was written once");
    scene.end().await;
}

#[tokio::test]
async fn a_write_that_did_not_arrive_is_repeated_only_after_sixty_seconds() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.simulator.faults().server_error(Matching::new("PATCH", "hardware"), Times::Next(1));
    scene.approve(id).await;
    scene.pass_undo_time().await;
    let in_doubt = async || scene.unit(id).await.standing == Standing::InDoubt;
    scene.until("it is in doubt", in_doubt).await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    let operation = scene.unit(id).await.operation.unwrap();
    assert_eq!(scene.desk.withdraw(vec![operation.id]).await, Err(DeskError::TooLate));
    scene.clock.advance(TimeDelta::seconds(20));
    scene.desk.check_operation(operation.id).await.unwrap();
    assert!(in_doubt().await, "not seeing the label proves nothing yet");
    scene.clock.advance(TimeDelta::seconds(60));
    scene.desk.check_operation(operation.id).await.unwrap();
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(scene.label(asset), 7);
    scene.end().await;
}

#[tokio::test]
async fn doubt_that_lasts_is_handed_to_a_person_and_keeps_its_claim() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    let patch = Matching::new("PATCH", "hardware");
    scene.simulator.faults().server_error(patch, Times::UntilCleared);
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene
        .until("a person is asked", async || {
            if let Some(operation) = scene.unit(id).await.operation {
                scene.clock.advance(TimeDelta::minutes(3));
                scene.desk.check_operation(operation.id).await.unwrap();
            }
            scene.unit(id).await.disagreement == Some(Disagreement::InDoubtTooLong)
        })
        .await;
    let unit = scene.unit(id).await;
    assert_eq!((unit.state, unit.standing), (UnitState::Pending, Standing::Discrepancy));
    assert_eq!(unit.operation.clone().unwrap().phase, Phase::Escalated);
    let other = scene.ask(&[asset]).await;
    let decided = scene.approve(other).await;
    let claimed = |decided: &Decided| {
        matches!(
            decided.outcome,
            DecisionOutcome::CannotApprove { reason: CannotApprove::Claimed { .. } }
        )
    };
    assert!(claimed(&decided[0]), "{decided:?}");
    scene.simulator.faults().clear();
    scene.desk.check_operation(unit.operation.unwrap().id).await.unwrap();
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(scene.unit(id).await.disagreement, None, "the label was seen: they agree");
    scene.end().await;
}

#[tokio::test]
async fn the_second_approval_of_an_asset_is_refused_before_snipe_it_is_asked() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let first = scene.ask(&[asset]).await;
    let second = scene.ask(&[asset]).await;
    scene.approve(first).await;
    scene.simulator.faults().go_offline();
    let decided = scene.approve(second).await;
    assert!(
        matches!(
            decided[0].outcome,
            DecisionOutcome::CannotApprove { reason: CannotApprove::Claimed { .. } }
        ),
        "{decided:?}"
    );
    assert_eq!(scene.writes(), 0);
    scene.end().await;
}

#[tokio::test]
async fn an_asset_that_somebody_took_meanwhile_is_refused_and_wears_no_label_of_ours() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    scene.check_out(asset, scene.stranger);
    scene.pass_undo_time().await;
    let refusal = scene.until_refused(id).await;
    let holder = "Rui Marques".to_owned();
    assert_eq!(refusal, Refusal::NotFree { reason: NotFree::Held { holder } });
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    assert_eq!(scene.label(asset), 2);
    assert_eq!(scene.writes(), 0);
    scene.end().await;
}

#[tokio::test]
async fn an_asset_taken_between_check_and_write_gets_its_label_back() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    let slow = std::time::Duration::from_millis(700);
    scene.simulator.faults().delay(Matching::new("PATCH", "hardware"), Times::Next(1), slow);
    scene.approve(id).await;
    scene.pass_undo_time().await;
    scene.until_standing(id, Standing::Reserving).await;
    scene.check_out(asset, scene.stranger);
    let refusal = scene.until_refused(id).await;
    assert_eq!(refusal, Refusal::TakenMeanwhile { holder: "Rui Marques".to_owned() });
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    assert_eq!(scene.label(asset), 2, "no label is left behind");
    scene.end().await;
}

#[tokio::test]
async fn a_deleted_asset_is_refused_with_the_reason() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.delete_asset(asset, at).unwrap());
    scene.pass_undo_time().await;
    assert_eq!(scene.until_refused(id).await, Refusal::AssetGone);
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    scene.end().await;
}

#[tokio::test]
async fn an_asset_reserved_by_others_is_refused() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let at = scene.clock.now();
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    scene.simulator.with_lab(|lab| lab.set_label(asset, 7, at).unwrap());
    scene.pass_undo_time().await;
    assert_eq!(scene.until_refused(id).await, Refusal::AlreadyReserved);
    assert_eq!(scene.label(asset), 7, "a label that is not ours stays");
    scene.end().await;
}

#[tokio::test]
async fn each_unit_of_a_decision_reports_for_itself() {
    let scene = Scene::set().await;
    let assets = [scene.assets[0], scene.assets[1], scene.assets[2]];
    let id = scene.ask(&assets).await;
    scene.approve(id).await;
    scene.check_out(assets[1], scene.stranger);
    scene.pass_undo_time().await;
    scene
        .until("two are reserved and one is not", async || {
            let view = scene.view(id).await;
            let states: Vec<_> = view.lines.iter().map(|line| line.units[0].state).collect();
            states == [UnitState::Reserved, UnitState::Pending, UnitState::Reserved]
        })
        .await;
    scene.end().await;
}

#[tokio::test]
async fn a_returned_asset_with_a_foreign_label_keeps_it() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    let at = scene.clock.now();
    let labelled = scene.simulator.with_lab(|lab| {
        let label = lab.add_label("Para calibrar", snipeit_simulator::LabelKind::Deployable, at);
        lab.set_label(asset, label, at).unwrap();
        label
    });
    scene.check_in(asset);
    scene.until_state(id, UnitState::Returned).await;
    scene.polls().await;
    assert_eq!(scene.label(asset), labelled);
    scene.end().await;
}

#[tokio::test]
async fn a_refused_token_is_said_and_a_new_one_loses_nothing() {
    let scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    let token = scene.simulator.token();
    scene.simulator.with_lab(|lab| lab.revoke_token(&token));
    scene
        .until("the status bar says refused", async || {
            scene.desk.health().await.unwrap().state == HealthState::Refused
        })
        .await;
    scene.approve(id).await;
    scene.pass_undo_time().await;
    let fresh = scene.simulator.with_lab(|lab| {
        use snipeit_simulator::{Locale, Rights};
        lab.add_token(1, Rights::admin(), Locale::English)
    });
    scene.desk.replace_token(fresh, KeepToken::InKeyring).await.unwrap();
    scene.until_state(id, UnitState::Reserved).await;
    scene.end().await;
}

#[tokio::test]
async fn a_return_that_the_asset_denies_asks_a_person() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    // Somebody edits the label to one that nobody can check out: Snipe-IT logs a check-in.
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| {
        lab.check_in(asset, None, at).unwrap();
        lab.set_label(asset, 9, at).unwrap();
    });
    scene
        .until("it is raised", async || {
            scene.unit(id).await.disagreement == Some(Disagreement::AutomaticCheckIn)
        })
        .await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    assert_eq!(scene.unit(id).await.asset.unwrap().id, AssetId(asset));
    scene.end().await;
}

#[tokio::test]
async fn a_restored_server_is_said_and_its_new_rows_count() {
    let mut scene = Scene::set().await;
    let before = scene.simulator.with_lab(|lab| lab.clone());
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    for _ in 0..3 {
        scene.check_out(scene.assets[3], scene.stranger);
        scene.check_in(scene.assets[3]);
    }
    scene.polls().await;
    scene.simulator.with_lab(|lab| *lab = before);
    scene
        .until("the status bar says that the server was restored", async || {
            scene.desk.health().await.unwrap().state == HealthState::Restored
        })
        .await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved, "nothing moves by itself");
    scene.polls().await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.restart().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}
