//! Discrepancies that a person settles: every answer to every disagreement, what it writes to
//! Snipe-IT, and where that leaves the unit. After each answer the desk starts anew before
//! anything is carried out.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::api::*;
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::{DiscrepancyId, RequisitionId};
use domain::operation::{Phase, Refusal};
use domain::unit::UnitState;
use snipeit_simulator::{Holder, Locale, Matching, Permission, Rights, Times};

const AVAILABLE: u32 = 2;
const ARCHIVED: u32 = 3;
const RESERVED: u32 = 7;
/// Deployable, and not mapped.
const CHECKED_OUT: u32 = 8;
const IN_REPAIR: u32 = 9;

async fn rows(scene: &Scene, resolved: bool) -> Vec<DiscrepancyRow> {
    let query = DiscrepancyQuery { resolved, offset: 0, limit: 100 };
    scene.desk.discrepancies(query).await.unwrap().rows
}

/// The open disagreement of that kind, as a person sees it.
async fn shown(scene: &Scene, about: Disagreement) -> DiscrepancyView {
    let open = rows(scene, false).await;
    let row = open.iter().find(|row| row.about == about);
    let id = row.unwrap_or_else(|| panic!("{about:?} is open, among {open:#?}")).id;
    shown_by(scene, id).await
}

async fn shown_by(scene: &Scene, id: DiscrepancyId) -> DiscrepancyView {
    scene.desk.discrepancy(id).await.unwrap()
}

async fn offers(scene: &Scene, about: Disagreement, answers: &[Answer]) {
    let offered: Vec<_> =
        shown(scene, about).await.answers.iter().map(|view| view.answer).collect();
    assert_eq!(offered, answers, "the answers to {about:?}");
}

/// Answers it, starts the desk anew, lets everything be carried out, and sees that so much was
/// written as the answer had said.
async fn answer(scene: &mut Scene, about: Disagreement, answer: Answer) -> DiscrepancyId {
    let view = shown(scene, about).await;
    let offered = view.answers.iter().find(|view| view.answer == answer);
    let promised = usize::from(offered.expect("it is offered").writes);
    let before = scene.writes();
    let resolved = scene.desk.resolve(view.row.id, answer).await.unwrap();
    assert_eq!(matches!(resolved, Resolved::Sent { .. }), promised > 0, "{resolved:?}");
    assert_eq!(scene.writes(), before, "it is stored before anything is written");
    scene.restart_by_hand().await;
    for _ in 0..3 {
        scene.clock.advance(TimeDelta::seconds(1));
        scene.settle().await;
    }
    assert_eq!(scene.writes() - before, promised, "{answer:?} writes as often as it said");
    ended(scene, view.row.id, about, answer).await;
    view.row.id
}

/// It is closed with its answer, both ends of it are told, and it cannot be answered again.
async fn ended(scene: &Scene, id: DiscrepancyId, about: Disagreement, answer: Answer) {
    let view = shown_by(scene, id).await;
    assert_eq!((view.row.answer, view.row.closed_at.is_some()), (Some(answer), true));
    assert_eq!(view.answers, [], "nothing is asked any more");
    let told: Vec<_> = view.history.into_iter().map(|entry| entry.event).collect();
    let whole = [TimelineEvent::Answered { about, answer }, TimelineEvent::Disagreed { about }];
    assert_eq!(told, whole);
    assert!(rows(scene, true).await.iter().any(|row| row.id == id));
    let again = scene.desk.resolve(id, answer).await;
    assert_eq!(again, Err(DeskError::NotPossible), "it is answered once");
}

async fn states(scene: &Scene, id: RequisitionId) -> Vec<UnitState> {
    let view = scene.view(id).await;
    view.lines.iter().flat_map(|line| line.units.iter().map(|unit| unit.state)).collect()
}

fn holder(scene: &Scene, asset: u32) -> Option<Holder> {
    scene.simulator.with_lab(|lab| lab.asset(asset).unwrap().holder)
}

/// Nothing is asked about any more, whatever is compared.
async fn agrees(scene: &Scene) {
    scene.clock.advance(TimeDelta::minutes(5));
    scene.feed().await;
    scene.reconcile().await;
    let open: Vec<_> = rows(scene, false).await.iter().map(|row| row.about).collect();
    assert_eq!(open, [], "nothing is asked again");
}

// What went to somebody outside the project.

async fn reserved_and_out(scene: &Scene) -> RequisitionId {
    let id = scene.reserved(scene.assets[0]).await;
    scene.check_out(scene.assets[0], scene.stranger);
    scene.feed().await;
    id
}

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
    answer(&mut scene, Disagreement::OutsideProject, Answer::WrongPerson).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    assert_eq!(holder(&scene, scene.assets[0]), Some(Holder::User(scene.leader.user)));
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn reserved_and_out_to_another_can_be_served_by_another_asset() {
    let mut scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    answer(&mut scene, Disagreement::OutsideProject, Answer::AnotherAsset).await;
    assert_eq!(states(&scene, id).await, [UnitState::Released, UnitState::Reserved]);
    assert_eq!(scene.label(scene.assets[1]), RESERVED);
    assert_eq!(holder(&scene, scene.assets[0]), Some(Holder::User(scene.stranger)));
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn reserved_and_out_to_one_who_belongs_to_the_project_is_lent() {
    let mut scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    answer(&mut scene, Disagreement::OutsideProject, Answer::AddMember).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    let members = scene.desk.project(scene.project).await.unwrap().members;
    let joined = members.iter().find(|member| member.name == "Rui Marques").unwrap();
    assert_eq!(joined.email, "rui.marques@uni.example");
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn reserved_and_out_to_another_can_be_released() {
    let mut scene = Scene::set_by_hand().await;
    let id = reserved_and_out(&scene).await;
    answer(&mut scene, Disagreement::OutsideProject, Answer::ReleaseUnit).await;
    assert_eq!(states(&scene, id).await, [UnitState::Released]);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn lent_and_with_the_wrong_person_goes_back_to_the_right_one() {
    let mut scene = Scene::set_by_hand().await;
    let id = lent_and_elsewhere(&scene).await;
    let all = [Answer::WrongPerson, Answer::AddMember, Answer::Returned];
    offers(&scene, Disagreement::OutsideProject, &all).await;
    answer(&mut scene, Disagreement::OutsideProject, Answer::WrongPerson).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    assert_eq!(holder(&scene, scene.assets[0]), Some(Holder::User(scene.leader.user)));
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn lent_and_with_one_who_belongs_to_the_project_stays_lent() {
    let mut scene = Scene::set_by_hand().await;
    let id = lent_and_elsewhere(&scene).await;
    answer(&mut scene, Disagreement::OutsideProject, Answer::AddMember).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn lent_and_passed_on_came_back_in_between() {
    let mut scene = Scene::set_by_hand().await;
    let id = lent_and_elsewhere(&scene).await;
    answer(&mut scene, Disagreement::OutsideProject, Answer::Returned).await;
    assert_eq!(states(&scene, id).await, [UnitState::Returned]);
    agrees(&scene).await;
    scene.end().await;
}

// Loans that nobody decided.

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
    answer(&mut scene, Disagreement::OutWhilePending, Answer::AcceptLoan).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn out_while_pending_can_be_another_loan_and_is_not_asked_again() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_while_pending(&scene).await;
    answer(&mut scene, Disagreement::OutWhilePending, Answer::Keep).await;
    assert_eq!(states(&scene, id).await, [UnitState::Pending]);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn out_again_can_be_the_same_loan() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_again(&scene).await;
    offers(&scene, Disagreement::OutAgain, &[Answer::AcceptLoan, Answer::Keep]).await;
    answer(&mut scene, Disagreement::OutAgain, Answer::AcceptLoan).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn out_again_can_be_none_of_ours() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_again(&scene).await;
    answer(&mut scene, Disagreement::OutAgain, Answer::Keep).await;
    assert_eq!(states(&scene, id).await, [UnitState::Returned]);
    agrees(&scene).await;
    scene.end().await;
}

// Returns of which the log and the asset do not say the same.

#[tokio::test]
async fn what_was_taken_out_of_use_came_back() {
    let mut scene = Scene::set_by_hand().await;
    let id = scene.lent(scene.assets[0]).await;
    scene.check_in_unlogged(scene.assets[0]);
    scene.relabel(scene.assets[0], IN_REPAIR);
    scene.reconcile().await;
    offers(&scene, Disagreement::AutomaticCheckIn, &[Answer::Returned]).await;
    answer(&mut scene, Disagreement::AutomaticCheckIn, Answer::Returned).await;
    assert_eq!(states(&scene, id).await, [UnitState::Returned]);
    assert_eq!(scene.label(scene.assets[0]), IN_REPAIR, "that label is not ours to replace");
    agrees(&scene).await;
    scene.end().await;
}

async fn out_here_in_there(scene: &Scene) -> RequisitionId {
    let id = scene.lent(scene.assets[0]).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.free_silently(scene.assets[0], at)).unwrap();
    scene.reconcile().await;
    id
}

#[tokio::test]
async fn out_here_and_in_there_came_back_and_its_label_is_looked_after() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_here_in_there(&scene).await;
    offers(&scene, Disagreement::OutHereInThere, &[Answer::Returned, Answer::LendAgain]).await;
    answer(&mut scene, Disagreement::OutHereInThere, Answer::Returned).await;
    assert_eq!(states(&scene, id).await, [UnitState::Returned]);
    assert_eq!(scene.label(scene.assets[0]), AVAILABLE);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn out_here_and_in_there_is_lent_again() {
    let mut scene = Scene::set_by_hand().await;
    let id = out_here_in_there(&scene).await;
    answer(&mut scene, Disagreement::OutHereInThere, Answer::LendAgain).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    assert_eq!(holder(&scene, scene.assets[0]), Some(Holder::User(scene.leader.user)));
    agrees(&scene).await;
    scene.end().await;
}

async fn still_held(scene: &Scene) -> RequisitionId {
    let id = scene.lent(scene.assets[0]).await;
    let before = scene.simulator.with_lab(|lab| lab.asset(scene.assets[0]).unwrap().clone());
    scene.check_in(scene.assets[0]);
    scene.simulator.with_lab(|lab| lab.put_asset(before));
    scene.feed().await;
    id
}

#[tokio::test]
async fn what_is_still_held_there_can_be_taken_back() {
    let mut scene = Scene::set_by_hand().await;
    let id = still_held(&scene).await;
    offers(&scene, Disagreement::StillHeld, &[Answer::TakeBack, Answer::Keep]).await;
    answer(&mut scene, Disagreement::StillHeld, Answer::TakeBack).await;
    assert_eq!(states(&scene, id).await, [UnitState::Returned]);
    assert_eq!(holder(&scene, scene.assets[0]), None);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn what_is_still_held_there_can_be_out_indeed() {
    let mut scene = Scene::set_by_hand().await;
    let id = still_held(&scene).await;
    answer(&mut scene, Disagreement::StillHeld, Answer::Keep).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    agrees(&scene).await;
    scene.end().await;
}

// What is gone.

#[tokio::test]
async fn what_was_deleted_while_it_was_out_came_back() {
    let mut scene = Scene::set_by_hand().await;
    let id = scene.lent(scene.assets[0]).await;
    let at = scene.clock.now();
    scene.simulator.with_lab(|lab| lab.delete_asset(scene.assets[0], at)).unwrap();
    scene.feed().await;
    offers(&scene, Disagreement::DeletedWhileOut, &[Answer::Returned]).await;
    answer(&mut scene, Disagreement::DeletedWhileOut, Answer::Returned).await;
    assert_eq!(states(&scene, id).await, [UnitState::Returned]);
    agrees(&scene).await;
    scene.end().await;
}

async fn gone_while_reserved(scene: &Scene) -> RequisitionId {
    let id = scene.reserved(scene.assets[0]).await;
    scene.relabel(scene.assets[0], ARCHIVED);
    scene.reconcile().await;
    id
}

#[tokio::test]
async fn what_is_gone_is_replaced_by_another_asset() {
    let mut scene = Scene::set_by_hand().await;
    let id = gone_while_reserved(&scene).await;
    let all = [Answer::AnotherAsset, Answer::ReleaseUnit];
    offers(&scene, Disagreement::AssetGone, &all).await;
    answer(&mut scene, Disagreement::AssetGone, Answer::AnotherAsset).await;
    assert_eq!(states(&scene, id).await, [UnitState::Released, UnitState::Reserved]);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn what_is_gone_is_released() {
    let mut scene = Scene::set_by_hand().await;
    let id = gone_while_reserved(&scene).await;
    answer(&mut scene, Disagreement::AssetGone, Answer::ReleaseUnit).await;
    assert_eq!(states(&scene, id).await, [UnitState::Released]);
    agrees(&scene).await;
    scene.end().await;
}

// Labels.

/// Reserved here, and with that label there.
async fn relabelled(scene: &Scene, label: u32) -> RequisitionId {
    let id = scene.reserved(scene.assets[0]).await;
    scene.relabel(scene.assets[0], label);
    scene.reconcile().await;
    id
}

#[tokio::test]
async fn a_reserved_asset_gets_its_label_again() {
    for (about, label) in
        [(Disagreement::LabelChanged, CHECKED_OUT), (Disagreement::FreeThere, AVAILABLE)]
    {
        let mut scene = Scene::set_by_hand().await;
        let id = relabelled(&scene, label).await;
        let all = [Answer::PutReserved, Answer::AnotherAsset, Answer::ReleaseUnit];
        offers(&scene, about, &all).await;
        answer(&mut scene, about, Answer::PutReserved).await;
        assert_eq!(states(&scene, id).await, [UnitState::Reserved]);
        assert_eq!(scene.label(scene.assets[0]), RESERVED);
        agrees(&scene).await;
        scene.end().await;
    }
}

#[tokio::test]
async fn another_asset_takes_the_place_of_one_with_another_label() {
    for (about, label) in
        [(Disagreement::LabelChanged, IN_REPAIR), (Disagreement::FreeThere, AVAILABLE)]
    {
        let mut scene = Scene::set_by_hand().await;
        let id = relabelled(&scene, label).await;
        answer(&mut scene, about, Answer::AnotherAsset).await;
        assert_eq!(states(&scene, id).await, [UnitState::Released, UnitState::Reserved]);
        assert_eq!(scene.label(scene.assets[0]), label, "that one stays as it is");
        agrees(&scene).await;
        scene.end().await;
    }
}

#[tokio::test]
async fn a_reservation_of_an_asset_with_another_label_is_released() {
    for (about, label) in
        [(Disagreement::LabelChanged, IN_REPAIR), (Disagreement::FreeThere, AVAILABLE)]
    {
        let mut scene = Scene::set_by_hand().await;
        let id = relabelled(&scene, label).await;
        answer(&mut scene, about, Answer::ReleaseUnit).await;
        assert_eq!(states(&scene, id).await, [UnitState::Released]);
        assert_eq!(scene.label(scene.assets[0]), label);
        agrees(&scene).await;
        scene.end().await;
    }
}

/// Returned, and its label is asked about.
async fn left_behind(scene: &Scene, label: u32) -> RequisitionId {
    scene.after_return(AfterReturn::Ask).await;
    let id = scene.lent(scene.assets[0]).await;
    scene.relabel(scene.assets[0], label);
    scene.check_in(scene.assets[0]);
    scene.feed().await;
    assert_eq!(states(scene, id).await, [UnitState::Returned]);
    id
}

#[tokio::test]
async fn a_label_left_behind_gives_way_to_available_when_a_person_says_so() {
    for label in [RESERVED, CHECKED_OUT] {
        let mut scene = Scene::set_by_hand().await;
        left_behind(&scene, label).await;
        offers(&scene, Disagreement::LabelLeft, &[Answer::PutAvailable, Answer::Keep]).await;
        answer(&mut scene, Disagreement::LabelLeft, Answer::PutAvailable).await;
        assert_eq!(scene.label(scene.assets[0]), AVAILABLE);
        agrees(&scene).await;
        scene.end().await;
    }
}

#[tokio::test]
async fn a_label_left_behind_is_kept() {
    let mut scene = Scene::set_by_hand().await;
    left_behind(&scene, RESERVED).await;
    answer(&mut scene, Disagreement::LabelLeft, Answer::Keep).await;
    assert_eq!(scene.label(scene.assets[0]), RESERVED);
    agrees(&scene).await;
    scene.end().await;
}

#[tokio::test]
async fn a_label_that_nobody_claims_is_taken_off_or_kept() {
    for (said, label) in [(Answer::PutAvailable, AVAILABLE), (Answer::Keep, RESERVED)] {
        let mut scene = Scene::set_by_hand().await;
        scene.relabel(scene.assets[0], RESERVED);
        scene.reconcile().await;
        offers(&scene, Disagreement::Unclaimed, &[Answer::PutAvailable, Answer::Keep]).await;
        answer(&mut scene, Disagreement::Unclaimed, said).await;
        assert_eq!(scene.label(scene.assets[0]), label);
        agrees(&scene).await;
        scene.end().await;
    }
}

// What nobody knows.

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
    answer(&mut scene, about, Answer::SendAgain).await;
    assert_eq!(states(&scene, id).await, [UnitState::CheckedOut]);
    agrees(&scene).await;
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

// Checked again before anything is written.

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
