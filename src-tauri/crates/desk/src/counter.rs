//! An open counter: a workspace, the Snipe-IT it belongs to, and the loops between them.

use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use domain::evidence::Actor;
use snipeit::{Budget, Client, Lane};
use tokio::sync::{Mutex, Notify, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use workspace::table::equipment::EquipmentIndex;

use crate::api::{DeskError, KeyringProblem, ServerProblem, TokenPlace};
use crate::backoff::Chance;
use crate::clock::{Clock, day};
use crate::configuration::Configuration;
use crate::db::Db;
use crate::health::HealthBoard;
use crate::mirror::Turns;

mod pace;
mod waking;

pub use pace::Pace;

/// An open counter.
pub struct Counter {
    /// The workspace.
    pub db: Db,
    /// What the Equipment room looks through.
    pub equipment: Arc<EquipmentIndex>,
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
    /// Wakes reconciliation.
    pub reconcile_now: Notify,
    /// Wakes whoever asks what the token may do.
    pub rights_now: Notify,
    /// Whose turn it is to read the log: rows are applied by one at a time.
    pub polling: Mutex<()>,
    /// Whose turn it is to settle: the loop's, or a person's who asks to look now. One operation
    /// is never in two hands.
    pub settling: Mutex<()>,
    /// When the mirror read which list.
    pub lists: Mutex<Turns>,
    /// Whether what waits for the server is to be tried at the next waking.
    retry: AtomicBool,
    /// Rounds of the settler running in which the server failed, and whether it did in this one.
    failed_rounds: AtomicU32,
    failing: AtomicBool,
    chance: Chance,
    configuration: RwLock<Configuration>,
    link: watch::Sender<Link>,
    paused: watch::Sender<bool>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// The client, once there is a token, and where that token is.
pub struct Link {
    client: Option<Client>,
    token: TokenPlace,
}

impl Link {
    /// What its client learns of the request budget.
    pub fn budget_changes(&self) -> Option<watch::Receiver<Budget>> {
        self.client.as_ref().map(Client::budget_changes)
    }
}

impl Counter {
    /// A counter whose loops do not run yet.
    pub fn new(
        db: Db,
        configuration: Configuration,
        clock: Clock,
        pace: Pace,
        chance: Chance,
    ) -> Self {
        let poll_seconds = u32::try_from(pace.feed.as_secs()).unwrap_or(u32::MAX);
        let host = configuration.connection.host.clone();
        let health = HealthBoard::new(host, poll_seconds, clock());
        let link = Link { client: None, token: TokenPlace::Missing };
        Self {
            db,
            equipment: Arc::default(),
            health,
            clock,
            pace,
            settle_now: Notify::new(),
            poll_now: Notify::new(),
            mirror_now: Notify::new(),
            reconcile_now: Notify::new(),
            rights_now: Notify::new(),
            polling: Mutex::new(()),
            settling: Mutex::new(()),
            lists: Mutex::default(),
            retry: AtomicBool::new(true),
            failed_rounds: AtomicU32::new(0),
            failing: AtomicBool::new(false),
            chance,
            configuration: RwLock::new(configuration),
            link: watch::Sender::new(link),
            paused: watch::Sender::new(false),
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

    /// Starts work that ends by itself soon after [`Counter::closing`], and is waited for.
    pub fn spawn_whole<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        self.tasks.spawn(work)
    }

    /// Waits until the counter closes.
    pub async fn closing(&self) {
        self.stop.cancelled().await;
    }

    /// Stops the loops, and waits for them and for what they began in the file. A write to Snipe-IT
    /// under way is left in doubt, as by a crash.
    pub async fn close(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        self.db.rest().await;
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
        self.link.send_replace(Link { client, token });
        self.hurry();
    }

    /// The client for this lane; `None` without a token.
    pub fn client(&self, lane: Lane) -> Option<Client> {
        let link = self.link.borrow();
        link.client.as_ref().map(|client| client.in_lane(lane))
    }

    /// The client for the person at the counter.
    ///
    /// # Errors
    /// There is none: the keyring has not answered yet, or a new token is needed.
    pub fn client_at_hand(&self) -> Result<Client, DeskError> {
        self.client(Lane::Counter).ok_or_else(|| match self.token() {
            TokenPlace::Opening => DeskError::Keyring { problem: KeyringProblem::Opening },
            _ => DeskError::Server { problem: ServerProblem::TokenRefused },
        })
    }

    /// Where the token is.
    pub fn token(&self) -> TokenPlace {
        self.link.borrow().token
    }

    /// The client, as it changes.
    pub fn links(&self) -> watch::Receiver<Link> {
        self.link.subscribe()
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
}
