//! What the desk of a browser finds: nothing yet, or a lab behind a Snipe-IT of its own.

use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result};
use desk::api::Language;
use desk::{Desk, DeskOptions, InMemory, TokenStore};
use snipeit::ApiToken;
use snipeit_simulator::{Lab, Options};

use super::large;
use crate::{SnipeIt, eventually};

/// Where a browser begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is set up; a small Snipe-IT waits to be connected to.
    Welcome,
    /// The people, projects and requisitions of the demo, connected to a Snipe-IT that can be
    /// given bad weather.
    Lab,
    /// 100,000 assets and 10,000 requisitions, furnished once and kept in this folder.
    Large(PathBuf),
}

/// A desk, and the Snipe-IT it may talk to.
pub struct World {
    desk: Desk,
    snipe_it: Option<SnipeIt>,
}

impl World {
    /// Sets the stage in an empty folder.
    ///
    /// # Errors
    /// When the folder cannot be written, or no port is free.
    pub async fn set(stage: Stage, folder: &Path) -> Result<World> {
        match stage {
            Stage::Welcome => {
                let desk =
                    Desk::new(DeskOptions::new(folder.into(), Arc::new(InMemory::default())));
                Ok(World { desk, snipe_it: Some(SnipeIt::start().await?) })
            }
            Stage::Lab => lab(folder).await,
            Stage::Large(keep) => {
                let (desk, snipe_it) = large::open(&keep, folder).await?;
                let began = Instant::now();
                desk.start().await;
                writeln!(stderr(), "The desk opened it in {} ms", began.elapsed().as_millis())?;
                Ok(World { desk, snipe_it: Some(snipe_it) })
            }
        }
    }

    /// The desk.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Its Snipe-IT.
    pub fn snipe_it(&self) -> Option<&SnipeIt> {
        self.snipe_it.as_ref()
    }
}

/// The demo writes its lab and its workspace; both then go on as a real pair.
async fn lab(folder: &Path) -> Result<World> {
    let tokens = Arc::new(InMemory::default());
    let address = furnish(folder, &tokens).await?;
    let demo = folder.join("demo");
    std::fs::rename(demo.join("workspace.db"), folder.join("workspace.db"))?;
    let lab = Lab::load(&demo.join("lab.json"))?;
    let token = lab.admin_token().context("the lab has no token")?.to_owned();
    let port = address.rsplit(':').next().context("no port")?.trim_end_matches('/').parse()?;
    let snipe_it = SnipeIt::with(lab, Options { port, ..Options::default() }).await?;
    let keep = ApiToken::parse(&token).ok().context("no token")?;
    tokens.save(&address, &keep).ok().context("the token is not kept")?;
    let desk = Desk::new(DeskOptions::new(folder.into(), tokens));
    desk.start().await;
    eventually("the first reading of Snipe-IT's log", async || {
        Ok(desk.health().await?.feed_at.map(drop))
    })
    .await?;
    Ok(World { desk, snipe_it: Some(snipe_it) })
}

/// Furnishes the demo and ends it; the address that its workspace belongs to.
async fn furnish(folder: &Path, tokens: &Arc<InMemory>) -> Result<String> {
    let desk = Desk::new(DeskOptions::new(folder.into(), tokens.clone()));
    desk.start_demo(Language::English).await?;
    let settings = desk.settings().await?;
    // Saved with the address of this run: the demo itself keeps none.
    desk.save_settings(settings.changeable()).await?;
    desk.stop().await;
    Ok(settings.address)
}
