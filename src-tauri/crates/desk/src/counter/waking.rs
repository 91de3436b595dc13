//! When the loops of a counter run: what wakes them, how long they rest, and when they try again.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;

use super::Counter;
use crate::api::ServerProblem;
use crate::backoff;
use crate::fault::Fault;
use crate::rounds::Loops;

impl Counter {
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

    /// Whether what waits for the server is to be tried; asked once per waking.
    pub fn take_retry(&self) -> bool {
        self.retry.swap(false, Ordering::AcqRel)
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

    /// Chance, for the next pause.
    pub fn chance(&self) -> f64 {
        (self.chance)()
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
}
