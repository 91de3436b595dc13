//! What the window is told without asking.

use std::collections::BTreeSet;

use domain::ids::{DiscrepancyId, RequisitionId};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A kind of data that changes. Reads declare which they depend on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Which workspace is open.
    Session,
    /// The settings.
    Settings,
    /// People.
    People,
    /// Projects and members.
    Projects,
    /// Requisitions, lines, units, their operations and history.
    Requisitions,
    /// The mirror of Snipe-IT.
    Mirror,
    /// The activity log as read.
    Activity,
    /// What the technician was told.
    Notifications,
}

/// Data of these topics changed; it is committed already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Changed {
    /// The topics.
    pub topics: Vec<Topic>,
}

impl Changed {
    /// Everything that is read: what was missed may have been about any of it.
    #[must_use]
    pub fn everything() -> Self {
        let topics: BTreeSet<_> =
            READS.iter().flat_map(|(_, topics)| topics.iter().copied()).collect();
        Self { topics: topics.into_iter().collect() }
    }
}

/// What somebody asked, outside the window, to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "room", rename_all = "snake_case")]
pub enum Show {
    /// A requisition.
    Requisition {
        /// Which.
        id: RequisitionId,
    },
    /// A discrepancy; without an id all of them.
    Discrepancies {
        /// Which.
        id: Option<DiscrepancyId>,
    },
}

/// What each read depends on, by command name; the window refreshes from this table.
pub const READS: &[(&str, &[Topic])] = &[
    ("session", &[Topic::Session, Topic::Settings]),
    ("settings", &[Topic::Session, Topic::Settings, Topic::Mirror]),
    ("rights", &[Topic::Session, Topic::Settings]),
    ("today", &[Topic::Requisitions, Topic::Projects, Topic::People, Topic::Mirror]),
    ("inbox", &[Topic::Requisitions, Topic::Projects, Topic::People, Topic::Mirror]),
    ("requisition", &[Topic::Requisitions, Topic::Projects, Topic::People, Topic::Mirror]),
    ("requisitions", &[Topic::Requisitions, Topic::Projects, Topic::People]),
    ("projects", &[Topic::Projects, Topic::People, Topic::Requisitions]),
    ("project", &[Topic::Projects, Topic::People, Topic::Requisitions]),
    ("project_timeline", &[Topic::Projects, Topic::People, Topic::Requisitions, Topic::Mirror]),
    ("project_usage", &[Topic::Requisitions, Topic::Mirror]),
    ("people", &[Topic::People]),
    ("people_table", &[Topic::People, Topic::Requisitions, Topic::Projects]),
    ("person", &[Topic::People, Topic::Requisitions, Topic::Projects, Topic::Mirror]),
    ("equipment", &[Topic::Mirror, Topic::Requisitions]),
    ("equipment_rows", &[Topic::Mirror, Topic::Requisitions]),
    ("equipment_facets", &[Topic::Mirror, Topic::Requisitions]),
    ("scan_card", &[Topic::Mirror, Topic::Requisitions, Topic::Projects, Topic::People]),
    ("asset", &[Topic::Mirror, Topic::Requisitions, Topic::Projects, Topic::People]),
    ("search", &[Topic::Mirror, Topic::Requisitions, Topic::Projects, Topic::People]),
    ("mirror_lists", &[Topic::Mirror]),
    ("find_equipment", &[Topic::Mirror, Topic::Requisitions]),
    ("discrepancies", &[Topic::Requisitions, Topic::Mirror, Topic::Projects, Topic::People]),
    ("discrepancy", &[Topic::Requisitions, Topic::Mirror, Topic::Projects, Topic::People]),
    ("activity", &[Topic::Activity, Topic::Requisitions, Topic::Mirror]),
    ("notifications", &[Topic::Notifications]),
];
