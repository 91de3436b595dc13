//! Walks through the main job in the demo lab, on a display of its own, and takes a picture.

use std::io::Write;

use anyhow::Result;
use end_to_end::{Page, Stage};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let stage = Stage::set("demo").await?;
    let window = stage.open().await?;
    window.button("Try with a demo lab").press().await?;
    window.link("Inbox").press().await?;
    window.button("Approve").press().await?;
    window.see("Reserved").await?;
    let picture = window.screenshot("inbox").await?;
    writeln!(std::io::stdout(), "Screenshot: {}", picture.display())?;
    Ok(())
}
