//! Another day to be due back: of what is reserved here; of what is out Snipe-IT says it.

use crate::common::{Scene, day};
use chrono::{NaiveDate, TimeDelta};
use desk::api::*;
use domain::evidence::Actor;
use domain::ids::RequisitionId;
use domain::unit::UnitState;
use domain::validate::Problem;

async fn change(scene: &Scene, id: RequisitionId, to: NaiveDate) -> Result<(), DeskError> {
    scene.desk.change_due(scene.unit(id).await.id, to).await
}

/// The changes of its day, with who made them.
async fn changes(scene: &Scene, id: RequisitionId) -> Vec<(NaiveDate, NaiveDate, Actor)> {
    let told = |entry: TimelineEntry| match entry.event {
        TimelineEvent::Due { from, to } => Some((from, to, entry.actor)),
        _ => None,
    };
    scene.view(id).await.timeline.into_iter().filter_map(told).collect()
}

#[tokio::test]
async fn snipe_it_is_told_the_day_that_was_chosen_when_it_is_handed_over() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    let id = scene.reserved(asset).await;
    let asked = scene.unit(id).await.due;
    let chosen = asked + TimeDelta::days(3);
    change(&scene, id, chosen).await.unwrap();
    assert_eq!(scene.unit(id).await.due, chosen);
    let told = changes(&scene, id).await;
    assert!(
        matches!(told.as_slice(), [(from, to, Actor::Technician { .. })]
            if (*from, *to) == (asked, chosen)),
        "the history says who chose it: {told:?}"
    );
    let unit = scene.unit(id).await.id;
    scene.desk.hand_over(vec![HandOver { unit, to: None }]).await.unwrap();
    scene.settle().await;
    let held = scene.simulator.with_lab(|lab| lab.asset(asset).unwrap().clone());
    assert_eq!(held.expected_checkin, Some(chosen), "the hand-over sends the day");
    scene.feed().await;
    let out = scene.unit(id).await;
    assert_eq!((out.state, out.due), (UnitState::CheckedOut, chosen));
    scene.end().await;
}

#[tokio::test]
async fn a_day_that_is_over_or_lies_before_the_loan_is_refused() {
    let scene = Scene::set_by_hand().await;
    let asked = day(&scene);
    let id = scene.reserved(scene.assets[0]).await;
    scene.clock.advance(TimeDelta::days(1));
    let before = change(&scene, id, asked - TimeDelta::days(1)).await;
    let yesterday = change(&scene, id, asked).await;
    let about = |answer: Result<(), DeskError>| match answer {
        Err(DeskError::Invalid { mut fields }) => fields.remove(0),
        other => panic!("not refused for its day: {other:?}"),
    };
    let (before, yesterday) = (about(before), about(yesterday));
    assert_eq!((before.field.as_str(), before.problem), ("due", Problem::EndsBeforeStart));
    assert_eq!((yesterday.field.as_str(), yesterday.problem), ("due", Problem::InThePast));
    assert_eq!(changes(&scene, id).await, [], "nothing was written");
    scene.end().await;
}

#[tokio::test]
async fn of_what_is_out_or_on_its_way_the_day_is_not_ours() {
    let scene = Scene::set_by_hand().await;
    let later = day(&scene) + TimeDelta::days(20);
    let lent = scene.lent(scene.assets[0]).await;
    assert_eq!(change(&scene, lent, later).await, Err(DeskError::NotPossible));
    let pending = scene.ask(&[scene.assets[1]]).await;
    assert_eq!(change(&scene, pending, later).await, Err(DeskError::NotPossible));
    scene.approve(pending).await;
    assert_eq!(change(&scene, pending, later).await, Err(DeskError::NotPossible));
    scene.end().await;
}

#[tokio::test]
async fn the_same_day_again_leaves_no_trace() {
    let scene = Scene::set_by_hand().await;
    let id = scene.reserved(scene.assets[0]).await;
    change(&scene, id, scene.unit(id).await.due).await.unwrap();
    assert_eq!(changes(&scene, id).await, []);
    scene.end().await;
}
