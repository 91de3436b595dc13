//! A project's page: its members, what happened, and what it used.

use crate::common::{Scene, add_person, day};
use chrono::TimeDelta;
use desk::api::*;
use domain::ids::{PersonId, RequisitionId};
use domain::operation::{OperationKind, Phase};
use domain::project::{MemberRole, ProjectState};
use domain::unit::UnitState;
use domain::validate::{Problem, ProjectDraft};

async fn lent(scene: &Scene, asset: u32) -> RequisitionId {
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    id
}

async fn brought_back(scene: &Scene, id: RequisitionId, asset: u32) {
    scene.check_in(asset);
    scene.until_state(id, UnitState::Returned).await;
}

async fn person(scene: &Scene, name: &str) -> PersonId {
    let email = format!("{}@uni.example", name.to_lowercase());
    add_person(&scene.desk, name, &email, None).await
}

async fn set(scene: &Scene, person: PersonId, role: Option<MemberRole>) -> MemberOutcome {
    scene.desk.set_member(scene.project, person, role).await.unwrap()
}

async fn timeline(scene: &Scene) -> Vec<ProjectEvent> {
    scene.desk.project_timeline(scene.project, 100).await.unwrap().events
}

/// Each event in a word or two, newest first.
async fn told(scene: &Scene) -> Vec<String> {
    timeline(scene).await.iter().map(|event| word(&event.what)).collect()
}

fn word(what: &ProjectEventKind) -> String {
    match what {
        ProjectEventKind::Asked { .. } => "asked".to_owned(),
        ProjectEventKind::Moved { to, .. } => format!("{to:?}").to_lowercase(),
        ProjectEventKind::Operation { operation, phase, .. } => {
            format!("{operation:?} {phase:?}").to_lowercase()
        }
        ProjectEventKind::State { to, .. } => format!("project {to:?}").to_lowercase(),
        ProjectEventKind::Member { name, to, .. } => {
            format!(
                "{name} {}",
                to.map_or("left".to_owned(), |to| format!("{to:?}").to_lowercase())
            )
        }
        ProjectEventKind::Overdue { .. } => "overdue".to_owned(),
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn members_join_change_their_role_and_leave_and_the_timeline_tells() {
    let scene = Scene::set().await;
    let tiago = person(&scene, "Tiago").await;
    assert_eq!(set(&scene, tiago, Some(MemberRole::Observer)).await, MemberOutcome::Done);
    assert_eq!(set(&scene, tiago, Some(MemberRole::Observer)).await, MemberOutcome::Done);
    assert_eq!(set(&scene, tiago, Some(MemberRole::Member)).await, MemberOutcome::Done);
    let members = scene.desk.project(scene.project).await.unwrap().members;
    let roles: Vec<_> = members.iter().map(|m| (m.name.as_str(), m.role)).collect();
    assert_eq!(roles, [("Ana Silva", MemberRole::Leader), ("Tiago", MemberRole::Member)]);
    assert_eq!(set(&scene, tiago, None).await, MemberOutcome::Done);
    assert_eq!(scene.desk.project(scene.project).await.unwrap().members.len(), 1);
    let expected =
        ["Tiago left", "Tiago member", "Tiago observer", "project active", "project pending"];
    assert_eq!(told(&scene).await, expected, "what changes nothing is not told");
    scene.end().await;
}

#[tokio::test]
async fn somebody_leads_and_who_holds_something_of_the_project_stays() {
    let scene = Scene::set().await;
    let (ana, rui) = (scene.leader.person, person(&scene, "Rui").await);
    assert_eq!(set(&scene, ana, None).await, MemberOutcome::OnlyLeader);
    assert_eq!(set(&scene, ana, Some(MemberRole::Member)).await, MemberOutcome::OnlyLeader);
    set(&scene, rui, Some(MemberRole::Leader)).await;
    let id = lent(&scene, scene.assets[0]).await;
    scene.reserve(scene.assets[1]).await;
    assert_eq!(set(&scene, ana, None).await, MemberOutcome::HoldsUnits { units: 2 });
    assert_eq!(set(&scene, ana, Some(MemberRole::Advisor)).await, MemberOutcome::Done);
    brought_back(&scene, id, scene.assets[0]).await;
    assert_eq!(set(&scene, ana, None).await, MemberOutcome::HoldsUnits { units: 1 });
    assert_eq!(set(&scene, rui, None).await, MemberOutcome::OnlyLeader);
    scene.end().await;
}

#[tokio::test]
async fn who_has_what_another_asked_for_stays_too() {
    let scene = Scene::set().await;
    let user = Some(scene.stranger);
    let rui = add_person(&scene.desk, "Rui", "rui@uni.example", user).await;
    set(&scene, rui, Some(MemberRole::Member)).await;
    let id = scene.reserve(scene.assets[0]).await;
    scene.check_out(scene.assets[0], scene.stranger);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene
        .until("the mirror shows it with Rui", async || {
            !scene.desk.person(rui).await.unwrap().loans.is_empty()
        })
        .await;
    assert_eq!(set(&scene, rui, None).await, MemberOutcome::HoldsUnits { units: 1 });
    scene.end().await;
}

#[tokio::test]
async fn the_members_of_a_project_that_ended_stay_what_they_were() {
    let scene = Scene::set().await;
    let rui = person(&scene, "Rui").await;
    scene.desk.decide_project(scene.project, ProjectState::Completed).await.unwrap();
    let answer = scene.desk.set_member(scene.project, rui, Some(MemberRole::Member)).await;
    assert_eq!(answer, Err(DeskError::NotPossible));
    let nobody = PersonId(uuid::Uuid::nil());
    let answer = scene.desk.set_member(scene.project, nobody, None).await;
    assert_eq!(answer, Err(DeskError::NotFound));
    scene.end().await;
}

#[tokio::test]
async fn the_page_says_who_has_how_much_and_for_which_days_was_asked() {
    let scene = Scene::set().await;
    assert_eq!(scene.desk.project(scene.project).await.unwrap().period, None);
    let today = day(&scene);
    lent(&scene, scene.assets[0]).await;
    scene.clock.advance(TimeDelta::days(16));
    lent(&scene, scene.assets[1]).await;
    let view = scene.desk.project(scene.project).await.unwrap();
    let ana = &view.members[0];
    assert_eq!((ana.on_loan, ana.overdue), (2, 1));
    let until = today + TimeDelta::days(16 + 14);
    assert_eq!(view.period, Some(ProjectPeriod { from: today, until }));
    scene.end().await;
}

#[tokio::test]
async fn the_timeline_tells_a_loan_from_asking_to_its_return() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = lent(&scene, asset).await;
    brought_back(&scene, id, asset).await;
    let expected = [
        "returned",
        "checkedout",
        "reserved",
        "reserve waiting",
        "asked",
        "project active",
        "project pending",
    ];
    assert_eq!(told(&scene).await, expected);
    let events = timeline(&scene).await;
    let returned = &events[0];
    assert_eq!(returned.tag.as_deref(), Some("ML-0001"));
    assert_eq!((returned.lines.as_slice(), returned.units), ([1].as_slice(), 1));
    assert_eq!(returned.requisition.map(|requisition| requisition.id), Some(id));
    let newest = scene.simulator.with_lab(|lab| lab.activity().last().unwrap().id);
    assert_eq!(returned.activity.map(|id| id.0), Some(newest), "the row it rests on");
    let asked = ProjectEventKind::Asked { requester: "Ana Silva".to_owned(), lines: 1 };
    assert_eq!(events[4].what, asked);
    scene.end().await;
}

#[tokio::test]
async fn what_happens_to_several_lines_at_once_is_told_once() {
    let scene = Scene::set().await;
    let id = scene.ask(&scene.assets[..3]).await;
    scene.approve(id).await;
    let events = timeline(&scene).await;
    let approved = &events[0];
    let reserve = OperationKind::Reserve;
    let waits =
        ProjectEventKind::Operation { operation: reserve, phase: Phase::Waiting, refusal: None };
    assert_eq!(approved.what, waits);
    assert_eq!((approved.lines.as_slice(), approved.units), ([1, 2, 3].as_slice(), 3));
    assert_eq!(approved.tag, None, "of several there is no one tag");
    assert_eq!(word(&events[1].what), "asked");
    scene.end().await;
}

#[tokio::test]
async fn what_is_not_back_is_told_as_overdue_from_the_night_after_its_last_day() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = lent(&scene, asset).await;
    assert!(!told(&scene).await.contains(&"overdue".to_owned()));
    scene.clock.advance(TimeDelta::days(16));
    let event = timeline(&scene).await.remove(0);
    assert_eq!(event.what, ProjectEventKind::Overdue { with: Some("Ana Silva".to_owned()) });
    assert_eq!((event.tag.as_deref(), event.actor), (Some("ML-0001"), None));
    brought_back(&scene, id, asset).await;
    let events = timeline(&scene).await;
    assert_eq!(word(&events[0].what), "returned");
    assert_eq!(events[1].what, ProjectEventKind::Overdue { with: None }, "it was");
    scene.end().await;
}

#[tokio::test]
async fn the_timeline_comes_as_far_as_asked_for_and_says_whether_there_is_more() {
    let scene = Scene::set().await;
    scene.ask(&[scene.assets[0]]).await;
    let part = scene.desk.project_timeline(scene.project, 2).await.unwrap();
    let words: Vec<_> = part.events.iter().map(|event| word(&event.what)).collect();
    assert_eq!(words, ["asked", "project active"]);
    assert!(part.more, "it was pending before");
    assert!(!scene.desk.project_timeline(scene.project, 3).await.unwrap().more);
    scene.end().await;
}

#[tokio::test]
async fn usage_counts_days_returns_and_the_time_to_decide() {
    let scene = Scene::set().await;
    let usage = async || scene.desk.project_usage(scene.project).await.unwrap();
    let nothing = usage().await;
    assert_eq!((nothing.item_days, nothing.returned, nothing.median_decision), (0, 0, None));

    let first = scene.ask(&[scene.assets[0]]).await;
    scene.clock.advance(TimeDelta::minutes(112));
    scene.approve(first).await;
    scene.pass_undo_time().await;
    scene.until_state(first, UnitState::Reserved).await;
    scene.check_out(scene.assets[0], scene.leader.user);
    scene.until_state(first, UnitState::CheckedOut).await;
    let late = lent(&scene, scene.assets[1]).await;
    scene.clock.advance(TimeDelta::hours(47));
    brought_back(&scene, first, scene.assets[0]).await;
    scene.clock.advance(TimeDelta::days(14));
    brought_back(&scene, late, scene.assets[1]).await;

    let usage = usage().await;
    assert_eq!((usage.on_time, usage.returned), (1, 2));
    assert_eq!(usage.item_days, 2 + 16);
    let models: Vec<_> = usage.models.iter().map(|model| model.days).collect();
    assert_eq!(models, [18], "both are of one model");
    let median = usage.median_decision.unwrap();
    assert!((56 * 60..57 * 60).contains(&median), "between at once and 112 minutes: {median}");
    scene.end().await;
}

#[tokio::test]
async fn a_project_is_changed_without_touching_its_members() {
    let scene = Scene::set().await;
    let change = ProjectDraft {
        name: " Braço robótico ".to_owned(),
        course: "Robótica".to_owned(),
        members: vec![],
        ..crate::common::project_draft(scene.leader.person)
    };
    scene.desk.change_project(scene.project, change.clone()).await.unwrap();
    let view = scene.desk.project(scene.project).await.unwrap();
    assert_eq!(view.row.name, "Braço robótico");
    assert_eq!(view.members.len(), 1);
    let unnamed = ProjectDraft { name: String::new(), ..change };
    let Err(DeskError::Invalid { fields }) =
        scene.desk.change_project(scene.project, unnamed).await
    else {
        panic!("a project has a name");
    };
    assert_eq!((fields[0].field.as_str(), &fields[0].problem), ("name", &Problem::Required));
    scene.end().await;
}
