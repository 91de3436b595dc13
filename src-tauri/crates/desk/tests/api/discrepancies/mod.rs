//! Discrepancies that a person settles: every answer to every disagreement, what it writes to
//! Snipe-IT, and where that leaves the unit. After each answer the desk starts anew before
//! anything is carried out.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::api::*;
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::{DiscrepancyId, RequisitionId};
use domain::unit::UnitState;

mod checked_again;
mod doubt;
mod labels;
mod outside;
mod returns;

const AVAILABLE: u32 = 2;
const ARCHIVED: u32 = 3;
const RESERVED: u32 = 7;
/// Deployable, and not mapped.
const CHECKED_OUT: u32 = 8;
const IN_REPAIR: u32 = 9;

/// The open disagreement of that kind, as a person sees it.
async fn shown(scene: &Scene, about: Disagreement) -> DiscrepancyView {
    let open = scene.discrepancies(false).await;
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
    assert!(scene.discrepancies(true).await.iter().any(|row| row.id == id));
    let again = scene.desk.resolve(id, answer).await;
    assert_eq!(again, Err(DeskError::NotPossible), "it is answered once");
}

async fn states(scene: &Scene, id: RequisitionId) -> Vec<UnitState> {
    let view = scene.view(id).await;
    view.lines.iter().flat_map(|line| line.units.iter().map(|unit| unit.state)).collect()
}

/// Answers it, sees where that leaves the units, and that it is not asked about any more.
async fn ends(
    scene: &mut Scene,
    id: RequisitionId,
    about: Disagreement,
    said: Answer,
    left: &[UnitState],
) {
    answer(scene, about, said).await;
    assert_eq!(states(scene, id).await, left, "{said:?} to {about:?}");
    agrees(scene).await;
}

/// Nothing is asked about any more, whatever is compared.
async fn agrees(scene: &Scene) {
    scene.clock.advance(TimeDelta::minutes(5));
    scene.feed().await;
    scene.reconcile().await;
    let open: Vec<_> = scene.discrepancies(false).await.iter().map(|row| row.about).collect();
    assert_eq!(open, [], "nothing is asked again");
}

async fn reserved_and_out(scene: &Scene) -> RequisitionId {
    let id = scene.reserved(scene.assets[0]).await;
    scene.check_out(scene.assets[0], scene.stranger);
    scene.feed().await;
    id
}

/// Reserved here, and with that label there.
async fn relabelled(scene: &Scene, label: u32) -> RequisitionId {
    let id = scene.reserved(scene.assets[0]).await;
    scene.relabel(scene.assets[0], label);
    scene.reconcile().await;
    id
}
