//! The Today room: what waits for a person today, group by group.

use chrono::{DateTime, NaiveDate, Utc};
use domain::evidence::{Actor, Evidence};
use domain::ids::{OperationId, UnitId};
use domain::operation::OperationKind;
use domain::unit::UnitState;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AssetRef, DiscrepancyRow, InboxRow, LineRef, LoanRow};

/// What waits for a person today. Every group is counted whole; its rows are the first ones. What
/// is in doubt or disagreed about stands in no other group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Today {
    /// The day at the counter.
    pub day: NaiveDate,
    /// What is to be decided.
    pub to_decide: ToDecideGroup,
    /// What is reserved and waits for collection.
    pub to_hand_over: HandOverGroup,
    /// What comes back today.
    pub due_today: LoanGroup,
    /// What should be back.
    pub overdue: LoanGroup,
    /// Where Snipe-IT and the workspace disagree.
    pub discrepancies: DiscrepancyGroup,
    /// Writes whose answer was lost.
    pub in_doubt: DoubtGroup,
    /// The last moves of units, the newest first.
    pub happened: Vec<Happening>,
}

/// What is to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ToDecideGroup {
    /// How many requisitions.
    pub requisitions: u32,
    /// How many of their lines.
    pub lines: u32,
    /// When the oldest of them was asked.
    pub oldest_at: Option<DateTime<Utc>>,
    /// The newest ones.
    pub rows: Vec<InboxRow>,
}

/// What is reserved and waits for collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOverGroup {
    /// How many units.
    pub count: u32,
    /// Of those, held until today, or longer ago.
    pub holds_ending: u32,
    /// Those whose hold ends first.
    pub rows: Vec<LoanRow>,
}

/// Lent units that are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LoanGroup {
    /// How many units.
    pub count: u32,
    /// Those that are due the longest.
    pub rows: Vec<LoanRow>,
}

/// Open discrepancies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DiscrepancyGroup {
    /// How many.
    pub count: u32,
    /// The newest ones.
    pub rows: Vec<DiscrepancyRow>,
}

/// Operations whose answer was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DoubtGroup {
    /// How many.
    pub count: u32,
    /// Those that are read again first.
    pub rows: Vec<DoubtRow>,
}

/// An operation whose answer was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct DoubtRow {
    /// The operation.
    pub operation: OperationId,
    /// What it does.
    pub kind: OperationKind,
    /// Its unit; `None` for a label that no unit claims.
    pub unit: Option<UnitId>,
    /// Its asset.
    pub asset: Option<AssetRef>,
    /// Its line.
    pub line: Option<LineRef>,
    /// When the answer was lost.
    pub since: Option<DateTime<Utc>>,
    /// When the asset is read again.
    pub next_check: Option<DateTime<Utc>>,
}

/// A move of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Happening {
    /// When.
    pub at: DateTime<Utc>,
    /// From.
    pub from: UnitState,
    /// To.
    pub to: UnitState,
    /// The asset, where one was named or picked.
    pub asset: Option<AssetRef>,
    /// The line.
    pub line: LineRef,
    /// Who or what acted.
    pub actor: Actor,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}
