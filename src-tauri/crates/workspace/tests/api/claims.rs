//! The database itself refuses a second claim.

use domain::ids::AssetId;
use domain::operation::{OperationKind, Refusal};
use domain::unit::UnitState;
use workspace::Error;
use workspace::table::operations::{NewOperation, Step};
use workspace::table::units::{Transition, UnitRecord};

use crate::common::{AVAILABLE, Asked, Lab, RESERVED, count, named, several};

const CAMERA: AssetId = AssetId(1);

/// Two requisitions that want the same asset.
fn rivals() -> (Lab, Asked, Asked) {
    let lab = Lab::new();
    let first = lab.ask(&[named(CAMERA.0)]);
    let second = lab.ask(&[named(CAMERA.0)]);
    (lab, first, second)
}

fn is_rule<T: std::fmt::Debug>(answer: Result<T, Error>) {
    assert!(matches!(answer, Err(Error::Rule(_))), "{answer:?}");
}

fn sent() -> Step {
    Step::Sending { fence: None, before: Some(AVAILABLE), wanted: Some(RESERVED) }
}

fn claimant(lab: &Lab) -> Option<domain::ids::UnitId> {
    lab.read(|r| r.claim_on(CAMERA)).map(|claim| claim.unit)
}

#[test]
fn a_second_unit_can_neither_reserve_nor_take_a_claimed_asset() {
    for held in [UnitState::Reserved, UnitState::CheckedOut] {
        let (lab, first, second) = rivals();
        lab.moved(first.unit(), held).unwrap();
        let before = count(&lab.path(), "status_history");
        for wanted in [UnitState::Reserved, UnitState::CheckedOut] {
            is_rule(lab.moved(second.unit(), wanted));
        }
        assert_eq!(lab.unit(second.unit().id).state, UnitState::Pending);
        assert_eq!(count(&lab.path(), "status_history"), before);
    }
}

#[test]
fn a_unit_of_a_model_cannot_pick_a_claimed_asset() {
    let (lab, first, _) = rivals();
    lab.moved(first.unit(), UnitState::Reserved).unwrap();
    let other = lab.ask(&[several(1, 9)]);
    let pick = Transition { asset: Some(CAMERA), ..Transition::to(UnitState::Reserved) };
    is_rule(lab.try_write(|w| w.move_unit(other.unit(), &pick)));
}

#[test]
fn a_unit_without_an_asset_cannot_be_reserved() {
    let lab = Lab::new();
    let asked = lab.ask(&[several(1, 9)]);
    is_rule(lab.moved(asked.unit(), UnitState::Reserved));
}

#[test]
fn an_asset_is_free_again_after_every_end_and_is_lent_once_more() {
    use UnitState::{CheckedOut, Expired, Released, Reserved, Returned};
    for end in [Returned, Released, Expired] {
        let (lab, first, second) = rivals();
        lab.moved(first.unit(), Reserved).unwrap();
        assert_eq!(claimant(&lab), Some(first.unit().id));
        lab.moved(first.unit(), end).unwrap();
        assert_eq!(claimant(&lab), None, "{end:?}");
        lab.moved(second.unit(), Reserved).unwrap();
        lab.moved(second.unit(), CheckedOut).unwrap();
        assert_eq!(claimant(&lab), Some(second.unit().id));
    }
}

#[test]
fn a_unit_has_one_open_operation_whatever_it_is() {
    let (lab, first, _) = rivals();
    lab.decide(first.unit(), OperationKind::Reserve).unwrap();
    is_rule(lab.decide(first.unit(), OperationKind::Reserve));
    is_rule(lab.decide(first.unit(), OperationKind::Reject));
    assert_eq!(lab.read(|r| r.open_operations()).len(), 1);
}

#[test]
fn an_asset_has_one_open_operation_in_every_phase_that_is_not_settled() {
    let doubt = Step::Doubt(crate::common::nine());
    let ways: [&[Step]; 4] =
        [&[], &[sent()], &[sent(), doubt.clone()], &[sent(), doubt, Step::Escalated]];
    for steps in ways {
        let (lab, first, second) = rivals();
        let id = lab.decide(first.unit(), OperationKind::Reserve).unwrap();
        lab.steps(first.unit(), id, steps);
        is_rule(lab.decide(second.unit(), OperationKind::Reserve));
        is_rule(lab.decide(first.unit(), OperationKind::Reserve));
        assert_eq!(claimant(&lab), Some(first.unit().id), "after {steps:?}");
    }
}

#[test]
fn a_settled_operation_frees_its_unit_and_its_asset() {
    for end in [Step::Done(None), Step::Refused(Refusal::AlreadyReserved), Step::Withdrawn] {
        let (lab, first, second) = rivals();
        let id = lab.decide(first.unit(), OperationKind::Reserve).unwrap();
        lab.steps(first.unit(), id, std::slice::from_ref(&end));
        assert_eq!(claimant(&lab), None, "{end:?}");
        lab.decide(second.unit(), OperationKind::Reserve).unwrap();
        lab.decide(first.unit(), OperationKind::Reject).unwrap();
    }
}

#[test]
fn an_escalated_operation_is_no_longer_worked_on_and_can_still_be_settled() {
    let (lab, first, second) = rivals();
    let id = lab.decide(first.unit(), OperationKind::Reserve).unwrap();
    lab.steps(first.unit(), id, &[sent(), Step::Escalated]);
    assert_eq!(lab.read(|r| r.next_operation()), None);
    assert!(lab.read(|r| r.open_operations()).is_empty());
    assert!(lab.unit(first.unit().id).operation.is_some());
    lab.steps(first.unit(), id, &[Step::Done(None)]);
    lab.decide(second.unit(), OperationKind::Reserve).unwrap();
}

#[test]
fn rejecting_one_unit_does_not_claim_the_asset_it_named() {
    let (lab, first, second) = rivals();
    lab.decide(first.unit(), OperationKind::Reject).unwrap();
    assert_eq!(claimant(&lab), None);
    lab.decide(second.unit(), OperationKind::Reserve).unwrap();
}

#[test]
fn a_claim_says_for_which_project_and_until_when() {
    let (lab, first, _) = rivals();
    let out = Transition {
        due: Some(crate::common::day("2026-12-01")),
        ..Transition::to(UnitState::CheckedOut)
    };
    lab.write(|w| w.move_unit(first.unit(), &out));
    let claim = lab.read(|r| r.claim_on(CAMERA)).unwrap();
    assert_eq!(claim.number, first.number);
    assert!(claim.project.starts_with("Project of "), "{}", claim.project);
    assert_eq!(claim.until, crate::common::day("2026-12-01"));
}

#[test]
fn a_rival_request_for_the_asset_is_found_and_not_our_own() {
    let (lab, first, second) = rivals();
    let wanted = |asked: &Asked| lab.read(|r| r.wanted_by(CAMERA, asked.id)).map(|(n, _)| n);
    assert_eq!(wanted(&first), Some(second.number));
    assert_eq!(wanted(&second), Some(first.number));
    lab.moved(second.unit(), UnitState::Rejected).unwrap();
    assert_eq!(wanted(&first), None);
}

#[test]
fn units_for_an_asset_are_those_that_hold_it_then_those_that_want_it() {
    let (lab, first, second) = rivals();
    let third = lab.ask(&[named(CAMERA.0)]);
    lab.moved(first.unit(), UnitState::Rejected).unwrap();
    lab.moved(third.unit(), UnitState::CheckedOut).unwrap();
    let found = lab.read(|r| r.units_for_asset(CAMERA));
    let ids: Vec<_> = found.iter().map(|unit: &UnitRecord| unit.id).collect();
    assert_eq!(ids, [third.unit().id, second.unit().id]);
}

#[test]
fn the_next_operation_is_the_one_due_first_and_then_the_one_decided_first() {
    let lab = Lab::new();
    let asked = lab.ask(&[named(1), named(2), named(3)]);
    let later = crate::common::nine() + chrono::Duration::hours(5);
    let soon = crate::common::nine() + chrono::Duration::hours(4);
    let ids = lab.write(|w| {
        let due = [later, soon, soon];
        let kind = OperationKind::Reserve;
        let add = |(unit, due): (&UnitRecord, _)| {
            w.add_operation(Some(unit), &NewOperation::new(kind, unit.asset, due))
        };
        asked.units.iter().zip(due).map(add).collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(lab.read(|r| r.next_operation()).unwrap().id, ids[1]);
    let decided: Vec<_> = lab.read(|r| r.open_operations()).iter().map(|o| o.id).collect();
    assert_eq!(decided, ids);
}
