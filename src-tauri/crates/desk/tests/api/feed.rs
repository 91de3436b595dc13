//! The feed: every row once, in order, whatever the log does; and what it says of itself.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::Round;
use desk::api::*;
use domain::decide::unit::{Disagreement, Ignored};
use domain::evidence::Evidence;
use domain::unit::UnitState;
use snipeit_simulator::{CheckOut, Hand, Holder, Matching, Times, WrongType};

const AVAILABLE: u32 = 2;
const CHECKED_OUT: u32 = 8;
const IN_REPAIR: u32 = 9;

#[tokio::test]
async fn a_row_that_appears_late_is_applied_below_the_cursor() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let late = scene.check_out_unlogged(asset, scene.leader.user);
    let row = late.id;
    scene.relabel(scene.assets[1], IN_REPAIR);
    scene.feed().await;
    assert!(scene.health().await.activity.unwrap().0 > row, "the cursor went past it");
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.simulator.with_lab(|lab| lab.release(late));
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    assert_eq!(scene.effect(row).await, ActivityEffect::Moved { to: UnitState::CheckedOut });
    scene.feed().await;
    let rows = scene.activity().await.rows;
    assert_eq!(rows.iter().filter(|read| read.id.0 == row).count(), 1, "once");
    scene.end().await;
}

#[tokio::test]
async fn a_backdated_check_out_counts_by_its_id_and_keeps_its_own_time() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let now = scene.clock.now();
    let dated = now - TimeDelta::days(3);
    let wish = CheckOut { dated: Some(dated), ..CheckOut::to(Holder::User(scene.leader.user)) };
    scene.simulator.with_lab(|lab| lab.check_out_by(&Hand::web(1), asset, wish, now)).unwrap();
    scene.feed().await;
    let unit = scene.unit(id).await;
    assert_eq!(unit.state, UnitState::CheckedOut);
    let Some(Evidence::Activity { at, .. }) = unit.why.unwrap().evidence else { panic!("a row") };
    assert_eq!(at.timestamp(), dated.timestamp());
    scene.reconcile().await;
    assert_eq!(scene.open().await, [], "and the asset agrees");
    scene.end().await;
}

#[tokio::test]
async fn the_day_it_is_due_comes_from_the_row_or_from_the_asset() {
    let scene = Scene::set_by_hand().await;
    let day = scene.clock.now().date_naive() + TimeDelta::days(20);
    for asset in [scene.assets[0], scene.assets[1]] {
        let id = scene.reserved(asset).await;
        let (at, user) = (scene.clock.now(), scene.leader.user);
        let expected = (asset == scene.assets[0]).then_some(day);
        scene.simulator.with_lab(|lab| lab.check_out(asset, user, expected, None, at)).unwrap();
        scene.edit(asset, |asset| asset.expected_checkin = Some(day));
        scene.feed().await;
        assert_eq!(scene.unit(id).await.due, day);
    }
    scene.end().await;
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_kept_and_stops_nothing() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let broken = scene.check_out(scene.assets[1], scene.stranger);
    let matching = Matching::path("action_type=checkout");
    scene.simulator.faults().wrong_type(matching, Times::Next(1), "item", WrongType::Text);
    scene.feed().await;
    let effect = scene.effect(broken).await;
    assert!(matches!(effect, ActivityEffect::Unreadable { .. }), "{effect:?}");
    scene.check_out(asset, scene.leader.user);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}

#[tokio::test]
async fn a_disagreement_that_is_open_already_is_not_raised_by_a_row_again() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    let about = Disagreement::OutsideProject;
    let late = scene.check_out_unlogged(asset, scene.stranger);
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(about, true)]);
    let row = late.id;
    scene.simulator.with_lab(|lab| lab.release(late));
    scene.feed().await;
    assert_eq!(scene.effect(row).await, ActivityEffect::Ignored { why: Ignored::Known });
    assert_eq!(scene.told(about).await, 1);
    scene.end().await;
}

#[tokio::test]
async fn what_was_over_before_it_was_read_is_recorded_and_tells_nobody() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let about = Disagreement::OutsideProject;
    let out = scene.check_out(asset, scene.stranger);
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.effect(out).await, ActivityEffect::Raised { about });
    assert_eq!(scene.open().await, []);
    assert_eq!(scene.discrepancies(true).await.len(), 1);
    assert_eq!(scene.told(about).await, 0);
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.end().await;
}

#[tokio::test]
async fn a_check_in_of_another_loan_settles_nothing_that_still_stands() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    scene.relabel(asset, IN_REPAIR);
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(Disagreement::LabelChanged, true)]);
    scene.edit(asset, |asset| asset.holder = Some(Holder::User(scene.stranger)));
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.open().await, [(Disagreement::LabelChanged, true)], "the label is as it was");
    scene.end().await;
}

#[tokio::test]
async fn out_again_to_a_member_after_the_return_is_asked_and_ends_with_the_next_return() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in(asset);
    scene.check_out(asset, scene.leader.user);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    assert_eq!(scene.open().await, [(Disagreement::OutAgain, true)]);
    scene.reconcile().await;
    assert_eq!(scene.told(Disagreement::OutAgain).await, 1);
    scene.clock.advance(TimeDelta::hours(1));
    scene.check_in(asset);
    scene.feed().await;
    scene.reconcile().await;
    assert!(!scene.open().await.contains(&(Disagreement::OutAgain, true)));
    scene.end().await;
}

#[tokio::test]
async fn a_check_in_that_the_asset_contradicts_is_asked_and_ends_with_the_real_one() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let borrower = Some(Holder::User(scene.leader.user));
    let before = scene.simulator.with_lab(|lab| lab.asset(asset).unwrap().clone());
    scene.check_in(asset);
    scene.simulator.with_lab(|lab| lab.put_asset(before));
    scene.feed().await;
    assert_eq!(scene.simulator.with_lab(|lab| lab.asset(asset).unwrap().holder), borrower);
    assert_eq!(scene.open().await, [(Disagreement::StillHeld, true)]);
    scene.reconcile().await;
    assert_eq!(scene.open().await, [(Disagreement::StillHeld, true)]);
    scene.clock.advance(TimeDelta::hours(1));
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    assert_eq!(scene.open().await, []);
    scene.end().await;
}

#[tokio::test]
async fn deleted_while_lent_is_asked_by_its_row() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.delete_asset(asset, at)).unwrap();
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut, "deleting returns nothing");
    assert_eq!(scene.open().await, [(Disagreement::DeletedWhileOut, true)]);
    scene.end().await;
}

#[tokio::test]
async fn another_label_left_behind_is_asked_with_the_return() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.relabel(asset, CHECKED_OUT);
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    assert_eq!(scene.open().await, [(Disagreement::LabelLeft, true)]);
    scene.end().await;
}

#[tokio::test]
async fn a_return_is_applied_though_a_decision_on_the_asset_is_under_way() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let unit = scene.unit(id).await.id;
    scene.simulator.faults().cut_before(Matching::new("POST", "checkin"), Times::Next(1));
    scene.desk.take_back(vec![unit]).await.unwrap();
    scene.settle().await;
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned, "the row is not held up");
    for _ in 0..3 {
        scene.clock.advance(TimeDelta::minutes(1));
        scene.settle().await;
    }
    scene.reconcile().await;
    scene.settle().await;
    assert_eq!(scene.label(asset), AVAILABLE, "and the label is looked after when it is over");
    scene.end().await;
}

#[tokio::test]
async fn a_row_about_what_was_noticed_before_it_says_so() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let back = scene.check_in(asset);
    let late = scene.simulator.with_lab(|lab| lab.withhold(back)).unwrap();
    scene.reconcile().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    scene.simulator.with_lab(|lab| lab.release(late));
    scene.feed().await;
    assert_eq!(scene.effect(back).await, ActivityEffect::Ignored { why: Ignored::Over });
    let other = scene.check_out(scene.assets[3], scene.stranger);
    scene.feed().await;
    assert_eq!(scene.effect(other).await, ActivityEffect::Ignored { why: Ignored::NoUnit });
    scene.end().await;
}

#[tokio::test]
async fn an_outage_is_noted_from_its_first_failed_poll_to_the_first_good_one() {
    let scene = Scene::set_by_hand().await;
    let cursor = scene.health().await.activity;
    scene.simulator.faults().go_offline();
    for _ in 0..2 {
        assert!(scene.desk.round(Round::Feed).await.is_err());
        scene.clock.advance(TimeDelta::minutes(1));
    }
    let outages = scene.activity().await.outages;
    assert_eq!(outages.len(), 1, "one outage, however many polls: {outages:?}");
    assert_eq!((outages[0].ended_at, outages[0].cursor), (None, cursor));
    scene.simulator.faults().come_back();
    scene.feed().await;
    let ended = scene.activity().await.outages.remove(0);
    assert!(ended.ended_at.unwrap() - ended.began_at >= TimeDelta::minutes(2), "{ended:?}");
    scene.feed().await;
    assert_eq!(scene.activity().await.outages, [ended]);
    scene.end().await;
}

#[tokio::test]
async fn a_server_that_says_no_has_answered_and_is_no_outage() {
    let scene = Scene::set_by_hand().await;
    scene.simulator.with_lab(|lab| {
        let token = lab.admin_token().unwrap().to_owned();
        lab.revoke_token(&token);
    });
    let refused = scene.desk.round(Round::Feed).await;
    assert_eq!(refused, Err(DeskError::Server { problem: ServerProblem::TokenRefused }));
    assert_eq!(scene.activity().await.outages, []);
    scene.end().await;
}
