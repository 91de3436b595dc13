//! When a disagreement is new, when it is known, and what is kept of it.

use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::ids::{AssetId, DiscrepancyId};
use domain::unit::UnitState;
use workspace::table::discrepancies::{DiscrepancyRecord, End, NewDiscrepancy};
use workspace::table::history::Event;
use workspace::table::units::UnitRecord;

use crate::common::{Lab, named};

const CAMERA: AssetId = AssetId(1);
const LABEL: Disagreement = Disagreement::LabelChanged;
const HOLDER: Disagreement = Disagreement::OutsideProject;

fn reserved() -> (Lab, UnitRecord) {
    let lab = Lab::new();
    let asked = lab.ask(&[named(CAMERA.0)]);
    lab.moved(asked.unit(), UnitState::Reserved).unwrap();
    let unit = lab.unit(asked.unit().id);
    (lab, unit)
}

/// Snipe-IT said that; whether it is something new to ask.
fn disagree(lab: &Lab, unit: Option<&UnitRecord>, about: Disagreement, mark: &str) -> bool {
    let new = NewDiscrepancy { about, asset: CAMERA, mark: mark.to_owned(), found: None };
    lab.write(|w| w.disagree(unit, &new)).is_some()
}

fn open(lab: &Lab) -> Vec<DiscrepancyRecord> {
    lab.read(|r| r.open_discrepancies(0, 100))
}

fn close(lab: &Lab, unit: Option<&UnitRecord>, answer: Option<Answer>) -> DiscrepancyId {
    let record = open(lab).remove(0);
    lab.write(|w| w.close_discrepancy(unit, &record, &End { answer, evidence: None }));
    record.id
}

#[test]
fn one_of_a_kind_is_open_for_a_unit() {
    let (lab, unit) = reserved();
    assert!(disagree(&lab, Some(&unit), LABEL, "free with label 9"));
    assert!(!disagree(&lab, Some(&unit), LABEL, "free with label 3"), "it is open already");
    assert!(disagree(&lab, Some(&unit), HOLDER, "held by user 5"), "another kind is another one");
    assert!(disagree(&lab, None, Disagreement::Unclaimed, "free with label 7"));
    assert!(!disagree(&lab, None, Disagreement::Unclaimed, "free with label 7"));
    assert_eq!(lab.read(|r| r.discrepancy_counts()), (3, 0));
}

#[test]
fn what_a_person_keeps_is_asked_again_only_when_snipe_it_says_something_else() {
    let (lab, unit) = reserved();
    disagree(&lab, Some(&unit), HOLDER, "held by user 5");
    close(&lab, Some(&unit), Some(Answer::Keep));
    assert!(!disagree(&lab, Some(&unit), HOLDER, "held by user 5"));
    assert!(disagree(&lab, Some(&unit), HOLDER, "held by user 6"));
}

#[test]
fn what_an_answer_was_to_change_is_asked_again_if_nothing_came_of_it() {
    use Answer::{AddMember, PutReserved, Returned, SendAgain, TakeBack, WrongPerson};
    for answer in [WrongPerson, TakeBack, PutReserved, SendAgain, Returned, AddMember] {
        let (lab, unit) = reserved();
        disagree(&lab, Some(&unit), HOLDER, "held by user 5");
        close(&lab, Some(&unit), Some(answer));
        assert!(disagree(&lab, Some(&unit), HOLDER, "held by user 5"), "{answer:?}");
    }
}

#[test]
fn what_ended_by_itself_or_has_no_mark_is_asked_again() {
    let (lab, unit) = reserved();
    disagree(&lab, Some(&unit), LABEL, "free with label 9");
    close(&lab, Some(&unit), None);
    assert!(disagree(&lab, Some(&unit), LABEL, "free with label 9"));
    let doubt = Disagreement::InDoubtTooLong;
    close(&lab, Some(&unit), None);
    disagree(&lab, Some(&unit), doubt, "");
    close(&lab, Some(&unit), Some(Answer::GiveUp));
    assert!(disagree(&lab, Some(&unit), doubt, ""), "one doubt says nothing of the next");
}

#[test]
fn both_ends_are_kept_in_its_history() {
    let (lab, unit) = reserved();
    disagree(&lab, Some(&unit), LABEL, "free with label 9");
    let id = close(&lab, Some(&unit), Some(Answer::Keep));
    let events: Vec<_> =
        lab.read(|r| r.discrepancy_history(id)).into_iter().map(|entry| entry.event).collect();
    let answered = Event::Answered { about: LABEL, answer: Answer::Keep };
    assert_eq!(events, [answered, Event::Disagreed { about: LABEL }]);
    let stored = lab.read(|r| r.discrepancy(id)).unwrap();
    assert_eq!((stored.answer, stored.closed_at.is_some()), (Some(Answer::Keep), true));
    assert_eq!(lab.read(|r| r.discrepancy_counts()), (0, 1));
    assert_eq!(lab.read(|r| r.closed_discrepancies(0, 10)), [stored]);
}

#[test]
fn the_newest_about_a_unit_is_found_by_its_kind_or_by_any() {
    let (lab, unit) = reserved();
    disagree(&lab, Some(&unit), LABEL, "free with label 9");
    let label = open(&lab).remove(0).id;
    disagree(&lab, Some(&unit), HOLDER, "held by user 5");
    let newest = |about| lab.read(|r| r.newest_discrepancy(unit.id, about));
    assert_eq!(newest(Some(LABEL)), Some(label));
    assert_eq!(newest(Some(Disagreement::StillHeld)), None);
    let holder = newest(Some(HOLDER));
    assert_eq!(newest(None), holder);
    assert_ne!(holder, Some(label));
}
