//! The folder in which a furnished lab is kept, and a copy of it that may be disturbed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use chrono::Utc;
use desk::{Desk, DeskOptions, InMemory, TokenStore};
use domain::evidence::Actor;
use serde_json::Value;
use snipeit::ApiToken;
use snipeit_simulator::{Lab, Options};
use tempfile::TempDir;
use workspace::{Stamp, Workspace};

use super::furnish::furnish;
use crate::SnipeIt;

/// The workspace file.
pub(super) const WORKSPACE: &str = "workspace.db";

/// The lab's file.
pub(super) const LAB: &str = "lab.json";

/// What the kept files were made with.
const STAMP: &str = "stamp";

/// Changed when a lab is to be furnished in another way.
const EDITION: &str = "1";

/// The schema's files.
const MIGRATIONS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../src-tauri/crates/workspace/migrations");

/// A desk on a copy of the kept lab in an empty folder, not started yet.
///
/// # Errors
/// When a folder cannot be written, or no port is free.
pub async fn open(keep: &Path, folder: &Path) -> Result<(Desk, SnipeIt)> {
    let snipe_it = copy(keep, folder).await?;
    let tokens = Arc::new(InMemory::default());
    let token = ApiToken::parse(&snipe_it.token()).ok().context("no token")?;
    tokens.save(&snipe_it.address(), &token).ok().context("the token is not kept")?;
    Ok((Desk::new(DeskOptions::new(folder.into(), tokens)), snipe_it))
}

/// A copy of the kept lab's workspace in an empty folder, and its Snipe-IT; furnishes the lab first
/// if there is none, or if the schema has changed since.
///
/// # Errors
/// When a folder cannot be written, or no port is free.
pub async fn copy(keep: &Path, folder: &Path) -> Result<SnipeIt> {
    let stamp = stamp()?;
    if fs::read_to_string(keep.join(STAMP)).ok().as_ref() != Some(&stamp) {
        renew(keep, &stamp).await?;
    }
    fs::copy(keep.join(WORKSPACE), folder.join(WORKSPACE))?;
    let lab = Lab::load(&keep.join(LAB))?;
    let snipe_it = SnipeIt::with(lab, unhurried()).await?;
    move_to(&folder.join(WORKSPACE), &snipe_it.address())?;
    Ok(snipe_it)
}

/// A server that asks nobody to slow down.
pub(super) fn unhurried() -> Options {
    Options { rate_limit: None, ..Options::default() }
}

/// Furnishes beside the folder and puts the finished lab into its place.
async fn renew(keep: &Path, stamp: &str) -> Result<()> {
    let around = keep.parent().context("no place for the kept lab")?;
    fs::create_dir_all(around)?;
    let fresh = TempDir::new_in(around)?;
    furnish(fresh.path()).await?;
    fs::write(fresh.path().join(STAMP), stamp)?;
    if keep.exists() {
        fs::remove_dir_all(keep)?;
    }
    Ok(fs::rename(fresh.keep(), keep)?)
}

/// The schema's files and how this lab is furnished.
fn stamp() -> Result<String> {
    let mut files = fs::read_dir(MIGRATIONS)?
        .map(|file| {
            let file = file?;
            Ok((file.file_name(), file.metadata()?.len()))
        })
        .collect::<Result<Vec<_>>>()?;
    files.sort();
    let mut stamp = format!("edition {EDITION}\n");
    for (name, bytes) in files {
        writeln!(stamp, "{} {bytes}", name.to_string_lossy())?;
    }
    Ok(stamp)
}

/// The simulated server has moved to this address since the workspace was connected to it.
fn move_to(file: &Path, address: &str) -> Result<()> {
    let workspace = Workspace::open(file, "host")?;
    let technician = Actor::Technician { name: "host".to_owned() };
    let stamp = Stamp { actor: technician, at: Utc::now() };
    workspace.write(&stamp, |write| {
        let mut connection: Value = write.read().setting("connection")?.unwrap_or_default();
        connection["address"] = address.into();
        write.set_setting("connection", &connection)
    })?;
    Ok(())
}
