//! Telling the outside what happened, after it was committed.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::sync::broadcast::{self, error::RecvError};
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
    while changes.changed().await.is_ok() {
        let health = changes.borrow_and_update().clone();
        let _ = to.send(Announcement::Health(health));
    }
}

/// Passes the request budget on to the health. A new token brings a new client, and its budget.
pub async fn budget(counter: Arc<Counter>) {
    loop {
        let Some(client) = counter.client(snipeit::Lane::Background) else {
            tokio::time::sleep(counter.pace.feed).await;
            continue;
        };
        let mut budget = client.budget_changes();
        drop(client);
        while budget.changed().await.is_ok() {
            let now = *budget.borrow_and_update();
            counter.health.budget(now);
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
