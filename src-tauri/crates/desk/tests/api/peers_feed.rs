//! What other programs get wrong when they read Snipe-IT's activity log, case by case.

use crate::common::{Scene, add_person};
use chrono::TimeDelta;
use desk::Round;
use desk::api::*;
use domain::decide::unit::{Disagreement, Ignored};
use domain::evidence::{Actor, Evidence, Rule};
use domain::ids::ActivityId;
use domain::unit::UnitState;
use snipeit_simulator::{
    Change, CheckOut, Hand, Holder, Locale, Matching, Rights, Times, WrongType,
};

const IN_REPAIR: u32 = 9;

/// Given a reservation, when the asset goes out and comes back between two polls, then both rows
/// are applied, in order, by one poll.
#[tokio::test]
async fn c_02_out_and_in_are_applied_in_order_by_one_poll() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.check_in(asset);
    scene.feed().await;
    let states = [UnitState::Reserved, UnitState::CheckedOut, UnitState::Returned];
    assert_eq!(scene.states(id).await, states);
    scene.end().await;
}

/// Given an asset that was lent before, when its new reservation is collected, then the unit is
/// checked out: the old return is history.
#[tokio::test]
async fn c_03_an_old_return_does_not_end_a_new_loan() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.check_out(asset, scene.leader.user);
    scene.check_in(asset);
    let id = scene.reserved(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.feed().await;
    scene.feed().await;
    assert_eq!(scene.states(id).await, [UnitState::Reserved, UnitState::CheckedOut]);
    scene.end().await;
}

/// Given the same, when nobody touches the asset, then it stays reserved however often the log is
/// read.
#[tokio::test]
async fn c_04_stale_rows_move_nothing() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let out = scene.check_out(asset, scene.leader.user);
    scene.check_in(asset);
    let id = scene.reserved(asset).await;
    scene.feed().await;
    scene.feed().await;
    assert_eq!(scene.states(id).await, [UnitState::Reserved]);
    let below = ActivityEffect::Ignored { why: Ignored::BelowFence };
    assert_eq!(scene.effect(out).await, below);
    scene.end().await;
}

/// Given a loan, when it comes back and goes out again between two polls, then it is returned, and
/// the second loan is asked about.
#[tokio::test]
async fn c_06_out_in_out_is_returned_and_out_again() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.check_in(asset);
    scene.check_out(asset, scene.leader.user);
    scene.feed().await;
    let states = [UnitState::Reserved, UnitState::CheckedOut, UnitState::Returned];
    assert_eq!(scene.states(id).await, states);
    assert_eq!(scene.open().await, [(Disagreement::OutAgain, true)]);
    scene.end().await;
}

/// Given more newer rows than a page holds, when the log is read, then the check-out below them is
/// found.
#[tokio::test]
async fn c_07_pages_are_read_back_to_the_cursor() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.check_out(asset, scene.leader.user);
    busy(&scene, scene.assets[1]);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}

/// Given the same for the check-in of a loan.
#[tokio::test]
async fn c_07b_a_return_below_a_page_of_newer_rows_is_found() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in(asset);
    busy(&scene, scene.assets[1]);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    scene.end().await;
}

/// Two hundred and some rows of each kind.
fn busy(scene: &Scene, asset: u32) {
    for _ in 0..210 {
        scene.check_out(asset, scene.stranger);
        scene.check_in(asset);
    }
}

/// Given a token whose user reads Portuguese, when the log says "alocar" and "devolver de", then
/// units move all the same.
#[tokio::test]
async fn c_08_the_language_of_the_rows_does_not_matter() {
    let scene = Scene::set_by_hand().await;
    let token =
        scene.simulator.with_lab(|lab| lab.add_token(1, Rights::admin(), Locale::Portuguese));
    scene.desk.replace_token(token, KeepToken::InKeyring).await.unwrap();
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    scene.check_in(asset);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    scene.end().await;
}

/// Given rows that were written long before the poll, when they are read, then each keeps the
/// server's time and not the poll's.
#[tokio::test]
async fn c_09_a_row_keeps_its_own_time() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let happened = scene.clock.now();
    scene.check_out(asset, scene.leader.user);
    scene.clock.advance(TimeDelta::hours(5));
    scene.feed().await;
    let why = scene.unit(id).await.why.unwrap();
    let Some(Evidence::Activity { at, .. }) = why.evidence else { panic!("a row: {why:?}") };
    assert_eq!(at.timestamp(), happened.timestamp());
    assert!(why.at - at >= TimeDelta::hours(5), "when it was noticed is told apart");
    scene.end().await;
}

/// Given a check-out whose row names the due day with a time part, when it is read, then the day
/// is kept; and a later extension is followed.
#[tokio::test]
async fn c_10_the_due_day_is_kept_and_followed() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let day = scene.clock.now().date_naive() + TimeDelta::days(30);
    let (at, user) = (scene.clock.now(), scene.leader.user);
    let row = scene.simulator.with_lab(|lab| {
        let expected = Some(format!("{day} 00:00:00"));
        let wish = CheckOut { expected, ..CheckOut::to(Holder::User(user)) };
        lab.check_out_by(&Hand::web(1), asset, wish, at).unwrap()
    });
    let told = scene.simulator.with_lab(|lab| {
        let row = lab.activity().find(|written| written.id == row).unwrap();
        row.changes.iter().any(|change| {
            matches!(change, Change::ExpectedCheckin { new, .. } if new.ends_with("00:00:00"))
        })
    });
    assert!(told, "the row has the time part");
    scene.feed().await;
    assert_eq!(scene.unit(id).await.due, day);
    let later = day + TimeDelta::days(7);
    scene.simulator.with_lab(|lab| lab.set_expected_checkin(asset, later, at)).unwrap();
    scene.reconcile().await;
    assert_eq!(scene.unit(id).await.due, later);
    scene.end().await;
}

/// Given a reservation, when the asset goes to a room or to somebody outside the project, then the
/// unit stays, and a person is asked.
#[tokio::test]
async fn c_11_another_target_is_asked() {
    for to_a_room in [true, false] {
        let scene = Scene::set_by_hand().await;
        let asset = scene.assets[0];
        let id = scene.reserved(asset).await;
        let at = scene.clock.now();
        let target = if to_a_room { Holder::Location(1) } else { Holder::User(scene.stranger) };
        scene.simulator.with_lab(|lab| {
            lab.check_out_by(&Hand::web(1), asset, CheckOut::to(target), at).unwrap();
        });
        scene.feed().await;
        assert_eq!(scene.unit(id).await.state, UnitState::Reserved, "{target:?}");
        assert_eq!(scene.open().await, [(Disagreement::OutsideProject, true)], "{target:?}");
        scene.end().await;
    }
}

/// Given two requests for one asset by different people, the first reserved, when the second's
/// requester gets it, then the first does not count as collected: a person is asked.
#[tokio::test]
async fn c_12_the_target_decides_whose_loan_it_is() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let first = scene.reserved(asset).await;
    let rui = scene.stranger;
    let person = add_person(&scene.desk, "Rui Marques", "rui.marques@uni.example", Some(rui)).await;
    let project =
        scene.desk.create_project(crate::common::project_draft(person), true).await.unwrap();
    let draft = domain::validate::RequisitionDraft {
        project: Some(project),
        requester: Some(person),
        ..scene.draft(vec![domain::validate::LineDraft {
            wanted: domain::validate::Wanted::Asset { id: domain::ids::AssetId(asset) },
            quantity: 1,
        }])
    };
    let second = scene.desk.create_requisition(draft).await.unwrap().id;
    scene.check_out(asset, rui);
    scene.feed().await;
    assert_eq!(scene.unit(first).await.state, UnitState::Reserved);
    assert_eq!(scene.unit(first).await.disagreement, Some(Disagreement::OutsideProject));
    assert_eq!(scene.unit(second).await.state, UnitState::Pending);
    scene.end().await;
}

/// Given a loan, when somebody edits the asset's label to an undeployable one, which checks it in
/// by the way, then it is not returned: a person is asked.
#[tokio::test]
async fn c_13_an_automatic_check_in_is_asked() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| {
        let note = Some("Checkin on asset update with In Repair");
        lab.check_in_by(&Hand::web(1), asset, Some(IN_REPAIR), note, at).unwrap();
    });
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    assert_eq!(scene.open().await, [(Disagreement::AutomaticCheckIn, true)]);
    scene.end().await;
}

/// Given a unit that the feed moved, when its history is read, then the rule acted, by that row.
#[tokio::test]
async fn c_14_what_the_feed_did_names_the_rule_and_the_row() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let row = scene.check_out(asset, scene.leader.user);
    scene.feed().await;
    let why = scene.unit(id).await.why.unwrap();
    assert_eq!(why.actor, Actor::Rule { rule: Rule::Feed });
    assert!(
        matches!(why.evidence, Some(Evidence::Activity { id, .. }) if id == ActivityId(row)),
        "{why:?}"
    );
    scene.end().await;
}

/// Given a log that cannot be read, when it is polled, then the failure is visible and the cursor
/// stays: the next poll finds the row.
#[tokio::test]
async fn c_15_a_poll_that_fails_says_so_and_misses_nothing() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    scene.feed().await;
    let before = scene.health().await;
    scene.check_out(asset, scene.leader.user);
    // The newest row is told, and the rows are not.
    let rows = Matching::path("action_type=");
    scene.simulator.faults().server_error(rows, Times::UntilCleared);
    let polled = scene.desk.round(Round::Feed).await;
    assert_eq!(polled, Err(DeskError::Server { problem: ServerProblem::Trouble }));
    let health = scene.health().await;
    assert_eq!(health.state, HealthState::Offline);
    assert_eq!(health.last_error.unwrap().problem, ServerProblem::Trouble);
    assert_eq!(health.activity, before.activity, "the cursor is unmoved");
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.simulator.faults().clear();
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut);
    scene.end().await;
}

/// Given one malformed row after good ones, when they are read, then the good ones are applied, and
/// the bad one is told apart.
#[tokio::test]
async fn c_15b_a_malformed_row_costs_no_good_one() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.lent(asset).await;
    let back = scene.check_in(asset);
    let bad = scene.check_out(scene.assets[1], scene.stranger);
    let outs = Matching::path("action_type=checkout");
    scene.simulator.faults().wrong_type(outs, Times::Next(1), "item", WrongType::Text);
    scene.feed().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Returned);
    assert_eq!(scene.effect(back).await, ActivityEffect::Moved { to: UnitState::Returned });
    let effect = scene.effect(bad).await;
    assert!(matches!(effect, ActivityEffect::Unreadable { .. }), "{effect:?}");
    scene.end().await;
}
