//! People, their projects, and the settings of the desk.

use domain::people::PersonRole;
use domain::project::{MemberRole, ProjectState};
use domain::unit::UnitState;
use domain::validate::{MemberDraft, PersonDraft};
use workspace::Error;

use crate::common::{Lab, count, day, named, person, project};

#[test]
fn an_e_mail_belongs_to_one_person_case_and_edges_ignored() {
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let again = PersonDraft { email: " RITA@Uni.PT ".to_owned(), ..person("Somebody else") };
    assert!(matches!(lab.try_write(|w| w.add_person(&again)), Err(Error::Rule(_))));
    let found = lab.read(|r| r.person_by_email("  rita@UNI.pt")).unwrap();
    assert_eq!(found.person.id, rita);
    assert_eq!(count(&lab.path(), "people"), 1);
}

#[test]
fn a_block_carries_its_reason_and_can_be_lifted() {
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let blocked = || lab.read(|r| r.person(rita)).unwrap().person.blocked;
    lab.write(|w| w.block_person(rita, Some("lost a probe")));
    assert_eq!(blocked().as_deref(), Some("lost a probe"));
    lab.write(|w| w.block_person(rita, None));
    assert_eq!(blocked(), None);
}

#[test]
fn loans_of_a_person_are_what_is_out_now_with_the_days_they_are_due() {
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let drone = lab.project("Drone", rita);
    let asked = lab.ask_for(drone, rita, &[named(1), named(2)]);
    lab.moved(asked.unit(), UnitState::CheckedOut).unwrap();
    assert_eq!(lab.read(|r| r.loans_of(rita)), [day("2026-11-20")]);
    lab.moved(asked.unit(), UnitState::Returned).unwrap();
    assert!(lab.read(|r| r.loans_of(rita)).is_empty());
}

#[test]
fn a_project_knows_its_members_and_leaders_come_first() {
    let lab = Lab::new();
    let [zoe, ana, rui] = ["Zoe", "Ana", "Rui"].map(|name| lab.person(name));
    let mut draft = project("Drone", zoe);
    draft.members.push(MemberDraft { person: rui, role: MemberRole::Supervisor });
    draft.members.push(MemberDraft { person: ana, role: MemberRole::Member });
    let drone = lab.write(|w| w.add_project(&draft));
    let members = lab.read(|r| r.members(drone));
    let names: Vec<_> = members.iter().map(|member| member.person.person.name.as_str()).collect();
    assert_eq!(names, ["Zoe", "Ana", "Rui"]);
    assert_eq!(lab.read(|r| r.membership(drone, rui)), Some(MemberRole::Supervisor));
    let twice = MemberDraft { person: ana, role: MemberRole::Leader };
    assert!(matches!(lab.try_write(|w| w.add_member(drone, twice)), Err(Error::Rule(_))));
    assert_eq!(lab.read(|r| r.membership(drone, ana)), Some(MemberRole::Member));
}

#[test]
fn of_two_leaders_the_one_named_first_stands_in_lists() {
    let lab = Lab::new();
    let [zoe, ana] = ["Zoe", "Ana"].map(|name| lab.person(name));
    for turn in 0..8 {
        let mut draft = project(&format!("Drone {turn}"), zoe);
        draft.members.push(MemberDraft { person: ana, role: MemberRole::Leader });
        let id = lab.write(|w| w.add_project(&draft));
        let summary = lab.read(|r| r.project_summary(id)).unwrap();
        assert_eq!((summary.leader.as_deref(), summary.members), (Some("Zoe"), 2));
    }
}

#[test]
fn projects_are_listed_and_counted_by_state_with_their_open_requisitions() {
    let lab = Lab::new();
    let rita = lab.person("Rita");
    let [drone, boat] = ["Drone", "Boat"].map(|name| lab.project(name, rita));
    lab.write(|w| w.move_project(drone, ProjectState::Pending, ProjectState::Active));
    let asked = lab.ask_for(drone, rita, &[named(1), named(2)]);
    let listed = |states: &[ProjectState]| -> Vec<_> {
        let found = lab.read(|r| r.projects(states, "", 0, 9));
        found.iter().map(|p| (p.project.id, p.open_requisitions)).collect()
    };
    assert_eq!(listed(&[]), [(boat, 0), (drone, 1)]);
    assert_eq!(listed(&[ProjectState::Active]), [(drone, 1)]);
    assert_eq!(listed(&[ProjectState::Rejected, ProjectState::Pending]), [(boat, 0)]);
    let mut counts = lab.read(|r| r.project_counts(""));
    counts.sort_by_key(|(state, _)| *state != ProjectState::Active);
    assert_eq!(counts, [(ProjectState::Active, 1), (ProjectState::Pending, 1)]);
    for unit in &asked.units {
        lab.moved(unit, UnitState::Rejected).unwrap();
    }
    assert_eq!(listed(&[ProjectState::Active]), [(drone, 0)]);
}

#[test]
fn a_setting_is_what_was_set_last() {
    let lab = Lab::new();
    assert_eq!(lab.read(|r| r.setting::<u32>("hold_days")), None);
    lab.write(|w| w.set_setting("hold_days", &3));
    lab.write(|w| w.set_setting("hold_days", &5));
    assert_eq!(lab.read(|r| r.setting("hold_days")), Some(5));
    let wrong = lab.workspace.read(|r| r.setting::<PersonRole>("hold_days"));
    assert!(matches!(wrong, Err(Error::Value(_))), "{wrong:?}");
}
