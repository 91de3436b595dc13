//! The mirror says what is free, what changed, and how far it was read.

use chrono::{DateTime, Duration, Utc};
use domain::asset::{AssetSnapshot, Label, LabelKind, Named};
use domain::catalogue::List;
use domain::ids::{AssetId, LabelId, ModelId};
use domain::operation::OperationKind;
use domain::unit::UnitState;
use tokio::sync::broadcast::error::TryRecvError;
use workspace::table::mirror::{ListPosition, ModelStock};
use workspace::table::operations::{NewOperation, Step};
use workspace::{Entity, Stamp};

use crate::common::{
    AVAILABLE, Lab, RESERVED, asset, broken, count, held_by, label, named, nine, raw, several, user,
};

const SCOPE: u32 = 10;

fn with(assets: &[AssetSnapshot]) -> Lab {
    let lab = Lab::new();
    lab.write(|w| w.mirror_assets(assets));
    lab
}

fn free(lab: &Lab) -> Vec<u32> {
    let free = lab.read(|r| r.free_of_model(ModelId(SCOPE), RESERVED, 50));
    free.iter().map(|free| free.snapshot.id.0).collect()
}

fn stock(lab: &Lab) -> (u32, u32) {
    let ModelStock { free, total } = lab.read(|r| r.model_stock(ModelId(SCOPE), RESERVED));
    (free, total)
}

fn scope(id: u32) -> AssetSnapshot {
    asset(id, SCOPE, "Oscilloscope")
}

fn labelled(id: u32, kind: LabelKind) -> AssetSnapshot {
    let label = Label { id: LabelId(30), name: "Odd".to_owned(), kind };
    AssetSnapshot { label: Some(label), ..scope(id) }
}

#[test]
fn free_is_what_is_deployable_held_by_nobody_and_not_labelled_reserved() {
    let reserved = AssetSnapshot { label: Some(label(RESERVED)), ..scope(2) };
    let lab = with(&[
        scope(1),
        reserved,
        held_by(scope(3), "Ana"),
        broken(scope(4)),
        AssetSnapshot { deleted: true, ..scope(5) },
        AssetSnapshot { label: None, ..scope(6) },
        labelled(7, LabelKind::Archived),
        labelled(8, LabelKind::Pending),
        labelled(9, LabelKind::Unknown),
        asset(10, SCOPE + 1, "Another model"),
    ]);
    assert_eq!(free(&lab), [1]);
    assert_eq!(stock(&lab), (1, 3));
    assert_eq!(lab.read(|r| r.mirrored_count()), 9);
}

#[test]
fn what_a_unit_claims_is_not_free_until_it_ends() {
    let lab = with(&[scope(1), scope(2)]);
    let asked = lab.ask(&[named(1)]);
    assert_eq!(stock(&lab), (2, 2), "asking claims nothing");
    for (state, free_then) in [
        (UnitState::Reserved, [2].as_slice()),
        (UnitState::CheckedOut, &[2]),
        (UnitState::Returned, &[1, 2]),
    ] {
        lab.moved(asked.unit(), state).unwrap();
        assert_eq!(free(&lab), free_then, "{state:?}");
        assert_eq!(stock(&lab), (free_then.len() as u32, 2), "{state:?}");
    }
}

#[test]
fn what_an_unsettled_operation_claims_is_not_free() {
    let lab = with(&[scope(1), scope(2)]);
    let asked = lab.ask(&[named(1)]);
    let reserve = lab.decide(asked.unit(), OperationKind::Reserve).unwrap();
    assert_eq!(free(&lab), [2]);
    let sending = Step::Sending { fence: None, before: Some(AVAILABLE), wanted: Some(RESERVED) };
    lab.steps(asked.unit(), reserve, &[sending, Step::Escalated]);
    assert_eq!(free(&lab), [2], "escalated keeps the claim");
    lab.steps(asked.unit(), reserve, &[Step::Withdrawn]);
    assert_eq!(free(&lab), [1, 2]);
}

#[test]
fn the_operation_of_a_unit_that_picks_among_a_model_claims_what_it_picked() {
    let lab = with(&[scope(1), scope(2)]);
    let asked = lab.ask(&[several(2, SCOPE)]);
    let kind = OperationKind::Reserve;
    lab.write(|w| {
        w.add_operation(Some(asked.unit()), &NewOperation::new(kind, Some(AssetId(2)), w.at()))
    });
    assert_eq!(free(&lab), [1]);
}

#[test]
fn the_longest_on_the_shelf_comes_first_and_those_never_lent_before_all() {
    let since = |id: u32, days: i64| AssetSnapshot {
        last_checkin: Some(nine() - Duration::days(days)),
        ..scope(id)
    };
    let lab = with(&[since(1, 3), since(2, 90), scope(4), scope(3), since(5, 90)]);
    assert_eq!(free(&lab), [3, 4, 2, 5, 1]);
    let first_two = lab.read(|r| r.free_of_model(ModelId(SCOPE), RESERVED, 3));
    let since: Vec<_> = first_two.iter().map(|free| free.since).collect();
    assert_eq!(since, [None, None, Some(nine() - Duration::days(90))]);
}

#[test]
fn a_changed_holder_or_label_is_kept_as_observed() {
    let lab = with(&[scope(1)]);
    lab.write(|w| w.mirror_assets(&[held_by(scope(1), "Ana")]));
    lab.write(|w| w.mirror_assets(&[broken(scope(1))]));
    let renamed = AssetSnapshot { name: Some("Old one".to_owned()), ..broken(scope(1)) };
    lab.write(|w| w.mirror_assets(&[renamed]));
    assert_eq!(
        changes(&lab),
        [
            (1, 1, None, Some("Ana".to_owned()), at_minute(2)),
            (1, 3, Some("Ana".to_owned()), None, at_minute(3)),
        ]
    );
}

type Change = (u32, u32, Option<String>, Option<String>, i64);

fn changes(lab: &Lab) -> Vec<Change> {
    let file = raw(&lab.path());
    let mut statement = file
        .prepare(
            "SELECT old_label, new_label, old_holder, new_holder, at FROM asset_changes
             WHERE asset = 1 AND tag = 'LAB-0001' ORDER BY seq",
        )
        .unwrap();
    let read = |row: &rusqlite::Row<'_>| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    };
    statement.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap()
}

fn at_minute(minute: i64) -> i64 {
    (nine() + Duration::minutes(minute)).timestamp_millis()
}

#[test]
fn unchanged_assets_become_fresher_and_are_no_news() {
    let lab = with(&[scope(1), scope(2)]);
    let mut commits = lab.workspace.commits();
    assert_eq!(lab.write(|w| w.mirror_assets(&[scope(1), scope(2)])), 0);
    assert_eq!(commits.try_recv(), Err(TryRecvError::Empty));
    let read_at = |lab: &Lab| lab.read(|r| r.mirrored(AssetId(1))).unwrap().read_at;
    assert_eq!(read_at(&lab), nine() + Duration::minutes(2));
    assert_eq!(lab.write(|w| w.mirror_assets(&[scope(1), broken(scope(2))])), 1);
    assert_eq!(commits.try_recv().unwrap().as_ref(), [Entity::Mirror]);
    assert_eq!(count(&lab.path(), "journal"), 0, "the mirror is not journaled");
}

#[test]
fn a_reading_comes_back_whole() {
    let whole = AssetSnapshot {
        name: Some("<b>Scope</b> & \"friends\"".to_owned()),
        serial: Some("SN 1".to_owned()),
        location: Some(Named { id: domain::ids::LocationId(4), name: "Sala 2".to_owned() }),
        expected_checkin: Some(crate::common::day("2026-12-01")),
        updated_at: Some(nine()),
        ..held_by(scope(1), "Zoë")
    };
    let lab = with(std::slice::from_ref(&whole));
    assert_eq!(lab.read(|r| r.mirrored(AssetId(1))).unwrap().snapshot, whole);
    assert_eq!(lab.read(|r| r.mirrored(AssetId(2))), None);
}

#[test]
fn a_model_goes_by_its_newest_name() {
    let lab = with(&[scope(1)]);
    lab.write(|w| w.mirror_assets(&[asset(2, SCOPE, "Digital oscilloscope")]));
    let name = lab.read(|r| r.model_name(ModelId(SCOPE)));
    assert_eq!(name.as_deref(), Some("Digital oscilloscope"));
    assert_eq!(lab.read(|r| r.search_models("digital", 9)).len(), 1);
    assert_eq!(lab.read(|r| r.model_name(ModelId(99))), None);
}

#[test]
fn a_list_that_shifted_while_it_was_read_names_a_row_twice_and_is_stored_all_the_same() {
    let lab = Lab::new();
    lab.write(|w| w.mirror_rows(&[user(1, "Old name"), user(1, "New name")]));
    assert_eq!(lab.read(|r| r.mirrored_users("", 9)), [user(1, "New name")]);
    let mut commits = lab.workspace.commits();
    assert_eq!(lab.write(|w| w.mirror_assets(&[scope(1), broken(scope(1))])), 2);
    assert_eq!(commits.try_recv().unwrap().as_ref(), [Entity::Mirror]);
}

#[test]
fn a_list_remembers_how_far_it_was_read() {
    let lab = Lab::new();
    assert_eq!(lab.read(|r| r.list_position(List::Hardware)), ListPosition::default());
    let half = ListPosition { position: Some(500), total: Some(900), ..Default::default() };
    let done: DateTime<Utc> = nine();
    let complete = ListPosition {
        pass: 3,
        part: 2,
        last: Some(77),
        absent: true,
        zone: Some("Europe/Lisbon".to_owned()),
        cursor: Some(done),
        complete_at: Some(done),
        full_at: Some(done),
        gap: Some(vec![0, 1, -1]),
        gap_seen: Some(vec![0, 0, 0]),
        ..half.clone()
    };
    for position in [half, complete.clone(), ListPosition { position: None, ..complete }] {
        lab.write(|w| w.set_list_position(List::Hardware, &position));
        assert_eq!(lab.read(|r| r.list_position(List::Hardware)), position);
    }
    assert_eq!(lab.read(|r| r.list_position(List::Users)), ListPosition::default());
}

#[test]
fn a_page_that_was_on_its_way_does_not_undo_what_was_read_meanwhile() {
    let lab = Lab::new();
    let reserved = AssetSnapshot { label: Some(label(RESERVED)), ..scope(1) };
    let known = |lab: &Lab| lab.read(|r| r.mirrored(scope(1).id)).unwrap().snapshot;
    let asked_at = lab.write(|w| Ok(w.at()));
    lab.write(|w| w.mirror_assets(std::slice::from_ref(&reserved)));
    assert_eq!(lab.write(|w| w.mirror_page(&[scope(1)], asked_at)), 0);
    assert_eq!(known(&lab), reserved);
    let asked_at = lab.write(|w| Ok(w.at()));
    assert_eq!(lab.write(|w| w.mirror_page(&[scope(1)], asked_at)), 1);
    assert_eq!(known(&lab), scope(1), "what was asked for later is news");
    // A clock that was put back makes everything known seem to lie ahead: then a page counts.
    let long_ago = nine() - chrono::TimeDelta::days(1);
    let before = Stamp { at: long_ago, ..lab.stamp() };
    let taken =
        lab.workspace.write(&before, |w| w.mirror_page(std::slice::from_ref(&reserved), long_ago));
    assert_eq!(taken.unwrap(), 1);
}

#[test]
fn an_asset_is_found_by_its_whole_tag_or_serial_number_whatever_the_case() {
    let serial = |id, serial: &str| AssetSnapshot { serial: Some(serial.to_owned()), ..scope(id) };
    let tag = |id, tag: &str| AssetSnapshot { tag: tag.to_owned(), ..serial(id, "DS1Z-É5") };
    let gone = AssetSnapshot { deleted: true, ..tag(2, "ml-0412") };
    let lab = with(&[tag(1, "ML-0412"), gone, tag(3, "ML-04120"), tag(4, "ÁB_1"), serial(5, "x")]);
    let ids = |found: Vec<AssetId>| found.into_iter().map(|id| id.0).collect::<Vec<_>>();
    let by_tag = |text: &'static str| ids(lab.read(|r| r.assets_by_tag(text)));
    assert_eq!(by_tag("Ml-0412"), [1, 2], "a deleted one had the tag, too");
    assert_eq!(by_tag("áb_1"), [4]);
    for other in ["ML-041", "ML%0412", "ABx1", ""] {
        assert_eq!(by_tag(other), [0; 0], "{other:?} is no whole tag");
    }
    let by_serial = |text: &'static str| ids(lab.read(|r| r.assets_by_serial(text)));
    assert_eq!(by_serial("ds1z-é5"), [1, 2, 3, 4]);
    assert_eq!(by_serial("X"), [5]);
}
