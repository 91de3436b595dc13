//! The Equipment room: what is listed, in which order, and how it is counted.

use chrono::NaiveDate;
use domain::asset::{AssetDetails, AssetSnapshot, Named};
use domain::equipment::{EquipmentFilter, EquipmentGroup, EquipmentSort, count_matching, facets};
use domain::ids::{AssetId, CategoryId, LocationId};
use domain::operation::OperationKind;
use domain::unit::UnitState;
use workspace::Read;
use workspace::table::equipment::{EquipmentFound, EquipmentIndex, Moment};

use super::common::{Lab, RESERVED, asset, broken, held_by, label, named};

const SCOPES: CategoryId = CategoryId(1);
const RADIO: CategoryId = CategoryId(2);
const LAB: LocationId = LocationId(10);

const SORTS: [EquipmentSort; 4] =
    [EquipmentSort::Tag, EquipmentSort::Title, EquipmentSort::Standing, EquipmentSort::Due];

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, d).unwrap()
}

fn moment() -> Moment {
    Moment { today: day(14), reserved: RESERVED }
}

fn of(category: CategoryId, asset: AssetSnapshot) -> AssetSnapshot {
    let category = Some(Named { id: category, name: format!("Category {category}") });
    let home = Some(Named { id: LAB, name: "Lab 2.14".to_owned() });
    AssetSnapshot { category, details: AssetDetails { home, ..AssetDetails::default() }, ..asset }
}

fn scope(id: u32) -> AssetSnapshot {
    of(SCOPES, asset(id, 11, "Rigol DS1054Z"))
}

fn due(d: u32, id: u32) -> AssetSnapshot {
    AssetSnapshot { expected_checkin: Some(day(d)), ..held_by(scope(id), "Ana") }
}

/// One asset for each way of standing; the number of each is in the tests' tables.
fn furnished() -> Lab {
    let lab = Lab::new();
    let reserved = AssetSnapshot { label: Some(label(RESERVED)), ..scope(5) };
    let assets = [
        scope(1),
        of(RADIO, asset(2, 12, "HackRF")),
        due(13, 3),
        due(14, 4),
        reserved,
        scope(6),
        broken(scope(7)),
        AssetSnapshot { deleted: true, ..scope(8) },
        scope(9),
        held_by(scope(10), "Rui"),
    ];
    lab.write(|w| w.mirror_assets(&assets).map(drop));
    let asked = lab.ask(&[named(6), named(9)]);
    lab.decide(&asked.units[0], OperationKind::Reserve).unwrap();
    lab.write(|w| w.mirror_assets(&[scope(11)]).map(drop));
    lab.write(|w| w.asset_vanished(AssetId(11)));
    lab
}

fn in_group(group: EquipmentGroup) -> EquipmentFilter {
    EquipmentFilter { group: Some(group), ..EquipmentFilter::default() }
}

fn look(lab: &Lab, filter: &EquipmentFilter, moment: Moment) -> EquipmentFound {
    lab.read(|r| r.look_through_equipment(&EquipmentIndex::default(), filter, moment))
}

fn ids(lab: &Lab, filter: &EquipmentFilter, sort: EquipmentSort, descending: bool) -> Vec<u32> {
    let found = look(lab, filter, moment());
    let page = lab.read(|r| r.equipment(&found, sort, descending, (0, 100)));
    assert_eq!(page.len(), found.count() as usize, "a page and the count of {filter:?}");
    page.into_iter().map(|asset| asset.snapshot.id.0).collect()
}

fn by_tag(lab: &Lab, filter: &EquipmentFilter) -> Vec<u32> {
    ids(lab, filter, EquipmentSort::Tag, false)
}

#[test]
fn each_group_has_its_assets_and_is_counted_alike() {
    let lab = furnished();
    let expected = [
        (EquipmentGroup::Available, vec![1, 2, 9]),
        (EquipmentGroup::Reserved, vec![5, 6]),
        (EquipmentGroup::CheckedOut, vec![3, 4, 10]),
        (EquipmentGroup::Overdue, vec![3]),
        (EquipmentGroup::NotLendable, vec![7]),
        (EquipmentGroup::Gone, vec![8, 11]),
    ];
    let all = EquipmentFilter::default();
    let counts = facets(&look(&lab, &all, moment()).cells(), &all);
    for ((group, members), (counted, count)) in expected.into_iter().zip(counts.groups) {
        assert_eq!(by_tag(&lab, &in_group(group)), members, "{group:?}");
        assert_eq!((counted, count as usize), (group, members.len()));
    }
    assert_eq!(by_tag(&lab, &EquipmentFilter::default()), [1, 2, 3, 4, 5, 6, 7, 9, 10]);
    assert_eq!(counts.all, 9);
}

#[test]
fn what_somebody_wants_in_the_days_ahead_is_not_free_throughout() {
    let lab = furnished();
    let free = EquipmentFilter { free_throughout: true, ..EquipmentFilter::default() };
    let later = Moment { today: day(14) + chrono::Days::new(365), ..moment() };
    let found = |moment| {
        let found = look(&lab, &free, moment);
        let rows = lab.read(|r| r.equipment(&found, EquipmentSort::Tag, false, (0, 9)));
        assert_eq!(rows.len(), count_matching(&found.cells(), &free) as usize);
        rows.into_iter().map(|asset| asset.snapshot.id.0).collect::<Vec<_>>()
    };
    assert_eq!(found(later), [1, 2, 9], "the wish is over by then");
    let lines = lab.read(|r| r.asset_units(AssetId(9)));
    let during = Moment { today: lines[0].from, ..moment() };
    assert_eq!(found(during), [1, 2]);
}

#[test]
fn values_of_a_facet_are_alternatives_and_facets_add_up() {
    let lab = furnished();
    let filter = |categories: &[CategoryId], locations: &[LocationId]| EquipmentFilter {
        categories: categories.to_vec(),
        locations: locations.to_vec(),
        ..EquipmentFilter::default()
    };
    assert_eq!(by_tag(&lab, &filter(&[RADIO], &[])), [2]);
    assert_eq!(by_tag(&lab, &filter(&[RADIO, SCOPES], &[])).len(), 9);
    assert_eq!(by_tag(&lab, &filter(&[RADIO], &[LAB])), [2]);
    assert!(by_tag(&lab, &filter(&[RADIO], &[LocationId(99)])).is_empty());
}

#[test]
fn words_are_found_in_every_group_long_or_short() {
    let lab = furnished();
    let typed = |text: &str, group| EquipmentFilter {
        text: text.to_owned(),
        group,
        ..EquipmentFilter::default()
    };
    assert_eq!(by_tag(&lab, &typed("hackrf", None)), [2]);
    assert_eq!(by_tag(&lab, &typed("rigol 0007", None)), [7]);
    assert_eq!(by_tag(&lab, &typed("ds 08", Some(EquipmentGroup::Gone))), [8]);
    assert_eq!(by_tag(&lab, &typed("\" OR (", None)), Vec::<u32>::new(), "typed, not asked");
    let found = look(&lab, &typed("rigol", None), moment());
    assert_eq!(count_matching(&found.cells(), &typed("rigol", None)), 8);
}

#[test]
fn each_column_sorts_both_ways() {
    let lab = furnished();
    let all = EquipmentFilter::default();
    let sorted = |sort, descending| ids(&lab, &all, sort, descending);
    assert_eq!(sorted(EquipmentSort::Tag, true), [10, 9, 7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(sorted(EquipmentSort::Title, false)[0], 2, "HackRF before Rigol");
    assert_eq!(sorted(EquipmentSort::Due, false), [3, 4, 1, 2, 5, 6, 7, 9, 10]);
    assert_eq!(sorted(EquipmentSort::Due, true)[..2], [4, 3], "no day comes last either way");
    let part = |offset, limit| {
        let found = look(&lab, &all, moment()).page(EquipmentSort::Due, false, (offset, limit));
        found.into_iter().map(|asset| asset.0).collect::<Vec<_>>()
    };
    assert_eq!(part(1, 3), [4, 1, 2], "a page over both");
    assert_eq!(part(4, 2), [5, 6], "a page of those without a day");
    assert_eq!(sorted(EquipmentSort::Standing, false), [3, 4, 10, 5, 6, 1, 2, 9, 7]);
}

#[test]
fn titles_are_in_the_order_of_people_not_of_bytes() {
    let lab = Lab::new();
    let called = |id, name: &str| AssetSnapshot {
        name: Some(name.to_owned()),
        ..asset(id, 11, "Rigol DS1054Z")
    };
    let assets =
        [called(1, "Zynq"), called(2, "óptica"), called(3, "Osciloscópio"), called(4, "abc")];
    lab.write(|w| w.mirror_assets(&assets).map(drop));
    let all = EquipmentFilter::default();
    assert_eq!(ids(&lab, &all, EquipmentSort::Title, false), [4, 2, 3, 1]);
}

#[test]
fn what_changes_is_as_if_everything_were_read_again() {
    let lab = furnished();
    let index = EquipmentIndex::default();
    let all = EquipmentFilter::default();
    let gone = EquipmentFilter { group: Some(EquipmentGroup::Gone), ..all.clone() };
    let hackrf = EquipmentFilter { text: "hackrf".to_owned(), ..all.clone() };
    let compare = |after: &str| {
        for filter in [&all, &gone, &hackrf] {
            let kept = lab.read(|r| r.look_through_equipment(&index, filter, moment()));
            let fresh = look(&lab, filter, moment());
            for sort in SORTS {
                let page = |found: &EquipmentFound| found.page(sort, false, (0, 100));
                assert_eq!(page(&kept), page(&fresh), "{filter:?} by {sort:?} after {after}");
            }
            let counts = |found: &EquipmentFound| facets(&found.cells(), filter);
            assert_eq!(counts(&kept), counts(&fresh), "{filter:?} after {after}");
        }
    };
    compare("the first look");
    let renamed = AssetSnapshot { tag: "A-1".to_owned(), ..of(RADIO, asset(4, 12, "HackRF")) };
    let changes = [
        ("a check-out", due(13, 1)),
        ("a check-in", scope(3)),
        ("a new tag, title and category", renamed),
        ("a deletion", AssetSnapshot { deleted: true, ..scope(9) }),
        ("a restoration", scope(11)),
        ("a new asset", due(15, 12)),
        ("nothing", due(15, 12)),
    ];
    for (what, asset) in changes {
        lab.write(|w| w.mirror_assets(&[asset]).map(drop));
        compare(what);
    }
    let many: Vec<_> = (20..400).map(scope).collect();
    lab.write(|w| w.mirror_assets(&many).map(drop));
    compare("more than is put in its place one by one");
}

#[test]
fn an_older_snapshot_is_answered_as_it_was() {
    let lab = furnished();
    let (index, all) = (EquipmentIndex::default(), EquipmentFilter::default());
    let count = |r: &Read<'_>| Ok(r.look_through_equipment(&index, &all, moment())?.count());
    let (before, meanwhile, still) = lab.read(|older| {
        let before = count(older)?;
        lab.write(|w| w.mirror_assets(&[scope(12)]).map(drop));
        Ok((before, lab.read(count), count(older)?))
    });
    assert_eq!((before, meanwhile, still), (9, 10, 9));
}

#[test]
fn a_label_on_its_way_back_keeps_its_asset_from_being_available() {
    let lab = furnished();
    let units = lab.read(|r| r.asset_units(AssetId(9)));
    lab.moved(&units[0].unit, UnitState::Returned).unwrap();
    lab.decide(&lab.unit(units[0].unit.id), OperationKind::RestoreLabel).unwrap();
    assert!(!by_tag(&lab, &in_group(EquipmentGroup::Available)).contains(&9));
    assert!(by_tag(&lab, &in_group(EquipmentGroup::Reserved)).contains(&9));
}

#[test]
fn of_assets_without_a_unit_nothing_is_asked() {
    let lab = furnished();
    let out = lab.ask(&[named(3)]);
    lab.moved(out.unit(), UnitState::Reserved).unwrap();
    lab.moved(&lab.unit(out.unit().id), UnitState::CheckedOut).unwrap();
    let over = lab.ask(&[named(1)]);
    lab.moved(over.unit(), UnitState::Rejected).unwrap();
    let settling = lab.ask(&[named(2)]);
    lab.moved(settling.unit(), UnitState::Returned).unwrap();
    lab.decide(&lab.unit(settling.unit().id), OperationKind::RestoreLabel).unwrap();
    let told = lab.read(|r| r.assets_with_units());
    for id in (1..=11).map(AssetId) {
        let units = lab.read(|r| r.asset_units(id));
        assert_eq!(told.contains(&id), !units.is_empty(), "{id:?} has {units:?}");
    }
    assert_eq!(told.len(), 4, "6 and 9 are asked for, 3 is out, the label of 2 is on its way");
}

#[test]
fn one_asset_tells_its_units_moves_and_changes() {
    let lab = furnished();
    let wanted = lab.read(|r| r.equipment_asset(AssetId(9))).unwrap();
    assert!(wanted.wanted && wanted.vanished_at.is_none());
    let units = lab.read(|r| r.asset_units(AssetId(6)));
    assert_eq!(units.len(), 1);
    assert_eq!(units[0].unit.operation.unwrap().0, OperationKind::Reserve);
    lab.moved(&units[0].unit, UnitState::Reserved).unwrap();
    let moves = lab.read(|r| r.asset_moves(AssetId(6), 9));
    assert_eq!(moves.iter().map(|of| of.to).collect::<Vec<_>>(), [UnitState::Reserved]);
    assert_eq!(moves[0].number, units[0].number);
    lab.write(|w| w.mirror_assets(&[held_by(broken(scope(6)), "Rui")]).map(drop));
    let changes = lab.read(|r| r.asset_changes(AssetId(6), 9));
    assert!(changes[0].label.is_some());
    assert_eq!(changes[0].holder, Some((None, Some("Rui".to_owned()))));
    let gone = lab.read(|r| r.equipment_asset(AssetId(11))).unwrap();
    assert!(gone.vanished_at.is_some() && gone.snapshot.deleted);
    assert_eq!(lab.read(|r| r.equipment_asset(AssetId(99))), None);
}
