//! The typed boundary: commands and events, and their TypeScript.

use std::collections::BTreeMap;

use desk::api::{Changed, Health, READS, Show};
use tauri_specta::{Builder, Event, collect_commands, collect_events};

use crate::commands::{agreement, equipment, people, requisitions, session};

/// Data changed.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, specta::Type, Event)]
pub struct ChangedEvent(pub Changed);

/// The status bar changed.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, specta::Type, Event)]
pub struct HealthEvent(pub Health);

/// A notification was clicked.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, specta::Type, Event)]
pub struct ShowEvent(pub Show);

/// Every command and event of the window.
#[must_use]
pub fn builder() -> Builder<tauri::Wry> {
    let reads: BTreeMap<_, _> = READS.iter().copied().collect();
    Builder::new()
        .disable_serde_phases()
        .commands(collect_commands![
            session::session,
            session::painted,
            session::start_demo,
            session::leave_demo,
            session::check_address,
            session::check_token,
            session::finish_setup,
            session::create_label,
            session::server_trust,
            session::trust_server,
            equipment::equipment,
            equipment::equipment_rows,
            equipment::equipment_facets,
            equipment::asset,
            equipment::scan,
            equipment::scan_asked,
            equipment::scan_card,
            equipment::read_asset,
            equipment::open_asset_page,
            equipment::search,
            equipment::mirror_lists,
            session::zones,
            session::settings,
            session::save_settings,
            session::replace_token,
            session::check_rights,
            session::rights,
            session::health,
            session::refresh,
            session::pause,
            session::notifications,
            session::read_notifications,
            people::people,
            people::create_person,
            people::people_table,
            people::person,
            people::change_person,
            people::block_person,
            people::find_users,
            people::projects,
            people::project,
            people::create_project,
            people::decide_project,
            people::change_project,
            people::set_member,
            people::project_timeline,
            people::project_usage,
            requisitions::today,
            requisitions::inbox,
            requisitions::requisitions,
            requisitions::requisition,
            requisitions::create_requisition,
            requisitions::add_note,
            requisitions::find_equipment,
            requisitions::approve,
            requisitions::reject,
            requisitions::cancel,
            requisitions::release,
            requisitions::hand_over,
            requisitions::take_back,
            requisitions::change_due,
            requisitions::restore_labels,
            requisitions::withdraw,
            requisitions::check_operation,
            agreement::discrepancies,
            agreement::discrepancy,
            agreement::resolve,
            agreement::activity,
        ])
        .events(collect_events![ChangedEvent, HealthEvent, ShowEvent])
        .constant("READS", reads)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use specta_typescript::Typescript;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/lib/bindings.ts");
    const PERMISSIONS: &str = include_str!("commands/permissions.toml");

    fn typescript() -> String {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let fresh = folder.path().join("bindings.ts");
        let language = Typescript::default().header("/* eslint-disable */\n// @ts-nocheck\n");
        super::builder().export(language, &fresh).expect("the types can be exported");
        std::fs::read_to_string(fresh).expect("it was written")
    }

    /// The first quoted word after each mark.
    fn quoted_after<'a>(text: &'a str, mark: &str) -> BTreeSet<&'a str> {
        text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    /// Fails when the committed file is stale; `UPDATE_BINDINGS=1` writes it anew.
    #[test]
    fn the_generated_typescript_is_current() {
        let fresh = typescript();
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(FILE, &fresh).expect("the file can be written");
        }
        let committed = std::fs::read_to_string(FILE).expect("the file exists");
        assert!(committed == fresh, "{FILE} is stale: run the test with UPDATE_BINDINGS=1");
    }

    #[test]
    fn the_window_may_call_exactly_the_commands_there_are() {
        let typescript = typescript();
        let commands = quoted_after(&typescript, "__TAURI_INVOKE(\"");
        assert!(commands.contains("session"), "{commands:?}");
        assert_eq!(quoted_after(PERMISSIONS, "\n  \""), commands);
    }
}
