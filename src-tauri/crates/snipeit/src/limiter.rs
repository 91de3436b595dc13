//! One limiter for all requests of a client and its clones.
//!
//! The limit belongs to the Snipe-IT user, whose other tokens and web pages spend it too, so every
//! answer's word on what remains counts more than our own sums.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use crate::error::Error;
use crate::pacing::Pacing;

mod window;

use window::{Turn, Window};

/// Who is waiting for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A person at the counter: a fifth of the limit is theirs, and they are not kept waiting.
    Counter,
    /// Work that may wait for the next window.
    Background,
}

/// What is known of the request limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Budget {
    /// Requests in a window, once the server has said so.
    pub limit: Option<u32>,
    /// Requests left in this window.
    pub remaining: Option<u32>,
    /// Until when the server refuses requests; stays until the next answer, so it may be past.
    pub throttled_until: Option<DateTime<Utc>>,
}

/// The words of an answer's headers on the limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LimitHeaders {
    pub(crate) limit: Option<u32>,
    pub(crate) remaining: Option<u32>,
}

/// Hands out permission to send.
#[derive(Clone)]
pub(crate) struct Limiter {
    shared: Arc<Shared>,
}

struct Shared {
    window: Mutex<Window>,
    budget: watch::Sender<Budget>,
    counter_patience: Duration,
}

/// Permission for one request; dropping it ends the request.
pub(crate) struct Permit<'a> {
    shared: &'a Shared,
}

impl Limiter {
    pub(crate) fn new(pacing: &Pacing) -> Self {
        let shared = Shared {
            window: Mutex::new(Window::new(pacing.window, pacing.margin)),
            budget: watch::Sender::new(Budget::default()),
            counter_patience: pacing.counter_patience,
        };
        Self { shared: Arc::new(shared) }
    }

    pub(crate) fn budget(&self) -> watch::Receiver<Budget> {
        self.shared.budget.subscribe()
    }

    /// Waits for permission; the counter waits only a little and is then told until when.
    pub(crate) async fn acquire(&self, lane: Lane) -> Result<Permit<'_>, Error> {
        let patience = Instant::now() + self.shared.counter_patience;
        loop {
            let turn = self.shared.window().take(lane, Instant::now());
            match turn {
                Turn::Now => return Ok(Permit { shared: &self.shared }),
                Turn::At(at) if lane == Lane::Counter && at > patience => {
                    return Err(Error::Throttled { retry_at: on_clock(at) });
                }
                Turn::At(at) => tokio::time::sleep_until(at.into()).await,
            }
        }
    }
}

impl Permit<'_> {
    /// Learns from an answer that was not refused for the limit.
    pub(crate) fn learn(&self, headers: LimitHeaders) {
        self.shared.window().learn(headers, Instant::now());
        self.shared.publish();
    }

    /// Learns that the limit is used up; answers when to try again.
    pub(crate) fn throttled(&self, retry_after: Option<Duration>) -> DateTime<Utc> {
        let until = self.shared.window().throttled(retry_after, Instant::now());
        self.shared.publish();
        on_clock(until)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.shared.window().finish();
    }
}

impl Shared {
    /// The window's sums stay whole whatever happened to another holder of the lock.
    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self) {
        let (limit, remaining, until) = self.window().known(Instant::now());
        let budget = Budget { limit, remaining, throttled_until: until.map(on_clock) };
        self.budget.send_if_modified(|old| std::mem::replace(old, budget) != budget);
    }
}

fn on_clock(at: Instant) -> DateTime<Utc> {
    Utc::now() + at.saturating_duration_since(Instant::now())
}
