//! One limiter for all requests of a client and its clones.
//!
//! The limit belongs to the Snipe-IT user, whose other tokens and web pages spend it too, so every
//! answer's word on what remains counts more than our own sums.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use tokio::sync::{Notify, watch};

use crate::error::{Error, Unreachable};
use crate::pacing::Pacing;

mod lane;
mod reach;
mod window;

pub use lane::Lane;
use reach::{Reach, Way};
use window::{Known, Turn, Window};

/// Tells the time of day.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What is known of the request limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Budget {
    /// Requests in a window, once the server has said so.
    pub limit: Option<u32>,
    /// Requests left in this window.
    pub remaining: Option<u32>,
    /// When a new window begins at the latest, to the second.
    pub refills_at: Option<DateTime<Utc>>,
    /// Until when the server refuses requests; stays until the next answer, so it may be past.
    pub throttled_until: Option<DateTime<Utc>>,
    /// Why the server cannot be reached, while it cannot.
    pub unreachable: Option<Unreachable>,
}

/// Who may send requests now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Everybody.
    Open,
    /// The counter: the others have used up their share of this window.
    CounterOnly,
    /// Nobody until then.
    Throttled {
        /// When the server is said to take requests again.
        until: DateTime<Utc>,
    },
    /// The counter, and one of the background at a time.
    Unreachable {
        /// What the last attempt met.
        cause: Unreachable,
    },
}

impl Budget {
    /// Who may send requests now.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        if let Some(cause) = self.unreachable {
            return Standing::Unreachable { cause };
        }
        if let Some(until) = self.throttled_until.filter(|until| *until > now) {
            return Standing::Throttled { until };
        }
        match (self.limit, self.remaining) {
            (Some(limit), Some(left)) if left <= Lane::Feed.kept_from(limit) => {
                Standing::CounterOnly
            }
            _ => Standing::Open,
        }
    }
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
    reach: Mutex<Reach>,
    budget: watch::Sender<Budget>,
    counter_patience: Duration,
    clock: Clock,
    look_again: Notify,
}

/// Permission for one request; dropping it ends the request.
pub(crate) struct Permit<'a> {
    shared: &'a Shared,
    scouts: bool,
}

impl Limiter {
    pub(crate) fn new(pacing: &Pacing, clock: Clock) -> Self {
        let shared = Shared {
            window: Mutex::new(Window::new(pacing.window, pacing.margin)),
            reach: Mutex::default(),
            budget: watch::Sender::new(Budget::default()),
            counter_patience: pacing.counter_patience,
            clock,
            look_again: Notify::new(),
        };
        Self { shared: Arc::new(shared) }
    }

    pub(crate) fn budget(&self) -> watch::Receiver<Budget> {
        self.shared.budget.subscribe()
    }

    /// Waits for permission; the counter waits only a little and is then told until when. While
    /// the server is unreachable, the background is told so unless it is to find out.
    pub(crate) async fn acquire(&self, lane: Lane) -> Result<Permit<'_>, Error> {
        let patience = Instant::now() + self.shared.counter_patience;
        loop {
            // Listening comes first: what is told from here on is heard.
            let look_again = self.shared.look_again.notified();
            let turn = self.shared.window().take(lane, Instant::now());
            match turn {
                Turn::Now => return Permit { shared: &self.shared, scouts: false }.enter(lane),
                Turn::At(at) if lane.is_counter() && at > patience => {
                    return Err(Error::Throttled { retry_at: self.shared.on_clock(at) });
                }
                Turn::At(at) => {
                    let _ = tokio::time::timeout_at(at.into(), look_again).await;
                }
            }
        }
    }

    /// So much time went by that the computer's timers did not count: it slept.
    pub(crate) fn slept(&self, unseen: Duration) {
        self.shared.window().slept(unseen);
        self.shared.publish();
        self.shared.look_again.notify_waiters();
    }
}

impl Permit<'_> {
    fn enter(mut self, lane: Lane) -> Result<Self, Error> {
        match self.shared.reach().enter(lane) {
            Way::Open => {}
            Way::Scout => self.scouts = true,
            Way::Closed(cause) => {
                return Err(Error::Unreachable { cause, may_have_arrived: false });
            }
        }
        Ok(self)
    }

    /// Learns that the server answered, whatever it said.
    pub(crate) fn reached(&self) {
        self.shared.reach().reached();
        self.shared.publish();
    }

    /// Learns that no answer came; says whether this is news.
    pub(crate) fn lost(&self, cause: Unreachable) -> bool {
        let news = self.shared.reach().lose(cause);
        self.shared.publish();
        news
    }

    /// Learns from an answer that was not refused for the limit.
    pub(crate) fn learn(&self, headers: LimitHeaders) {
        self.shared.window().learn(headers, Instant::now());
        self.shared.publish();
    }

    /// Learns that the limit is used up; answers when to try again.
    pub(crate) fn throttled(&self, retry_after: Option<Duration>) -> DateTime<Utc> {
        let until = self.shared.window().throttled(retry_after, Instant::now());
        self.shared.publish();
        self.shared.on_clock(until)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.shared.window().finish();
        if self.scouts {
            self.shared.reach().back();
        }
    }
}

impl Shared {
    /// The window's sums stay whole whatever happened to another holder of the lock.
    fn window(&self) -> MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reach(&self) -> MutexGuard<'_, Reach> {
        self.reach.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self) {
        let Known { limit, left, ends, throttled_until } = self.window().known(Instant::now());
        let budget = Budget {
            limit,
            remaining: left,
            refills_at: ends.map(|at| to_the_second(self.on_clock(at))),
            throttled_until: throttled_until.map(|at| self.on_clock(at)),
            unreachable: self.reach().lost(),
        };
        self.budget.send_if_modified(|old| std::mem::replace(old, budget) != budget);
    }

    fn on_clock(&self, at: Instant) -> DateTime<Utc> {
        (self.clock)() + at.saturating_duration_since(Instant::now())
    }
}

fn to_the_second(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_round(TimeDelta::seconds(1)).unwrap_or(at)
}
