//! Telling the outside what happened, after it was committed.

use std::collections::BTreeSet;
use std::sync::Arc;

use snipeit::Budget;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use workspace::Entity;

use crate::api::{Changed, DeskError, Health, News, NotificationView, Topic};
use crate::counter::Counter;

/// What the shell is told.
#[derive(Debug, Clone)]
pub enum Announcement {
    /// Data changed.
    Changed(Changed),
    /// The status bar changed.
    Health(Health),
    /// Show this in the system's notifications.
    Notify(NotificationView),
}

/// Passes on what commits change, and shows messages, the stored ones of an earlier run first.
pub async fn commits(counter: Arc<Counter>, to: broadcast::Sender<Announcement>) {
    let mut commits = counter.db.commits();
    loop {
        if let Err(error) = show(&counter, &to).await {
            tracing::warn!(%error, "messages wait");
        }
        let topics = match commits.recv().await {
            Ok(entities) => topics(&entities),
            Err(RecvError::Lagged(_)) => everything(),
            Err(RecvError::Closed) => return,
        };
        if !topics.is_empty() {
            let _ = to.send(Announcement::Changed(Changed { topics }));
        }
    }
}

/// Passes on the health.
pub async fn health(counter: Arc<Counter>, to: broadcast::Sender<Announcement>) {
    let mut changes = counter.health.changes();
    while let Some(health) = changes.next().await {
        let _ = to.send(Announcement::Health(health));
    }
}

/// Passes on what the client learns of the request budget and of the way to the server. A new
/// token brings a new client.
pub async fn budget(counter: Arc<Counter>) {
    let mut links = counter.links();
    loop {
        let budget = links.borrow_and_update().budget_changes();
        tokio::select! {
            () = follow(&counter, budget) => {}
            changed = links.changed() => if changed.is_err() { return },
        }
    }
}

/// Follows one client for ever.
async fn follow(counter: &Counter, budget: Option<watch::Receiver<Budget>>) {
    let Some(mut budget) = budget else { return std::future::pending().await };
    let mut was_lost = false;
    loop {
        let now = *budget.borrow_and_update();
        counter.health.budget(now, counter.now());
        let lost = now.unreachable.is_some();
        if was_lost && !lost {
            counter.server_answers();
        }
        was_lost = lost;
        if budget.changed().await.is_err() {
            return std::future::pending().await;
        }
    }
}

async fn show(counter: &Counter, to: &broadcast::Sender<Announcement>) -> Result<(), DeskError> {
    let waiting = counter.db.read(|read| read.notifications_to_show::<News>()).await?;
    for record in waiting {
        let id = record.id;
        let view = crate::notifications::view(record);
        let _ = to.send(Announcement::Notify(view));
        counter.db.write(counter.technician(), move |write| write.mark_shown(id)).await?;
    }
    Ok(())
}

fn topics(entities: &[Entity]) -> Vec<Topic> {
    let topics: BTreeSet<_> = entities.iter().filter_map(|entity| topic(*entity)).collect();
    topics.into_iter().collect()
}

fn topic(entity: Entity) -> Option<Topic> {
    Some(match entity {
        Entity::Setting => Topic::Settings,
        Entity::Person => Topic::People,
        Entity::Project | Entity::Member => Topic::Projects,
        Entity::Requisition
        | Entity::Line
        | Entity::Unit
        | Entity::Operation
        | Entity::Discrepancy
        | Entity::History => Topic::Requisitions,
        Entity::Notification => Topic::Notifications,
        Entity::Mirror => Topic::Mirror,
        Entity::Feed => Topic::Activity,
    })
}

fn everything() -> Vec<Topic> {
    vec![
        Topic::Settings,
        Topic::People,
        Topic::Projects,
        Topic::Requisitions,
        Topic::Mirror,
        Topic::Activity,
        Topic::Notifications,
    ]
}
