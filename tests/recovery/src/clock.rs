//! The one clock of a simulated life. It moves only when the seed says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// Any clock as the desk and the simulator take it.
pub type Shared = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The server's time, and how far the desk's own clock is behind it.
#[derive(Clone, Default)]
pub struct Clock(Arc<Hands>);

#[derive(Default)]
struct Hands {
    server: AtomicI64,
    behind: AtomicI64,
}

impl Clock {
    /// Puts both on that time.
    pub fn set(&self, at: DateTime<Utc>) {
        self.0.server.store(at.timestamp_millis(), Ordering::SeqCst);
        self.0.behind.store(0, Ordering::SeqCst);
    }

    /// The time at the server: what really passes.
    #[must_use]
    pub fn server(&self) -> DateTime<Utc> {
        time(self.0.server.load(Ordering::SeqCst))
    }

    /// The time at the desk.
    #[must_use]
    pub fn desk(&self) -> DateTime<Utc> {
        let behind = self.0.behind.load(Ordering::SeqCst);
        time(self.0.server.load(Ordering::SeqCst) - behind)
    }

    /// Time passes.
    pub fn pass(&self, by: TimeDelta) {
        self.0.server.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    /// Somebody sets the desk's clock back.
    pub fn set_back(&self, by: TimeDelta) {
        self.0.behind.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    /// The server's clock, for the simulator.
    #[must_use]
    pub fn for_server(&self) -> Shared {
        let clock = self.clone();
        Arc::new(move || clock.server())
    }

    /// The desk's clock, for the desk.
    #[must_use]
    pub fn for_desk(&self) -> Shared {
        let clock = self.clone();
        Arc::new(move || clock.desk())
    }
}

fn time(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}
