//! A running simulator: a lab behind real HTTP on loopback.

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::faults::Faults;
use crate::http;
use crate::http::throttle::Throttle;
use crate::lab::Lab;
use crate::line::{Lines, Scissors};
use crate::tls::Identity;

/// The server's clock.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Sees each request before anything happens to it, with the name of the fault that is about to
/// strike, and may change the lab: what somebody else does between two requests.
pub type Watch = Arc<dyn Fn(&SeenRequest, Option<&'static str>, &mut Lab) + Send + Sync>;

/// How many requests are remembered.
const REMEMBERED: usize = 10_000;

/// How long a stopping server waits for open connections.
const PATIENCE: Duration = Duration::from_secs(2);

/// How a simulator is set up.
#[derive(Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// A path such as `/new/snipe-it` below which everything is served.
    pub base_path: String,
    /// Serves https with this certificate.
    pub tls: Option<Identity>,
    /// Requests each user may make in a fixed window of a minute; `None` is no limit.
    pub rate_limit: Option<u32>,
    /// A file that follows the state after every change; read it with [`Lab::load`].
    pub save_to: Option<PathBuf>,
    /// The clock for what happens over HTTP and for the limit's window.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            port: 0,
            base_path: String::new(),
            tls: None,
            rate_limit: Some(120),
            save_to: None,
            clock: Arc::new(Utc::now),
        }
    }
}

/// What was asked of the simulator.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SeenRequest {
    pub method: String,
    /// Path and query as they came.
    pub path: String,
    pub body: String,
}

/// A running server. Dropping it stops it; [`Simulator::stop`] also waits and returns the lab.
pub struct Simulator {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
    _stops_on_drop: DropGuard,
}

impl Simulator {
    /// Starts serving a lab on 127.0.0.1.
    pub async fn start(lab: Lab, options: Options) -> io::Result<Simulator> {
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(wanted).await?;
        let identity = options.tls.clone();
        let shared = Arc::new(Shared::new(lab, options, listener.local_addr()?));
        shared.with_lab(|_| ());
        let lines = Lines::new(listener, identity, shared.faults.clone(), shared.sent.clone());
        let task = tokio::spawn(serve(lines, shared.clone()));
        let _stops_on_drop = shared.stopping.clone().drop_guard();
        Ok(Simulator { shared, task, _stops_on_drop })
    }

    /// The address with the base path, such as `http://127.0.0.1:4711/new/snipe-it`.
    pub fn address(&self) -> String {
        self.shared.address.clone()
    }

    /// The administrator's token; empty when all tokens were revoked.
    pub fn token(&self) -> String {
        self.with_lab(|lab| lab.admin_token().unwrap_or_default().to_owned())
    }

    /// Looks at the lab or meddles with it, between two requests.
    pub fn with_lab<T>(&self, work: impl FnOnce(&mut Lab) -> T) -> T {
        self.shared.with_lab(work)
    }

    /// The lab as a backup of the database would keep it.
    pub fn snapshot(&self) -> Lab {
        self.shared.read(Lab::clone)
    }

    /// Puts a backup of the database back: what happened since never happened, and its numbers
    /// are given out again.
    pub fn restore(&self, lab: Lab) {
        self.with_lab(|now| *now = lab);
    }

    /// The faults of this server.
    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    /// Has every request looked at from now on, instead of by whoever looked before.
    pub fn watch(&self, watch: Watch) {
        *lock(&self.shared.watch) = Some(watch);
    }

    /// What was asked so far, oldest first.
    pub fn requests(&self) -> Vec<SeenRequest> {
        lock(&self.shared.seen).iter().cloned().collect()
    }

    /// How many bytes all answers had so far, headers included.
    pub fn bytes_sent(&self) -> u64 {
        self.shared.sent.load(Ordering::Relaxed)
    }

    /// Forgets what was asked so far.
    pub fn forget_requests(&self) {
        lock(&self.shared.seen).clear();
    }

    /// Stops at once, cutting what is under way, and returns the lab as it is then.
    pub async fn stop(self) -> Lab {
        let Simulator { shared, mut task, _stops_on_drop } = self;
        shared.faults.go_offline();
        shared.stopping.cancel();
        if tokio::time::timeout(PATIENCE, &mut task).await.is_err() {
            task.abort();
        }
        shared.read(Lab::clone)
    }
}

async fn serve(lines: Lines, shared: Arc<Shared>) {
    let stopping = shared.stopping.clone().cancelled_owned();
    let app = http::router(shared).into_make_service_with_connect_info::<Scissors>();
    if let Err(error) = axum::serve(lines, app).with_graceful_shutdown(stopping).await {
        tracing::error!(%error, "the simulator stopped serving");
    }
}

/// What all requests share.
pub(crate) struct Shared {
    lab: Mutex<Lab>,
    seen: Mutex<VecDeque<SeenRequest>>,
    watch: Mutex<Option<Watch>>,
    sent: Arc<AtomicU64>,
    pub(crate) throttle: Mutex<Throttle>,
    pub(crate) faults: Arc<Faults>,
    pub(crate) stopping: CancellationToken,
    pub(crate) address: String,
    pub(crate) base: String,
    save_to: Option<PathBuf>,
    clock: Clock,
}

impl Shared {
    fn new(lab: Lab, options: Options, bound: SocketAddr) -> Shared {
        let base = options.base_path.trim_end_matches('/').to_owned();
        let scheme = if options.tls.is_some() { "https" } else { "http" };
        Shared {
            lab: Mutex::new(lab),
            seen: Mutex::default(),
            watch: Mutex::default(),
            sent: Arc::default(),
            throttle: Mutex::new(Throttle::new(options.rate_limit)),
            faults: Arc::default(),
            stopping: CancellationToken::new(),
            address: format!("{scheme}://{bound}{base}"),
            base,
            save_to: options.save_to,
            clock: options.clock,
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Reads the lab.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Lab) -> T) -> T {
        work(&lock(&self.lab))
    }

    /// Works on the lab and saves it.
    pub(crate) fn with_lab<T>(&self, work: impl FnOnce(&mut Lab) -> T) -> T {
        let mut lab = lock(&self.lab);
        let result = work(&mut lab);
        self.save(&lab);
        result
    }

    /// Shows the request to whoever watches.
    pub(crate) fn show(&self, request: &SeenRequest, fault: Option<&'static str>) {
        let watch = lock(&self.watch).clone();
        if let Some(watch) = watch {
            self.with_lab(|lab| watch(request, fault, lab));
        }
    }

    pub(crate) fn remember(&self, request: SeenRequest) {
        let mut seen = lock(&self.seen);
        if seen.len() == REMEMBERED {
            seen.pop_front();
        }
        seen.push_back(request);
    }

    fn save(&self, lab: &Lab) {
        let Some(path) = &self.save_to else { return };
        if let Err(error) = lab.save(path) {
            tracing::error!(%error, "the simulated lab could not be saved");
        }
    }
}

/// A panic elsewhere leaves the data usable.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
