//! Desks that begin again on the same files, at one pace or another.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use desk::api::*;
use desk::{Desk, DeskOptions, InMemory, Loops, Pace, TokenStore};
use tempfile::TempDir;

use super::{Scene, TestClock};

const HOUR: Duration = Duration::from_secs(3600);

pub fn options(folder: &TempDir, tokens: &Arc<InMemory>, clock: &TestClock) -> DeskOptions {
    let tokens: Arc<dyn TokenStore> = tokens.clone();
    let pace = Pace {
        feed: Duration::from_millis(60),
        sweep: Duration::from_millis(400),
        assets: Duration::from_millis(120),
        lists: Duration::from_millis(500),
        reconcile: Duration::from_millis(400),
        retry: Duration::from_millis(100),
    };
    let mut options = DeskOptions::new(folder.path().to_owned(), tokens);
    options.clock = clock.shared();
    options.pace = pace;
    options.pacing.first_retry = Duration::from_millis(5);
    options
}

impl Scene {
    /// Ends the desk and opens a new one on the same files, as after a restart.
    pub async fn restart(&mut self) {
        self.restart_with(options(&self.folder, &self.tokens, &self.clock)).await;
    }

    /// A new desk that reads the feed at its start and when it is called, and not in between.
    pub async fn restart_with_a_slow_feed(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.pace.feed = Duration::from_secs(3600);
        self.restart_with(options).await;
        self.until("the feed was read once", async || {
            self.desk.health().await.unwrap().feed_at.is_some()
        })
        .await;
    }

    /// A new desk that leaves the small lists in peace for an hour.
    pub async fn restart_with_slow_lists(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.pace.lists = Duration::from_secs(3600);
        self.restart_with(options).await;
    }

    /// A new desk whose loops do nothing in an hour unless they are called.
    pub async fn restart_slow(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.pace.feed = HOUR;
        self.restart_with(with_slow_lists(options)).await;
        self.until_health(HealthState::Live).await;
        let asked = AtomicUsize::new(0);
        self.until("every loop has looked and rests", async || {
            let now = self.simulator.requests().len();
            asked.swap(now, Ordering::SeqCst) == now
        })
        .await;
    }

    /// A new desk of which only the feed looks by itself.
    pub async fn restart_with_the_feed_alone(&mut self) {
        let options = options(&self.folder, &self.tokens, &self.clock);
        self.restart_with(with_slow_lists(options)).await;
        self.until_health(HealthState::Live).await;
    }

    /// A new desk by hand.
    pub async fn restart_by_hand(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.loops = Loops::ByHand;
        options.pace = Pace::default();
        self.restart_with(options).await;
    }

    pub async fn restart_with(&mut self, options: DeskOptions) {
        self.desk.stop().await;
        self.desk = Desk::new(options);
        self.desk.start().await;
    }
}

fn with_slow_lists(mut options: DeskOptions) -> DeskOptions {
    let Pace { assets, lists, retry, reconcile, .. } = &mut options.pace;
    [*assets, *lists, *retry, *reconcile] = [HOUR; 4];
    options
}
