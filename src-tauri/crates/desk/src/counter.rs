//! An open counter: a workspace, the Snipe-IT it belongs to, and the loops between them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use domain::evidence::Actor;
use snipeit::{Client, Lane};
use tokio::sync::{Mutex, Notify};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::api::TokenPlace;
use crate::clock::{Clock, day};
use crate::configuration::Configuration;
use crate::db::Db;
use crate::health::HealthBoard;
use crate::mirror::Turns;
use crate::rounds::Loops;

/// How often the loops look when nothing calls them.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The feed asks for the newest activity row.
    pub feed: Duration,
    /// The feed reads its rows even when the newest did not move.
    pub sweep: Duration,
    /// The mirror asks for changed assets.
    pub assets: Duration,
    /// The mirror reads the small lists.
    pub lists: Duration,
    /// A decision waits for a server that does not answer.
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            feed: Duration::from_secs(15),
            sweep: Duration::from_secs(300),
            assets: Duration::from_secs(60),
            lists: Duration::from_secs(900),
            retry: Duration::from_secs(15),
        }
    }
}

/// An open counter.
pub struct Counter {
    /// The workspace.
    pub db: Db,
    /// How things are.
    pub health: HealthBoard,
    /// The time.
    pub clock: Clock,
    /// How often the loops look.
    pub pace: Pace,
    /// Wakes the settler: an operation was decided, withdrawn, or is to be looked at.
    pub settle_now: Notify,
    /// Wakes the feed.
    pub poll_now: Notify,
    /// Wakes the mirror.
    pub mirror_now: Notify,
    /// Whose turn it is to settle: the loop's, or a person's who asks to look now. One operation
    /// is never in two hands.
    pub settling: Mutex<()>,
    /// When the mirror read which list.
    pub lists: Mutex<Turns>,
    /// Whether what waits for the server is to be tried at the next waking.
    retry: AtomicBool,
    configuration: RwLock<Configuration>,
    client: RwLock<Link>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// The client, once there is a token, and where that token is.
#[derive(Clone)]
struct Link {
    client: Option<Client>,
    token: TokenPlace,
}

impl Counter {
    /// A counter whose loops do not run yet.
    pub fn new(db: Db, configuration: Configuration, clock: Clock, pace: Pace) -> Self {
        let health = HealthBoard::new(configuration.connection.host.clone(), clock());
        Self {
            db,
            health,
            clock,
            pace,
            settle_now: Notify::new(),
            poll_now: Notify::new(),
            mirror_now: Notify::new(),
            settling: Mutex::new(()),
            lists: Mutex::default(),
            retry: AtomicBool::new(true),
            configuration: RwLock::new(configuration),
            client: RwLock::new(Link { client: None, token: TokenPlace::Missing }),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        }
    }

    /// Starts a loop that ends when the counter closes.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let stop = self.stop.clone();
        self.tasks.spawn(async move {
            stop.run_until_cancelled(task).await;
        });
    }

    /// Stops the loops and waits for them. A write under way is left in doubt, as by a crash.
    pub async fn close(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// The settings.
    pub fn configuration(&self) -> Configuration {
        self.configuration.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes over changed settings; they are stored already.
    pub fn set_configuration(&self, configuration: Configuration) {
        *self.configuration.write().unwrap_or_else(PoisonError::into_inner) = configuration;
    }

    /// Talks to Snipe-IT with this client from now on.
    pub fn connect(&self, client: Option<Client>, token: TokenPlace) {
        *self.client.write().unwrap_or_else(PoisonError::into_inner) = Link { client, token };
        self.hurry();
    }

    /// The client for this lane; `None` without a token.
    pub fn client(&self, lane: Lane) -> Option<Client> {
        let link = self.client.read().unwrap_or_else(PoisonError::into_inner);
        link.client.as_ref().map(|client| client.in_lane(lane))
    }

    /// Where the token is.
    pub fn token(&self) -> TokenPlace {
        self.client.read().unwrap_or_else(PoisonError::into_inner).token
    }

    /// Wakes every loop, and tries what waits for the server.
    pub fn hurry(&self) {
        self.server_is_back();
        self.poll_now.notify_one();
        self.mirror_now.notify_one();
    }

    /// Tries what waits for the server.
    pub fn server_is_back(&self) {
        self.retry.store(true, Ordering::Release);
        self.settle_now.notify_one();
    }

    /// Whether what waits for the server is to be tried; asked once per waking.
    pub fn take_retry(&self) -> bool {
        self.retry.swap(false, Ordering::AcqRel)
    }

    /// Now.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Today at the counter.
    pub fn today(&self) -> NaiveDate {
        day(self.now(), self.configuration().zone)
    }

    /// The technician, as an actor.
    pub fn technician(&self) -> Actor {
        Actor::Technician { name: self.configuration().connection.technician }
    }

    /// Waits for a call, or for so long.
    pub async fn wait(call: &Notify, at_most: Duration) {
        let _ = tokio::time::timeout(at_most, call.notified()).await;
    }

    /// Starts every loop; by hand, none but what tells the outside.
    pub fn run(self: &Arc<Self>, loops: Loops) {
        self.spawn(crate::announce::budget(Arc::clone(self)));
        if loops == Loops::ByHand {
            return;
        }
        self.spawn(crate::settler::run(Arc::clone(self)));
        self.spawn(crate::feed::run(Arc::clone(self)));
        self.spawn(crate::mirror::run(Arc::clone(self)));
    }
}
