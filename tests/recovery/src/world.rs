//! One life of a lab: its people, its server, its desk, and what chance has in store for them.

use anyhow::Result;
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Europe::Lisbon;
use desk::Desk;
use desk::api::{AfterReturn, Holds, SettingsChange};
use domain::labels::LabelMap;
use snipeit_simulator::{Activity, Asset, Lab, Simulator};
use tempfile::TempDir;

use crate::book::{Book, number, text};
use crate::checks::{Found, Ledger};
use crate::meddling::Meddling;
use crate::seed::Chance;
use crate::stage::{Cast, Stage, workspace_file};
use crate::truth::all_assets;
use crate::watch::Watcher;

/// Days by which a life may begin later, so that a changed clock falls into some.
const LATER: u32 = 20;

/// Everything that is in play.
pub struct World<'s> {
    /// What is used again by the next life.
    pub stage: &'s Stage,
    /// What is left to chance.
    pub chance: Chance,
    /// The desk that is open now.
    pub desk: Desk,
    /// Who stands beside the server.
    pub watcher: Watcher,
    /// What the workspace says.
    pub ledger: Ledger,
    /// Rows of the log whose transaction is still open.
    pub withheld: Vec<Activity>,
    /// A backup of the server.
    pub backup: Option<Lab>,
    /// Whether the server is away.
    pub offline: bool,
    folder: TempDir,
}

/// Not every lab is set up alike.
async fn settle_habits(desk: &Desk, chance: &mut Chance) -> Result<()> {
    let now = desk.settings().await?;
    let change = SettingsChange {
        labels: LabelMap {
            checked_out: now.labels.checked_out.filter(|_| !chance.one_in(3)),
            ..now.labels
        },
        zone: now.zone,
        public_address: None,
        language: now.language,
        undo_seconds: if chance.one_in(2) { 5 } else { 10 },
        after_return: if chance.one_in(4) { AfterReturn::Ask } else { AfterReturn::Automatic },
        holds: if chance.one_in(4) { Holds::Propose } else { Holds::Release },
    };
    Ok(desk.save_settings(change).await?)
}

impl<'s> World<'s> {
    /// A life begins.
    ///
    /// # Errors
    /// Its folder or its workspace cannot be made.
    pub async fn begin(stage: &'s Stage, seed: u64) -> Result<Self> {
        let folder = stage.reset()?;
        let mut chance = Chance::new(seed);
        let days = chance.between(0, LATER);
        stage.clock.pass(TimeDelta::days(days.into()) + chance.seconds(0, 86_400));
        let file = workspace_file(folder.path());
        let desk = stage.desk(folder.path());
        desk.start().await;
        settle_habits(&desk, &mut chance).await?;
        let mut ledger = Ledger::open(&file)?;
        stage.simulator.with_lab(|lab| ledger.begin(lab))?;
        let watcher = Watcher::new(stage.clock.clone());
        watcher.look_into(&file)?;
        stage.simulator.watch(watcher.watch());
        stage.simulator.with_lab(|lab| watcher.sight().truth.begin(0, lab));
        let (withheld, backup) = (Vec::new(), None);
        let offline = false;
        Ok(Self { stage, chance, desk, watcher, ledger, withheld, backup, offline, folder })
    }

    /// The desk ends, and another opens the same workspace.
    pub async fn restart(&mut self) {
        self.desk.stop().await;
        self.desk = self.stage.desk(self.folder.path());
        self.desk.start().await;
    }

    /// It is over.
    pub async fn end(self) {
        self.desk.stop().await;
    }

    /// The server.
    #[must_use]
    pub fn server(&self) -> &Simulator {
        &self.stage.simulator
    }

    /// Who plays.
    #[must_use]
    pub fn cast(&self) -> &Cast {
        &self.stage.cast
    }

    /// The workspace as its journal tells it.
    #[must_use]
    pub fn book(&self) -> &Book {
        self.ledger.book()
    }

    /// The day at the counter.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.stage.clock.desk().with_timezone(&Lisbon).date_naive()
    }

    /// Time passes; what was still at work on the server is carried out meanwhile.
    pub fn pass(&mut self, by: TimeDelta) {
        let until = self.stage.clock.server() + by;
        while let Some(due) = self.next_lingering(until) {
            let at = due.at.max(self.stage.clock.server());
            self.stage.clock.pass(at - self.stage.clock.server());
            self.happen(&due.meddling);
        }
        self.stage.clock.pass(until - self.stage.clock.server());
    }

    fn next_lingering(
        &self,
        until: chrono::DateTime<chrono::Utc>,
    ) -> Option<crate::watch::Lingering> {
        let mut sight = self.watcher.sight();
        let first = sight.lingering.iter().enumerate().min_by_key(|(_, write)| write.at);
        let (first, _) = first.filter(|(_, write)| write.at <= until)?;
        Some(sight.lingering.remove(first))
    }

    /// Something happens in Snipe-IT.
    pub fn happen(&self, meddling: &Meddling) -> String {
        let at = self.stage.clock.server();
        self.server().with_lab(|lab| {
            let words = meddling.happen(lab, at);
            self.watcher.sight().truth.observe(lab);
            words
        })
    }

    /// Every asset that was not deleted.
    #[must_use]
    pub fn assets(&self) -> Vec<Asset> {
        self.server().with_lab(|lab| {
            all_assets(lab).filter(|asset| asset.deleted_at.is_none()).cloned().collect()
        })
    }

    /// Ids of the units in that state, the oldest first.
    #[must_use]
    pub fn units(&self, state: &str) -> Vec<String> {
        let units = self.book().kind("unit").iter();
        let units = units.filter(|(_, unit)| text(unit, "state") == state);
        units.map(|(id, _)| id.to_owned()).collect()
    }

    /// Ids of the operations without an end, escalated ones included.
    #[must_use]
    pub fn open_operations(&self) -> Vec<String> {
        let ended = |phase: &str| matches!(phase, "done" | "refused" | "withdrawn");
        let operations = self.book().kind("operation").iter();
        let open = operations.filter(|(_, row)| !ended(&text(row, "phase")));
        open.map(|(id, _)| id.to_owned()).collect()
    }

    /// Ids of the disagreements without an end.
    #[must_use]
    pub fn open_discrepancies(&self) -> Vec<String> {
        let rows = self.book().kind("discrepancy").iter();
        let open = rows.filter(|(_, row)| row.get("closed_at").is_none_or(|at| at.is_null()));
        open.map(|(id, _)| id.to_owned()).collect()
    }

    /// Assets that units are about.
    #[must_use]
    pub fn wanted_assets(&self) -> Vec<u32> {
        let live = |state: String| matches!(state.as_str(), "pending" | "reserved" | "checked_out");
        let units = self.book().kind("unit").iter();
        let units = units.filter(|(_, unit)| live(text(unit, "state")));
        units.filter_map(|(_, unit)| number(unit, "asset")).collect()
    }

    /// What the step broke, if anything.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn check(&mut self) -> Result<Found> {
        let Self { stage, watcher, ledger, .. } = self;
        Ok(stage.simulator.with_lab(|lab| {
            let mut sight = watcher.sight();
            sight.truth.observe(lab);
            let mut found = sight.broken();
            found.extend(ledger.after_step(&sight.truth, lab)?);
            Ok::<_, rusqlite::Error>(found)
        })?)
    }

    /// What is broken once everything is quiet.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn check_at_rest(&mut self) -> Result<Found> {
        let Self { stage, ledger, .. } = self;
        let mut found = ledger.thoroughly()?;
        found.extend(stage.simulator.with_lab(|lab| ledger.at_rest(lab))?);
        Ok(found)
    }
}

impl World<'_> {
    /// Every row, against the journal and against what was read before.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn thoroughly(&mut self) -> Result<Found> {
        Ok(self.ledger.thoroughly()?)
    }

    /// How far the log was read.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn cursor(&self) -> Result<u32> {
        Ok(self.ledger.cursor()?)
    }

    /// Nothing more goes wrong, and nobody lies in wait.
    pub fn clear_up(&mut self) {
        self.server().faults().clear();
        self.offline = false;
        for row in std::mem::take(&mut self.withheld) {
            self.watcher.sight().truth.appeared(row.id);
            self.server().with_lab(|lab| lab.release(row));
        }
        let mut sight = self.watcher.sight();
        sight.ambush.clear();
        sight.lingers = None;
    }
}
