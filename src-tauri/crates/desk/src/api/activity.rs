//! The Activity room: every row of the feed with what it did, and when Snipe-IT did not answer.

use chrono::{DateTime, Utc};
use domain::activity::Movement;
use domain::decide::unit::{Disagreement, Ignored};
use domain::ids::{ActivityId, DiscrepancyId};
use domain::unit::UnitState;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AssetRef, LineRef, ServerProblem};

/// Which rows to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ActivityQuery {
    /// By what they did.
    pub filter: ActivityFilter,
    /// From which row on.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// Rows by what they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ActivityFilter {
    /// All.
    All,
    /// Those that moved a unit.
    Applied,
    /// Those that moved nothing, or could not be read.
    Ignored,
    /// Those that raised a discrepancy.
    Raised,
}

/// Rows of the feed, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ActivityList {
    /// How many the filter lets through.
    pub total: u32,
    /// Rows per filter.
    pub counts: Vec<ActivityCount>,
    /// Those asked for.
    pub rows: Vec<ActivityView>,
    /// The last times in which Snipe-IT did not answer, the newest first.
    pub outages: Vec<OutageView>,
}

/// How many rows a filter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ActivityCount {
    /// The filter.
    pub filter: ActivityFilter,
    /// How many.
    pub count: u32,
}

/// A row of the feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ActivityView {
    /// The row's id in Snipe-IT.
    pub id: ActivityId,
    /// When it happened, as the log says; when it was read, if the row cannot be understood.
    pub at: DateTime<Utc>,
    /// What it is, by the filter that found it.
    pub movement: Movement,
    /// The asset, where it is one that the mirror knows.
    pub asset: Option<AssetRef>,
    /// What Snipe-IT called the item.
    pub item: String,
    /// To or from whom.
    pub target: Option<String>,
    /// Who did it in Snipe-IT.
    pub by: Option<String>,
    /// What it did here.
    pub effect: ActivityEffect,
    /// The line it was compared with.
    pub line: Option<LineRef>,
    /// The discrepancy that it raised, or that was open already.
    pub discrepancy: Option<DiscrepancyId>,
}

/// What a row did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActivityEffect {
    /// It moved a unit.
    Moved {
        /// To this state.
        to: UnitState,
    },
    /// It moved nothing.
    Ignored {
        /// Why.
        why: Ignored,
    },
    /// It raised a discrepancy.
    Raised {
        /// About what.
        about: Disagreement,
    },
    /// It could not be understood; it is kept as it came.
    Unreadable {
        /// What was wrong, for those who repair it.
        problem: String,
    },
}

/// A stretch in which Snipe-IT did not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OutageView {
    /// When it began.
    pub began_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// What was wrong at first.
    pub problem: ServerProblem,
    /// The newest applied row when it began: from there the feed went on.
    pub cursor: Option<ActivityId>,
}
