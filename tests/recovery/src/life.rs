//! One seed, one life: steps, each followed by the checks, and the quiet at its end.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use anyhow::Result;
use chrono::TimeDelta;
use desk::Round;
use sha2::{Digest, Sha256};

use crate::actions::{self, Deed};
use crate::book::text;
use crate::checks::Found;
use crate::stage::Stage;
use crate::violation::{Rule, Violation};
use crate::world::World;

/// Steps of every life, at least.
const STEPS: usize = 200;
/// Kinds of fault that must have struck.
const KINDS: usize = 3;
/// Steps added at most until they have.
const MORE: usize = 60;
/// Every so many steps all rows are compared.
const THOROUGHLY: usize = 50;
/// Steps that a failure recalls.
const RECALLED: usize = 25;
/// Rounds in which everything must have become quiet: seconds, minutes, then days.
const QUIET: [i64; 11] = [6, 20, 61, 301, 1_201, 1_201, 3_601, DAY, 61, DAY, 61];
/// After so long the mirror is read whole; the lists are many, and read only then.
const DAY: i64 = 90_000;

/// What became of a life.
#[derive(Debug, Clone, Default)]
pub struct Life {
    /// How many steps it had.
    pub steps: usize,
    /// What struck, and how often.
    pub faults: BTreeMap<&'static str, u64>,
    /// How operations ended: kind, phase and how many.
    pub operations: BTreeMap<(String, String), u64>,
    /// The same for every life of the seed.
    pub trace: String,
    /// What went wrong, if anything.
    pub failure: Option<Failure>,
}

/// What went wrong, and when.
#[derive(Debug, Clone)]
pub struct Failure {
    /// In which step.
    pub step: usize,
    /// What was broken.
    pub broken: Found,
    /// The last steps, in words.
    pub recalled: Vec<String>,
}

/// Lives one life.
///
/// # Errors
/// The stage failed, not the desk.
pub async fn live(stage: &Stage, seed: u64, tell: &mut dyn FnMut(&str)) -> Result<Life> {
    let struck = stage.simulator.faults().struck();
    let mut course = Course::begin(stage, seed, tell).await?;
    let failure = course.run().await?;
    let faults = since(&struck, stage.simulator.faults().struck());
    let operations = outcomes(&course.world);
    let (steps, trace) = (course.step, course.trace());
    course.world.end().await;
    Ok(Life { steps, faults, operations, trace, failure })
}

fn since(
    before: &BTreeMap<&'static str, u64>,
    now: BTreeMap<&'static str, u64>,
) -> BTreeMap<&'static str, u64> {
    let grown = now
        .into_iter()
        .map(|(kind, times)| (kind, times - before.get(kind).copied().unwrap_or_default()));
    grown.filter(|(_, times)| *times > 0).collect()
}

fn outcomes(world: &World<'_>) -> BTreeMap<(String, String), u64> {
    let mut outcomes = BTreeMap::new();
    for (_, operation) in world.book().kind("operation").iter() {
        *outcomes.entry((text(operation, "kind"), text(operation, "phase"))).or_default() += 1;
    }
    outcomes
}

/// How units, operations, disagreements and assets stand, a line each.
fn stands(world: &World<'_>) -> Vec<String> {
    let mut stands = Vec::new();
    for (kind, column) in [("unit", "state"), ("operation", "phase"), ("discrepancy", "about")] {
        let rows = world.book().kind(kind).iter().enumerate();
        stands.extend(rows.map(|(at, (_, row))| {
            let closed = row.get("closed_at").is_some_and(|at| !at.is_null());
            let closed = if closed { ", closed" } else { "" };
            format!("{kind} {}: {}{closed}", at + 1, text(row, column))
        }));
    }
    let assets = world.assets().into_iter();
    stands.extend(assets.map(|asset| {
        format!("asset {}: label {}, holder {:?}", asset.id, asset.label, asset.holder)
    }));
    stands
}

/// The course of a life.
struct Course<'s, 't> {
    world: World<'s>,
    tell: &'t mut dyn FnMut(&str),
    struck: BTreeMap<&'static str, u64>,
    step: usize,
    recalled: VecDeque<String>,
    stands: Vec<String>,
    digest: Sha256,
}

impl<'s, 't> Course<'s, 't> {
    async fn begin(stage: &'s Stage, seed: u64, tell: &'t mut dyn FnMut(&str)) -> Result<Self> {
        let world = World::begin(stage, seed).await?;
        let struck = stage.simulator.faults().struck();
        let (recalled, stands) = (VecDeque::new(), stands(&world));
        let digest = Sha256::new();
        Ok(Self { world, tell, struck, step: 0, recalled, stands, digest })
    }

    async fn run(&mut self) -> Result<Option<Failure>> {
        while self.step < STEPS || (self.kinds() < KINDS && self.step < STEPS + MORE) {
            if let Some(failure) = self.one_step().await? {
                return Ok(Some(failure));
            }
        }
        if let Some(failure) = self.become_quiet().await? {
            return Ok(Some(failure));
        }
        let broken = self.world.check_at_rest()?;
        Ok(self.failure(broken))
    }

    fn kinds(&self) -> usize {
        since(&self.struck, self.world.server().faults().struck()).len()
    }

    async fn one_step(&mut self) -> Result<Option<Failure>> {
        self.begin_step();
        let outcome = if self.step > STEPS {
            self.strike().await
        } else {
            actions::act(&mut self.world).await
        };
        self.end_step(outcome)
    }

    /// Too little went wrong so far.
    async fn strike(&mut self) -> Result<String> {
        let words = actions::strike(&mut self.world);
        let then = actions::carry_out(&mut self.world, Deed::Feed).await?;
        Ok(format!("{words}; {then}"))
    }

    /// Every step takes a moment.
    fn begin_step(&mut self) {
        self.step += 1;
        let moment = self.world.chance.between(1, 900);
        let step = self.step;
        let world = &mut self.world;
        world.server().with_lab(|lab| world.watcher.sight().truth.begin(step, lab));
        world.pass(TimeDelta::milliseconds(moment.into()));
    }

    fn end_step(&mut self, outcome: Result<String>) -> Result<Option<Failure>> {
        let (words, failed) = match outcome {
            Ok(words) => (words, None),
            Err(error) => (format!("{error:#}"), Some(format!("{error:#}"))),
        };
        self.note(&words);
        let mut broken = self.world.check()?;
        broken.extend(failed.map(|error| Violation::new(Rule::DeskFailed, error)));
        if self.step.is_multiple_of(THOROUGHLY) {
            broken.extend(self.world.thoroughly()?);
        }
        self.digest();
        Ok(self.failure(broken))
    }

    fn note(&mut self, words: &str) {
        let at = self.world.stage.clock.desk().format("%d.%m. %H:%M:%S");
        let line = format!("{:>4}  {at}  {words}", self.step);
        (self.tell)(&line);
        if self.recalled.len() == RECALLED {
            self.recalled.pop_front();
        }
        self.digest.update(line.as_bytes());
        self.recalled.push_back(line);
    }

    /// How everything stands after the step belongs to what must be the same each time.
    fn digest(&mut self) {
        let stands = stands(&self.world);
        for line in stands.iter().filter(|line| !self.stands.contains(*line)) {
            self.digest.update(line.as_bytes());
            (self.tell)(&format!("{:>22}  {line}", ""));
        }
        self.stands = stands;
    }

    fn trace(&self) -> String {
        self.digest.clone().finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    fn failure(&self, broken: Found) -> Option<Failure> {
        let recalled = self.recalled.iter().cloned().collect();
        (!broken.is_empty()).then_some(Failure { step: self.step, broken, recalled })
    }

    /// The weather clears up, and time goes on until nothing is left to do.
    async fn become_quiet(&mut self) -> Result<Option<Failure>> {
        self.begin_step();
        self.world.clear_up();
        if let Some(failure) = self.end_step(Ok("the weather clears up".to_owned()))? {
            return Ok(Some(failure));
        }
        for seconds in QUIET {
            self.begin_step();
            self.world.pass(TimeDelta::seconds(seconds));
            let outcome = self.rounds(seconds).await;
            if let Some(failure) = self.end_step(outcome)? {
                return Ok(Some(failure));
            }
        }
        Ok(None)
    }

    async fn rounds(&mut self, seconds: i64) -> Result<String> {
        for round in [Round::Settle, Round::Reconcile, Round::Settle] {
            self.world.desk.round(round).await?;
        }
        if seconds == DAY {
            self.world.desk.round(Round::Mirror).await?;
        }
        self.world.watcher.sight().truth.feed_read();
        Ok(format!("{seconds} s pass; every round"))
    }
}
