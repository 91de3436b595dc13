//! Discrepancies: what Snipe-IT says, what the workspace says, and what a person can answer.

use chrono::{DateTime, Utc};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::evidence::Evidence;
use domain::ids::{DiscrepancyId, OperationId, RequisitionId};
use domain::requisition::RequisitionNumber;
use domain::unit::UnitState;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AssetRef, OperationView, TimelineEntry};

/// Which discrepancies to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DiscrepancyQuery {
    /// Those that ended, instead of the open ones.
    pub resolved: bool,
    /// From which row on.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// Discrepancies, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DiscrepancyList {
    /// How many are open.
    pub open: u32,
    /// How many ended.
    pub resolved: u32,
    /// Those asked for.
    pub rows: Vec<DiscrepancyRow>,
}

/// A discrepancy in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DiscrepancyRow {
    /// Identity.
    pub id: DiscrepancyId,
    /// About what.
    pub about: Disagreement,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// What a person answered; `None` while open, or when it ended by itself.
    pub answer: Option<Answer>,
    /// The asset.
    pub asset: AssetRef,
    /// The line concerned, if one is.
    pub line: Option<LineRef>,
}

/// A line as other rooms name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LineRef {
    /// Its requisition.
    pub requisition: RequisitionId,
    /// That requisition's number.
    pub number: RequisitionNumber,
    /// The line's number.
    pub line: u32,
    /// For which project.
    pub project: String,
    /// Who asked.
    pub requester: String,
}

/// A discrepancy whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DiscrepancyView {
    /// As in the list.
    pub row: DiscrepancyRow,
    /// The row or the reading that raised it.
    pub found: Option<Evidence>,
    /// What Snipe-IT says, as last read.
    pub theirs: TheirSide,
    /// What the workspace says; `None` when no unit is concerned.
    pub ours: Option<OurSide>,
    /// What can be answered, the likeliest first; empty once it ended.
    pub answers: Vec<AnswerView>,
    /// The operation in doubt, or the one that an answer started and that is under way.
    pub operation: Option<OperationView>,
    /// What happened to it, newest first.
    pub history: Vec<TimelineEntry>,
    /// Whether the asset has a page for the person's browser.
    pub has_page: bool,
}

/// What Snipe-IT says of the asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TheirSide {
    /// In one word.
    pub state: TheirState,
    /// Who holds it.
    pub holder: Option<String>,
    /// The label it wears.
    pub label: Option<String>,
    /// Since when it is so, as Snipe-IT tells.
    pub since: Option<DateTime<Utc>>,
    /// Who did it in Snipe-IT, where the log says.
    pub by: Option<String>,
    /// When it was last read.
    pub read_at: Option<DateTime<Utc>>,
}

/// What Snipe-IT says of the asset, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TheirState {
    /// Somebody holds it.
    CheckedOut,
    /// Nobody holds it, and it wears Reserved.
    Reserved,
    /// Nobody holds it, and it can be lent.
    Available,
    /// Nobody holds it, and its label does not let it be lent.
    NotLendable,
    /// Its label takes it out of use.
    Archived,
    /// Deleted.
    Deleted,
    /// Never read.
    Unknown,
}

/// What the workspace says of the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OurSide {
    /// The unit's state.
    pub state: UnitState,
    /// For whom.
    pub person: String,
    /// The label that belongs to that state, by its name in Snipe-IT.
    pub label: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who decided it.
    pub by: Option<String>,
}

/// An answer that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AnswerView {
    /// Which.
    pub answer: Answer,
    /// How many writes to Snipe-IT it leads to.
    pub writes: u8,
    /// The asset that takes the other's place, where one does.
    pub other: Option<AssetRef>,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Resolved {
    /// Settled here; nothing is written to Snipe-IT.
    Here,
    /// These operations carry it out.
    Sent {
        /// Them, the first to be sent first.
        operations: Vec<OperationId>,
    },
    /// Checked again, Snipe-IT says something else by now; nothing was written. The window shows a
    /// fresh one.
    Changed,
}
