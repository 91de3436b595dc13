//! What was decided and is overtaken: by a hand in Snipe-IT, by another decision, by another desk.
//! Nothing is written then for a reason that is gone, and nothing stays open for ever.

use crate::common::{LABELS, Scene};
use chrono::TimeDelta;
use desk::api::*;
use desk::{Desk, DeskOptions, InMemory};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::{LabelId, RequisitionId};
use domain::labels::LabelMap;
use domain::unit::UnitState;
use snipeit_simulator::{Holder, Matching, Times, WrongType};

const RESERVED: u32 = 7;
const CHECKED_OUT: u32 = 8;

fn stored(outcome: DecisionOutcome) {
    assert!(matches!(outcome, DecisionOutcome::Stored { .. }), "{outcome:?}");
}

/// Decides it while Snipe-IT is away: it waits.
async fn while_away(scene: &Scene, decision: impl Future<Output = DecisionOutcome>) {
    scene.simulator.faults().go_offline();
    stored(decision.await);
    scene.settle().await;
    scene.simulator.faults().come_back();
}

/// Whether nothing on the unit waits for anything.
async fn is_settled(scene: &Scene, id: RequisitionId) -> bool {
    let operation = scene.unit(id).await.operation;
    operation.is_none_or(|operation| !operation.phase.is_open())
}

#[tokio::test]
async fn nobody_elses_loan_is_ended_before_the_log_was_read_either() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    while_away(&scene, scene.take_back(id)).await;
    scene.check_in(asset);
    scene.check_out(asset, scene.stranger);
    scene.clock.advance(TimeDelta::minutes(3));
    scene.settle().await;
    assert!(is_settled(&scene, id).await, "it is refused");
    assert_eq!((scene.requests("POST"), scene.holder(asset).is_some()), (0, true));
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned, "the log tells of it");
    scene.end().await;
}

#[tokio::test]
async fn a_check_in_that_waited_is_not_sent_when_the_asset_is_lent_to_another_by_then() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    while_away(&scene, scene.take_back(id)).await;
    scene.check_in(asset);
    scene.check_out(asset, scene.stranger);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned, "the log told of it");
    scene.clock.advance(TimeDelta::minutes(1));
    scene.settle().await;
    assert_eq!(scene.requests("POST"), 0, "somebody else's loan was checked in");
    assert_eq!(scene.holder(asset), Some(Holder::User(scene.stranger)));
    assert!(is_settled(&scene, id).await);
    scene.end().await;
}

#[tokio::test]
async fn a_check_out_that_waited_is_not_sent_when_the_loan_is_over_by_then() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    while_away(&scene, scene.hand_over(id)).await;
    scene.check_out(asset, scene.leader.user);
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned, "the log told of it");
    scene.clock.advance(TimeDelta::minutes(1));
    scene.settle().await;
    // What was left behind of the reservation is taken off.
    scene.settle().await;
    assert_eq!(scene.requests("POST"), 0, "an asset went out for a loan that is over");
    assert_eq!(scene.holder(asset), None);
    assert!(is_settled(&scene, id).await);
    scene.end().await;
}

#[tokio::test]
async fn the_label_of_what_went_out_and_came_back_during_doubt_is_looked_after() {
    let scene = Scene::set_by_hand().await;
    let labels = LabelMap { checked_out: Some(LabelId(CHECKED_OUT)), ..LABELS };
    crate::common::set(&scene.desk, |settings| SettingsChange { labels, ..settings }).await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.simulator.faults().server_error(Matching::new("POST", "checkout"), Times::Next(1));
    stored(scene.hand_over(id).await);
    scene.settle().await;
    scene.check_out(asset, scene.leader.user);
    scene.relabel(asset, CHECKED_OUT);
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    scene.clock.advance(TimeDelta::minutes(1));
    scene.settle().await;
    scene.settle().await;
    assert_eq!(scene.label(asset), LABELS.available.0, "nobody else looks for this label");
    scene.end().await;
}

#[tokio::test]
async fn who_has_what_was_rejected_does_not_have_it_for_that_request() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.check_out(asset, scene.leader.user);
    scene.feed().await;
    assert_eq!(scene.open().await, [(Disagreement::OutWhilePending, true)]);
    let asked = scene.discrepancies(false).await.remove(0).id;
    let unit = scene.unit(id).await.id;
    scene.desk.reject(vec![unit], "not for this course".to_owned()).await.unwrap();
    scene.clock.advance(TimeDelta::seconds(6));
    scene.settle().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Rejected);
    assert_eq!(scene.open().await, [], "there is nothing left to choose");
    let accepted = scene.desk.resolve(asked, Answer::AcceptLoan).await;
    assert_eq!(accepted, Err(DeskError::NotPossible), "what was rejected is never lent");
    scene.reconcile().await;
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn nobodys_label_is_not_taken_off_once_it_is_ours() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.relabel(asset, RESERVED);
    scene.reconcile().await;
    let asked = scene.discrepancies(false).await.remove(0).id;
    scene.relabel(asset, LABELS.available.0);
    let id = scene.reserved(asset).await;
    assert_eq!(scene.open().await, [(Disagreement::Unclaimed, false)], "not compared since");
    let resolved = scene.desk.resolve(asked, Answer::PutAvailable).await;
    assert_eq!(resolved, Ok(Resolved::Changed));
    scene.settle().await;
    assert_eq!(scene.label(asset), RESERVED, "our own reservation lost its label");
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn a_doubt_about_a_label_that_nobody_claims_ends_when_the_label_is_seen() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.relabel(asset, RESERVED);
    scene.reconcile().await;
    let asked = scene.discrepancies(false).await.remove(0).id;
    scene.simulator.faults().server_error(Matching::new("PATCH", "hardware"), Times::UntilCleared);
    let resolved = scene.desk.resolve(asked, Answer::PutAvailable).await.unwrap();
    let Resolved::Sent { operations } = resolved else { panic!("{resolved:?}") };
    for _ in 0..25 {
        scene.settle().await;
        scene.clock.advance(TimeDelta::seconds(61));
    }
    assert_eq!(scene.open().await, [(Disagreement::InDoubtTooLong, false)]);
    scene.simulator.faults().clear();
    scene.relabel(asset, LABELS.available.0);
    scene.desk.check_operation(operations[0]).await.unwrap();
    assert_eq!(scene.open().await, [], "nobody could ever settle it");
    scene.end().await;
}

#[tokio::test]
async fn an_asset_that_cannot_be_understood_does_not_stop_the_log() {
    let scene = Scene::set_by_hand().await;
    let [odd, other] = [scene.assets[0], scene.assets[1]];
    let (first, second) = (scene.reserved(odd).await, scene.reserved(other).await);
    let row = scene.check_out(odd, scene.leader.user);
    scene.check_out(other, scene.leader.user);
    let one = Matching::new("GET", &format!("hardware/{odd}"));
    scene.simulator.faults().wrong_type(one, Times::UntilCleared, "id", WrongType::Object);
    scene.feed().await;
    let effect = scene.effect(row).await;
    assert!(matches!(effect, ActivityEffect::Unreadable { .. }), "{effect:?}");
    assert_eq!(scene.unit(second).await.state, UnitState::CheckedOut, "its row was applied");
    assert_eq!(scene.unit(first).await.state, UnitState::Reserved, "nothing is known of it");
    scene.simulator.faults().clear();
    scene.reconcile().await;
    assert_eq!(scene.unit(first).await.state, UnitState::CheckedOut, "the asset itself tells");
    scene.end().await;
}

#[tokio::test]
async fn a_hold_whose_release_a_person_took_back_is_left_alone() {
    let scene = Scene::set_by_hand().await;
    let id = scene.reserved(scene.assets[0]).await;
    let holds = Holds::Release;
    crate::common::set(&scene.desk, |settings| SettingsChange { holds, ..settings }).await;
    scene.clock.advance(TimeDelta::days(30));
    scene.simulator.faults().go_offline();
    scene.settle().await;
    let release = scene.unit(id).await.operation.expect("the hold ran out").id;
    scene.desk.withdraw(vec![release]).await.unwrap();
    scene.settle().await;
    assert!(is_settled(&scene, id).await, "it was decided again over the person's head");
    scene.end().await;
}

#[tokio::test]
async fn a_workspace_that_another_desk_set_up_meanwhile_keeps_its_settings() {
    let scene = Scene::set_by_hand().await;
    let folder = tempfile::TempDir::new().unwrap();
    let options = || {
        let tokens = std::sync::Arc::new(InMemory::default());
        DeskOptions::new(folder.path().to_owned(), tokens)
    };
    let [first, second] = [Desk::new(options()), Desk::new(options())];
    second.start().await;
    crate::common::connect(&first, &scene.simulator).await;
    crate::common::set(&first, |settings| SettingsChange { undo_seconds: 20, ..settings }).await;
    first.stop().await;
    let report = second.check_address(scene.simulator.address(), TrustChoice::System).await;
    let (address, token) = (report.unwrap().address, scene.simulator.token());
    second.check_token(address, TrustChoice::System, token).await.unwrap();
    let choice = SetupChoice {
        labels: LABELS,
        zone: "Europe/Lisbon".to_owned(),
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::ThisRun,
    };
    assert_eq!(second.finish_setup(choice).await, Err(DeskError::NotPossible));
    second.stop().await;
    let third = Desk::new(options());
    assert_eq!(third.settings().await.unwrap().undo_seconds, 20);
    third.stop().await;
    scene.end().await;
}
