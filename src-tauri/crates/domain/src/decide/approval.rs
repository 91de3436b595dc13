//! Step 1 of an approval: what can be told without asking Snipe-IT.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::AssetId;
use crate::project::ProjectState;
use crate::requisition::RequisitionNumber;
use crate::unit::UnitState;

/// Everything the local check looks at.
#[derive(Debug, Clone)]
pub struct ApprovalFacts {
    /// The unit's state.
    pub state: UnitState,
    /// Whether an operation of the unit is open.
    pub operation_open: bool,
    /// The project's state.
    pub project: ProjectState,
    /// Why the requester may not borrow, if so.
    pub blocked: Option<String>,
    /// The asset named by the line or picked by the technician.
    pub asset: Option<AssetId>,
    /// The requisition that claims that asset already.
    pub claimed_by: Option<RequisitionNumber>,
    /// The last day of the loan.
    pub until: NaiveDate,
    /// Today at the counter.
    pub today: NaiveDate,
}

/// Why a unit cannot be approved. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CannotApprove {
    /// Somebody decided already.
    #[error("the unit is {state:?}")]
    NotPending {
        /// Its state.
        state: UnitState,
    },
    /// A decision on it is under way.
    #[error("a decision is under way")]
    UnderWay,
    /// The project is not active.
    #[error("the project is {state:?}")]
    ProjectNotActive {
        /// Its state.
        state: ProjectState,
    },
    /// The requester may not borrow.
    #[error("the requester is blocked: {reason}")]
    RequesterBlocked {
        /// Why.
        reason: String,
    },
    /// A line by model needs an asset picked.
    #[error("no asset is chosen")]
    NoAssetChosen,
    /// Another unit holds the asset, or is about to.
    #[error("claimed by {by}")]
    Claimed {
        /// Whose it is.
        by: RequisitionNumber,
    },
    /// The loan would end before today.
    #[error("the period is over")]
    PeriodOver,
}

/// Whether the unit may be approved, and with which asset.
///
/// # Errors
/// The first thing that forbids it, gravest first.
pub fn approve(facts: &ApprovalFacts) -> Result<AssetId, CannotApprove> {
    if facts.state != UnitState::Pending {
        return Err(CannotApprove::NotPending { state: facts.state });
    }
    if facts.operation_open {
        return Err(CannotApprove::UnderWay);
    }
    if facts.project != ProjectState::Active {
        return Err(CannotApprove::ProjectNotActive { state: facts.project });
    }
    if let Some(reason) = facts.blocked.clone() {
        return Err(CannotApprove::RequesterBlocked { reason });
    }
    if facts.until < facts.today {
        return Err(CannotApprove::PeriodOver);
    }
    let asset = facts.asset.ok_or(CannotApprove::NoAssetChosen)?;
    match facts.claimed_by {
        Some(by) => Err(CannotApprove::Claimed { by }),
        None => Ok(asset),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clear() -> ApprovalFacts {
        let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).expect("a day");
        ApprovalFacts {
            state: UnitState::Pending,
            operation_open: false,
            project: ProjectState::Active,
            blocked: None,
            asset: Some(AssetId(412)),
            claimed_by: None,
            until: day(28),
            today: day(14),
        }
    }

    #[test]
    fn a_clear_unit_is_approved_with_its_asset() {
        assert_eq!(approve(&clear()), Ok(AssetId(412)));
    }

    #[test]
    fn the_last_day_still_counts() {
        let facts = ApprovalFacts { until: clear().today, ..clear() };
        assert_eq!(approve(&facts), Ok(AssetId(412)));
    }

    #[test]
    fn each_obstacle_is_named() {
        let by = RequisitionNumber(1039);
        let reason = || "two overdue".to_owned();
        let cases = [
            (
                ApprovalFacts { state: UnitState::Returned, ..clear() },
                CannotApprove::NotPending { state: UnitState::Returned },
            ),
            (ApprovalFacts { operation_open: true, ..clear() }, CannotApprove::UnderWay),
            (
                ApprovalFacts { project: ProjectState::Pending, ..clear() },
                CannotApprove::ProjectNotActive { state: ProjectState::Pending },
            ),
            (
                ApprovalFacts { blocked: Some(reason()), ..clear() },
                CannotApprove::RequesterBlocked { reason: reason() },
            ),
            (ApprovalFacts { asset: None, ..clear() }, CannotApprove::NoAssetChosen),
            (ApprovalFacts { claimed_by: Some(by), ..clear() }, CannotApprove::Claimed { by }),
            (
                ApprovalFacts { today: clear().until.succ_opt().expect("a day"), ..clear() },
                CannotApprove::PeriodOver,
            ),
        ];
        for (facts, expected) in cases {
            assert_eq!(approve(&facts), Err(expected), "{facts:?}");
        }
    }
}
