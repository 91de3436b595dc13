//! Stored times that cannot be, since the clock was set.

use chrono::TimeDelta;
use domain::decide::clock::{Times, Waits, redate};
use workspace::table::operations::{OperationRecord, Step};

use super::{finish, reload};
use crate::api::DeskError;
use crate::counter::Counter;

/// The operation with times that can be.
pub async fn credible(
    counter: &Counter,
    operation: OperationRecord,
) -> Result<OperationRecord, DeskError> {
    let Some(times) = corrected(counter, &operation) else { return Ok(operation) };
    tracing::warn!(operation = %operation.id, ?times, "the clock was set; the times are corrected");
    finish::step(counter, &operation, Step::Redated(times)).await?;
    reload(counter, operation.id).await
}

fn corrected(counter: &Counter, operation: &OperationRecord) -> Option<Times> {
    let OperationRecord { due_at, sent_at, doubt_since, .. } = *operation;
    let times = Times { due_at, sent_at, doubt_since };
    let waits = Waits::of(operation.phase, operation.waits);
    let undo = TimeDelta::seconds(counter.configuration().undo_seconds.into());
    redate(waits, times, undo, counter.now())
}
