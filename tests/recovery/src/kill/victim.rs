//! The victim: the real core in a process of its own, driven by orders on its standard input.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use desk::api::{Approval, Decided, DecisionOutcome, DeskError, DiscrepancyQuery, HandOver};
use desk::{Announcement, Desk, DeskOptions, InMemory, Loops, TokenStore};
use domain::decide::answer::Answer;
use domain::ids::{AssetId, UnitId};
use snipeit::{ApiToken, Pacing};
use tokio::sync::broadcast::Receiver;

use super::record;
use super::wire::{Act, Line, Order, Outcome, Place};
use crate::clock::Clock;

const REASON: &str = "Material em falta";

/// A desk on the folder that does nothing by itself and never tries again by itself.
#[must_use]
pub fn options(folder: &Path, tokens: Arc<InMemory>, clock: &Clock) -> DeskOptions {
    let tokens: Arc<dyn TokenStore> = tokens;
    let mut options = DeskOptions::new(folder.to_owned(), tokens);
    options.clock = clock.for_desk();
    options.loops = Loops::ByHand;
    options.pacing = Pacing {
        background_retries: 0,
        counter_retries: 0,
        first_retry: Duration::ZERO,
        ..Pacing::default()
    };
    options
}

/// Carries orders out until there are no more.
///
/// # Errors
/// The folder has no scenario, or an order cannot be read.
pub async fn serve(folder: PathBuf) -> anyhow::Result<()> {
    let mut victim = Victim::new(folder)?;
    while let Some(order) = next_order().await? {
        victim.clock.set(order.at);
        let outcome = victim.carry_out(order.act).await?;
        victim.tell().await?;
        say(&Line::Did(outcome))?;
    }
    victim.desk.stop().await;
    Ok(())
}

async fn next_order() -> anyhow::Result<Option<Order>> {
    let line = tokio::task::spawn_blocking(|| std::io::stdin().lines().next()).await?;
    Ok(line.transpose()?.map(|line| serde_json::from_str(&line)).transpose()?)
}

struct Victim {
    folder: PathBuf,
    place: Place,
    clock: Clock,
    desk: Desk,
    announcements: Receiver<Announcement>,
}

impl Victim {
    fn new(folder: PathBuf) -> anyhow::Result<Self> {
        let place = Place::load(&folder)?;
        let clock = Clock::default();
        let tokens = Arc::new(InMemory::default());
        let token = ApiToken::parse(&place.token)?;
        tokens.save(&place.address, &token).map_err(|problem| anyhow!("{problem:?}"))?;
        let desk = Desk::new(options(&folder, tokens, &clock));
        let announcements = desk.announcements();
        Ok(Self { folder, place, clock, desk, announcements })
    }

    async fn carry_out(&self, act: Act) -> anyhow::Result<Outcome> {
        if let Some(round) = act.round() {
            return Ok(no_or_done(self.desk.round(round).await));
        }
        if let Act::Answer { asset, answer } = act {
            return Ok(no_or_done(self.answer(self.asset(asset)?, answer).await));
        }
        let Some(unit) = act.decides() else {
            self.desk.start().await;
            return Ok(no_or_done(self.desk.health().await.map(drop)));
        };
        let unit = *self.place.units.get(unit).context("a unit of the scenario")?;
        Ok(self.decide(act, unit).await?.map_or_else(no, stored))
    }

    fn asset(&self, index: usize) -> anyhow::Result<AssetId> {
        self.place.assets.get(index).copied().map(AssetId).context("an asset of the scenario")
    }

    /// Answers the newest open discrepancy about the asset.
    async fn answer(&self, asset: AssetId, answer: Answer) -> Result<(), DeskError> {
        let query = DiscrepancyQuery { resolved: false, offset: 0, limit: 10 };
        let rows = self.desk.discrepancies(query).await?.rows;
        let row = rows.into_iter().find(|row| row.asset.id == asset);
        self.desk.resolve(row.ok_or(DeskError::NotFound)?.id, answer).await.map(drop)
    }

    async fn decide(
        &self,
        act: Act,
        unit: UnitId,
    ) -> anyhow::Result<Result<Vec<Decided>, DeskError>> {
        let reason = REASON.to_owned();
        Ok(match act {
            Act::Pick { asset, .. } => {
                let asset = Some(self.asset(asset)?);
                self.desk.approve(vec![Approval { unit, asset }]).await
            }
            Act::Reject { .. } => self.desk.reject(vec![unit], reason).await,
            Act::Cancel { .. } => self.desk.cancel(vec![unit], reason).await,
            Act::Release { .. } => self.desk.release(vec![unit]).await,
            Act::HandOver { .. } => self.desk.hand_over(vec![HandOver { unit, to: None }]).await,
            Act::TakeBack { .. } => self.desk.take_back(vec![unit]).await,
            Act::RestoreLabel { .. } => self.desk.restore_labels(vec![unit]).await,
            _ => self.desk.approve(vec![Approval { unit, asset: None }]).await,
        })
    }

    /// Says what was handed to the system, and waits until that is noted for every message.
    async fn tell(&mut self) -> anyhow::Result<()> {
        while record::waiting_to_be_told(&self.folder)? > 0 {
            said(&self.announcements.recv().await?)?;
        }
        while let Ok(announcement) = self.announcements.try_recv() {
            said(&announcement)?;
        }
        Ok(())
    }
}

fn said(announcement: &Announcement) -> anyhow::Result<()> {
    match announcement {
        Announcement::Notify(view) => say(&Line::Told(view.id)),
        _ => Ok(()),
    }
}

fn say(line: &Line) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(line)?)?;
    Ok(out.flush()?)
}

fn stored(decided: Vec<Decided>) -> Outcome {
    match decided.into_iter().next().map(|one| one.outcome) {
        Some(DecisionOutcome::Stored { .. }) => Outcome::Stored,
        other => Outcome::No(format!("{other:?}")),
    }
}

fn no_or_done(done: Result<(), DeskError>) -> Outcome {
    done.map_or_else(no, |()| Outcome::Done)
}

fn no(error: DeskError) -> Outcome {
    Outcome::No(format!("{error:?}"))
}
