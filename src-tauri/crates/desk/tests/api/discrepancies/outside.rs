//! What went to somebody outside the project, and loans that nobody decided.

use chrono::TimeDelta;
use desk::api::TheirState;
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::RequisitionId;
use domain::unit::UnitState;
use snipeit_simulator::Holder;

use super::{RESERVED, ends, offers, reserved_and_out, shown};
use crate::common::Scene;

async fn lent_and_elsewhere(scene: &Scene) -> RequisitionId {
    let id = scene.lent(scene.assets[0]).await;
    scene.check_in_unlogged(scene.assets[0]);
    scene.check_out(scene.assets[0], scene.stranger);
    scene.feed().await;
    id
}

#[tokio::test]
async fn both_sides_are_shown_as_they_are() {
    let scene = Scene::set_by_hand().await;
    reserved_and_out(&scene).await;
    let view = shown(&scene, Disagreement::OutsideProject).await;
    assert_eq!(view.theirs.state, TheirState::CheckedOut);
    assert_eq!(view.theirs.holder.as_deref(), Some("Rui Marques"));
    let ours = view.ours.unwrap();
    assert_eq!((ours.state, ours.person.as_str()), (UnitState::Reserved, "Ana Silva"));
    assert_eq!(ours.label, view.theirs.label, "both say Reserved");
    assert!(ours.by.is_some(), "a technician reserved it");
    assert_eq!(view.row.line.unwrap().line, 1);
    let other = view.answers.iter().find(|view| view.answer == Answer::AnotherAsset).unwrap();
    assert_eq!(other.other.as_ref().map(|other| other.tag.as_str()), Some("ML-0002"));
    scene.end().await;
}

#[tokio::test]
async fn reserved_and_out_to_the_wrong_person_goes_to_the_right_one() {
    let mut scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    let all = [Answer::WrongPerson, Answer::AnotherAsset, Answer::AddMember, Answer::ReleaseUnit];
    offers(&scene, Disagreement::OutsideProject, &all).await;
    ends(
        &mut scene,
        id,
        Disagreement::OutsideProject,
        Answer::WrongPerson,
        &[UnitState::CheckedOut],
    )
    .await;
    assert_eq!(scene.holder(scene.assets[0]), Some(Holder::User(scene.leader.user)));
    scene.end().await;
}

#[tokio::test]
async fn reserved_and_out_to_another_can_be_served_by_another_asset() {
    let mut scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    ends(
        &mut scene,
        id,
        Disagreement::OutsideProject,
        Answer::AnotherAsset,
        &[UnitState::Released, UnitState::Reserved],
    )
    .await;
    assert_eq!(scene.label(scene.assets[1]), RESERVED);
    assert_eq!(scene.holder(scene.assets[0]), Some(Holder::User(scene.stranger)));
    scene.end().await;
}

#[tokio::test]
async fn reserved_and_out_to_one_who_belongs_to_the_project_is_lent() {
    let mut scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    ends(&mut scene, id, Disagreement::OutsideProject, Answer::AddMember, &[UnitState::CheckedOut])
        .await;
    let members = scene.desk.project(scene.project).await.unwrap().members;
    let joined = members.iter().find(|member| member.name == "Rui Marques").unwrap();
    assert_eq!(joined.email, "rui.marques@uni.example");
    scene.end().await;
}

#[tokio::test]
async fn reserved_and_out_to_another_can_be_released() {
    let mut scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    ends(&mut scene, id, Disagreement::OutsideProject, Answer::ReleaseUnit, &[UnitState::Released])
        .await;
    scene.end().await;
}

#[tokio::test]
async fn lent_and_with_the_wrong_person_goes_back_to_the_right_one() {
    let mut scene = Scene::set_by_hand().await;
    let id = lent_and_elsewhere(&scene).await;
    let all = [Answer::WrongPerson, Answer::AddMember, Answer::Returned];
    offers(&scene, Disagreement::OutsideProject, &all).await;
    ends(
        &mut scene,
        id,
        Disagreement::OutsideProject,
        Answer::WrongPerson,
        &[UnitState::CheckedOut],
    )
    .await;
    assert_eq!(scene.holder(scene.assets[0]), Some(Holder::User(scene.leader.user)));
    scene.end().await;
}

#[tokio::test]
async fn lent_and_with_one_who_belongs_to_the_project_stays_lent() {
    let mut scene = Scene::set_by_hand().await;
    let id = lent_and_elsewhere(&scene).await;
    ends(&mut scene, id, Disagreement::OutsideProject, Answer::AddMember, &[UnitState::CheckedOut])
        .await;
    scene.end().await;
}

#[tokio::test]
async fn lent_and_passed_on_came_back_in_between() {
    let mut scene = Scene::set_by_hand().await;
    let id = lent_and_elsewhere(&scene).await;
    ends(&mut scene, id, Disagreement::OutsideProject, Answer::Returned, &[UnitState::Returned])
        .await;
    scene.end().await;
}

async fn out_while_pending(scene: &Scene) -> RequisitionId {
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.clock.advance(TimeDelta::minutes(1));
    scene.check_out(scene.assets[0], scene.leader.user);
    scene.feed().await;
    id
}

async fn out_again(scene: &Scene) -> RequisitionId {
    let id = scene.lent(scene.assets[0]).await;
    scene.check_in(scene.assets[0]);
    scene.check_out(scene.assets[0], scene.leader.user);
    scene.feed().await;
    id
}

#[tokio::test]
async fn out_while_pending_can_be_taken_for_the_loan() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_while_pending(&scene).await;
    offers(&scene, Disagreement::OutWhilePending, &[Answer::AcceptLoan, Answer::Keep]).await;
    ends(
        &mut scene,
        id,
        Disagreement::OutWhilePending,
        Answer::AcceptLoan,
        &[UnitState::CheckedOut],
    )
    .await;
    scene.end().await;
}

#[tokio::test]
async fn out_while_pending_can_be_another_loan_and_is_not_asked_again() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_while_pending(&scene).await;
    ends(&mut scene, id, Disagreement::OutWhilePending, Answer::Keep, &[UnitState::Pending]).await;
    scene.end().await;
}

#[tokio::test]
async fn out_again_can_be_the_same_loan() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_again(&scene).await;
    offers(&scene, Disagreement::OutAgain, &[Answer::AcceptLoan, Answer::Keep]).await;
    ends(&mut scene, id, Disagreement::OutAgain, Answer::AcceptLoan, &[UnitState::CheckedOut])
        .await;
    scene.end().await;
}

#[tokio::test]
async fn out_again_can_be_none_of_ours() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_again(&scene).await;
    ends(&mut scene, id, Disagreement::OutAgain, Answer::Keep, &[UnitState::Returned]).await;
    scene.end().await;
}
