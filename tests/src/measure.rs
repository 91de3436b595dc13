//! What the mirror costs: requests, bytes, seconds and processor time, beside what the same pages
//! cost without Toolcrib. What a start costs, beside that of an empty window; and what the app costs
//! while nobody touches it.

mod cost;
mod counter;
mod idle;
mod server;
mod start;

use std::io::{Write, stdout};
use std::time::Duration;

use anyhow::Result;

use cost::{Cost, Table};
use counter::Opened;
use server::Server;

pub use idle::idle;
pub use server::processor_time;
pub use start::start;

/// Sizes, and how long a page takes the measured real server (two cores, Snipe-IT 8.1.4).
const LABS: [(u32, Duration); 2] =
    [(2_000, Duration::from_millis(450)), (100_000, Duration::from_millis(850))];

/// How often the feed is polled to tell what one poll costs.
const POLLS: u32 = 50;

/// Measures both sizes at the simulator's own speed and at the real server's, and prints a table
/// for each.
///
/// # Errors
/// When the simulator or the desk does not do its part.
pub async fn mirror() -> Result<()> {
    for (assets, _) in LABS {
        let title = format!("{assets} assets, at the simulator's own speed");
        measure(assets, Duration::ZERO, &title).await?;
    }
    for (assets, page) in LABS {
        let title = format!("{assets} assets, each answer after {} ms", page.as_millis());
        measure(assets, page, &title).await?;
    }
    Ok(())
}

async fn measure(assets: u32, delay: Duration, title: &str) -> Result<()> {
    let mut server = Server::start(assets, delay)?;
    let mut table = Table::new(title);
    let counter = Opened::connect(&server).await?;
    let (first, pages) = server.cost(counter.first_mirror()).await?;
    server.calm().await?;
    let (alone, _) = server.cost(server.client().pages(&pages)).await?;
    table.first(&first, &alone);
    for changes in [3, 500] {
        server.client().change(changes).await?;
        server.calm().await?;
        let (update, _) = server.cost(counter.update()).await?;
        table.update(changes, &update);
        server.calm().await?;
    }
    let counter = counter.polling().await?;
    server.report()?;
    let (polls, _) = server.cost(counter.polls(POLLS)).await?;
    table.poll(&polls, POLLS);
    counter.close().await;
    Ok(write!(stdout(), "{table}")?)
}
