//! Handing over and taking back: the unit moves on what Snipe-IT shows, and nothing is sent twice.

use crate::common::{LABELS, Scene};
use chrono::TimeDelta;
use desk::api::*;
use domain::decide::lending::CannotHandOver;
use domain::evidence::{AssetFact, Evidence};
use domain::ids::{LabelId, RequisitionId};
use domain::labels::LabelMap;
use domain::operation::{Phase, Refusal};
use domain::standing::Standing;
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times};

async fn lent(scene: &Scene, asset: u32) -> RequisitionId {
    let id = scene.reserve(asset).await;
    assert!(matches!(scene.hand_over(id).await, DecisionOutcome::Stored { .. }));
    scene.until_state(id, UnitState::CheckedOut).await;
    id
}

#[tokio::test]
async fn a_reserved_asset_goes_to_its_requester_and_comes_back() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = lent(&scene, asset).await;
    let unit = scene.unit(id).await;
    let held = scene.simulator.with_lab(|lab| lab.asset(asset).unwrap().clone());
    assert_eq!(held.expected_checkin, Some(unit.due), "Snipe-IT knows when it is due");
    let evidence = unit.why.unwrap().evidence;
    let seen = matches!(evidence, Some(Evidence::AssetSeen { fact: AssetFact::Held, .. }));
    assert!(seen, "{evidence:?}");
    scene.polls().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut, "the row changes nothing");
    assert!(matches!(scene.take_back(id).await, DecisionOutcome::Stored { .. }));
    scene.until_state(id, UnitState::Returned).await;
    scene.polls().await;
    assert_eq!(scene.label(asset), LABELS.available.0, "Available came back with it");
    assert_eq!(scene.requests("POST"), 2);
    scene.end().await;
}

#[tokio::test]
async fn the_checked_out_label_goes_with_it_where_the_lab_has_one() {
    let scene = Scene::set().await;
    let labels = LabelMap { checked_out: Some(LabelId(8)), ..LABELS };
    crate::common::set(&scene.desk, |settings| SettingsChange { labels, ..settings }).await;
    let asset = scene.assets[0];
    let id = lent(&scene, asset).await;
    assert_eq!(scene.label(asset), 8);
    scene.take_back(id).await;
    scene.until_state(id, UnitState::Returned).await;
    assert_eq!(scene.label(asset), LABELS.available.0);
    scene.end().await;
}

#[tokio::test]
async fn a_lost_answer_to_a_hand_over_is_settled_by_reading_and_never_sent_again() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.simulator.faults().lose_answer(Matching::new("POST", "checkout"), Times::Next(1));
    scene.hand_over(id).await;
    scene.until_state(id, UnitState::CheckedOut).await;
    assert_eq!(scene.requests("POST"), 1);
    scene.end().await;
}

#[tokio::test]
async fn a_hand_over_that_never_arrived_is_handed_to_a_person_and_not_repeated() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    // An answer that says nothing of whether it was done; here it was not.
    scene.simulator.faults().server_error(Matching::new("POST", "checkout"), Times::Next(1));
    scene.hand_over(id).await;
    for after in [0, 15, 45, 240] {
        scene.clock.advance(TimeDelta::seconds(after));
        scene.settle().await;
        assert_eq!(scene.unit(id).await.standing, Standing::InDoubt);
    }
    scene.clock.advance(TimeDelta::minutes(15));
    scene.settle().await;
    let unit = scene.unit(id).await;
    assert_eq!(unit.standing, Standing::Discrepancy);
    let operation = unit.operation.unwrap();
    assert_eq!(operation.phase, Phase::Escalated);
    scene.desk.check_operation(operation.id).await.unwrap();
    scene.settle().await;
    assert_eq!(scene.requests("POST"), 1, "a check-out is never sent twice, whoever looks");
    scene.end().await;
}

#[tokio::test]
async fn somebody_who_was_quicker_at_another_counter_is_named() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.stranger);
    scene.hand_over(id).await;
    let refusal = scene.until_refused(id).await;
    assert!(matches!(refusal, Refusal::NotFree { .. }), "{refusal:?}");
    assert_eq!(scene.requests("POST"), 0);
    scene.end().await;
}

#[tokio::test]
async fn offline_a_hand_over_stays_an_intent_that_can_be_withdrawn() {
    let scene = Scene::set().await;
    let (first, second) = (scene.assets[0], scene.assets[1]);
    let waits = scene.reserve(first).await;
    let withdrawn = scene.reserve(second).await;
    scene.simulator.faults().go_offline();
    scene.hand_over(waits).await;
    let DecisionOutcome::Stored { operation, .. } = scene.hand_over(withdrawn).await else {
        panic!("it is stored");
    };
    scene
        .until("both wait for Snipe-IT", async || {
            let waiting = async |id| {
                let unit = scene.unit(id).await;
                unit.standing == Standing::WillBeHandedOver
                    && unit.operation.is_some_and(|operation| operation.waits_for_server)
            };
            waiting(waits).await && waiting(withdrawn).await
        })
        .await;
    scene.desk.withdraw(vec![operation]).await.unwrap();
    scene.simulator.faults().come_back();
    scene.until_state(waits, UnitState::CheckedOut).await;
    scene.polls().await;
    assert_eq!(scene.unit(withdrawn).await.state, UnitState::Reserved);
    assert_eq!(scene.requests("POST"), 1);
    scene.end().await;
}

#[tokio::test]
async fn who_cannot_borrow_is_told_why_and_nothing_is_sent() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    let reason = CannotHandOver::NotReserved { state: UnitState::Pending };
    assert_eq!(scene.hand_over(id).await, DecisionOutcome::CannotHandOver { reason });
    let stranger =
        crate::common::add_person(&scene.desk, "Nuno Reis", "nuno.reis@uni.example", None).await;
    let reserved = scene.reserve(scene.assets[1]).await;
    let unit = scene.unit(reserved).await.id;
    let loan = HandOver { unit, to: Some(stranger) };
    let decided = scene.desk.hand_over(vec![loan]).await.unwrap();
    let reason = CannotHandOver::NotInProject;
    assert_eq!(decided[0].outcome, DecisionOutcome::CannotHandOver { reason });
    assert_eq!(scene.requests("POST"), 0);
    scene.end().await;
}

#[tokio::test]
async fn older_rows_of_the_log_say_nothing_of_a_loan_made_here() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    // It went out to a stranger and came back before the feed looked again.
    scene.check_out(asset, scene.stranger);
    scene.check_in(asset);
    scene.hand_over(id).await;
    scene.settle().await;
    scene.feed().await;
    let unit = scene.unit(id).await;
    assert_eq!((unit.state, unit.disagreement), (UnitState::CheckedOut, None));
    scene.end().await;
}

#[tokio::test]
async fn a_hold_that_ran_out_is_released_by_itself_where_the_settings_say_so() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.clock.advance(TimeDelta::days(5));
    scene.desk.refresh().await.unwrap();
    scene.polls().await;
    let unit = scene.unit(id).await;
    assert_eq!((unit.state, unit.hold_over), (UnitState::Reserved, true), "it is only shown");
    crate::common::set(&scene.desk, |settings| SettingsChange {
        holds: Holds::Release,
        ..settings
    })
    .await;
    scene.desk.refresh().await.unwrap();
    scene.until_state(id, UnitState::Expired).await;
    assert_eq!(scene.label(asset), LABELS.available.0);
    let told = scene.news().await.into_iter().any(|news| matches!(news, News::Expired { .. }));
    assert!(told, "the technician hears of it");
    scene.end().await;
}
