//! The Equipment room: every asset that the mirror knows, with whether it can be had.

use chrono::{DateTime, NaiveDate, Utc};
pub use domain::equipment::{DayMark, EquipmentFilter, EquipmentGroup, EquipmentSort};
use domain::ids::{ActivityId, CategoryId, LocationId, PersonId, ProjectId, RequisitionId};
use domain::requisition::RequisitionNumber;
use domain::standing::Standing;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::AssetRef;

/// Which assets to list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentQuery {
    /// Which of them.
    pub filter: EquipmentFilter,
    /// By what they are sorted.
    pub sort: EquipmentSort,
    /// Whether the order is turned round.
    pub descending: bool,
    /// How many to skip.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// Part of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentList {
    /// All assets that are not gone.
    pub all: u32,
    /// Those that the filter lets through.
    pub matching: u32,
    /// Those asked for.
    pub rows: Vec<EquipmentRow>,
    /// When the mirror was last brought up to date.
    pub read_at: Option<DateTime<Utc>>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentRow {
    /// The asset.
    pub asset: AssetRef,
    /// How it stands.
    pub standing: EquipmentStanding,
    /// A pending requisition names it.
    pub wanted: bool,
}

/// How an asset stands: what Snipe-IT said of it and what the workspace makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EquipmentStanding {
    /// Free on the shelf.
    Available,
    /// A unit of a requisition has it, or is about to: as its pill says.
    Claimed {
        /// The unit's word: reserving, in doubt, discrepancy, reserved, checked out, overdue …
        standing: Standing,
        /// The day that matters: the hold's end, or due back.
        until: Option<NaiveDate>,
        /// When Snipe-IT is asked again, while in doubt.
        check_at: Option<DateTime<Utc>>,
    },
    /// Labelled Reserved, and not by a requisition here.
    ReservedElsewhere,
    /// With somebody, and not through a requisition here.
    Held {
        /// Expected back.
        due: Option<NaiveDate>,
        /// Whether that day is today or past.
        standing: Standing,
    },
    /// In repair, archived and the like.
    NotLendable {
        /// The label's name; empty when it has none.
        label: String,
    },
    /// Deleted in Snipe-IT.
    Deleted,
    /// No longer in Snipe-IT: it was asked by id.
    Vanished,
}

/// The facets with their counts; each counts what the others let through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentFacets {
    /// Assets that the facets other than availability let through and that are not gone.
    pub all: u32,
    /// By group.
    pub groups: Vec<GroupCount>,
    /// By category, the largest first; zero counts stay.
    pub categories: Vec<CategoryCount>,
    /// By home, the largest first; zero counts stay.
    pub locations: Vec<LocationCount>,
    /// Free throughout the next 14 days.
    pub free_throughout: u32,
}

/// How many are in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct GroupCount {
    /// The group.
    pub group: EquipmentGroup,
    /// How many.
    pub count: u32,
}

/// How many are of a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CategoryCount {
    /// The category.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// How many are at home in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LocationCount {
    /// The place.
    pub id: LocationId,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// Everything about one asset, for the drawer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentView {
    /// The asset.
    pub asset: AssetRef,
    /// Its serial number.
    pub serial: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// Its category.
    pub category: Option<String>,
    /// Where it belongs.
    pub home: Option<String>,
    /// Its label's name.
    pub label: Option<String>,
    /// How it stands.
    pub standing: EquipmentStanding,
    /// Who has it, by Snipe-IT.
    pub holder: Option<EquipmentHolder>,
    /// When Snipe-IT said so.
    pub read_at: DateTime<Utc>,
    /// The requisitions that have it or want it: those that have it first, then by first day.
    pub claims: Vec<EquipmentClaim>,
    /// Today and the 13 days after.
    pub days: Vec<EquipmentDay>,
    /// What happened to it, newest first.
    pub history: Vec<EquipmentEvent>,
    /// Whether its page in Snipe-IT can be opened: there is none in the demo.
    pub has_page: bool,
}

/// Who has an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentHolder {
    /// The name by Snipe-IT.
    pub name: String,
    /// The person of the workspace who is that user.
    pub person: Option<PersonId>,
    /// Expected back.
    pub due: Option<NaiveDate>,
}

/// A requisition that has an asset or wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentClaim {
    /// The requisition.
    pub requisition: RequisitionId,
    /// Its number.
    pub number: RequisitionNumber,
    /// The line, as the screens number it.
    pub line: u32,
    /// The project.
    pub project: ProjectId,
    /// Its name.
    pub project_name: String,
    /// Who asked.
    pub requester: String,
    /// How the unit stands.
    pub standing: Standing,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

/// A day of the next fourteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentDay {
    /// The day.
    pub day: NaiveDate,
    /// What is known of it.
    pub mark: DayMark,
}

/// Something that happened to an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: EquipmentEventKind,
    /// Who did it, if known.
    pub by: Option<String>,
    /// The row of the activity log that says so.
    pub activity: Option<ActivityId>,
    /// The requisition it belongs to.
    pub requisition: Option<EventRequisition>,
}

/// The requisition of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EventRequisition {
    /// The requisition.
    pub id: RequisitionId,
    /// Its number.
    pub number: RequisitionNumber,
}

/// What happened to an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EquipmentEventKind {
    /// Handed to somebody.
    CheckedOut {
        /// Whom, if known.
        to: Option<String>,
    },
    /// Taken back.
    CheckedIn {
        /// From whom, if known.
        from: Option<String>,
    },
    /// Reserved for a requisition.
    Reserved,
    /// A reservation was given up.
    Released,
    /// A reservation was not collected in time.
    Expired,
    /// Its label changed, seen by the mirror.
    LabelChanged {
        /// The former label's name.
        from: Option<String>,
        /// The new one's.
        to: Option<String>,
    },
    /// Its holder changed without a row of the log, seen by the mirror.
    HolderChanged {
        /// Who had it.
        from: Option<String>,
        /// Who has it.
        to: Option<String>,
    },
}
