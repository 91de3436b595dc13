//! The feed: Snipe-IT's activity log, read in order, applied once.

mod apply;
mod outage;
mod read;
mod row;

use std::sync::Arc;

use domain::evidence::{Actor, Rule};
use domain::ids::ActivityId;
use snipeit::{Client, Lane};
use workspace::table::feed::FeedPosition;

use crate::api::News;
use crate::backoff::Backoff;
use crate::clock::is_due;
use crate::counter::Counter;
use crate::fault::Fault;
use apply::Halt;

/// Polls for as long as the counter is open: on time, or when called; more and more seldom while
/// the server is away.
pub async fn run(counter: Arc<Counter>) {
    let (mut swept, mut backoff) = (None, Backoff::default());
    loop {
        let sweep = is_due(swept, counter.pace.sweep, counter.now());
        let polled = poll(&counter, sweep).await;
        let now = counter.now();
        swept = if sweep && polled.is_ok() { Some(now) } else { swept };
        let pause = backoff.after(&polled, counter.pace.feed, counter.chance(), now);
        if let Err(fault) = &polled {
            counter.note(fault, now + pause);
        }
        counter.health.next_poll(now + pause);
        counter.rest(&counter.poll_now, pause).await;
    }
}

/// One poll. With `sweep` the rows are read even when the newest did not move, since a row can
/// appear late with a lower id.
///
/// # Errors
/// What kept the log from being read.
pub async fn poll(counter: &Counter, sweep: bool) -> Result<(), Fault> {
    let _turn = counter.polling.lock().await;
    let polled = read_log(counter, sweep).await;
    outage::note(counter, &polled).await?;
    polled
}

async fn read_log(counter: &Counter, sweep: bool) -> Result<(), Fault> {
    let Some(client) = counter.client(Lane::Feed) else {
        return Err(snipeit::Error::Unauthenticated.into());
    };
    let Some(newest) = newest(counter, &client).await? else { return Ok(()) };
    let position = counter.db.read::<_, workspace::Error>(|read| read.feed_position()).await?;
    match position {
        None => start(counter, newest).await?,
        Some(position) if newest < position.cursor => restart(counter, newest).await?,
        Some(position) if newest > position.cursor || sweep => {
            advance(counter, &client, position, newest).await?;
        }
        Some(_) => {}
    }
    if counter.health.feed_read(Some(newest), counter.now()) {
        counter.server_is_back();
    }
    Ok(())
}

/// The newest row's id; `None` when the token may not read the log. An empty log is id 0.
async fn newest(counter: &Counter, client: &Client) -> Result<Option<ActivityId>, Fault> {
    match client.newest_activity().await {
        Ok(newest) => Ok(Some(newest.unwrap_or(ActivityId(0)))),
        Err(snipeit::Error::Forbidden) => {
            counter.health.without_activity();
            if counter.health.feed_read(None, counter.now()) {
                counter.server_is_back();
            }
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

async fn advance(
    counter: &Counter,
    client: &Client,
    position: FeedPosition,
    newest: ActivityId,
) -> Result<(), Fault> {
    if probe::flawed(probe::Flaw::CursorFirst) {
        counter.db.write(actor(), move |write| write.advance_feed(newest)).await?;
    }
    let mut unseen = read::unseen(counter, client, position, newest).await?;
    loop {
        let assets = read::assets(counter, client, &mut unseen).await?;
        match apply::apply(counter, unseen.clone(), assets, newest).await {
            Ok(()) => return Ok(()),
            Err(Halt::Unread(asset)) => tracing::info!(%asset, "its unit came meanwhile"),
            Err(Halt::Desk(error)) => return Err(error.into()),
        }
    }
}

/// The first connection: what happened before Toolcrib came is not its business.
async fn start(counter: &Counter, newest: ActivityId) -> Result<(), Fault> {
    counter.db.write(actor(), move |write| write.start_feed(newest)).await?;
    Ok(())
}

/// The log ends before the cursor: another server, or a restored one. Its rows say nothing of
/// what we knew; the feed starts anew, and every claim is compared with its asset.
async fn restart(counter: &Counter, newest: ActivityId) -> Result<(), Fault> {
    tracing::warn!(%newest, "the activity log is older than what was read before");
    counter
        .db
        .write(actor(), move |write| {
            write.restart_feed(newest)?;
            write.notify(&News::LogRestored, None)
        })
        .await?;
    counter.health.restored(counter.now());
    counter.mirror_now.notify_one();
    counter.reconcile_now.notify_one();
    Ok(())
}

fn actor() -> Actor {
    Actor::Rule { rule: Rule::Feed }
}
