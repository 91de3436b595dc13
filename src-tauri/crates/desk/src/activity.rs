//! The Activity room.

use crate::api::{ActivityList, ActivityQuery, DeskError};
use crate::counter::Counter;

/// Rows of the feed, and what each did.
pub async fn list(_: &Counter, _: ActivityQuery) -> Result<ActivityList, DeskError> {
    Err(DeskError::NotPossible)
}
