//! How Toolcrib and Snipe-IT are getting on, as one value.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::ActivityId;
use snipeit::{Budget, Standing, ZoneCheck};
use tokio::sync::watch;

use crate::api::{BudgetView, Health, HealthState, LastError, MirrorView, ServerProblem};

/// The one place that knows the health; everybody else tells it what happened.
pub struct HealthBoard(watch::Sender<Known>);

/// What is told, and what decides about the next word.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    told: Health,
    /// The server went back to an older log, and the assets were not compared since.
    uncompared: bool,
}

impl HealthBoard {
    /// Nothing known yet; the feed asks every so many seconds.
    pub fn new(host: String, poll_seconds: u32, now: DateTime<Utc>) -> Self {
        let told = Health {
            state: HealthState::Starting,
            since: now,
            feed_at: None,
            next_poll_at: None,
            poll_seconds,
            paused: false,
            activity: None,
            reads_activity: true,
            budget: None,
            budget_refills_at: None,
            last_error: None,
            queue: 0,
            mirror: MirrorView {
                assets: 0,
                at: None,
                next_at: None,
                first_pass: None,
                troubled: 0,
            },
            host,
            retry_at: None,
            server_offset: None,
        };
        Self(watch::Sender::new(Known { told, uncompared: false }))
    }

    /// Waits for the value to change.
    pub fn changes(&self) -> Changes {
        Changes(self.0.subscribe())
    }

    /// The value now.
    pub fn now(&self) -> Health {
        self.0.borrow().told.clone()
    }

    /// The feed was read up to `activity`; says whether that ends an outage.
    pub fn feed_read(&self, activity: Option<ActivityId>, at: DateTime<Utc>) -> bool {
        let mut recovered = false;
        self.change_known(|known| {
            let state = if known.uncompared { HealthState::Restored } else { HealthState::Live };
            let health = &mut known.told;
            recovered = is_outage(health.state);
            health.feed_at = Some(at);
            health.activity = activity.or(health.activity);
            health.reads_activity = activity.is_some() || health.reads_activity;
            health.retry_at = None;
            enter(health, state, at);
            if let Some(error) = &mut health.last_error {
                error.recovered = true;
            }
        });
        recovered
    }

    /// The next poll is made then.
    pub fn next_poll(&self, at: DateTime<Utc>) {
        self.change(|health| health.next_poll_at = Some(at));
    }

    /// Reading rests, or goes on.
    pub fn pause(&self, paused: bool) {
        self.change(|health| health.paused = paused);
    }

    /// The keyring is asked for the token.
    pub fn waiting_for_keyring(&self, at: DateTime<Utc>) {
        self.change(|health| enter(health, HealthState::WaitingForKeyring, at));
    }

    /// The token is there; Snipe-IT is read.
    pub fn starting(&self, at: DateTime<Utc>) {
        self.change(|health| enter(health, HealthState::Starting, at));
    }

    /// The token may not read the activity log.
    pub fn without_activity(&self) {
        self.change(|health| health.reads_activity = false);
    }

    /// The log is older than what was read before. It stays so until the assets were compared.
    pub fn restored(&self, at: DateTime<Utc>) {
        self.change_known(|known| {
            known.uncompared = true;
            enter(&mut known.told, HealthState::Restored, at);
        });
    }

    /// Every claim was compared with its asset: what a restored server says is known.
    pub fn compared(&self, at: DateTime<Utc>) {
        self.change_known(|known| {
            known.uncompared = false;
            if known.told.state == HealthState::Restored {
                enter(&mut known.told, HealthState::Live, at);
            }
        });
    }

    /// Something failed; `retry_at` is when it is tried again.
    pub fn failed(&self, problem: ServerProblem, at: DateTime<Utc>, retry_at: DateTime<Utc>) {
        self.change(|health| {
            enter(health, state_for(&problem), at);
            health.last_error = Some(LastError { at, problem, recovered: false });
            health.retry_at = Some(retry_at);
        });
    }

    /// What was read could not be stored; `retry_at` is when it is tried again. What is known
    /// here falls behind though the server answers.
    pub fn not_stored(&self, at: DateTime<Utc>, retry_at: DateTime<Utc>) {
        self.change(|health| {
            enter(health, HealthState::Behind, at);
            health.retry_at = Some(retry_at);
        });
    }

    /// The server could not be reached, and answered somebody just now. Says whether that ends an
    /// outage; what was missed is not read yet.
    pub fn answered(&self, at: DateTime<Utc>) -> bool {
        let mut back = false;
        self.change(|health| {
            back = health.state == HealthState::Offline;
            if back {
                enter(health, HealthState::Behind, at);
                health.retry_at = None;
            }
        });
        back
    }

    /// Looks at the clock: the server answers, and yet the feed is older than it should be. No
    /// time that is told lies in the future, though the clock was set back.
    pub fn look(&self, at: DateTime<Utc>, patience: TimeDelta) {
        self.change(|health| {
            health.since = health.since.min(at);
            health.feed_at = health.feed_at.map(|read| read.min(at));
            let old = health.feed_at.is_some_and(|read| at - read > patience);
            if old && seems_live(health, at) {
                enter(health, HealthState::Behind, at);
            }
        });
    }

    /// So many operations are not settled.
    pub fn queue(&self, queue: u32) {
        self.change(|health| health.queue = queue);
    }

    /// The request budget.
    pub fn budget(&self, budget: Budget, at: DateTime<Utc>) {
        let view = budget.limit.zip(budget.remaining);
        self.change(|health| {
            health.budget = view.map(|(limit, remaining)| BudgetView { limit, remaining });
            health.budget_refills_at = budget.refills_at;
            if let Standing::Throttled { until } = budget.standing(at) {
                enter(health, HealthState::Throttled, at);
                health.retry_at = Some(until);
            }
        });
    }

    /// What a write said of the server's clock; one that says nothing changes nothing.
    pub fn clock(&self, check: ZoneCheck) {
        self.change(|health| match check {
            ZoneCheck::Right => health.server_offset = None,
            ZoneCheck::Wrong { offset } => {
                health.server_offset = Some(offset.local_minus_utc() / 60);
            }
            ZoneCheck::Untold => {}
        });
    }

    /// The zone in the settings is another one now: whether it is right, the next write tells.
    pub fn zone_chosen(&self) {
        self.change(|health| health.server_offset = None);
    }

    /// The mirror's size and age.
    pub fn mirror(&self, mirror: MirrorView) {
        self.change(|health| {
            let next_at = health.mirror.next_at;
            health.mirror = MirrorView { next_at, ..mirror };
        });
    }

    /// The mirror reads again then.
    pub fn next_mirror(&self, at: DateTime<Utc>) {
        self.change(|health| health.mirror.next_at = Some(at));
    }

    fn change(&self, change: impl FnOnce(&mut Health)) {
        self.change_known(|known| change(&mut known.told));
    }

    fn change_known(&self, change: impl FnOnce(&mut Known)) {
        self.0.send_if_modified(|known| {
            let before = known.clone();
            change(known);
            *known != before
        });
    }
}

/// The value as it changes.
pub struct Changes(watch::Receiver<Known>);

impl Changes {
    /// The next value; `None` once there will be none.
    pub async fn next(&mut self) -> Option<Health> {
        self.0.changed().await.ok()?;
        Some(self.0.borrow_and_update().told.clone())
    }
}

fn enter(health: &mut Health, state: HealthState, at: DateTime<Utc>) {
    if health.state != state {
        health.state = state;
        health.since = at;
    }
}

fn is_outage(state: HealthState) -> bool {
    matches!(state, HealthState::Offline | HealthState::Throttled | HealthState::Refused)
}

/// Nothing is known to be wrong: what the server asked to wait for is over too.
fn seems_live(health: &Health, at: DateTime<Utc>) -> bool {
    match health.state {
        HealthState::Live => true,
        HealthState::Throttled => health.retry_at.is_none_or(|retry| retry <= at),
        _ => false,
    }
}

fn state_for(problem: &ServerProblem) -> HealthState {
    match problem {
        ServerProblem::Throttled { .. } => HealthState::Throttled,
        ServerProblem::TokenRefused
        | ServerProblem::Forbidden
        | ServerProblem::ChangedCertificate => HealthState::Refused,
        _ => HealthState::Offline,
    }
}

#[cfg(test)]
#[path = "health_tests.rs"]
mod tests;
