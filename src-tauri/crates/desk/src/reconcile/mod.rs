//! Reconciliation: what Snipe-IT lists as reserved and as lent, compared with the claims here.
//!
//! Rows of the log can be missing: imports, bulk edits, a wiped assignment, a token that may not
//! read reports. The assets themselves cannot. Rows go first all the same, for they say more: the
//! log is read before the lists, and once more before readings count.

mod compare;
mod due;
mod judge;
mod label;
mod listed;
mod one;
mod subject;

pub use judge::asset_seen;
pub use one::{read_asset, read_named};

use std::sync::Arc;
use std::time::Duration;

use snipeit::Lane;

use crate::backoff::Backoff;
use crate::counter::Counter;
use crate::fault::Fault;
use crate::feed;
use crate::moves::Habits;

/// Compares for as long as the counter is open: on time, or when called.
pub async fn run(counter: Arc<Counter>) {
    let mut backoff = Backoff::default();
    loop {
        let compared = round(&counter).await;
        if let Err(fault) = &compared {
            tracing::warn!(%fault, "the claims are not compared");
        }
        let usual = if compared.is_ok() { usual(&counter) } else { counter.pace.assets };
        let pause = backoff.after(&compared, usual, counter.chance(), counter.now());
        counter.rest(&counter.reconcile_now, pause).await;
    }
}

/// Without the log, the assets are all there is.
fn usual(counter: &Counter) -> Duration {
    let pace = counter.pace;
    if counter.health.now().reads_activity {
        pace.reconcile
    } else {
        pace.reconcile.min(pace.assets)
    }
}

/// Compares once. What differs is read by itself; where nothing differs, the lists are all that is
/// asked for.
///
/// # Errors
/// What kept the log, the lists or an asset from being read. What was judged is kept.
pub async fn round(counter: &Counter) -> Result<(), Fault> {
    feed::poll(counter, true).await?;
    let Some(client) = counter.client(Lane::Background) else {
        return Err(snipeit::Error::Unauthenticated.into());
    };
    let habits = Habits::from(&counter.configuration());
    let before = counter.db.read(subject::before).await?;
    let listed = listed::read(&client, habits.labels.reserved).await?;
    let compared =
        move |read: &workspace::Read<'_>| compare::differing(read, before, &listed, habits);
    let differing = counter.db.read(compared).await?;
    let mute = probe::flawed(probe::Flaw::ReconciliationMute);
    if !differing.is_empty() && !mute {
        let read = listed::one_by_one(counter, &client, differing).await?;
        feed::poll(counter, true).await?;
        judge::all(counter, read, habits).await?;
    }
    counter.health.compared(counter.now());
    Ok(())
}
