use super::*;
use crate::asset::{AssetDetails, Label};
use crate::ids::{AssetId, LabelId, LocationId};

const LABELS: LabelMap =
    LabelMap { available: LabelId(2), reserved: LabelId(7), checked_out: Some(LabelId(8)) };

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0).expect("a time")
}

fn free(label: u32, kind: LabelKind) -> AssetSnapshot {
    AssetSnapshot {
        id: AssetId(412),
        tag: "ML-0412".into(),
        name: None,
        serial: None,
        model: None,
        category: None,
        location: None,
        label: Some(crate::asset::Label { id: LabelId(label), name: String::new(), kind }),
        holder: None,
        expected_checkin: None,
        last_checkout: Some(at(0)),
        last_checkin: None,
        updated_at: None,
        deleted: false,
        details: AssetDetails::default(),
    }
}

fn held(by: Holder, out: i64) -> AssetSnapshot {
    let asset = free(7, LabelKind::Deployable);
    AssetSnapshot { holder: Some(by), last_checkout: Some(at(out)), ..asset }
}

fn user(id: u32) -> Holder {
    Holder::User { id: UserId(id), name: "Ana".into() }
}

fn judged(asset: Option<&AssetSnapshot>) -> Reading {
    judge(asset, &HashSet::from([UserId(60)]), &LABELS, at(100))
}

#[test]
fn whoever_holds_it_is_inside_or_outside_the_project() {
    assert_eq!(judged(Some(&held(user(60), 200))), Reading::Insider);
    assert_eq!(judged(Some(&held(user(60), 50))), Reading::InsiderBefore);
    assert_eq!(judged(Some(&held(user(61), 200))), Reading::Outsider);
    let place = Holder::Location { id: LocationId(60), name: "Lab".into() };
    assert_eq!(judged(Some(&held(place, 200))), Reading::Outsider);
}

#[test]
fn a_check_in_tells_a_return_from_a_wiped_assignment() {
    let label = || free(7, LabelKind::Deployable);
    assert_eq!(judged(Some(&label())), Reading::Free(Worn::Reserved));
    let back = AssetSnapshot { last_checkin: Some(at(101)), ..label() };
    assert_eq!(judged(Some(&back)), Reading::Back(Worn::Reserved));
    let an_earlier_loan = AssetSnapshot { last_checkin: Some(at(50)), ..label() };
    assert_eq!(judged(Some(&an_earlier_loan)), Reading::Free(Worn::Reserved));
    let before = AssetSnapshot { last_checkin: Some(at(-1)), ..label() };
    assert_eq!(judged(Some(&before)), Reading::Free(Worn::Reserved));
}

#[test]
fn labels_are_known_by_their_number_and_kind() {
    let cases = [
        (2, LabelKind::Deployable, Worn::Available),
        (7, LabelKind::Deployable, Worn::Reserved),
        (8, LabelKind::Deployable, Worn::CheckedOut),
        (9, LabelKind::Deployable, Worn::Other),
        (9, LabelKind::Undeployable, Worn::Unlendable),
        (9, LabelKind::Pending, Worn::Unlendable),
    ];
    for (id, kind, expected) in cases {
        assert_eq!(worn(&free(id, kind), &LABELS), expected, "{id} {kind:?}");
    }
    let none = AssetSnapshot { label: None::<Label>, ..free(2, LabelKind::Deployable) };
    assert_eq!(worn(&none, &LABELS), Worn::Unlendable);
}

#[test]
fn what_is_deleted_archived_or_not_there_is_gone() {
    assert_eq!(judged(None), Reading::Gone);
    let deleted = AssetSnapshot { deleted: true, ..free(7, LabelKind::Deployable) };
    assert_eq!(judged(Some(&deleted)), Reading::Gone);
    assert_eq!(judged(Some(&free(3, LabelKind::Archived))), Reading::Gone);
}

#[test]
fn what_a_reading_raises_stands_while_the_reading_stays() {
    use crate::decide::unit::{Action, Input, decide};
    use crate::unit::UnitState;

    let worn = [Worn::Reserved, Worn::Available, Worn::CheckedOut, Worn::Other, Worn::Unlendable];
    let free = worn.iter().flat_map(|worn| [Reading::Back(*worn), Reading::Free(*worn)]);
    let held =
        [Reading::Gone, Reading::Insider, Reading::InsiderBefore, Reading::Outsider].into_iter();
    for reading in free.chain(held) {
        for state in UnitState::ALL {
            match decide(state, Input::Read(reading)) {
                Action::Raise(about) => {
                    assert!(stands(about, reading), "{state:?} × {reading:?}: {about:?}");
                }
                Action::Agree => {
                    for about in [Disagreement::OutsideProject, Disagreement::FreeThere] {
                        assert!(!stands(about, reading), "{state:?} × {reading:?}: {about:?}");
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_mark_changes_with_what_snipe_it_says() {
    let asset = free(7, LabelKind::Deployable);
    let marks = [
        mark(None),
        mark(Some(&asset)),
        mark(Some(&free(9, LabelKind::Deployable))),
        mark(Some(&held(user(60), 0))),
        mark(Some(&held(user(60), 1))),
        mark(Some(&held(user(61), 1))),
    ];
    let different: HashSet<_> = marks.iter().collect();
    assert_eq!(different.len(), marks.len(), "{marks:?}");
}
