//! Carrying out what was decided: waits for work, for a due time, or for the end.

mod attempt;
mod change;
mod finish;
mod holds;
mod look;
mod redate;
mod settled;
mod survey;

pub use finish::{is_overtaken, mirror};

use std::sync::Arc;
use std::time::Duration;

use domain::ids::OperationId;
use domain::operation::Phase;
use workspace::table::operations::OperationRecord;

use crate::api::{DeskError, ServerProblem};
use crate::backoff::Backoff;
use crate::counter::Counter;
use crate::db::found;

/// With nothing to do it sleeps until it is called; this only bounds a clock that was set.
const LONGEST: Duration = Duration::from_secs(3600);

/// Settles operations, one after another, for as long as the counter is open.
pub async fn run(counter: Arc<Counter>) {
    let mut backoff = Backoff::default();
    loop {
        let sleep = match round(&counter).await {
            Ok(sleep) => {
                backoff.recovered();
                sleep
            }
            Err(error) => {
                tracing::error!(%error, "operations wait");
                backoff.failed(counter.pace.retry, counter.chance())
            }
        };
        counter.settled();
        Counter::wait(&counter.settle_now, sleep).await;
    }
}

/// Settles what is due, and tells how long nothing will be.
///
/// # Errors
/// Only the workspace's, and the first of them: every operation had its turn.
pub async fn round(counter: &Counter) -> Result<Duration, DeskError> {
    let retry = counter.take_retry();
    let mut failed = holds::release_over(counter).await.err();
    for operation in counter.db.read(|read| read.open_operations()).await? {
        let id = operation.id;
        // One that cannot be stored keeps no other waiting.
        if let Err(error) = take_up(counter, operation, retry).await {
            tracing::error!(operation = %id, %error, "it could not be stored");
            failed = failed.or(Some(error));
        }
    }
    let rest = until_next(counter).await?;
    failed.map_or(Ok(rest), Err)
}

async fn take_up(
    counter: &Counter,
    operation: OperationRecord,
    retry: bool,
) -> Result<(), DeskError> {
    let operation = redate::credible(counter, operation).await?;
    if is_due(counter, &operation, retry) {
        settle(counter, operation.id).await?;
    }
    Ok(())
}

/// How long nothing is due; tells the health what is left.
async fn until_next(counter: &Counter) -> Result<Duration, DeskError> {
    let open = counter.db.read(|read| read.open_operations()).await?;
    counter.health.queue(u32::try_from(open.len()).unwrap_or(u32::MAX));
    let next = open.iter().filter_map(|operation| operation.due_at).min();
    let longest = LONGEST.min(holds::until_tomorrow(counter.now(), counter.configuration().zone));
    Ok(next.map_or(longest, |at| (at - counter.now()).to_std().unwrap_or_default().min(longest)))
}

/// Whether its time has come, or the server is back and it only waited for that. The undo time is
/// never cut short.
fn is_due(counter: &Counter, operation: &OperationRecord, retry: bool) -> bool {
    let undoable = operation.phase == Phase::Waiting && !operation.waits;
    let due = operation.due_at.is_none_or(|at| at <= counter.now());
    due || (retry && !undoable)
}

/// Takes one operation as far as it goes now.
///
/// # Errors
/// Only the workspace's; Snipe-IT's become the operation's phase.
pub async fn settle(counter: &Counter, id: OperationId) -> Result<(), DeskError> {
    let _turn = counter.settling.lock().await;
    let found = counter.db.read(move |read| read.operation(id)).await?;
    let Some(operation) = found.filter(|operation| operation.phase.is_open()) else {
        return Ok(());
    };
    match operation.phase {
        _ if !operation.kind.needs_server() => finish::locally(counter, &operation).await,
        Phase::Waiting => attempt::attempt(counter, operation).await,
        // Sending without us at work means that an earlier run ended there.
        _ => look::look(counter, operation).await,
    }
}

/// The operation as stored now.
async fn reload(counter: &Counter, id: OperationId) -> Result<OperationRecord, DeskError> {
    found(counter.db.read(move |read| read.operation(id)).await?)
}

/// Tells the health that Snipe-IT did not answer, and when it is asked again.
fn note_failure(counter: &Counter, error: &snipeit::Error) -> chrono::DateTime<chrono::Utc> {
    let now = counter.now();
    let retry_at = match error {
        snipeit::Error::Throttled { retry_at } => (*retry_at).max(now),
        _ => counter.try_again_at(),
    };
    counter.health.failed(ServerProblem::from(error), now, retry_at);
    retry_at
}

/// Looks at an operation now because a person asks: one that waits for Snipe-IT is tried, one in
/// doubt is read again, an escalated one too. The undo time is left alone.
///
/// # Errors
/// Only the workspace's.
pub async fn look_now(counter: &Counter, id: OperationId) -> Result<(), DeskError> {
    let operation = reload(counter, id).await?;
    let settled = match operation.phase {
        Phase::Waiting if !operation.waits => Ok(()),
        Phase::Escalated => {
            let _turn = counter.settling.lock().await;
            look::look(counter, operation).await
        }
        _ => settle(counter, id).await,
    };
    counter.settle_now.notify_one();
    settled
}
