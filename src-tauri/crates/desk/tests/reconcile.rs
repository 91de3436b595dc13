//! Reconciliation: what the log never told is noticed by comparing, what has two explanations is
//! asked, and what agrees again is over by itself.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use chrono::TimeDelta;
use common::{Scene, options};
use desk::api::*;
use domain::decide::unit::Disagreement;
use domain::evidence::{Actor, AssetFact, Evidence, Rule};
use domain::ids::RequisitionId;
use domain::operation::{OperationKind, Phase};
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times};

const AVAILABLE: u32 = 2;
const RESERVED: u32 = 7;
/// Deployable, and not mapped.
const CHECKED_OUT: u32 = 8;
const IN_REPAIR: u32 = 9;
const ARCHIVED: u32 = 3;

/// Why the unit is in its state: who moved it, and what the asset showed.
async fn why(scene: &Scene, id: RequisitionId) -> (Actor, AssetFact, Option<String>) {
    let why = scene.unit(id).await.why.expect("it moved");
    match why.evidence {
        Some(Evidence::AssetSeen { fact, holder, .. }) => (why.actor, fact, holder),
        other => panic!("it rests on the asset, not on {other:?}"),
    }
}

/// One disagreement about the unit, raised and told once, and gone once it is put right.
async fn raised_and_settled(scene: &Scene, about: Disagreement, put_right: impl FnOnce(&Scene)) {
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(about, true)]);
    assert_eq!(scene.told(about).await, 1);
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
