//! The inbox.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::RequisitionId;
use domain::requisition::RequisitionNumber;
use domain::standing::Standing;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which part of the inbox is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InboxQuery {
    /// Those with a decision under way, instead of those to decide.
    pub waiting: bool,
    /// From which row on.
    pub offset: u32,
    /// How many; none asks for the counts alone.
    pub limit: u32,
    /// A requisition whose place in the list is asked for.
    pub find: Option<RequisitionId>,
}

/// The inbox: what waits for a decision, or what was decided and is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Inbox {
    /// Requisitions with a unit to decide.
    pub to_decide: u32,
    /// Requisitions with a decision under way.
    pub waiting: u32,
    /// Those asked for, newest first.
    pub rows: Vec<InboxRow>,
    /// How many stand before the one whose place was asked for; `None` when it is not in the list.
    pub found_at: Option<u32>,
    /// When the last decision was made.
    pub last_decided_at: Option<DateTime<Utc>>,
}

/// A requisition in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InboxRow {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
    /// Who asks.
    pub requester: String,
    /// For which project.
    pub project: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// How many lines.
    pub lines: u32,
    /// What makes it more than routine, gravest first.
    pub flags: Vec<InboxFlag>,
    /// How its units stand, most urgent first, each word once.
    pub standings: Vec<Standing>,
}

/// What makes a requisition more than routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum InboxFlag {
    /// The requester may not borrow.
    RequesterBlocked,
    /// The project waits for a decision itself.
    ProjectPending,
    /// The project has ended or was rejected.
    ProjectClosed,
    /// So many lines cannot be served as asked.
    Conflicts {
        /// How many.
        lines: u32,
    },
    /// Longer than usual.
    LongLoan {
        /// Days.
        days: u32,
    },
}
