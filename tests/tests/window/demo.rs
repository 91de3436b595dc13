//! The demo: a lab to try things in, the same again after a crash.

use anyhow::Result;
use end_to_end::{Page, Stage, Window, eventually};

#[tokio::test]
async fn the_demo_shows_every_state_and_survives_a_crash() -> Result<()> {
    let stage = Stage::set("demo-lab").await?;
    let window = stage.open().await?;
    window.button("Try with a demo lab").press().await?;
    every_group_waits(&window).await?;
    window.screenshot("today").await?;
    window.button("Inbox").press().await?;
    window.button("Approve line").appears().await?;
    window.screenshot("inbox").await?;
    reject_a_line(&window).await?;
    shows_every_state(&window).await?;
    let before = requisitions(&window).await?;
    window.screenshot("requisitions").await?;
    window.kill().await?;

    let window = stage.open().await?;
    every_group_waits(&window).await?;
    assert_eq!(requisitions(&window).await?, before);
    window.region("Connection").see("Live").await
}

/// Today has something of every kind to do; in the demo nothing disagrees.
async fn every_group_waits(window: &Window<'_>) -> Result<()> {
    for group in ["To decide", "To hand over", "Due today", "Overdue"] {
        window.region(group).option("").appears().await?;
    }
    Ok(())
}

async fn reject_a_line(window: &Window<'_>) -> Result<()> {
    window.button("Reject line 1").press().await?;
    let reject = window.dialog("Reject");
    reject.button("Not available in time").press().await?;
    reject.button("Reject line").press().await?;
    window.button("R-1042").press().await?;
    window.region("Timeline").see("Not available in time").await?;
    window.region("Timeline").see("Rejected, line 1").await
}

/// Each state stands in at least one row of its filter.
async fn shows_every_state(window: &Window<'_>) -> Result<()> {
    window.button("Requisitions").press().await?;
    for (filter, states) in [
        ("Pending", &["Pending"][..]),
        ("Reserved", &["Reserved"]),
        ("Checked out", &["Checked out"]),
        ("Overdue", &["Overdue"]),
        ("Ended", &["returned", "Rejected", "Cancelled", "Released", "Expired"]),
    ] {
        window.radio(filter).press().await?;
        for state in states {
            window.row(state).appears().await?;
        }
    }
    window.radio("All").press().await
}

/// The rows of the list, as they read.
async fn requisitions(window: &Window<'_>) -> Result<serde_json::Value> {
    window.button("Requisitions").press().await?;
    eventually("the list", async || {
        let rows = window.script(ROWS).await?;
        Ok(rows.as_array().is_some_and(|rows| rows.len() > 10).then_some(rows))
    })
    .await
}

const ROWS: &str = "return [...document.querySelectorAll('[role=grid] [role=row]')]
    .map((row) => row.textContent)";
