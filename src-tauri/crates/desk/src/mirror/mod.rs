//! The mirror: what Snipe-IT says in its ten lists, kept for reading offline.
//!
//! The hardware is read every minute and the other nine lists every quarter of an hour. Each is
//! read whole at first and daily, resumable at any page; in between, only what changed. What cannot
//! be read is noted with its list and stops no other.

mod hardware;
mod plan;
mod round;
mod small;
mod turns;
mod view;

pub use turns::Turns;
pub use view::lists;

use std::sync::Arc;

use domain::catalogue::{
    Category, Company, Department, List, Location, Manufacturer, Model, StatusLabel, Supplier, User,
};
use snipeit::Lane;
use tokio::sync::Notify;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use workspace::Entity;

use crate::api::{DeskError, ServerProblem};
use crate::backoff::Backoff;
use crate::counter::Counter;
use crate::fault::Fault;

pub use round::Round;

/// In which order: what the settings and the forms need comes before the many assets.
const ORDER: [List; 10] = [
    List::StatusLabels,
    List::Users,
    List::Models,
    List::Categories,
    List::Locations,
    List::Manufacturers,
    List::Suppliers,
    List::Companies,
    List::Departments,
    List::Hardware,
];

/// Keeps the mirror fresh, and the status bar informed, for as long as the counter is open.
pub async fn run(counter: Arc<Counter>) {
    let rounds = Notify::new();
    tokio::join!(read(&counter, &rounds), show(&counter, &rounds));
}

/// Reads on time, or when called; more seldom while not even the hardware can be read.
async fn read(counter: &Counter, rounds: &Notify) {
    let mut backoff = Backoff::default();
    loop {
        let pause = if read_due(counter).await {
            backoff.recovered();
            counter.pace.assets
        } else {
            backoff.failed(counter.pace.assets, counter.chance())
        };
        counter.health.next_mirror(counter.now() + pause);
        rounds.notify_one();
        counter.rest(&counter.mirror_now, pause).await;
    }
}

/// One round: every list that is due. The status bar is told what came of it.
///
/// # Errors
/// Only the workspace's; Snipe-IT's are noted with their list.
pub async fn round(counter: &Counter) -> Result<(), DeskError> {
    read_due(counter).await;
    let summary = counter.db.read::<_, workspace::Error>(view::summary).await?;
    counter.health.mirror(summary);
    Ok(())
}

/// Says whether the hardware, whose turn it always is, could be read.
async fn read_due(counter: &Counter) -> bool {
    let mut turns = counter.lists.lock().await;
    turns.remember(counter).await;
    let mut over = true;
    for list in ORDER {
        if turns.is_due(list, counter.now(), &counter.pace) {
            over = bring_up_to_date(counter, list).await;
            if over {
                turns.over(list, counter.now());
            }
        }
    }
    over
}

/// Reads one list and notes what kept it from being read. Says whether its turn is over: of what
/// is forbidden, trying again soon brings nothing.
async fn bring_up_to_date(counter: &Counter, list: List) -> bool {
    let Some(client) = counter.client(Lane::Background) else { return false };
    let round = Round { db: counter.db.clone(), client, clock: Arc::clone(&counter.clock) };
    let outcome = round.bring_up_to_date(list).await;
    let problem = match &outcome {
        Err(Fault::Server(error)) => Some(ServerProblem::from(error)),
        Ok(()) | Err(Fault::Desk(_)) => None,
    };
    if let Err(fault) = &outcome {
        tracing::warn!(%fault, ?list, "a list waits");
    }
    if let Err(fault) = note(&round, list, problem).await {
        tracing::warn!(%fault, ?list, "why a list waits cannot be noted");
    }
    matches!(outcome, Ok(()) | Err(Fault::Server(snipeit::Error::Forbidden)))
}

async fn note(round: &Round, list: List, problem: Option<ServerProblem>) -> Result<(), Fault> {
    round.write(move |write| write.set_list_trouble(list, problem.as_ref())).await
}

impl Round {
    /// Reads every list once; the first that cannot be read ends it.
    pub async fn everything(&self) -> Result<(), Fault> {
        for list in ORDER {
            self.bring_up_to_date(list).await?;
        }
        Ok(())
    }

    async fn bring_up_to_date(&self, list: List) -> Result<(), Fault> {
        match list {
            List::Hardware => hardware::bring_up_to_date(self).await,
            List::Users => small::changes::<User>(self).await,
            List::Companies => small::changes::<Company>(self).await,
            List::Locations => small::changes::<Location>(self).await,
            List::Categories => small::whole::<Category>(self).await,
            List::Manufacturers => small::changes::<Manufacturer>(self).await,
            List::Suppliers => small::whole::<Supplier>(self).await,
            List::Models => small::changes::<Model>(self).await,
            List::StatusLabels => small::whole::<StatusLabel>(self).await,
            List::Departments => small::whole::<Department>(self).await,
        }
    }
}

/// Tells the status bar how large and how old the mirror is, after each change and each round.
async fn show(counter: &Counter, rounds: &Notify) {
    let mut commits = counter.db.commits();
    loop {
        match counter.db.read::<_, workspace::Error>(view::summary).await {
            Ok(summary) => counter.health.mirror(summary),
            Err(error) => tracing::warn!(%error, "the mirror cannot be counted"),
        }
        tokio::select! {
            () = changed(&mut commits) => {}
            () = rounds.notified() => {}
        }
    }
}

/// Waits until the mirror says something new.
async fn changed(commits: &mut Receiver<Arc<[Entity]>>) {
    loop {
        match commits.recv().await {
            Ok(entities) if !entities.contains(&Entity::Mirror) => {}
            Ok(_) | Err(RecvError::Lagged(_)) => return,
            // The workspace is closing, and this task with it.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
