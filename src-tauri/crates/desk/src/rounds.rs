//! The loops' rounds, one at a time, for who drives the desk by hand.

use crate::api::DeskError;
use crate::counter::Counter;
use crate::fault::Fault;
use crate::{feed, mirror, reconcile, settler};

/// Who turns the wheel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Loops {
    /// The desk itself, on time and when called.
    #[default]
    Alone,
    /// Nobody, until [`Desk::round`](crate::Desk::round) is called: a proof with one deterministic
    /// clock. The token is there when the desk has started, and no copies are kept.
    ByHand,
}

/// What one round does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Every operation that is due, and if the server is back every one that waited for it.
    Settle,
    /// One poll, which reads the rows even when the newest did not move.
    Feed,
    /// Every list that is due.
    Mirror,
    /// One poll, and the claims are compared with what Snipe-IT lists.
    Reconcile,
}

/// Carries out exactly one round.
pub async fn one(counter: &Counter, round: Round) -> Result<(), DeskError> {
    match round {
        Round::Settle => settle(counter).await,
        Round::Feed => poll(counter).await,
        Round::Mirror => mirror::round(counter).await,
        Round::Reconcile => reconcile::round(counter).await.map_err(told),
    }
}

async fn settle(counter: &Counter) -> Result<(), DeskError> {
    let settled = settler::round(counter).await;
    counter.settled();
    settled.map(drop)
}

async fn poll(counter: &Counter) -> Result<(), DeskError> {
    let polled = feed::poll(counter, true).await;
    if let Err(fault) = &polled {
        counter.note(fault, counter.now() + counter.pace.feed);
    }
    polled.map_err(told)
}

fn told(fault: Fault) -> DeskError {
    match fault {
        Fault::Server(error) => error.into(),
        Fault::Desk(error) => error,
    }
}
