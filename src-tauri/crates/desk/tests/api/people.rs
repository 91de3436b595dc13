//! People: the table with its counts, one person whole, and changes of a person.

use crate::common::{Scene, add_person};
use chrono::TimeDelta;
use desk::api::*;
use domain::ids::{PersonId, UserId};
use domain::people::{PeopleGroup, PersonRole};
use domain::project::MemberRole;
use domain::standing::Standing;
use domain::unit::UnitState;
use domain::validate::{PersonDraft, Problem};

fn everybody() -> PeopleQuery {
    PeopleQuery { limit: 100, ..PeopleQuery::default() }
}

fn draft(name: &str, email: &str) -> PersonDraft {
    PersonDraft {
        name: name.to_owned(),
        email: email.to_owned(),
        role: PersonRole::Student,
        student_number: String::new(),
        user: None,
    }
}

async fn professor(scene: &Scene, name: &str) -> PersonId {
    let role = PersonRole::Professor;
    let email = format!("{}@uni.example", name.split(' ').next().unwrap().to_lowercase());
    let draft = PersonDraft { role, ..draft(name, &email) };
    scene.desk.create_person(draft).await.unwrap().id
}

/// Lent to the leader, as the activity log says.
async fn lent(scene: &Scene, asset: u32) {
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
}

fn names(table: &PeopleTable) -> Vec<&str> {
    table.rows.iter().map(|row| row.person.name.as_str()).collect()
}

fn in_group(table: &PeopleTable, group: PeopleGroup) -> u32 {
    table.groups.iter().find(|each| each.group == group).unwrap().count
}

fn of_role(table: &PeopleTable, role: PersonRole) -> u32 {
    table.roles.iter().find(|each| each.role == role).unwrap().count
}

fn invalid<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> Vec<(String, Problem)> {
    match answer {
        Err(DeskError::Invalid { fields }) => {
            fields.into_iter().map(|error| (error.field, error.problem)).collect()
        }
        other => panic!("expected complaints, got {other:?}"),
    }
}

#[tokio::test]
async fn the_table_says_who_has_what_and_each_facet_counts_what_the_other_lets_through() {
    let scene = Scene::set().await;
    let teresa = professor(&scene, "Teresa Nogueira").await;
    add_person(&scene.desk, "Álvaro Ançã", "alvaro@uni.example", None).await;
    scene.desk.block_person(teresa, Some("Two kits lost".to_owned())).await.unwrap();
    lent(&scene, scene.assets[0]).await;
    lent(&scene, scene.assets[1]).await;

    let table = scene.desk.people_table(everybody()).await.unwrap();
    assert_eq!(names(&table), ["Álvaro Ançã", "Ana Silva", "Teresa Nogueira"], "by name");
    let ana = &table.rows[1];
    assert_eq!((ana.on_loan, ana.overdue, ana.projects), (2, 0, 1));
    assert_eq!(table.total, 3);
    let groups = PeopleGroup::ALL.map(|group| in_group(&table, group));
    assert_eq!(groups, [3, 1, 0, 1], "everybody, on loan, overdue, blocked");

    scene.clock.advance(TimeDelta::days(16));
    let query = PeopleQuery { group: PeopleGroup::Overdue, ..everybody() };
    let late = scene.desk.people_table(query).await.unwrap();
    assert_eq!(names(&late), ["Ana Silva"]);
    assert_eq!(late.rows[0].overdue, 2);
    assert_eq!(of_role(&late, PersonRole::Student), 1);
    assert_eq!(of_role(&late, PersonRole::Professor), 0, "zero stays");
    assert_eq!(in_group(&late, PeopleGroup::All), 3, "a group does not narrow itself");

    let roles = vec![PersonRole::Professor];
    let query = PeopleQuery { roles, text: "tere".to_owned(), ..everybody() };
    let professors = scene.desk.people_table(query).await.unwrap();
    assert_eq!(names(&professors), ["Teresa Nogueira"]);
    assert_eq!(in_group(&professors, PeopleGroup::OnLoan), 0);
    assert_eq!(in_group(&professors, PeopleGroup::Blocked), 1);
    scene.end().await;
}

#[tokio::test]
async fn the_table_comes_in_pages() {
    let scene = Scene::set().await;
    for name in ["Bruno Alves", "Carla Reis", "Dora Pinto"] {
        add_person(&scene.desk, name, &format!("{}@uni.example", &name[..4]), None).await;
    }
    let page = |offset| PeopleQuery { offset, limit: 2, ..PeopleQuery::default() };
    let first = scene.desk.people_table(page(0)).await.unwrap();
    let second = scene.desk.people_table(page(2)).await.unwrap();
    assert_eq!(names(&first), ["Ana Silva", "Bruno Alves"]);
    assert_eq!(names(&second), ["Carla Reis", "Dora Pinto"]);
    assert_eq!((first.total, second.total), (4, 4));
    scene.end().await;
}

#[tokio::test]
async fn a_person_shows_what_they_have_with_what_is_overdue_first() {
    let scene = Scene::set().await;
    let waiting = scene.reserve(scene.assets[2]).await;
    lent(&scene, scene.assets[0]).await;
    scene.clock.advance(TimeDelta::days(15));
    lent(&scene, scene.assets[1]).await;

    let view = scene.desk.person(scene.leader.person).await.unwrap();
    let loans: Vec<_> =
        view.loans.iter().map(|loan| (loan.asset.tag.as_str(), loan.standing)).collect();
    let expected = [
        ("ML-0001", Standing::Overdue),
        ("ML-0003", Standing::Reserved),
        ("ML-0002", Standing::CheckedOut),
    ];
    assert_eq!(loans, expected);
    assert_eq!(view.loans[1].line.requisition, waiting);
    assert_eq!(view.user.unwrap().id, UserId(scene.leader.user));
    let project = &view.projects[0];
    assert_eq!((project.project, project.role), (scene.project, MemberRole::Leader));
    scene.end().await;
}

#[tokio::test]
async fn what_another_member_asked_for_and_they_hold_is_theirs_too() {
    let scene = Scene::set().await;
    let rui = scene.desk.find_users("Marques".to_owned(), 5).await.unwrap()[0].id;
    let email = "rui.marques@uni.example";
    let rui = add_person(&scene.desk, "Rui Marques", email, Some(rui.0)).await;
    let member = Some(MemberRole::Member);
    let outcome = scene.desk.set_member(scene.project, rui, member).await.unwrap();
    assert_eq!(outcome, MemberOutcome::Done);
    let id = scene.reserve(scene.assets[0]).await;
    scene.check_out(scene.assets[0], scene.stranger);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene
        .until("the mirror shows it with Rui", async || {
            !scene.desk.person(rui).await.unwrap().loans.is_empty()
        })
        .await;
    let loan = scene.desk.person(rui).await.unwrap().loans.remove(0);
    assert_eq!(loan.requester, scene.leader.person, "Ana asked for it");
    scene.end().await;
}

#[tokio::test]
async fn without_a_user_nothing_can_be_handed_over_and_the_page_says_so() {
    let scene = Scene::set().await;
    let nobody = add_person(&scene.desk, "Nuno", "nuno@uni.example", None).await;
    assert_eq!(scene.desk.person(nobody).await.unwrap().user, None);
    let unknown = PersonId(uuid::Uuid::nil());
    assert_eq!(scene.desk.person(unknown).await, Err(DeskError::NotFound));
    scene.end().await;
}

#[tokio::test]
async fn a_changed_person_does_not_clash_with_themselves_but_with_others() {
    let scene = Scene::set().await;
    let rui = add_person(&scene.desk, "Rui", "rui@uni.example", None).await;
    let renamed = draft(" Rui Marques ", "RUI@uni.example");
    let row = scene.desk.change_person(rui, renamed).await.unwrap();
    assert_eq!((row.name.as_str(), row.email.as_str()), ("Rui Marques", "RUI@uni.example"));
    let found = scene.desk.people("marques".to_owned(), 5).await.unwrap();
    assert_eq!(found.len(), 1, "they are found by the new name");

    let user = Some(UserId(scene.leader.user));
    let clash = PersonDraft { user, ..draft("Rui", "ana.silva@uni.example") };
    let taken = |field: &str| (field.to_owned(), Problem::Taken);
    let answer = scene.desk.change_person(rui, clash).await;
    assert_eq!(invalid(answer), [taken("email"), taken("user")]);
    let empty = scene.desk.change_person(rui, draft("", "rui@uni.example")).await;
    assert_eq!(invalid(empty), [("name".to_owned(), Problem::Required)]);
    scene.end().await;
}

#[tokio::test]
async fn blocking_needs_a_reason_and_keeps_from_borrowing_until_it_is_lifted() {
    let scene = Scene::set().await;
    let ana = scene.leader.person;
    let answer = scene.desk.block_person(ana, Some("  ".to_owned())).await;
    assert_eq!(invalid(answer), [("reason".to_owned(), Problem::Required)]);
    let long = scene.desk.block_person(ana, Some("x".repeat(501))).await;
    assert_eq!(invalid(long), [("reason".to_owned(), Problem::TooLong { max: 500 })]);

    let id = scene.ask(&[scene.assets[0]]).await;
    scene.desk.block_person(ana, Some(" Owes a probe ".to_owned())).await.unwrap();
    let outcome = scene.approve(id).await.remove(0).outcome;
    let blocked = matches!(&outcome, DecisionOutcome::CannotApprove {
        reason: domain::decide::approval::CannotApprove::RequesterBlocked { reason },
    } if reason == "Owes a probe");
    assert!(blocked, "{outcome:?}");
    scene.desk.block_person(ana, None).await.unwrap();
    let outcome = scene.approve(id).await.remove(0).outcome;
    assert!(matches!(outcome, DecisionOutcome::Stored { .. }), "{outcome:?}");
    scene.end().await;
}

#[tokio::test]
async fn what_changed_about_a_person_is_told_newest_first_with_who_did_it() {
    let scene = Scene::set().await;
    let rui = add_person(&scene.desk, "Rui", "rui@uni.example", None).await;
    let number = PersonDraft {
        student_number: "98123".to_owned(),
        ..draft("Rui Marques", "rui@uni.example")
    };
    scene.desk.change_person(rui, number.clone()).await.unwrap();
    scene.desk.change_person(rui, number).await.unwrap();
    scene.desk.block_person(rui, Some("Lost a kit".to_owned())).await.unwrap();
    scene.desk.block_person(rui, None).await.unwrap();
    let changes = scene.desk.person(rui).await.unwrap().changes;
    let kinds: Vec<_> = changes.iter().map(|change| change.what.clone()).collect();
    let expected = [
        PersonEventKind::Unblocked,
        PersonEventKind::Blocked { reason: "Lost a kit".to_owned() },
        PersonEventKind::Changed { fields: vec![PersonFact::Name, PersonFact::StudentNumber] },
        PersonEventKind::Created,
    ];
    assert_eq!(kinds, expected, "a form that changes nothing is not told");
    let by_hand =
        |change: &PersonEvent| matches!(change.actor, domain::evidence::Actor::Technician { .. });
    assert!(changes.iter().all(by_hand), "{changes:?}");
    scene.end().await;
}

#[tokio::test]
async fn the_requisitions_of_one_person_are_a_list_of_their_own() {
    let scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    let nobody = add_person(&scene.desk, "Nuno", "nuno@uni.example", None).await;
    let query = |person| RequisitionQuery {
        filter: RequisitionFilter::All,
        project: None,
        person: Some(person),
        text: String::new(),
        offset: 0,
        limit: 50,
    };
    let own = scene.desk.requisitions(query(scene.leader.person)).await.unwrap();
    assert_eq!(own.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    let none = scene.desk.requisitions(query(nobody)).await.unwrap();
    assert_eq!((none.total, none.rows.len()), (0, 0));
    scene.end().await;
}
