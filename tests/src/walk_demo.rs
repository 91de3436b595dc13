//! Walks through the main job in the demo lab, on a display of its own, and takes pictures.

use std::io::Write;

use anyhow::Result;
use end_to_end::{Page, Stage};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let stage = Stage::set("demo").await?;
    let window = stage.open().await?;
    window.button("Try with a demo lab").press().await?;
    window.button("Approve line").appears().await?;
    say(&window.screenshot("inbox").await?)?;

    window.button("R-").press().await?;
    window.button("Approve").press().await?;
    window.region("Timeline").see("Reserved").await?;
    say(&window.screenshot("requisition").await?)
}

fn say(picture: &std::path::Path) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "Screenshot: {}", picture.display())?)
}
