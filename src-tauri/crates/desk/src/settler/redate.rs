//! Stored times that cannot be, since the clock was set.

use chrono::TimeDelta;
use domain::decide::clock::{Times, Waits, doubt_anew, redate};
use workspace::table::operations::{OperationRecord, Step};

use super::{finish, reload};
use crate::api::DeskError;
use crate::counter::Counter;

/// The operation with times that can be. After a jump of the clock, of which nobody knows whether
/// the time went by, doubt begins anew.
pub async fn credible(
    counter: &Counter,
    operation: OperationRecord,
    jumped: bool,
) -> Result<OperationRecord, DeskError> {
    let Some(times) = corrected(counter, &operation, jumped) else { return Ok(operation) };
    tracing::warn!(operation = %operation.id, ?times, "the clock was set; the times are corrected");
    finish::step(counter, &operation, Step::Redated(times)).await?;
    reload(counter, operation.id).await
}

fn corrected(counter: &Counter, operation: &OperationRecord, jumped: bool) -> Option<Times> {
    let OperationRecord { due_at, sent_at, doubt_since, .. } = *operation;
    let times = Times { due_at, sent_at, doubt_since };
    let waits = Waits::of(operation.phase, operation.waits);
    if jumped && waits == Waits::Proof {
        return Some(doubt_anew(times, counter.now()));
    }
    let undo = TimeDelta::seconds(counter.configuration().undo_seconds.into());
    redate(waits, times, undo, counter.now())
}
