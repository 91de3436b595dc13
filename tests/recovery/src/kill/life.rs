//! One life of a scenario: its steps, and what is seen from outside after each.

use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use domain::decide::answer::Answer;
use domain::ids::NotificationId;
use snipeit_simulator::Lab;
use tempfile::TempDir;

use super::child::{Ended, Point, Process};
use super::facts::Facts;
use super::judge;
use super::record::{self, Record};
use super::script::Step;
use super::stage::{self, Stage};
use super::wire::{Act, Order, Outcome};

/// Where lives begin.
pub struct Start {
    folder: TempDir,
    lab: Lab,
    backup: Option<Lab>,
    told: Vec<NotificationId>,
    facts: Facts,
    at: DateTime<Utc>,
}

/// A kill.
pub(super) struct Kill {
    /// Where.
    pub(super) point: Point,
    /// What the file said after the step before, …
    pub(super) before: Record,
    /// … and what it said then.
    pub(super) record: Record,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// A life under way.
pub struct Life<'s> {
    pub(super) stage: &'s Stage,
    pub(super) program: &'s Path,
    pub(super) folder: TempDir,
    pub(super) process: Process,
    backup: Option<Lab>,
    /// The messages that were handed to the system.
    pub(super) told: Vec<NotificationId>,
    /// What the core began to send by POST, in this life.
    pub(super) posted: Vec<String>,
    /// The workspace as it was seen last.
    pub(super) record: Record,
    /// Its kill.
    pub(super) killed: Option<Kill>,
    /// What was wrong, in words.
    pub wrong: Vec<String>,
    /// What happened, in words.
    pub story: Vec<String>,
}

impl Start {
    /// At the stage as it was set.
    ///
    /// # Errors
    /// The folder cannot be copied.
    pub fn of(stage: &Stage) -> anyhow::Result<Self> {
        let folder = copy(stage.workspace())?;
        let lab = stage.simulator.snapshot();
        let (backup, told, at) = (None, Vec::new(), stage.clock.server());
        Ok(Self { folder, lab, backup, told, facts: stage.facts().known(), at })
    }
}

impl<'s> Life<'s> {
    /// A life whose core is killed at that point; 0 is none.
    ///
    /// # Errors
    /// The stage cannot be prepared, or the core does not start.
    pub fn begin(
        stage: &'s Stage,
        program: &'s Path,
        start: &Start,
        stop_at: u32,
    ) -> anyhow::Result<Self> {
        let folder = copy(start.folder.path())?;
        stage.simulator.faults().clear();
        stage.simulator.restore(start.lab.clone());
        stage.clock.set(start.at);
        *stage.facts() = start.facts.clone();
        Ok(Self {
            stage,
            program,
            process: Process::start(program, folder.path(), stop_at)?,
            backup: start.backup.clone(),
            told: start.told.clone(),
            posted: Vec::new(),
            record: record::read(folder.path())?,
            killed: None,
            wrong: Vec::new(),
            story: Vec::new(),
            folder,
        })
    }

    /// Opens the desk and carries the steps out; says how many were when the core was killed, the
    /// opening being the first.
    ///
    /// # Errors
    /// The core ended by itself, or hangs.
    pub async fn carry_out(&mut self, steps: &[Step]) -> anyhow::Result<Option<usize>> {
        for (done, step) in std::iter::once(&Step::Desk(Act::Open)).chain(steps).enumerate() {
            self.take(step).await?;
            if self.killed.is_some() {
                return Ok(Some(done));
            }
        }
        Ok(None)
    }

    /// Takes a step, a second after the one before, and looks at what came of it.
    ///
    /// # Errors
    /// The core ended by itself, or hangs; the file cannot be read.
    pub(super) async fn take(&mut self, step: &Step) -> anyhow::Result<()> {
        self.stage.clock.pass(TimeDelta::seconds(1));
        self.story.push(step.words());
        match step {
            Step::Desk(act) => self.order(*act).await?,
            Step::Lab(_, meddling) => {
                let (place, at) = (&self.stage.place, self.stage.clock.server());
                self.stage.simulator.with_lab(|lab| meddling(lab, place, at));
            }
            Step::Weather(_, weather) => weather(self.stage.simulator.faults()),
            Step::Pass(seconds) => self.stage.clock.pass(TimeDelta::seconds(*seconds)),
            Step::BackUp => self.backup = Some(self.stage.simulator.snapshot()),
            Step::Restore => self.restore_server()?,
        }
        self.observe()
    }

    fn restore_server(&self) -> anyhow::Result<()> {
        // What was so before is not forgotten.
        drop(self.stage.facts());
        self.stage.simulator.restore(self.backup.clone().context("there is no backup")?);
        Ok(())
    }

    /// Has the core carry out one order, now.
    ///
    /// # Errors
    /// The core ended by itself, or hangs.
    pub(super) async fn order(&mut self, act: Act) -> anyhow::Result<()> {
        let order = Order { at: self.stage.clock.desk(), act };
        let again = matches!(act, Act::Answer { answer: Answer::SendAgain, .. });
        self.stage.facts().again += usize::from(again);
        let ended = self.process.order(&order).await?;
        self.told.append(&mut self.process.told);
        self.posted.append(&mut self.process.posted);
        match ended {
            Ended::Did(Outcome::No(why)) => self.story.push(format!("{act:?}: {why}")),
            Ended::Did(_) => {}
            Ended::Killed(point) => {
                self.story.push(format!("killed {}: {}", point.number, point.name));
                let (before, at) = (self.record.clone(), order.at);
                let record = record::read(self.folder.path())?;
                self.killed = Some(Kill { point, before, record, at });
            }
        }
        Ok(())
    }

    /// Looks at the file and the lab as they are now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn observe(&mut self) -> anyhow::Result<()> {
        let now = record::read(self.folder.path())?;
        let facts = self.stage.facts().clone();
        let found = self.stage.simulator.with_lab(|lab| judge::judge(&now, &facts, lab));
        self.wrong.extend(found.into_iter().chain(judge::lost(&self.record, &now)));
        self.record = now;
        Ok(())
    }

    /// Stops in peace: other lives begin here.
    ///
    /// # Errors
    /// The core does not end, or not well.
    pub async fn freeze(self) -> anyhow::Result<Start> {
        self.process.quit().await?;
        let (lab, at) = (self.stage.simulator.snapshot(), self.stage.clock.server());
        let Self { folder, backup, told, stage, .. } = self;
        Ok(Start { folder, lab, backup, told, facts: stage.facts().known(), at })
    }
}

/// The files as they lie there.
fn copy(from: &Path) -> anyhow::Result<TempDir> {
    let to = stage::folder()?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), to.path().join(entry.file_name()))?;
        }
    }
    Ok(to)
}
