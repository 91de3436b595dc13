//! Furnishing: set up as a technician does, filled with a past, and read into the mirror.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use chrono::{DateTime, Duration, SubsecRound, Utc};
use desk::api::{KeepToken, Language, SetupChoice, TrustChoice};
use desk::{Desk, DeskOptions, InMemory, Loops};
use domain::labels::LabelMap;
use snipeit_simulator::{Lab, Options, Simulator};
use workspace::Workspace;

use super::kept::{LAB, WORKSPACE, unhurried};
use super::play::Scene;
use super::{ASSETS, DAYS, crowd, plot};

/// Longer than a first mirror takes on a busy machine.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(1_800);

/// Writes a workspace and its lab into an empty folder.
pub(super) async fn furnish(folder: &Path) -> Result<()> {
    let now = Utc::now().trunc_subsecs(0);
    let opened = now - Duration::days(DAYS);
    let mut lab = Lab::of_size(ASSETS, opened);
    crowd::enrol(&mut lab, opened);
    let tokens = Arc::new(InMemory::default());
    let simulator = Simulator::start(lab, unhurried()).await?;
    let labels = set_up(folder, &tokens, &simulator).await?;
    let port =
        simulator.address().trim_end_matches('/').rsplit(':').next().unwrap_or("").parse()?;
    let lab = live(folder, simulator.stop().await, labels, now).await?;
    let simulator = Simulator::start(lab, Options { port, ..unhurried() }).await?;
    mirror(folder, &tokens).await?;
    Ok(simulator.stop().await.save(&folder.join(LAB))?)
}

/// What happened until now, on both sides.
async fn live(folder: &Path, lab: Lab, labels: LabelMap, now: DateTime<Utc>) -> Result<Lab> {
    let file = folder.join(WORKSPACE);
    let lived = tokio::task::spawn_blocking(move || {
        let workspace = Workspace::open(&file, "host")?;
        let mut scene = Scene::begin(&workspace, lab, labels, now - Duration::days(DAYS))?;
        let plot = plot::plot(&scene.crowd, &mut scene.shelves, now);
        scene.play(&workspace, &plot, now)?;
        Ok(scene.lab)
    });
    lived.await?
}

/// The steps of the set-up; nothing is read yet.
async fn set_up(folder: &Path, tokens: &Arc<InMemory>, simulator: &Simulator) -> Result<LabelMap> {
    let mut options = DeskOptions::new(folder.into(), tokens.clone());
    options.loops = Loops::ByHand;
    let desk = Desk::new(options);
    desk.start().await;
    let address = desk.check_address(simulator.address(), TrustChoice::System).await?.address;
    let token = desk.check_token(address, TrustChoice::System, simulator.token()).await?;
    let labels = LabelMap {
        available: token.suggested.available.context("no Available label")?,
        reserved: token.suggested.reserved.context("no Reserved label")?,
        checked_out: None,
    };
    let choice = SetupChoice {
        labels,
        zone: "Europe/Lisbon".to_owned(),
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    };
    desk.finish_setup(choice).await?;
    desk.stop().await;
    Ok(labels)
}

/// Lets the desk read all lists.
async fn mirror(folder: &Path, tokens: &Arc<InMemory>) -> Result<()> {
    let desk = Desk::new(DeskOptions::new(folder.into(), tokens.clone()));
    let mut changes = desk.announcements();
    desk.start().await;
    let read = async {
        loop {
            let lists = desk.mirror_lists().await?;
            if lists.iter().all(|list| list.at.is_some() && list.reading.is_none()) {
                return anyhow::Ok(());
            }
            let _ = changes.recv().await;
        }
    };
    tokio::time::timeout(PATIENCE, read).await.context("the mirror was not read in time")??;
    desk.stop().await;
    Ok(())
}
