//! Reconciliation: what the log never told is noticed by comparing, and where nothing differs that
//! costs two lists.

use std::sync::Arc;

use crate::common::{Scene, options};
use chrono::TimeDelta;
use desk::api::*;
use domain::decide::unit::Disagreement;
use domain::evidence::{Actor, AssetFact, Evidence, Rule};
use domain::ids::RequisitionId;
use domain::operation::Phase;
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times};

const AVAILABLE: u32 = 2;
const RESERVED: u32 = 7;

/// Why the unit is in its state: who moved it, and what the asset showed.
async fn why(scene: &Scene, id: RequisitionId) -> (Actor, AssetFact, Option<String>) {
    let why = scene.unit(id).await.why.expect("it moved");
    match why.evidence {
        Some(Evidence::AssetSeen { fact, holder, .. }) => (why.actor, fact, holder),
        other => panic!("it rests on the asset, not on {other:?}"),
    }
}

#[tokio::test]
async fn a_check_out_without_a_row_is_seen_by_the_asset_itself() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.check_out_unlogged(asset, scene.leader.user);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved, "the log says nothing");
    scene.reconcile().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    let rule = Actor::Rule { rule: Rule::Reconciliation };
    assert_eq!(why(&scene, id).await, (rule, AssetFact::Held, Some("Ana Silva".to_owned())));
    let told = scene.news().await.pop();
    let holder = "Ana Silva";
    assert!(
        matches!(&told, Some(News::CheckedOut { holder: h, activity: None, .. }) if h == holder),
        "{told:?}"
    );
    scene.end().await;
}

#[tokio::test]
async fn a_return_without_a_row_is_seen_and_the_label_is_put_back() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in_unlogged(asset);
    scene.reconcile().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    let rule = Actor::Rule { rule: Rule::Reconciliation };
    assert_eq!(why(&scene, id).await, (rule, AssetFact::CameBack, None));
    assert!(matches!(scene.news().await.pop(), Some(News::Returned { activity: None, .. })));
    scene.settle().await;
    assert_eq!(scene.label(asset), AVAILABLE);
    scene.reconcile().await;
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn without_report_rights_a_loan_and_its_return_are_seen_all_the_same() {
    let scene = Scene::set_by_hand().await;
    scene.without_reports().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.reconcile().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.clock.advance(TimeDelta::hours(1));
    scene.check_in(asset);
    scene.reconcile().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    assert!(!scene.health().await.reads_activity);
    scene.settle().await;
    assert_eq!(scene.label(asset), AVAILABLE);
    scene.end().await;
}

#[tokio::test]
async fn where_nothing_differs_only_the_lists_are_asked_for() {
    let scene = Scene::set_by_hand().await;
    scene.reserved(scene.assets[0]).await;
    scene.lent(scene.assets[1]).await;
    scene.ask(&[scene.assets[2]]).await;
    scene.feed().await;
    scene.simulator.forget_requests();
    scene.reconcile().await;
    assert_eq!(scene.readings(), 0);
    let lists = scene.simulator.requests().iter().filter(|r| r.path.contains("hardware?")).count();
    assert_eq!(lists, 2, "{:?}", scene.simulator.requests());
    scene.end().await;
}

#[tokio::test]
async fn what_the_lists_tell_of_an_open_disagreement_is_not_asked_for_again() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    scene.check_out_unlogged(asset, scene.stranger);
    scene.relabel(scene.assets[1], RESERVED);
    scene.reconcile().await;
    assert_eq!(scene.open().await.len(), 2);
    scene.simulator.forget_requests();
    scene.reconcile().await;
    assert_eq!(scene.readings(), 0, "{:?}", scene.simulator.requests());
    scene.end().await;
}

#[tokio::test]
async fn extensions_and_shortenings_are_followed() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let asked = scene.unit(id).await.due;
    for days in [7, -3] {
        let day = asked + TimeDelta::days(days);
        let at = scene.clock.now();
        scene.simulator.with_lab(|lab| lab.set_expected_checkin(asset, day, at)).unwrap();
        scene.reconcile().await;
        assert_eq!(scene.unit(id).await.due, day);
    }
    let newest = scene.view(id).await.timeline.remove(0);
    let (from, to) = (asked + TimeDelta::days(7), asked - TimeDelta::days(3));
    assert_eq!(newest.event, TimelineEvent::Due { from, to });
    assert!(matches!(newest.evidence, Some(Evidence::AssetSeen { fact: AssetFact::Held, .. })));
    scene.edit(asset, |asset| asset.expected_checkin = None);
    scene.reconcile().await;
    assert_eq!(scene.unit(id).await.due, asked, "without a word, what was asked for counts");
    let entries = scene.view(id).await.timeline.len();
    scene.reconcile().await;
    assert_eq!(scene.view(id).await.timeline.len(), entries, "once");
    scene.end().await;
}

#[tokio::test]
async fn rows_that_come_while_assets_are_read_go_first() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.relabel(asset, AVAILABLE);
    let (clock, user) = (scene.clock.clone(), scene.leader.user);
    scene.simulator.watch(Arc::new(move |request, _, lab| {
        let read = request.method == "GET" && request.path.ends_with(&format!("hardware/{asset}"));
        if read && lab.asset(asset).is_some_and(|asset| asset.holder.is_none()) {
            lab.check_out(asset, user, None, None, clock.now()).unwrap();
        }
    }));
    scene.reconcile().await;
    let unit = scene.unit(id).await;
    assert_eq!(unit.state, UnitState::CheckedOut);
    let why = unit.why.unwrap();
    assert!(matches!(why.evidence, Some(Evidence::Activity { .. })), "the row says more: {why:?}");
    assert_eq!(scene.open().await, [], "the label is no longer compared with a reservation");
    scene.end().await;
}

#[tokio::test]
async fn what_is_under_way_is_left_alone() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    scene.check_out_unlogged(asset, scene.leader.user);
    scene.reconcile().await;
    assert_eq!(scene.open().await, [], "the approval sees it by itself");
    scene.clock.advance(TimeDelta::seconds(6));
    scene.settle().await;
    assert!(scene.unit(id).await.operation.unwrap().refusal.is_some(), "somebody has it");
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(Disagreement::OutWhilePending, true)]);
    scene.end().await;
}

#[tokio::test]
async fn a_restored_server_is_said_and_every_claim_is_compared_anew() {
    let scene = Scene::set_by_hand().await;
    let (lent, kept) = (scene.assets[0], scene.assets[1]);
    scene.check_out(lent, scene.leader.user);
    scene.check_in(lent);
    scene.clock.advance(TimeDelta::days(1));
    let backup = scene.simulator.snapshot();
    let out = scene.lent(lent).await;
    let reserved = scene.reserved(kept).await;
    scene.simulator.restore(backup);
    scene.feed().await;
    assert_eq!(scene.health().await.state, HealthState::Restored);
    assert_eq!(scene.news().await.pop(), Some(News::LogRestored));
    scene.reconcile().await;
    assert_eq!(scene.health().await.state, HealthState::Live, "compared anew");
    let mut open = scene.open().await;
    open.sort_by_key(|(about, _)| format!("{about:?}"));
    let expected = [(Disagreement::FreeThere, true), (Disagreement::OutHereInThere, true)];
    assert_eq!(open, expected, "an earlier return is no return of this loan");
    assert_eq!(scene.unit(out).await.state, UnitState::CheckedOut);
    assert_eq!(scene.unit(reserved).await.state, UnitState::Reserved);
    let told = scene.news().await.into_iter().filter(|news| *news == News::LogRestored).count();
    assert_eq!(told, 1);
    scene.end().await;
}

#[tokio::test]
async fn nothing_is_judged_while_the_log_cannot_be_read() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.relabel(asset, AVAILABLE);
    scene.simulator.faults().server_error(Matching::path("reports/activity"), Times::UntilCleared);
    let round = scene.desk.round(desk::Round::Reconcile).await;
    assert_eq!(round, Err(DeskError::Server { problem: ServerProblem::Trouble }));
    assert_eq!(scene.unit(id).await.disagreement, None);
    scene.end().await;
}

#[tokio::test]
async fn an_escalated_hand_over_ends_when_the_asset_is_seen_with_its_borrower() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.simulator.faults().cut_before(Matching::new("POST", "checkout"), Times::Next(1));
    let unit = scene.unit(id).await.id;
    scene.desk.hand_over(vec![HandOver { unit, to: None }]).await.unwrap();
    for _ in 0..30 {
        scene.settle().await;
        scene.clock.advance(TimeDelta::minutes(1));
    }
    let phase = scene.unit(id).await.operation.map(|operation| operation.phase);
    assert_eq!(phase, Some(Phase::Escalated));
    scene.check_out(asset, scene.leader.user);
    scene.feed().await;
    let unit = scene.unit(id).await;
    assert_eq!(unit.state, UnitState::CheckedOut);
    assert_eq!(unit.operation.map(|operation| operation.phase), None, "it was done");
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn without_the_log_assets_are_compared_as_often_as_they_are_read() {
    let mut scene = Scene::set().await;
    scene.without_reports().await;
    let mut seldom = options(&scene.folder, &scene.tokens, &scene.clock);
    seldom.pace.reconcile = std::time::Duration::from_secs(3600);
    scene.restart_with(seldom).await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.check_in(asset);
    scene.until_state(id, UnitState::Returned).await;
    scene.until("Available is back", async || scene.label(asset) == AVAILABLE).await;
    scene.end().await;
}
