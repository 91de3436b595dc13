//! Requisitions are numbered, listed by what is left to do, and remember what happened.

use domain::evidence::{Actor, Evidence};
use domain::ids::{AssetId, PersonId, ProjectId, RequisitionId};
use domain::operation::{OperationKind, Phase, Refusal};
use domain::unit::UnitState::{self, CheckedOut, Pending, Reserved, Returned};
use uuid::Uuid;
use workspace::Error;
use workspace::table::history::Event;
use workspace::table::inbox::InboxList::{ToDecide, Waiting};
use workspace::table::operations::Step;
use workspace::table::requisitions::{Among, Of, RequisitionRecord};
use workspace::table::units::Transition;

use crate::common::{Asked, Lab, count, day, named, nine, requisition, several};

fn ids(found: &[RequisitionRecord]) -> Vec<RequisitionId> {
    found.iter().map(|requisition| requisition.id).collect()
}

fn among(lab: &Lab, among: Among) -> Vec<RequisitionId> {
    let found = lab.read(|r| r.requisitions(among, "", 0, 50));
    let today = match among {
        Among::OverdueOn(day) => day,
        _ => day("2026-11-16"),
    };
    let counts = lab.read(|r| r.requisition_counts(Of::default(), "", today));
    let counted = match among {
        Among::All => Some(counts.all),
        Among::With(Pending) => Some(counts.pending),
        Among::With(Reserved) => Some(counts.reserved),
        Among::With(CheckedOut) => Some(counts.checked_out),
        Among::With(_) => None,
        Among::OverdueOn(_) => Some(counts.overdue),
        Among::Ended => Some(counts.ended),
    };
    let agrees = counted.is_none_or(|count| count == found.len() as u32);
    assert!(agrees, "the list of {among:?} has {} rows, its count is {counted:?}", found.len());
    ids(&found)
}

fn moved(lab: &Lab, asked: &Asked, states: &[UnitState]) {
    for state in states {
        lab.moved(&lab.unit(asked.unit().id), *state).unwrap();
    }
}

#[test]
fn numbers_begin_at_1001_and_count_on_without_gaps() {
    let lab = Lab::new();
    assert_eq!(lab.ask(&[named(1)]).number.0, 1001);
    let nobody = requisition(ProjectId(Uuid::nil()), PersonId(Uuid::nil()), &[named(1)]);
    let failed = lab.try_write(|w| w.add_requisition(&nobody));
    assert!(matches!(failed, Err(Error::Rule(_))), "{failed:?}");
    assert_eq!(lab.ask(&[named(1)]).number.0, 1002);
    let (ana, drone) = (lab.person("Ana"), lab.project("Drone", lab.person("Rui")));
    let new = requisition(drone, ana, &[named(1)]);
    let two = lab.write(|w| Ok((w.add_requisition(&new)?.1, w.add_requisition(&new)?.1)));
    assert_eq!((two.0.0, two.1.0), (1003, 1004));
}

#[test]
fn a_requisition_has_its_lines_in_order_and_a_pending_unit_for_each_piece() {
    let lab = Lab::new();
    let asked = lab.ask(&[several(2, 9), named(5)]);
    let lines = lab.read(|r| r.lines(asked.id));
    let told: Vec<_> = lines.iter().map(|l| (l.position, l.title.as_str(), l.quantity)).collect();
    assert_eq!(told, [(1, "Model 9", 2), (2, "Asset 5", 1)]);
    let units: Vec<_> =
        asked.units.iter().map(|u| (u.line_position, u.position, u.state, u.asset)).collect();
    let named = (2, 1, Pending, Some(AssetId(5)));
    assert_eq!(units, [(1, 1, Pending, None), (1, 2, Pending, None), named]);
    assert!(asked.units.iter().all(|unit| unit.due == day("2026-11-20")));
}

#[test]
fn a_requisition_that_ends_before_it_starts_is_refused_whole() {
    let lab = Lab::new();
    let (ana, drone) = (lab.person("Ana"), lab.project("Drone", lab.person("Rui")));
    let mut new = requisition(drone, ana, &[named(1)]);
    new.until = day("2026-11-01");
    assert!(matches!(lab.try_write(|w| w.add_requisition(&new)), Err(Error::Rule(_))));
    assert_eq!(count(&lab.path(), "requisitions"), 0);
}

#[test]
fn lists_show_requisitions_by_what_their_units_are_newest_first() {
    let lab = Lab::new();
    let pending = lab.ask(&[named(1), named(2)]);
    let reserved = lab.ask(&[named(3)]);
    let out = lab.ask(&[named(4)]);
    let ended = lab.ask(&[named(5)]);
    moved(&lab, &reserved, &[Reserved]);
    moved(&lab, &out, &[Reserved, CheckedOut]);
    moved(&lab, &ended, &[Reserved, CheckedOut, Returned]);
    assert_eq!(among(&lab, Among::All), [ended.id, out.id, reserved.id, pending.id]);
    assert_eq!(among(&lab, Among::With(Pending)), [pending.id]);
    assert_eq!(among(&lab, Among::With(Reserved)), [reserved.id]);
    assert_eq!(among(&lab, Among::With(CheckedOut)), [out.id]);
    assert_eq!(among(&lab, Among::With(Returned)), [ended.id]);
    assert_eq!(among(&lab, Among::With(UnitState::Expired)), []);
    assert_eq!(among(&lab, Among::Ended), [ended.id]);
    moved(&lab, &pending, &[Reserved]);
    assert_eq!(among(&lab, Among::With(Pending)), [pending.id], "its other unit is pending");
    assert_eq!(among(&lab, Among::With(Reserved)), [reserved.id, pending.id]);
}

#[test]
fn a_page_continues_where_the_one_before_ended() {
    let lab = Lab::new();
    let asked: Vec<_> = (1..=5).rev().map(|n| lab.ask(&[named(n)]).id).collect();
    let page = |offset| ids(&lab.read(|r| r.requisitions(Among::All, "", offset, 2)));
    let pages = [page(0), page(2), page(4), page(6)].concat();
    assert_eq!(pages, asked.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn overdue_begins_the_day_after_and_snipe_its_own_day_counts_first() {
    let lab = Lab::new();
    let asked = lab.ask(&[named(1)]);
    moved(&lab, &asked, &[Reserved]);
    assert_eq!(among(&lab, Among::OverdueOn(day("2026-12-24"))), [], "nothing is out");
    moved(&lab, &asked, &[CheckedOut]);
    assert_eq!(among(&lab, Among::OverdueOn(day("2026-11-20"))), []);
    assert_eq!(among(&lab, Among::OverdueOn(day("2026-11-21"))), [asked.id]);
    let extended = Transition { due: Some(day("2026-11-25")), ..Transition::to(CheckedOut) };
    lab.write(|w| w.move_unit(asked.unit(), &extended));
    assert_eq!(among(&lab, Among::OverdueOn(day("2026-11-25"))), []);
    assert_eq!(among(&lab, Among::OverdueOn(day("2026-11-26"))), [asked.id]);
}

#[test]
fn to_decide_and_waiting_follow_the_operations() {
    let lab = Lab::new();
    let asked = lab.ask(&[named(1)]);
    let lists = || {
        let count = |list| lab.read(|r| r.count_inbox(list));
        let rows = |list| lab.read(|r| r.inbox(list, 0, 9)).len() as u32;
        assert_eq!(rows(ToDecide), count(ToDecide), "the list and its count agree");
        assert_eq!(rows(Waiting), count(Waiting), "the list and its count agree");
        (count(ToDecide), count(Waiting))
    };
    assert_eq!(lists(), (1, 0));
    let first = lab.decide(asked.unit(), OperationKind::Reserve).unwrap();
    assert_eq!(lists(), (0, 1));
    lab.steps(asked.unit(), first, &[Step::Refused(Refusal::AlreadyReserved)]);
    assert_eq!(lists(), (1, 0), "refused: to decide again");
    let second = lab.decide(asked.unit(), OperationKind::Reserve).unwrap();
    lab.steps(asked.unit(), second, &[Step::Escalated]);
    assert_eq!(lists(), (0, 1));
    lab.steps(asked.unit(), second, &[Step::Done(None)]);
    moved(&lab, &asked, &[Reserved]);
    assert_eq!(lists(), (0, 0));
}

#[test]
fn a_requisition_is_to_decide_and_waiting_when_its_units_differ() {
    let lab = Lab::new();
    let asked = lab.ask(&[named(1), named(2)]);
    lab.decide(asked.unit(), OperationKind::Reserve).unwrap();
    assert_eq!(ids(&lab.read(|r| r.inbox(ToDecide, 0, 9))), [asked.id]);
    assert_eq!(ids(&lab.read(|r| r.inbox(Waiting, 0, 9))), [asked.id]);
}

#[test]
fn history_tells_what_happened_newest_first_with_actor_time_note_and_evidence() {
    let lab = Lab::new();
    let asked = lab.ask(&[named(1)]);
    lab.ask(&[named(2)]);
    let reserve = lab.decide(asked.unit(), OperationKind::Reserve).unwrap();
    lab.steps(asked.unit(), reserve, &[Step::Withdrawn]);
    let at = nine();
    let evidence = Evidence::AssetSeen {
        asset: AssetId(1),
        read_at: at,
        fact: domain::evidence::AssetFact::Free,
        holder: None,
    };
    let transition = Transition {
        note: Some("<b>by hand</b>".to_owned()),
        evidence: Some(evidence.clone()),
        ..Transition::to(Reserved)
    };
    lab.write(|w| w.move_unit(asked.unit(), &transition));
    let history = lab.read(|r| r.history(asked.id));
    let events: Vec<_> = history.iter().map(|entry| entry.event.clone()).collect();
    let kind = OperationKind::Reserve;
    let phase = |phase| Event::Operation { kind, phase, refusal: None };
    let reserved = Event::Moved { from: Some("pending".into()), to: "reserved".into() };
    let told = [reserved, phase(Phase::Withdrawn), phase(Phase::Waiting), Event::Asked];
    assert_eq!(events, told);
    assert_eq!(history[0].note.as_deref(), Some("<b>by hand</b>"));
    assert_eq!(history[0].evidence, Some(evidence));
    assert_eq!((history[0].line, history[0].asset), (Some(1), Some(AssetId(1))));
    assert_eq!(history[0].actor, Actor::Technician { name: "Rita".to_owned() });
    assert!(history.is_sorted_by(|a, b| a.at >= b.at) && history[3].unit.is_none());
}

#[test]
fn words_of_the_request_its_project_and_its_requester_narrow_pages_and_counts_alike() {
    let lab = Lab::new();
    let (ana, rui) = (lab.person("Ana Conceição"), lab.person("Rui"));
    let (drone, radio) = (lab.project("Drone", rui), lab.project("Radio", rui));
    let ask = |project, person| {
        lab.write(|w| w.add_requisition(&requisition(project, person, &[named(1)]))).0
    };
    let (first, second, third) = (ask(drone, ana), ask(radio, ana), ask(drone, rui));
    let cases = [
        ("conceicao", vec![second, first]),
        ("drone", vec![third, first]),
        ("drone conceicao", vec![first]),
        ("asset radio", vec![second]),
        ("r-1003", vec![third]),
        ("drone nobody", vec![]),
    ];
    let today = day("2026-11-16");
    for (typed, expected) in cases {
        for among in [Among::All, Among::With(Pending)] {
            assert_eq!(ids(&lab.read(|r| r.requisitions(among, typed, 0, 9))), expected, "{typed}");
        }
        let counts = lab.read(|r| r.requisition_counts(Of::default(), typed, today));
        let count = expected.len() as u32;
        assert_eq!((counts.all, counts.pending, counts.ended), (count, count, 0), "{typed}");
    }
    let of_ana = Of { project: Some(drone), person: Some(ana) };
    let counts = lab.read(|r| r.requisition_counts(of_ana, "", today));
    assert_eq!((counts.all, counts.pending), (1, 1), "her requests for one project alone");
    let found = lab.read(|r| r.requisitions_of(of_ana, Among::With(Pending), "drone", 0, 9));
    assert_eq!(ids(&found), [first]);
}
