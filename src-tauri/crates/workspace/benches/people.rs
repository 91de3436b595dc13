//! How long the questions of People and of a project's page take at 10,000 people, 2,000 projects
//! and 10,000 requisitions: `cargo bench -p workspace --profile measure --bench people`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::asset::{AssetDetails, AssetSnapshot, Named};
use domain::evidence::{Actor, Evidence};
use domain::ids::{ActivityId, AssetId, ModelId, PersonId, ProjectId, RequisitionId, UserId};
use domain::operation::OperationKind;
use domain::people::{PeopleGroup, PersonRole};
use domain::project::{MemberRole, ProjectState};
use domain::unit::UnitState;
use domain::validate::{MemberDraft, PersonDraft, ProjectDraft, Wanted};
use workspace::table::operations::{NewOperation, Step};
use workspace::table::people::PeopleFilter;
use workspace::table::requisitions::{Among, NewLine, NewRequisition, Of};
use workspace::table::units::Transition;
use workspace::{Error, Read, Stamp, Workspace, Write};

const PEOPLE: usize = 10_000;
const PROJECTS: usize = 2_000;
const REQUISITIONS: usize = 10_000;
/// So many of them are of one project and one person.
const BUSY: usize = 300;
const TIMES: usize = 40;

struct Lab {
    workspace: Workspace,
    project: ProjectId,
    person: PersonId,
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let lab = furnish(Workspace::open(&folder.path().join("lab.db"), "desk").unwrap());
    println!("{PEOPLE} people, {PROJECTS} projects, {REQUISITIONS} requisitions, {BUSY} of one");
    println!("{:>8} {:>8}  question (milliseconds of {TIMES})", "median", "slowest");
    people(&lab);
    projects(&lab);
    requisitions(&lab);
    one_of_each(&lab);
}

fn requisitions(lab: &Lab) {
    let lists = [Among::All, Among::With(UnitState::Pending), Among::Ended];
    for typed in ["", "r", "drone", "person 94", "r-1042", "xyzzy"] {
        for among in lists.into_iter().chain([Among::OverdueOn(today())]) {
            let page = |r: &Read<'_>| r.requisitions(among, typed, 0, 200).map(drop);
            measure(lab, &format!("requisitions, {among:?}, {typed:?}: first page"), page);
        }
        let counts = |r: &Read<'_>| r.requisition_counts(Of::default(), typed, today()).map(drop);
        measure(lab, &format!("requisitions, {typed:?}: counted"), counts);
    }
}

fn people(lab: &Lab) {
    let group = |group| PeopleFilter { group, ..PeopleFilter::default() };
    let text = |text: &str| PeopleFilter { text: text.to_owned(), ..PeopleFilter::default() };
    let filters = [
        ("everybody", PeopleFilter::default()),
        ("on loan", group(PeopleGroup::OnLoan)),
        ("overdue", group(PeopleGroup::Overdue)),
        ("blocked", group(PeopleGroup::Blocked)),
        ("a common word", text("person")),
        ("a rare word", text("p9417@")),
        ("nobody", text("xyzzy")),
    ];
    for (name, filter) in filters {
        for offset in [0, 9_900] {
            let ask = |r: &Read<'_>| r.people_table(&filter, today(), offset, 100).map(drop);
            measure(lab, &format!("people, {name}: page at {offset}"), ask);
        }
        let cells = |r: &Read<'_>| r.people_cells(&filter.text, today()).map(drop);
        measure(lab, &format!("people, {name}: counted"), cells);
    }
}

fn projects(lab: &Lab) {
    for text in ["", "drone", "project 17", "p9417@", "xyzzy"] {
        for offset in [0, 1_900] {
            let ask = |r: &Read<'_>| r.projects(&[], text, offset, 100).map(drop);
            measure(lab, &format!("projects, “{text}”: page at {offset}"), ask);
        }
        let counts = |r: &Read<'_>| r.project_counts(text).map(drop);
        measure(lab, &format!("projects, “{text}”: counted"), counts);
    }
}

fn one_of_each(lab: &Lab) {
    let (project, person) = (lab.project, lab.person);
    for (name, of) in [
        ("the busy project", Of { project: Some(project), person: None }),
        ("the busy person", Of { project: None, person: Some(person) }),
    ] {
        let rows = |r: &Read<'_>| r.requisitions_of(of, Among::All, "", 0, 20).map(drop);
        measure(lab, &format!("{name}: requisitions"), rows);
        let count = |r: &Read<'_>| r.requisition_counts(of, "", today()).map(drop);
        measure(lab, &format!("{name}: requisitions counted"), count);
    }
    measure(lab, "the busy project: timeline", |r| r.project_timeline(project, &[], 41).map(drop));
    measure(lab, "the busy project: movements", |r| r.project_movements(project).map(drop));
    measure(lab, "the busy project: decisions", |r| r.project_decisions(project).map(drop));
    measure(lab, "the busy project: members", |r| {
        r.members(project)?;
        r.member_loans(project, today()).map(drop)
    });
    measure(lab, "the busy person: page", |r| {
        r.units_asked_by(person)?;
        r.units_held_by(person, UserId(1))?;
        r.memberships(person)?;
        r.person_changes(person, 200).map(drop)
    });
}

fn measure(lab: &Lab, what: &str, ask: impl Fn(&Read<'_>) -> Result<(), Error>) {
    let once = || {
        let start = Instant::now();
        lab.workspace.read(&ask).unwrap();
        start.elapsed()
    };
    once();
    let mut times: Vec<_> = (0..TIMES).map(|_| once()).collect();
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{:>8.2} {:>8.2}  {what}", millis(times[TIMES / 2]), millis(times[TIMES - 1]));
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 14).unwrap()
}

fn stamp(minutes: i64) -> Stamp {
    let start = DateTime::<Utc>::from_timestamp(1_789_000_000, 0).unwrap();
    let actor = Actor::Technician { name: "Rita".to_owned() };
    Stamp { actor, at: start + TimeDelta::minutes(minutes) }
}

fn furnish(workspace: Workspace) -> Lab {
    let assets: Vec<_> = (1..=20_000).map(asset).collect();
    workspace.write(&stamp(0), |w| w.mirror_assets(&assets).map(drop)).unwrap();
    let people: Vec<_> = workspace
        .write(&stamp(0), |w| (0..PEOPLE).map(|i| person(w, i)).collect::<Result<_, Error>>())
        .unwrap();
    let projects: Vec<_> = workspace
        .write(&stamp(1), |w| {
            (0..PROJECTS).map(|i| project(w, i, &people)).collect::<Result<_, Error>>()
        })
        .unwrap();
    for (part, numbers) in (0..REQUISITIONS).collect::<Vec<_>>().chunks(500).enumerate() {
        let minutes = 10 + 60 * i64::try_from(part).unwrap();
        let write = |w: &Write<'_>| {
            numbers.iter().try_for_each(|number| requisition(w, *number, &people, &projects))
        };
        workspace.write(&stamp(minutes), write).unwrap();
    }
    Lab { workspace, project: projects[0], person: people[0] }
}

fn person(write: &Write<'_>, i: usize) -> Result<PersonId, Error> {
    let role = if i.is_multiple_of(20) { PersonRole::Professor } else { PersonRole::Student };
    let id = write.add_person(&PersonDraft {
        name: format!("Person {:05}", i * 7919 % PEOPLE),
        email: format!("p{i}@example.org"),
        role,
        student_number: format!("{}", 90_000 + i),
        user: None,
    })?;
    if i % 100 == 3 {
        write.block_person(id, Some("Two kits lost"))?;
    }
    Ok(id)
}

fn project(write: &Write<'_>, i: usize, people: &[PersonId]) -> Result<ProjectId, Error> {
    let role = |n: usize| if n == 0 { MemberRole::Leader } else { MemberRole::Member };
    let members = (0..5).map(|n| MemberDraft { person: people[i * 5 + n], role: role(n) });
    let id = write.add_project(&ProjectDraft {
        name: format!("Drone project {i}"),
        description: String::new(),
        course: "Engenharia".to_owned(),
        academic_year: "2026/2027".to_owned(),
        group_number: None,
        tags: Vec::new(),
        links: Vec::new(),
        members: members.collect(),
    })?;
    write.move_project(id, ProjectState::Pending, ProjectState::Active)?;
    Ok(id)
}

/// Two units each: most came back, every tenth is out, every twentieth waits.
fn requisition(
    write: &Write<'_>,
    number: usize,
    people: &[PersonId],
    projects: &[ProjectId],
) -> Result<(), Error> {
    let of = if number < BUSY { 0 } else { number % PROJECTS };
    let asset = |n: usize| AssetId(u32::try_from(number * 2 + n + 1).unwrap());
    let line = |n: usize| NewLine {
        wanted: Wanted::Asset { id: asset(n) },
        title: "Scope".to_owned(),
        quantity: 1,
    };
    let (id, _) = write.add_requisition(&NewRequisition {
        project: projects[of],
        requester: people[of * 5 + if number < BUSY { 0 } else { number % 5 }],
        from: today() - TimeDelta::days(20),
        until: today() + TimeDelta::days(i64::try_from(number % 20).unwrap() - 10),
        purpose: String::new(),
        lines: vec![line(0), line(1)],
    })?;
    if number.is_multiple_of(20) { Ok(()) } else { lend(write, id, number % 10 != 1) }
}

fn lend(write: &Write<'_>, id: RequisitionId, comes_back: bool) -> Result<(), Error> {
    let states = [UnitState::Reserved, UnitState::CheckedOut, UnitState::Returned];
    for unit in write.read().units_of(id)? {
        let new = NewOperation::new(OperationKind::Reserve, unit.asset, write.at());
        let operation = write.add_operation(Some(&unit), &new)?;
        let operation = write.read().operation(operation)?.unwrap();
        write.step_operation(Some(&unit), &operation, &Step::Done(None))?;
        for to in states.into_iter().take(if comes_back { 3 } else { 2 }) {
            let unit = write.read().unit(unit.id)?.unwrap();
            let evidence = Evidence::Activity {
                id: ActivityId(1),
                at: write.at(),
                target: Some("Ana Silva".to_owned()),
                by: Some("R. Silva".to_owned()),
            };
            write
                .move_unit(&unit, &Transition { evidence: Some(evidence), ..Transition::to(to) })?;
        }
    }
    Ok(())
}

fn asset(id: u32) -> AssetSnapshot {
    AssetSnapshot {
        id: AssetId(id),
        tag: format!("LAB-{id:06}"),
        name: None,
        serial: None,
        model: Some(Named { id: ModelId(id % 300), name: format!("Model {}", id % 300) }),
        category: None,
        location: None,
        label: None,
        holder: None,
        expected_checkin: None,
        last_checkout: None,
        last_checkin: None,
        updated_at: None,
        deleted: false,
        details: AssetDetails::default(),
    }
}
