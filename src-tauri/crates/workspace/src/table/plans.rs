//! How SQLite answers each question: nothing that grows with the lab is read from end to end.

use std::cell::RefCell;

use chrono::NaiveDate;
use domain::decide::unit::Disagreement;
use domain::equipment::EquipmentFilter;
use domain::ids::{ActivityId, AssetId, DiscrepancyId, LabelId, ModelId, OperationId, PersonId};
use domain::ids::{ProjectId, RequisitionId, UnitId, UserId};
use domain::requisition::RequisitionNumber;
use domain::unit::UnitState;
use rusqlite::Connection;
use uuid::Uuid;

use super::discrepancies::NewDiscrepancy;
use super::equipment::{EquipmentIndex, Moment};
use super::inbox::InboxList;
use super::people::PeopleFilter;
use super::requisitions::{Among, Of};
use super::today::Due;
use crate::{Error, Read, Workspace};

/// These hold what is under way and nothing of the past.
const OPEN_ONLY: [&str; 3] =
    ["INDEX operations_open", "INDEX one_open_per_unit", "INDEX notifications_to_show"];

thread_local! {
    static PLANS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes the plan of a question that is about to be asked.
pub(super) fn note(connection: &Connection, sql: &str) {
    let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a question");
    let mut rows = explain.raw_query();
    while let Some(row) = rows.next().expect("a plan") {
        let step = row.get("detail").expect("a step");
        PLANS.with_borrow_mut(|plans| plans.push(step));
    }
}

/// The plan of what `ask` asks of an empty workspace.
fn plan<T>(ask: impl FnOnce(&Read<'_>) -> Result<T, Error>) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = Workspace::open(&folder.path().join("lab.db"), "desk").expect("opens");
    PLANS.take();
    workspace.read(ask).expect("an answer");
    PLANS.take()
}

fn searches<T>(what: &str, ask: impl FnOnce(&Read<'_>) -> Result<T, Error>) {
    let plan = plan(ask);
    assert!(!plan.is_empty(), "{what} asked nothing");
    let scans: Vec<_> = plan.iter().filter(|step| is_whole_table(step, &plan)).collect();
    assert!(scans.is_empty(), "{what} reads whole tables: {plan:#?}");
}

fn is_whole_table(step: &str, plan: &[String]) -> bool {
    let Some(scanned) = step.strip_prefix("SCAN ") else { return false };
    let derived =
        ["CO-ROUTINE", "MATERIALIZE"].iter().any(|how| plan.contains(&format!("{how} {scanned}")));
    let bounded =
        scanned.contains("VIRTUAL TABLE INDEX") || OPEN_ONLY.iter().any(|i| step.ends_with(i));
    !derived && !bounded
}

#[test]
fn questions_about_one_thing_use_an_index() {
    let id = Uuid::nil();
    let asset = AssetId(1);
    searches("claim_on", |r| r.claim_on(asset));
    searches("units_for_asset", |r| r.units_for_asset(asset));
    searches("wanted_by", |r| r.wanted_by(asset, RequisitionId(id)));
    searches("mirrored", |r| r.mirrored(asset));
    searches("assets_by_tag", |r| r.assets_by_tag("ML-0718"));
    searches("assets_by_serial", |r| r.assets_by_serial("SN-0718"));
    searches("feed_has", |r| r.feed_has(ActivityId(1)));
    searches("feed_effect", |r| r.feed_effect(ActivityId(1)));
    searches("unit", |r| r.unit(UnitId(id)));
    searches("units_of", |r| r.units_of(RequisitionId(id)));
    searches("requisition", |r| r.requisition(RequisitionId(id)));
    searches("lines", |r| r.lines(RequisitionId(id)));
    searches("history", |r| r.history(RequisitionId(id)));
    searches("operation", |r| r.operation(OperationId(id)));
    searches("newest_operation", |r| r.newest_operation(UnitId(id)));
    searches("operation_on", |r| r.operation_on(asset));
    searches("person", |r| r.person(PersonId(id)));
    searches("person_by_email", |r| r.person_by_email("a@b"));
    searches("users_by_email", |r| r.users_by_email("a@b"));
    searches("loans_of", |r| r.loans_of(PersonId(id)));
    searches("project_summary", |r| r.project_summary(ProjectId(id)));
    searches("members", |r| r.members(ProjectId(id)));
}

#[test]
fn questions_about_what_is_open_use_an_index() {
    searches("next_operation", |r| r.next_operation());
    searches("open_operations", |r| r.open_operations());
    searches("wishes", |r| r.wishes());
    searches("free_of_model", |r| r.free_of_model(ModelId(1), LabelId(2), 20));
    searches("model_stock", |r| r.model_stock(ModelId(1), LabelId(2)));
    searches("notifications_to_show", |r| r.notifications_to_show::<u32>());
}

#[test]
fn what_waits_today_is_found_by_its_state_and_counted_without_reading_it() {
    let day = NaiveDate::default();
    for list in [InboxList::ToDecide, InboxList::Waiting] {
        searches("inbox", |r| r.inbox(list, 0, 30));
        searches("count_inbox", |r| r.count_inbox(list));
        searches("inbox_place", |r| r.inbox_place(list, RequisitionId(Uuid::nil())));
    }
    searches("to_hand_over", |r| r.to_hand_over(30));
    searches("count_to_hand_over", |r| r.count_to_hand_over(day));
    searches("operations_in_doubt", |r| r.operations_in_doubt());
    searches("last_moves", |r| r.last_moves(6));
    for due in [Due::On(day), Due::Before(day)] {
        searches("due", |r| r.due(due, 30));
        let counted = plan(|r| r.count_due(due));
        assert!(is_counted_by_state(&counted), "{counted:#?}");
    }
    let decided = plan(|r| r.to_decide());
    assert!(is_counted_by_state(&decided), "{decided:#?}");
    let listed = plan(|r| r.count_inbox(InboxList::ToDecide));
    assert!(is_counted_by_state(&listed), "{listed:#?}");
}

fn is_counted_by_state(plan: &[String]) -> bool {
    plan.iter()
        .any(|step| step.starts_with("SEARCH u USING COVERING INDEX units_by_state (state=?"))
}

#[test]
fn discrepancies_are_found_by_an_index_and_listed_in_its_order() {
    let (asset, unit) = (AssetId(1), UnitId(Uuid::nil()));
    let about = Disagreement::OutsideProject;
    let new = NewDiscrepancy { about, asset, mark: "gone".to_owned(), found: None };
    searches("discrepancy", |r| r.discrepancy(DiscrepancyId(Uuid::nil())));
    searches("discrepancy_history", |r| r.discrepancy_history(DiscrepancyId(Uuid::nil())));
    searches("discrepancies_of", |r| r.discrepancies_of(unit));
    searches("discrepancies_on", |r| r.discrepancies_on(asset, about));
    searches("open_discrepancies_on", |r| r.open_discrepancies_on(asset));
    searches("newest_discrepancy", |r| r.newest_discrepancy(unit, Some(about)));
    searches("is_known", |r| r.is_known(Some(unit), &new));
    searches("is_known without a unit", |r| r.is_known(None, &new));
    searches("mirrored_user", |r| r.mirrored_user(UserId(1)));
    let open = plan(|r| r.open_discrepancies(0, 20));
    assert_eq!(open, ["SCAN discrepancies USING INDEX discrepancies_open"]);
    let closed = plan(|r| r.closed_discrepancies(0, 20));
    assert_eq!(closed, ["SEARCH discrepancies USING INDEX discrepancies_closed (closed_at>?)"]);
    let counted = plan(|r| r.discrepancy_counts());
    let index = |step: &&String| step.contains("INDEX discrepancies_");
    assert_eq!(counted.iter().filter(index).count(), 2, "{counted:#?}");
}

#[test]
fn rows_of_the_log_are_listed_and_counted_by_an_index() {
    let all = plan(|r| r.feed_rows(&[], 0, 100));
    assert_eq!(all, ["SCAN feed_rows"], "in the order of the table itself, as far as shown");
    let raised = plan(|r| r.feed_rows(&["raised"], 0, 100));
    assert_eq!(raised, ["SEARCH feed_rows USING INDEX feed_rows_by_outcome (outcome=?)"]);
    let counted = plan(|r| r.feed_outcomes());
    assert_eq!(counted, ["SCAN feed_rows USING INDEX feed_rows_by_outcome"]);
    let outages = plan(|r| r.outages::<u32>(50));
    assert_eq!(outages, ["SCAN outages"], "the last ones, by their number");
}

#[test]
fn a_rare_word_is_looked_up_in_the_trigram_index() {
    searches("search_assets", |r| r.search_assets("oscilloscope", 20));
    searches("search_assets with a short word", |r| r.search_assets("oscilloscope x", 20));
}

#[test]
fn a_common_word_is_walked_in_the_order_of_the_answer() {
    let plan = plan(|r| r.search_assets("pi", 20));
    assert_eq!(plan, ["SCAN a USING INDEX mirror_assets_in_order"]);
}

#[test]
fn the_one_search_looks_every_word_up() {
    for typed in ["oscilloscope", "pi", "5", "oscilloscope pi 5"] {
        searches(typed, |r| r.find_assets(typed, 51));
    }
    searches("requisition_by_number", |r| r.requisition_by_number(RequisitionNumber(1001)));
    let plan = plan(|r| r.find_requisitions("drone", 51));
    assert_eq!(plan[0], "SCAN r USING INDEX requisitions_searched", "{plan:#?}");
    assert!(!plan.contains(&"USE TEMP B-TREE FOR ORDER BY".to_owned()), "{plan:#?}");
    let stock = self::plan(|r| r.model_stock(ModelId(1), LabelId(2)));
    let counted = "SEARCH a USING COVERING INDEX mirror_assets_by_model (model=? AND lendable=?)";
    assert_eq!(stock[0], counted, "{stock:#?}");
}

#[test]
fn lists_are_read_in_their_order_and_only_as_far_as_shown() {
    let requisitions = |among| plan(move |r| r.requisitions(among, "drone", 0, 20));
    for plan in [requisitions(Among::All), requisitions(Among::Ended)] {
        assert!(plan[0].ends_with("INDEX requisitions_searched"), "{plan:#?}");
        assert!(!plan.contains(&"USE TEMP B-TREE FOR ORDER BY".to_owned()), "{plan:#?}");
    }
    for among in [Among::With(UnitState::Pending), Among::OverdueOn(NaiveDate::default())] {
        searches("what is open", |r| r.requisitions(among, "", 0, 20));
    }
    let counted = plan(|r| r.requisition_counts(Of::default(), "drone", NaiveDate::default()));
    let searched = |step: &&String| step.ends_with("COVERING INDEX requisitions_searched");
    let times = counted.iter().filter(searched).count();
    assert_eq!(times, 1, "the words are looked for once: {counted:#?}");
    let open = "SEARCH u USING COVERING INDEX units_by_state (state=?)".to_owned();
    assert!(counted.contains(&open), "what is open is found by its state: {counted:#?}");
    let projects = plan(|r| r.projects(&[], "drone", 0, 20));
    assert!(projects[0].ends_with("INDEX projects_by_time"), "{projects:#?}");
}

#[test]
fn the_equipment_room_fills_its_index_once_and_then_reads_only_what_changed() {
    let (index, all) = (EquipmentIndex::default(), EquipmentFilter::default());
    let moment = Moment { today: NaiveDate::default(), reserved: LabelId(7) };
    let ask = |r: &Read<'_>| r.look_through_equipment(&index, &all, moment);
    let filled = plan(ask);
    let whole = "SCAN a USING COVERING INDEX equipment_kept".to_owned();
    assert!(filled.contains(&whole), "{filled:#?}");
    assert!(!filled.contains(&"USE TEMP B-TREE FOR ORDER BY".to_owned()), "{filled:#?}");
    let known = plan(ask);
    assert_eq!(
        known,
        [
            "SEARCH mirror_editions",
            "COMPOUND QUERY",
            "LEFT-MOST SUBQUERY",
            "SCAN units USING INDEX one_claim_per_asset",
            "UNION ALL",
            "SEARCH operations USING INDEX one_open_per_asset (asset>?)",
            "SEARCH u USING INDEX units_asked_for (asset>?)",
            "SEARCH r USING INDEX sqlite_autoindex_requisitions_1 (id=?)",
        ],
        "claims and wishes alone, which are few"
    );
    let asset = AssetId(1);
    searches("equipment_asset", |r| r.equipment_asset(asset));
    let few = plan(|r| r.assets_with_units());
    let scanned: Vec<_> = few.iter().filter(|step| step.starts_with("SCAN")).collect();
    let open = |step: &&String| {
        step.contains("one_claim_per_asset") || step.contains("discrepancies_open")
    };
    assert!(scanned.iter().all(open), "only what is open: {few:#?}");
    searches("asset_moves", |r| r.asset_moves(asset, 50));
    searches("asset_rows", |r| r.asset_rows(asset, 50));
    searches("asset_changes", |r| r.asset_changes(asset, 50));
}

#[test]
fn people_are_listed_in_the_order_of_their_names_and_counted_by_the_same_index() {
    let today = NaiveDate::default();
    let all = PeopleFilter::default();
    let listed = plan(|r| r.people_table(&all, today, 0, 100));
    assert!(listed.contains(&"SCAN pe USING INDEX people_by_name".to_owned()), "{listed:#?}");
    assert!(!listed.contains(&"USE TEMP B-TREE FOR ORDER BY".to_owned()), "{listed:#?}");
    let counted = plan(|r| r.people_cells("ana", today));
    let covering = "SCAN pe USING COVERING INDEX people_by_name".to_owned();
    assert!(counted.contains(&covering), "{counted:#?}");
    for plan in [listed, counted] {
        let lent = plan.iter().any(|step| step.contains("INDEX units_by_state (state=?)"));
        assert!(lent, "what is out is found by its state: {plan:#?}");
    }
}

#[test]
fn one_person_and_one_project_are_found_by_indexes() {
    let (person, project) = (PersonId(Uuid::nil()), ProjectId(Uuid::nil()));
    let today = NaiveDate::default();
    let of_project = Of { project: Some(project), person: None };
    let of_person = Of { project: None, person: Some(person) };
    for of in [of_project, of_person] {
        searches("requisitions_of", |r| r.requisitions_of(of, Among::All, "", 0, 50));
        searches("requisitions_of what ended", |r| r.requisitions_of(of, Among::Ended, "", 0, 50));
        searches("requisition_counts", |r| r.requisition_counts(of, "", today));
    }
    searches("units_asked_by", |r| r.units_asked_by(person));
    searches("units_held_by", |r| r.units_held_by(person, UserId(1)));
    searches("memberships", |r| r.memberships(person));
    searches("person_changes", |r| r.person_changes(person, 50));
    searches("member_loans", |r| r.member_loans(project, today));
    searches("held_of_project", |r| r.held_of_project(project, UserId(1)));
    searches("project_period", |r| r.project_period(project));
    searches("project_movements", |r| r.project_movements(project));
    searches("project_decisions", |r| r.project_decisions(project));
    searches("project_timeline", |r| r.project_timeline(project, &[], 50));
}
