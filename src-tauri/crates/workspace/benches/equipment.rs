//! How long the questions of the Equipment room take at 100,000 assets and 10,000 requisitions:
//! `cargo bench -p workspace --profile measure`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use domain::asset::{AssetDetails, AssetSnapshot, Holder, Label, LabelKind, Named};
use domain::equipment::{EquipmentFilter, EquipmentGroup, EquipmentSort};
use domain::evidence::Actor;
use domain::ids::{AssetId, CategoryId, LabelId, LocationId, ModelId, RequisitionId, UserId};
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::unit::UnitState;
use domain::validate::{MemberDraft, PersonDraft, ProjectDraft, Wanted};
use workspace::table::equipment::{EquipmentIndex, Moment};
use workspace::table::requisitions::{NewLine, NewRequisition};
use workspace::table::units::Transition;
use workspace::{Read, Stamp, Workspace};

const ASSETS: u32 = 100_000;
const REQUISITIONS: u32 = 10_000;
/// One requisition of so many is still to be decided.
const PENDING: u32 = 25;
const TIMES: usize = 60;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(&folder.path().join("lab.db"), "desk").unwrap();
    furnish(&workspace);
    println!("{ASSETS} assets, {REQUISITIONS} requisitions; milliseconds of {TIMES} askings");
    println!("{:>8} {:>8}  question", "median", "slowest");
    let moment = Moment { today: day(14), reserved: LabelId(7) };
    let index = EquipmentIndex::default();
    for (name, filter) in filters() {
        let page = |sort, offset| {
            measured(&workspace, |r| {
                let found = r.look_through_equipment(&index, &filter, moment)?;
                r.equipment(&found, sort, false, (offset, 100)).map(drop)
            })
        };
        report(&format!("{name}: first page by tag"), page(EquipmentSort::Tag, 0));
        report(&format!("{name}: page at 20,000"), page(EquipmentSort::Tag, 20_000));
        for sort in [EquipmentSort::Title, EquipmentSort::Standing, EquipmentSort::Due] {
            report(&format!("{name}: first page by {sort:?}"), page(sort, 0));
        }
        let counted = measured(&workspace, |r| {
            r.look_through_equipment(&index, &filter, moment).map(|found| drop(found.cells()))
        });
        report(&format!("{name}: counted"), counted);
    }
    let all = EquipmentFilter::default();
    let filled = measured(&workspace, |r| {
        r.look_through_equipment(&EquipmentIndex::default(), &all, moment).map(drop)
    });
    report("the index filled", filled);
    let asset = AssetId(5_000);
    let one = measured(&workspace, |r| {
        r.equipment_asset(asset)?;
        r.asset_units(asset)?;
        r.asset_moves(asset, 50)?;
        r.asset_rows(asset, 50)?;
        r.asset_changes(asset, 50).map(drop)
    });
    report("one asset", one);
}

fn filters() -> Vec<(&'static str, EquipmentFilter)> {
    let all = EquipmentFilter::default();
    let group = |group| EquipmentFilter { group: Some(group), ..EquipmentFilter::default() };
    let text = |text: &str| EquipmentFilter { text: text.to_owned(), ..EquipmentFilter::default() };
    vec![
        ("everything", all.clone()),
        ("available", group(EquipmentGroup::Available)),
        ("reserved", group(EquipmentGroup::Reserved)),
        ("overdue", group(EquipmentGroup::Overdue)),
        ("gone", group(EquipmentGroup::Gone)),
        ("one category", EquipmentFilter { categories: vec![CategoryId(7)], ..all.clone() }),
        ("free throughout", EquipmentFilter { free_throughout: true, ..all }),
        ("a rare word", text("lab-54321")),
        ("a common word", text("model 7")),
        ("two letters", text("17")),
        ("one letter", text("o")),
    ]
}

fn measured(
    workspace: &Workspace,
    ask: impl Fn(&Read<'_>) -> Result<(), workspace::Error>,
) -> Vec<Duration> {
    let once = || {
        let start = Instant::now();
        workspace.read(&ask).unwrap();
        start.elapsed()
    };
    once();
    let mut times: Vec<_> = (0..TIMES).map(|_| once()).collect();
    times.sort();
    times
}

fn report(what: &str, times: Vec<Duration>) {
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    let slowest = times[times.len() - 1];
    println!("{:>8.2} {:>8.2}  {what}", millis(times[times.len() / 2]), millis(slowest));
}

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, d).unwrap()
}

fn furnish(workspace: &Workspace) {
    let actor = Actor::Technician { name: "Rita".to_owned() };
    let stamp = Stamp { actor, at: DateTime::<Utc>::from_timestamp(1_791_000_000, 0).unwrap() };
    let ids: Vec<u32> = (1..=ASSETS).collect();
    for part in ids.chunks(5_000) {
        let assets: Vec<_> = part.iter().map(|id| asset(*id)).collect();
        workspace.write(&stamp, |w| w.mirror_assets(&assets).map(drop)).unwrap();
    }
    workspace.write(&stamp, requisitions).unwrap();
}

fn requisitions(write: &workspace::Write<'_>) -> Result<(), workspace::Error> {
    let person = PersonDraft {
        name: "Ana".to_owned(),
        email: "ana@example.org".to_owned(),
        role: PersonRole::Student,
        student_number: String::new(),
        user: None,
    };
    let requester = write.add_person(&person)?;
    let project = ProjectDraft {
        name: "Drone".to_owned(),
        description: String::new(),
        course: String::new(),
        academic_year: String::new(),
        group_number: None,
        tags: Vec::new(),
        links: Vec::new(),
        members: vec![MemberDraft { person: requester, role: MemberRole::Leader }],
    };
    let project = write.add_project(&project)?;
    for number in 0..REQUISITIONS {
        let line = NewLine {
            wanted: Wanted::Asset { id: AssetId(1 + number * 7 % ASSETS) },
            title: "Scope".to_owned(),
            quantity: 1,
        };
        let new = NewRequisition {
            project,
            requester,
            from: day(1 + number % 28),
            until: day(28),
            purpose: String::new(),
            lines: vec![line],
        };
        let (id, _) = write.add_requisition(&new)?;
        if !number.is_multiple_of(PENDING) {
            reject(write, id)?;
        }
    }
    Ok(())
}

fn reject(write: &workspace::Write<'_>, id: RequisitionId) -> Result<(), workspace::Error> {
    for unit in write.read().units_of(id)? {
        write.move_unit(&unit, &Transition::to(UnitState::Rejected))?;
    }
    Ok(())
}

fn asset(id: u32) -> AssetSnapshot {
    let label = match id % 50 {
        0 => (9, "In Repair", LabelKind::Undeployable),
        1 => (7, "Reserved", LabelKind::Deployable),
        _ => (2, "Available", LabelKind::Deployable),
    };
    let out = id.is_multiple_of(3);
    let named = |kind: &str, n: u32| format!("{kind} {n}");
    AssetSnapshot {
        id: AssetId(id),
        tag: format!("LAB-{id:06}"),
        name: None,
        serial: Some(format!("SN{id:08}")),
        model: Some(Named { id: ModelId(id % 300), name: named("Model", id % 300) }),
        category: Some(Named { id: CategoryId(id % 30), name: named("Category", id % 30) }),
        location: Some(Named { id: LocationId(id % 40), name: named("Room", id % 40) }),
        label: Some(Label { id: LabelId(label.0), name: label.1.to_owned(), kind: label.2 }),
        holder: out.then(|| Holder::User { id: UserId(id % 900), name: "Ana".to_owned() }),
        expected_checkin: out.then(|| day(1 + id % 28)),
        last_checkout: None,
        last_checkin: None,
        updated_at: None,
        deleted: id.is_multiple_of(97),
        details: AssetDetails::default(),
    }
}
