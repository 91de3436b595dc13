//! The client and the one way by which every request goes.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable, Sleeper};
use chrono::Utc;
use chrono_tz::Tz;
use reqwest::StatusCode;
use serde_json::Value;
use tokio::sync::{Notify, watch};

use crate::address::BaseUrl;
use crate::classify::classify;
use crate::error::Error;
use crate::limiter::{Budget, Clock, Lane, Limiter, Permit};
use crate::pacing::Pacing;
use crate::request::{Change, Query, Request};
use crate::token::ApiToken;
use crate::transport::{Answer, Transport};
use crate::trust::Trust;

mod account;
mod activity;
mod assets;
mod changes;
mod labels;
mod lending;
mod lists;
mod pages;
mod users;

pub use account::Version;
pub use activity::EndOfLog;
pub use assets::{AssetQuery, LabelWritten, Listing, Sort};
pub use changes::Changed;
pub use lending::{CheckIn, CheckOut};
pub use pages::{Batch, Pages, Position};
pub use users::NewUser;

/// A Snipe-IT and the zone that its clock is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Where it is.
    pub base: BaseUrl,
    /// The zone of the wall-clock times in its lists.
    pub zone: Tz,
    /// What makes its certificate trusted.
    pub trust: Trust,
}

/// Talks to one Snipe-IT as one user. Cloning is cheap, and clones share the limiter.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    server: Server,
    lane: Lane,
}

struct Shared {
    transport: Transport,
    limiter: Limiter,
    pacing: Pacing,
    token: ApiToken,
    clock: Clock,
    hurry: Arc<Notify>,
}

impl Client {
    /// A client in the counter's lane.
    ///
    /// # Errors
    /// When this computer cannot set up TLS.
    pub fn new(server: Server, token: ApiToken) -> Result<Self, Error> {
        Self::with_pacing(server, token, Pacing::default())
    }

    /// A client with waits of its own.
    ///
    /// # Errors
    /// When this computer cannot set up TLS.
    pub fn with_pacing(server: Server, token: ApiToken, pacing: Pacing) -> Result<Self, Error> {
        Self::with_clock(server, token, pacing, Arc::new(Utc::now))
    }

    /// A client with waits of its own that tells times by this clock.
    ///
    /// # Errors
    /// When this computer cannot set up TLS.
    pub fn with_clock(
        server: Server,
        token: ApiToken,
        pacing: Pacing,
        clock: Clock,
    ) -> Result<Self, Error> {
        let transport = Transport::new(&server, &token, &pacing)?;
        let limiter = Limiter::new(&pacing, Arc::clone(&clock));
        let hurry = Arc::new(Notify::new());
        let shared = Shared { transport, limiter, pacing, token, clock, hurry };
        Ok(Self { shared: Arc::new(shared), server, lane: Lane::Counter })
    }

    /// The same client for another lane; both share the limiter.
    #[must_use]
    pub fn in_lane(&self, lane: Lane) -> Self {
        Self { lane, ..self.clone() }
    }

    /// The same client reading the server's wall clock in another zone; both share the limiter.
    #[must_use]
    pub fn in_zone(&self, zone: Tz) -> Self {
        let server = Server { zone, ..self.server.clone() };
        Self { server, ..self.clone() }
    }

    /// A client of the same server and token that trusts the server in another way.
    ///
    /// # Errors
    /// When this computer cannot set up TLS.
    pub fn trusting(&self, base: BaseUrl, trust: Trust) -> Result<Self, Error> {
        let server = Server { base, trust, zone: self.server.zone };
        let Shared { token, pacing, clock, .. } = &*self.shared;
        Self::with_clock(server, token.clone(), pacing.clone(), Arc::clone(clock))
    }

    /// The server and its zone.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// What is known of the request limit now.
    #[must_use]
    pub fn budget(&self) -> Budget {
        *self.budget_changes().borrow()
    }

    /// What is known of the request limit, as it changes.
    #[must_use]
    pub fn budget_changes(&self) -> watch::Receiver<Budget> {
        self.shared.limiter.budget()
    }

    /// Reads that wait before they are tried again go at once. What the server asked to wait for
    /// is waited for all the same.
    pub fn hurry(&self) {
        self.shared.hurry.notify_waiters();
    }

    /// So much time went by that this computer's timers did not count, for it slept: the server's
    /// window went on meanwhile, and nothing waits any longer for its sake alone.
    pub fn slept(&self, unseen: Duration) {
        self.shared.limiter.slept(unseen);
        self.hurry();
    }

    fn zone(&self) -> Tz {
        self.server.zone
    }

    /// Reads, and tries again what may pass. When the server gets lost, of all the background's
    /// requests only the one that noticed tries again by itself.
    pub(crate) async fn read(&self, query: Query) -> Result<Value, Error> {
        let request = query.request();
        let noticed = AtomicBool::new(self.lane.is_counter());
        let again = |error: &Error| match error {
            Error::Unreachable { .. } => error.is_passing() && noticed.load(Ordering::Relaxed),
            _ => error.is_passing(),
        };
        (|| self.attempt(request, &noticed))
            .retry(self.backoff())
            .sleep(self.sleeper())
            .when(again)
            .adjust(|error, delay| delay.map(|delay| self.delay_after(error, delay)))
            .notify(|error, delay| tracing::debug!(%error, ?delay, place = ?request.place, "retry"))
            .await
    }

    /// Sends once: whether a change whose answer was lost may be repeated is not decided here.
    /// Anything but a plain "success" may mean anything.
    async fn write(&self, change: Change) -> Result<Value, Error> {
        let answer = self.once(&change.into_request()).await?;
        match answer.get("status").and_then(Value::as_str) {
            Some("success") => Ok(answer),
            _ => Err(Error::Malformed {
                path: "status".to_owned(),
                problem: "not the word success".to_owned(),
            }),
        }
    }

    async fn once(&self, request: &Request) -> Result<Value, Error> {
        self.attempt(request, &AtomicBool::default()).await
    }

    async fn attempt(&self, request: &Request, noticed: &AtomicBool) -> Result<Value, Error> {
        let permit = self.shared.limiter.acquire(self.lane).await?;
        let answer = match self.shared.transport.send(request).await {
            Err(Error::Unreachable { cause, may_have_arrived }) => {
                noticed.fetch_or(permit.lost(cause), Ordering::Relaxed);
                return Err(Error::Unreachable { cause, may_have_arrived });
            }
            answer => answer?,
        };
        permit.reached();
        note_limits(&permit, &answer)?;
        classify(&answer, request.about)
    }

    fn backoff(&self) -> ExponentialBuilder {
        let pacing = &self.shared.pacing;
        let counter = self.lane.is_counter();
        let times = if counter { pacing.counter_retries } else { pacing.background_retries };
        ExponentialBuilder::new()
            .with_min_delay(pacing.first_retry)
            .with_factor(2.0)
            .with_max_times(times)
            .with_jitter()
    }

    /// Waits as long as told, or until hurried.
    fn sleeper(&self) -> impl Sleeper<Sleep: Send> + Send + use<> {
        let hurry = Arc::clone(&self.shared.hurry);
        move |delay| {
            let hurry = Arc::clone(&hurry);
            async move {
                let _ = tokio::time::timeout(delay, hurry.notified()).await;
            }
        }
    }

    /// After a refusal for the limit the limiter does the waiting.
    fn delay_after(&self, error: &Error, delay: Duration) -> Duration {
        match error {
            Error::Throttled { .. } => Duration::ZERO,
            _ => delay,
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Client");
        shown.field("server", self.server()).field("lane", &self.lane).finish_non_exhaustive()
    }
}

fn note_limits(permit: &Permit<'_>, answer: &Answer) -> Result<(), Error> {
    if answer.status == StatusCode::TOO_MANY_REQUESTS.as_u16() {
        return Err(Error::Throttled { retry_at: permit.throttled(answer.retry_after) });
    }
    permit.learn(answer.limits);
    Ok(())
}
