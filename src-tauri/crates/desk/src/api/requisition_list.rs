//! Requisitions in lists.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{PersonId, ProjectId, RequisitionId};
use domain::requisition::RequisitionNumber;
use domain::standing::Standing;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the list of requisitions shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionQuery {
    /// Which.
    pub filter: RequisitionFilter,
    /// Only of this project.
    pub project: Option<ProjectId>,
    /// Only asked for by this person.
    pub person: Option<PersonId>,
    /// Words of number, requester, project, purpose or equipment; accents and case do not matter.
    pub text: String,
    /// From which row on.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// Kinds of requisitions. One stands under every kind that one of its units belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RequisitionFilter {
    /// All.
    All,
    /// With something to decide.
    Pending,
    /// With something to collect.
    Reserved,
    /// With something out.
    CheckedOut,
    /// With something overdue.
    Overdue,
    /// With nothing left to do.
    Ended,
}

/// The list, with how many each filter has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionList {
    /// How many match.
    pub total: u32,
    /// Those asked for, newest first.
    pub rows: Vec<RequisitionRow>,
    /// Requisitions per filter, matching the text.
    pub counts: Vec<RequisitionCount>,
}

/// How many requisitions a filter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionCount {
    /// The filter.
    pub filter: RequisitionFilter,
    /// How many.
    pub count: u32,
}

/// A requisition in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionRow {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
    /// For which project.
    pub project: String,
    /// Who asks.
    pub requester: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// What is asked for, in words: "DS1054Z, 2 × Raspberry Pi 5".
    pub equipment: String,
    /// How each line stands: its most urgent unit.
    pub strip: Vec<Standing>,
}
