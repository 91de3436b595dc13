//! Snipe-IT is asked again before anything is written.

use chrono::TimeDelta;
use desk::api::{DeskError, KeepToken, Resolved};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::operation::{Phase, Refusal};
use domain::unit::UnitState;
use snipeit_simulator::{Locale, Permission, Rights};

use super::{
    CHECKED_OUT, IN_REPAIR, RESERVED, agrees, relabelled, reserved_and_out, shown, shown_by, states,
};
use crate::common::Scene;

#[tokio::test]
async fn what_is_over_by_now_is_not_answered() {
    let scene = Scene::set_by_hand().await;
    let id = relabelled(&scene, IN_REPAIR).await;
    let asked = shown(&scene, Disagreement::LabelChanged).await.row.id;
    scene.relabel(scene.assets[0], RESERVED);
    let before = scene.writes();
    let resolved = scene.desk.resolve(asked, Answer::ReleaseUnit).await;
    assert_eq!(resolved, Ok(Resolved::Changed));
    scene.settle().await;
    assert_eq!(scene.writes(), before);
    assert_eq!(states(&scene, id).await, [UnitState::Reserved], "it is not released");
    let view = shown_by(&scene, asked).await;
    assert_eq!((view.row.answer, view.row.closed_at.is_some()), (None, true), "it ended by itself");
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn what_went_to_a_third_meanwhile_is_shown_anew_before_it_is_answered() {
    let scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    let about = Disagreement::OutsideProject;
    let asked = shown(&scene, about).await.row.id;
    scene.check_in_unlogged(scene.assets[0]);
    let at = scene.clock.now();
    let third = scene.simulator.with_lab(|lab| {
        let third = snipeit_simulator::NewUser::named("Eva", "Lopes");
        lab.add_user(third, at)
    });
    scene.check_out_unlogged(scene.assets[0], third);
    let before = scene.writes();
    let resolved = scene.desk.resolve(asked, Answer::AddMember).await;
    assert_eq!(resolved, Ok(Resolved::Changed));
    let view = shown(&scene, about).await;
    assert_eq!(view.row.id, asked, "it stands");
    assert_eq!(view.theirs.holder.as_deref(), Some("Eva Lopes"), "and says who has it now");
    assert_eq!((scene.writes(), states(&scene, id).await), (before, vec![UnitState::Reserved]));
    let members = scene.desk.project(scene.project).await.unwrap().members;
    assert_eq!(members.len(), 1, "nobody joined by mistake");
    scene.end().await;
}

#[tokio::test]
async fn nothing_changes_while_snipe_it_does_not_answer() {
    let scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    let view = shown(&scene, Disagreement::OutsideProject).await;
    scene.simulator.faults().go_offline();
    for offered in &view.answers {
        let resolved = scene.desk.resolve(view.row.id, offered.answer).await;
        assert!(matches!(resolved, Err(DeskError::Server { .. })), "{resolved:?}");
    }
    scene.simulator.faults().come_back();
    assert_eq!(shown(&scene, Disagreement::OutsideProject).await, view);
    assert_eq!(states(&scene, id).await, [UnitState::Reserved]);
    scene.end().await;
}

#[tokio::test]
async fn an_answer_that_is_not_offered_is_not_taken() {
    let scene = Scene::set_by_hand().await;
    reserved_and_out(&scene).await;
    let asked = shown(&scene, Disagreement::OutsideProject).await.row.id;
    for answer in [Answer::Keep, Answer::Returned, Answer::GiveUp] {
        assert_eq!(scene.desk.resolve(asked, answer).await, Err(DeskError::NotPossible));
    }
    scene.end().await;
}

#[tokio::test]
async fn what_an_answer_could_not_write_is_asked_again() {
    let scene = Scene::set_by_hand().await;
    let id = relabelled(&scene, CHECKED_OUT).await;
    let about = Disagreement::LabelChanged;
    let asked = shown(&scene, about).await.row.id;
    let rights = Rights::admin().without(Permission::AssetsEdit);
    let token = scene.simulator.with_lab(|lab| lab.add_token(1, rights, Locale::English));
    scene.desk.replace_token(token, KeepToken::InKeyring).await.unwrap();
    let resolved = scene.desk.resolve(asked, Answer::PutReserved).await.unwrap();
    assert!(matches!(resolved, Resolved::Sent { .. }), "{resolved:?}");
    let under_way = shown_by(&scene, asked).await;
    assert!(under_way.operation.is_some(), "what the answer started is shown");
    scene.settle().await;
    assert_eq!(scene.unit(id).await.operation.unwrap().refusal, Some(Refusal::Forbidden));
    scene.clock.advance(TimeDelta::minutes(5));
    scene.reconcile().await;
    assert_ne!(shown(&scene, about).await.row.id, asked, "Snipe-IT says the same as before");
    scene.end().await;
}

#[tokio::test]
async fn while_something_is_under_way_nothing_is_offered() {
    let scene = Scene::set_by_hand().await;
    let id = relabelled(&scene, CHECKED_OUT).await;
    let asked = shown(&scene, Disagreement::LabelChanged).await.row.id;
    let unit = scene.unit(id).await.id;
    scene.desk.release(vec![unit]).await.unwrap();
    let view = shown_by(&scene, asked).await;
    assert_eq!(view.answers, []);
    assert_eq!(view.operation.unwrap().phase, Phase::Waiting);
    let resolved = scene.desk.resolve(asked, Answer::ReleaseUnit).await;
    assert_eq!(resolved, Err(DeskError::NotPossible));
    scene.end().await;
}
