//! The live suite: will Toolcrib work with this server?
//!
//! It goes the way of a technician's first day through the real `desk`, with check-outs and
//! check-ins made through the API as somebody else would make them, on assets that it creates or
//! that are named to it. It puts everything back, also after a failure or when interrupted.

mod report;
mod steps;
mod target;
mod things;
mod trial;

use std::sync::Arc;

use anyhow::Result;
use desk::{Desk, DeskOptions, InMemory};
use tempfile::TempDir;

pub use report::{Outcome, Report, Step};
pub use target::Target;

use report::Stopped;

/// Tries the server out.
///
/// # Errors
/// When this computer has no room for a workspace; what the server does is in the report.
pub async fn try_out(target: &Target, interrupted: impl Future<Output = ()>) -> Result<Report> {
    let folder = TempDir::new()?;
    let tokens = Arc::new(InMemory::default());
    let desk = Desk::new(DeskOptions::new(folder.path().to_owned(), tokens));
    let (mut report, mut things) = (Report::new(target.address()), Vec::new());
    let ended = tokio::select! {
        ended = steps::all(&desk, target, &mut report, &mut things) => ended,
        () = interrupted => Err(Stopped),
    };
    report.end(ended);
    desk.stop().await;
    if !things.is_empty() {
        let _ = report.step("the server is left as it was", things::put_back(target, things)).await;
    }
    Ok(report)
}
