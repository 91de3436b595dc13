//! The journal tells every change, and cannot be rewritten.

use domain::decide::unit::Disagreement;
use domain::ids::AssetId;
use domain::operation::{OperationKind, Refusal};
use domain::project::ProjectState;
use domain::unit::UnitState;
use workspace::table::discrepancies::NewDiscrepancy;
use workspace::table::operations::{NewOperation, Step};
use workspace::table::units::Transition;

use crate::common::{
    AVAILABLE, JOURNALED, Lab, RESERVED, count, day, named, raw, replayed, several, stored,
};

/// A day at the counter that touches every journaled table, inserting and changing.
fn busy_day() -> Lab {
    let lab = Lab::new();
    lab.write(|w| w.set_setting("hold_days", &3));
    lab.write(|w| w.set_setting("hold_days", &5));
    let rita = lab.person("Rita Sousa");
    lab.write(|w| w.block_person(rita, Some("lost a probe")));
    lab.write(|w| w.block_person(rita, None));
    let drone = lab.project("Drone", rita);
    lab.write(|w| w.move_project(drone, ProjectState::Pending, ProjectState::Active));
    let asked = lab.ask_for(drone, rita, &[named(1), several(2, 9)]);
    reserve_and_lend(&lab, asked.unit().id);
    refuse(&lab, asked.units[1].id);
    lab.write(|w| w.notify(&"reserved", Some(asked.id)).and_then(|id| w.mark_shown(id)));
    lab.write(|w| w.mark_all_read());
    lab
}

fn reserve_and_lend(lab: &Lab, id: domain::ids::UnitId) {
    let unit = lab.unit(id);
    let reserve = lab.decide(&unit, OperationKind::Reserve).unwrap();
    let sending = Step::Sending { fence: None, before: Some(AVAILABLE), wanted: Some(RESERVED) };
    let doubt = Step::Doubt("2026-11-02T12:00:00Z".parse().unwrap());
    lab.steps(&unit, reserve, &[sending, doubt, Step::Done(None)]);
    let reserved = Transition {
        label_before: Some(AVAILABLE),
        hold_until: Some(day("2026-11-05")),
        ..Transition::to(UnitState::Reserved)
    };
    lab.write(|w| w.move_unit(&unit, &reserved));
    lab.moved(&lab.unit(id), UnitState::CheckedOut).unwrap();
    let unit = lab.unit(id);
    let new = NewDiscrepancy {
        about: Disagreement::OutsideProject,
        asset: AssetId(1),
        mark: String::new(),
        found: None,
    };
    lab.write(|w| w.disagree(Some(&unit), &new));
    lab.write(|w| w.agree(&unit, None));
}

fn refuse(lab: &Lab, id: domain::ids::UnitId) {
    let unit = lab.unit(id);
    let picked = Some(AssetId(2));
    let kind = OperationKind::Reserve;
    let reserve = lab.write(|w| {
        let reason = Some("for Monday");
        let new = NewOperation { reason, ..NewOperation::new(kind, picked, w.at()) };
        w.add_operation(Some(&unit), &new)
    });
    lab.steps(&unit, reserve, &[Step::Refused(Refusal::AlreadyReserved)]);
}

#[test]
fn every_row_is_what_its_journal_entries_add_up_to() {
    let lab = busy_day();
    for (entity, table) in JOURNALED {
        let rows = stored(&lab.path(), table);
        assert!(!rows.is_empty(), "{table} was not written");
        assert_eq!(rows, replayed(&lab.path(), entity, table), "{table}");
    }
}

#[test]
fn an_entry_names_who_wrote_at_which_desk_and_when() {
    let lab = Lab::new();
    let id = lab.person("Rita Sousa");
    let entry: (String, String, String, String, i64) = raw(&lab.path())
        .query_row("SELECT entity, entity_id, actor, desk, at FROM journal", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .unwrap();
    let actor = r#"{"kind":"technician","name":"Rita"}"#;
    let minute_past_nine = crate::common::nine().timestamp_millis() + 60_000;
    let expected = ("person".into(), id.to_string(), actor.into(), "desk-1".into());
    assert_eq!((entry.0, entry.1, entry.2, entry.3), expected);
    assert_eq!(entry.4, minute_past_nine);
}

#[test]
fn what_was_recorded_is_neither_changed_nor_deleted() {
    let lab = busy_day();
    let file = raw(&lab.path());
    for table in ["journal", "status_history"] {
        let before = count(&lab.path(), table);
        for sql in [format!("UPDATE {table} SET at = 0"), format!("DELETE FROM {table}")] {
            let refused = file.execute(&sql, []).unwrap_err().to_string();
            assert_eq!(refused, format!("{table} is append-only"), "{sql}");
        }
        assert_eq!(count(&lab.path(), table), before);
    }
}

#[test]
fn ids_sort_in_the_order_of_writing_even_within_one_transaction() {
    let lab = Lab::new();
    let ids = lab.write(|w| Ok((0..100).map(|_| w.new_id()).collect::<Vec<_>>()));
    let later = lab.write(|w| Ok(w.new_id()));
    assert!(ids.is_sorted(), "{ids:?}");
    assert!(ids.iter().all(|id| *id < later));
}
