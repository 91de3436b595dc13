//! An open counter: a workspace, the Snipe-IT it belongs to, and the loops between them.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::evidence::Actor;
use snipeit::{Budget, Client, Lane};
use tokio::sync::{Mutex, Notify, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use workspace::table::equipment::EquipmentIndex;

use crate::api::{ServerProblem, TokenPlace};
use crate::backoff::{self, Chance};
use crate::clock::{Clock, day};
use crate::configuration::Configuration;
use crate::db::Db;
use crate::fault::Fault;
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
    /// What Snipe-IT lists as reserved and as lent is compared with the claims here.
    pub reconcile: Duration,
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
            reconcile: Duration::from_secs(300),
            retry: Duration::from_secs(15),
        }
    }
}

impl Pace {
    /// How old the feed may become before it counts as behind: three polls, and half a minute at
    /// least.
    #[must_use]
    pub fn behind(&self) -> TimeDelta {
        let three = TimeDelta::from_std(self.feed * 3).unwrap_or(TimeDelta::MAX);
        three.max(TimeDelta::seconds(30))
    }
}

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
        self.link.send_replace(Link { client, token });
        self.hurry();
    }

    /// The client for this lane; `None` without a token.
    pub fn client(&self, lane: Lane) -> Option<Client> {
        let link = self.link.borrow();
        link.client.as_ref().map(|client| client.in_lane(lane))
    }

    /// Where the token is.
    pub fn token(&self) -> TokenPlace {
        self.link.borrow().token
    }

    /// The client, as it changes.
    pub fn links(&self) -> watch::Receiver<Link> {
        self.link.subscribe()
    }

    /// Now: wakes every loop, also while reading is paused, and cuts short every wait but those
    /// that the server asked for.
    pub fn hurry(&self) {
        self.server_is_back();
        self.poll_now.notify_one();
        self.mirror_now.notify_one();
        self.reconcile_now.notify_one();
        if let Some(client) = &self.link.borrow().client {
            client.hurry();
        }
    }

    /// Tries what waits for the server.
    pub fn server_is_back(&self) {
        self.failed_rounds.store(0, Ordering::Release);
        self.retry.store(true, Ordering::Release);
        self.settle_now.notify_one();
        self.read_soon(&self.mirror_now);
        self.read_soon(&self.reconcile_now);
    }

    /// The server was lost, and answered somebody: whoever it was, the others need not wait.
    pub fn server_answers(&self) {
        if self.health.answered(self.now()) {
            self.server_is_back();
            self.read_soon(&self.poll_now);
        }
    }

    /// The wall clock went so much further than the timers, or back: what is due is done now.
    pub fn clock_jumped(&self, jump: TimeDelta) {
        if let (Some(client), Ok(unseen)) = (&self.link.borrow().client, jump.to_std()) {
            client.slept(unseen);
        }
        self.server_is_back();
        self.read_soon(&self.poll_now);
    }

    /// Lets reading rest, or go on. Decisions are settled all the same.
    pub fn pause(&self, paused: bool) {
        self.paused.send_replace(paused);
        self.health.pause(paused);
        if !paused {
            self.hurry();
        }
    }

    fn read_soon(&self, call: &Notify) {
        if !*self.paused.borrow() {
            call.notify_one();
        }
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

    /// Chance, for the next pause.
    pub fn chance(&self) -> f64 {
        (self.chance)()
    }

    /// An operation met a server that does not answer: when it is tried again. However many of
    /// them do in one round, the pause grows once.
    pub fn try_again_at(&self) -> DateTime<Utc> {
        self.failing.store(true, Ordering::Release);
        let failures = self.failed_rounds.load(Ordering::Acquire).saturating_add(1);
        self.now() + backoff::delay(failures, self.pace.retry, self.chance())
    }

    /// A round of the settler is over.
    pub fn settled(&self) {
        if self.failing.swap(false, Ordering::AcqRel) {
            self.failed_rounds.fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Tells the health why the log could not be read, and when it is tried again.
    pub fn note(&self, fault: &Fault, retry_at: DateTime<Utc>) {
        match fault {
            Fault::Server(error) => {
                tracing::warn!(%fault, %retry_at, "the feed waits");
                self.health.failed(ServerProblem::from(error), self.now(), retry_at);
            }
            Fault::Desk(_) => {
                tracing::error!(%fault, %retry_at, "what the feed read could not be stored");
                self.health.not_stored(self.now(), retry_at);
            }
        }
    }

    /// Rests until it is called, or for so long and for as long as reading is paused.
    pub async fn rest(&self, call: &Notify, at_most: Duration) {
        let mut paused = self.paused.subscribe();
        let rested = async {
            tokio::time::sleep(at_most).await;
            // It ends with the counter, and this task with it.
            let _ = paused.wait_for(|paused| !paused).await;
        };
        tokio::select! {
            () = call.notified() => {}
            () = rested => {}
        }
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
        self.spawn(crate::clock::watch(Arc::clone(self)));
        self.spawn(crate::settler::run(Arc::clone(self)));
        self.spawn(crate::feed::run(Arc::clone(self)));
        self.spawn(crate::mirror::run(Arc::clone(self)));
        self.spawn(crate::reconcile::run(Arc::clone(self)));
        self.spawn(crate::rights::run(Arc::clone(self)));
    }
}
