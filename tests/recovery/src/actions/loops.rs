//! The desk's loops, a round at a time, and its end and beginning anew.

use anyhow::{Result, bail};
use desk::Round;
use desk::api::DeskError;
use tokio::sync::Notify;

use super::trouble;
use crate::world::World;

/// Everything that is due is settled.
pub async fn settle(world: &mut World<'_>) -> Result<String> {
    let outcome = world.desk.round(Round::Settle).await;
    told(world, "settle", outcome)
}

/// The log is read.
pub async fn feed(world: &mut World<'_>) -> Result<String> {
    let outcome = world.desk.round(Round::Feed).await;
    if outcome.is_ok() {
        world.watcher.sight().truth.feed_read();
    }
    told(world, "read the feed", outcome)
}

/// Every list is read.
pub async fn mirror(world: &mut World<'_>) -> Result<String> {
    let outcome = world.desk.round(Round::Mirror).await;
    told(world, "read the mirror", outcome)
}

/// The log is read, and the claims are compared with what Snipe-IT lists.
pub async fn reconcile(world: &mut World<'_>) -> Result<String> {
    let outcome = world.desk.round(Round::Reconcile).await;
    if outcome.is_ok() {
        world.watcher.sight().truth.feed_read();
    }
    told(world, "reconcile", outcome)
}

/// The app ends and begins anew.
pub async fn restart(world: &mut World<'_>) -> Result<String> {
    world.restart().await;
    Ok("restart".to_owned())
}

/// The app dies in the middle of a round, with a request on its way.
pub async fn crash(world: &mut World<'_>) -> Result<String> {
    let at = world.chance.between(0, 4);
    let rounds = [Round::Settle, Round::Settle, Round::Feed, Round::Reconcile];
    let round = world.chance.pick(&rounds).copied().unwrap_or(Round::Settle);
    let bell = std::sync::Arc::new(Notify::new());
    world.watcher.sight().crash = Some((at, bell.clone()));
    let crashed = tokio::select! {
        biased;
        () = bell.notified() => true,
        _ = world.desk.round(round) => false,
    };
    world.watcher.sight().crash = None;
    world.restart().await;
    let how = if crashed { format!("crash at request {}", at + 1) } else { "restart".to_owned() };
    Ok(format!("{how} in a round of {round:?}"))
}

fn told(world: &mut World<'_>, words: &str, outcome: Result<(), DeskError>) -> Result<String> {
    let ambushed = world.watcher.sight().ambushed();
    let words = std::iter::once(words.to_owned()).chain(ambushed).collect::<Vec<_>>().join("; ");
    match outcome {
        Ok(()) => Ok(words),
        Err(DeskError::Server { problem }) => Ok(format!("{words}: {}", trouble(&problem))),
        Err(error) => bail!("{words}: {error}"),
    }
}
