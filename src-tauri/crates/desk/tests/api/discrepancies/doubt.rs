//! What nobody knows whether it was done.

use chrono::TimeDelta;
use desk::api::{HandOver, Resolved};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::RequisitionId;
use domain::operation::{Phase, Refusal};
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times};

use super::{agrees, answer, ends, offers, shown, states};
use crate::common::Scene;

/// A hand-over of which nobody knows whether it arrived; it did not.
async fn in_doubt(scene: &Scene) -> RequisitionId {
    let id = scene.reserved(scene.assets[0]).await;
    scene.simulator.faults().server_error(Matching::new("POST", "checkout"), Times::Next(1));
    let unit = scene.unit(id).await.id;
    scene.desk.hand_over(vec![HandOver { unit, to: None }]).await.unwrap();
    for after in [0, 15, 45, 240, 900] {
        scene.clock.advance(TimeDelta::seconds(after));
        scene.settle().await;
    }
    id
}

#[tokio::test]
async fn what_nobody_knows_is_sent_again_when_a_person_says_so() {
    let mut scene = Scene::set_by_hand().await;
    let id = in_doubt(&scene).await;
    let about = Disagreement::InDoubtTooLong;
    offers(&scene, about, &[Answer::SendAgain, Answer::GiveUp]).await;
    let operation = shown(&scene, about).await.operation.unwrap();
    assert_eq!(operation.phase, Phase::Escalated, "the doubt itself is shown");
    ends(&mut scene, id, about, Answer::SendAgain, &[UnitState::CheckedOut]).await;
    scene.end().await;
}

#[tokio::test]
async fn what_nobody_knows_is_given_up() {
    let mut scene = Scene::set_by_hand().await;
    let id = in_doubt(&scene).await;
    answer(&mut scene, Disagreement::InDoubtTooLong, Answer::GiveUp).await;
    let unit = scene.unit(id).await;
    assert_eq!(unit.state, UnitState::Reserved, "as it was");
    assert_eq!(unit.operation.unwrap().refusal, Some(Refusal::GivenUp));
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn what_nobody_knew_is_not_sent_again_when_it_was_done_after_all() {
    let scene = Scene::set_by_hand().await;
    let id = in_doubt(&scene).await;
    scene.check_out_unlogged(scene.assets[0], scene.leader.user);
    let asked = shown(&scene, Disagreement::InDoubtTooLong).await.row.id;
    let before = scene.writes();
    let resolved = scene.desk.resolve(asked, Answer::SendAgain).await;
    assert_eq!(resolved, Ok(Resolved::Changed));
    scene.settle().await;
    assert_eq!(scene.writes(), before, "nothing is sent twice");
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    agrees(&scene).await;
    scene.end().await;
}
