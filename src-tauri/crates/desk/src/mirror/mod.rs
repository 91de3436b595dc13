//! The mirror: what Snipe-IT said of its assets, labels and users, kept for reading offline.

mod assets;
mod lists;

pub use assets::LIST;
pub use lists::mirror_label;

use std::sync::Arc;
use std::time::Instant;

use domain::evidence::{Actor, Rule};
use snipeit::Lane;

use crate::counter::Counter;
use crate::fault::Fault;

/// Keeps the mirror fresh for as long as the counter is open: on time, or when called.
pub async fn run(counter: Arc<Counter>) {
    let mut listed: Option<Instant> = None;
    loop {
        if listed.is_none_or(|at| at.elapsed() >= counter.pace.lists) && lists(&counter).await {
            listed = Some(Instant::now());
        }
        if let Err(fault) = assets(&counter).await {
            tracing::warn!(%fault, "the mirror of the assets waits");
        }
        show_progress(&counter).await;
        Counter::wait(&counter.mirror_now, counter.pace.assets).await;
    }
}

/// Reads the small lists; one list's failure stops no other. Says whether all were read.
async fn lists(counter: &Counter) -> bool {
    let Some(client) = counter.client(Lane::Background) else { return false };
    let labels = lists::labels(counter, &client).await;
    let users = lists::users(counter, &client).await;
    let mut complete = true;
    for (list, outcome) in [("labels", labels), ("users", users)] {
        if let Err(fault) = outcome {
            tracing::warn!(%fault, list, "a list waits");
            complete &= matches!(fault, Fault::Server(snipeit::Error::Forbidden));
        }
    }
    complete
}

async fn assets(counter: &Counter) -> Result<(), Fault> {
    let Some(client) = counter.client(Lane::Background) else { return Ok(()) };
    assets::bring_up_to_date(counter, &client).await
}

/// Tells the status bar how large and how old the mirror is.
async fn show_progress(counter: &Counter) {
    let known = counter
        .db
        .read::<_, workspace::Error>(|read| {
            Ok((read.mirrored_count()?, read.list_position(assets::LIST)?))
        })
        .await;
    match known {
        Ok((count, position)) => {
            let first_pass = assets::progress(&position);
            counter.health.mirror(count, position.complete_at, first_pass);
        }
        Err(error) => tracing::warn!(%error, "the mirror cannot be counted"),
    }
}

fn actor() -> Actor {
    Actor::Rule { rule: Rule::Reconciliation }
}
