//! Where Snipe-IT and the workspace disagree: what each says, and what a person answers.

use domain::decide::answer::Answer;
use domain::ids::DiscrepancyId;

use crate::api::{DeskError, DiscrepancyList, DiscrepancyQuery, DiscrepancyView, Resolved};
use crate::counter::Counter;

/// The open ones, or those that ended.
pub async fn list(_: &Counter, _: DiscrepancyQuery) -> Result<DiscrepancyList, DeskError> {
    Err(DeskError::NotPossible)
}

/// One whole.
pub async fn one(_: &Counter, _: DiscrepancyId, _: bool) -> Result<DiscrepancyView, DeskError> {
    Err(DeskError::NotPossible)
}

/// Settles one.
pub async fn resolve(_: &Counter, _: DiscrepancyId, _: Answer) -> Result<Resolved, DeskError> {
    Err(DeskError::NotPossible)
}
