//! A workspace file that cannot be read is reported and kept as it is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use end_to_end::technician::connect;
use end_to_end::{Page, SnipeIt, Stage};

/// Where SQLite keeps the number by which Toolcrib tells its versions apart.
const USER_VERSION: std::ops::Range<usize> = 60..64;

#[tokio::test]
async fn a_newer_and_a_damaged_workspace_are_reported_and_kept() -> Result<()> {
    let stage = Stage::set("broken-workspace").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    window.close().await?;
    let file = find(&stage.data_folder(), "workspace.db")?.context("there is a workspace")?;
    let sound = fs::read(&file)?;

    let mut newer = sound.clone();
    newer[USER_VERSION].copy_from_slice(&9_999_u32.to_be_bytes());
    is_reported(&stage, &file, &newer, "A newer Toolcrib wrote this workspace").await?;
    let damaged = vec![0x5a; sound.len()];
    is_reported(&stage, &file, &damaged, "The workspace file is damaged").await?;

    fs::write(&file, sound)?;
    let window = stage.open().await?;
    window.region("Connection").see("Live").await
}

async fn is_reported(stage: &Stage, file: &Path, content: &[u8], words: &str) -> Result<()> {
    fs::write(file, content)?;
    let window = stage.open().await?;
    window.see(words).await?;
    window.see(&file.display().to_string()).await?;
    window.screenshot("reported").await?;
    window.close().await?;
    assert!(fs::read(file)? == content, "the file was touched");
    Ok(())
}

fn find(folder: &Path, name: &str) -> Result<Option<PathBuf>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if let Some(found) = find(&path, name)? {
                return Ok(Some(found));
            }
        } else if path.ends_with(name) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
