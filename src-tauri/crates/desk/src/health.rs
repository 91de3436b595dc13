//! How Toolcrib and Snipe-IT are getting on, as one value.

use chrono::{DateTime, Utc};
use domain::ids::ActivityId;
use snipeit::{Budget, ZoneCheck};
use tokio::sync::watch;

use crate::api::{BudgetView, Health, HealthState, LastError, MirrorView, ServerProblem};

/// The one place that knows the health; everybody else tells it what happened.
pub struct HealthBoard(watch::Sender<Health>);

impl HealthBoard {
    /// Nothing known yet.
    pub fn new(host: String, now: DateTime<Utc>) -> Self {
        Self(watch::Sender::new(Health {
            state: HealthState::Starting,
            since: now,
            feed_at: None,
            activity: None,
            reads_activity: true,
            budget: None,
            last_error: None,
            queue: 0,
            mirror: MirrorView { assets: 0, at: None, first_pass: None, troubled: 0 },
            host,
            retry_at: None,
            server_offset: None,
        }))
    }

    /// The value as it changes.
    pub fn changes(&self) -> watch::Receiver<Health> {
        self.0.subscribe()
    }

    /// The value now.
    pub fn now(&self) -> Health {
        self.0.borrow().clone()
    }

    /// The feed was read up to `activity`; says whether that ends an outage.
    pub fn feed_read(&self, activity: Option<ActivityId>, at: DateTime<Utc>) -> bool {
        let mut recovered = false;
        self.change(|health| {
            recovered = matches!(
                health.state,
                HealthState::Offline | HealthState::Throttled | HealthState::Refused
            );
            health.feed_at = Some(at);
            health.activity = activity.or(health.activity);
            health.reads_activity = activity.is_some() || health.reads_activity;
            health.retry_at = None;
            if health.state != HealthState::Restored {
                enter(health, HealthState::Live, at);
            }
            if let Some(error) = &mut health.last_error {
                error.recovered = true;
            }
        });
        recovered
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

    /// The log is older than what was read before.
    pub fn restored(&self, at: DateTime<Utc>) {
        self.change(|health| enter(health, HealthState::Restored, at));
    }

    /// Something failed; `retry_at` is when it is tried again.
    pub fn failed(&self, problem: ServerProblem, at: DateTime<Utc>, retry_at: DateTime<Utc>) {
        self.change(|health| {
            enter(health, state_for(&problem), at);
            health.last_error = Some(LastError { at, problem, recovered: false });
            health.retry_at = Some(retry_at);
        });
    }

    /// So many operations are not settled.
    pub fn queue(&self, queue: u32) {
        self.change(|health| health.queue = queue);
    }

    /// The request budget.
    pub fn budget(&self, budget: Budget) {
        let view = budget.limit.zip(budget.remaining);
        self.change(|health| {
            health.budget = view.map(|(limit, remaining)| BudgetView { limit, remaining });
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
        self.change(|health| health.mirror = mirror);
    }

    fn change(&self, change: impl FnOnce(&mut Health)) {
        self.0.send_if_modified(|health| {
            let before = health.clone();
            change(health);
            *health != before
        });
    }
}

fn enter(health: &mut Health, state: HealthState, at: DateTime<Utc>) {
    if health.state != state {
        health.state = state;
        health.since = at;
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
