//! The proof of one scenario: a life for each point, and one for each late arrival.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::path::Path;

use anyhow::{bail, ensure};
use snipeit_simulator::SeenRequest;

use super::child::Point;
use super::end::End;
use super::facts::Sent;
use super::late::{Late, on_its_way};
use super::life::{Kill, Life, Start};
use super::script::Scenario;
use super::stage::Stage;

/// Names the only point at which the proof kills, and has that life told.
const ONLY_AT: &str = "KILL_AT";

/// What a proof went through.
#[derive(Debug)]
pub struct Survived {
    scenario: &'static str,
    points: u32,
    late: u32,
    otherwise: BTreeMap<&'static str, u32>,
}

impl Display for Survived {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { scenario, points, late, .. } = self;
        write!(f, "{scenario}: {points} points, all survived; {late} late arrivals")?;
        for (because, times) in &self.otherwise {
            write!(f, "; {times} ended otherwise: {because}")?;
        }
        Ok(())
    }
}

/// Kills the scenario at each of its points; `program` is the victim.
///
/// # Errors
/// In words, each life that did not come to a right end, and how to repeat it.
pub async fn prove(program: &Path, scenario: &Scenario) -> anyhow::Result<Survived> {
    let stage = Stage::set(&scenario.wanted).await?;
    let start = prepared(&stage, program, scenario).await?;
    let mut proof = Proof::of(&stage, program, scenario, &start).await?;
    match std::env::var(ONLY_AT).ok().and_then(|at| at.parse().ok()) {
        Some(number) => drop(proof.kill_at(number).await?),
        None => while proof.kill_at(proof.survived.points + 1).await? {},
    }
    ensure!(proof.failures.is_empty(), "{}", proof.failures.join("\n"));
    Ok(proof.survived)
}

async fn prepared(stage: &Stage, program: &Path, scenario: &Scenario) -> anyhow::Result<Start> {
    let set = Start::of(stage)?;
    let mut life = Life::begin(stage, program, &set, 0)?;
    life.carry_out(&scenario.given).await?;
    ensure!(life.wrong.is_empty(), "before anything is killed: {}", told(&life));
    life.freeze().await
}

struct Proof<'p> {
    stage: &'p Stage,
    program: &'p Path,
    scenario: &'p Scenario,
    start: &'p Start,
    /// What the unkilled run came to, and what it sent.
    end: End,
    sent: Vec<Sent>,
    survived: Survived,
    failures: Vec<String>,
}

impl<'p> Proof<'p> {
    async fn of(
        stage: &'p Stage,
        program: &'p Path,
        scenario: &'p Scenario,
        start: &'p Start,
    ) -> anyhow::Result<Self> {
        let mut life = Life::begin(stage, program, start, 0)?;
        life.carry_out(&scenario.steps).await?;
        let end = life.end().await?;
        ensure!(life.wrong.is_empty(), "unkilled: {}", told(&life));
        life.freeze().await?;
        let sent = stage.facts().sent.clone();
        let survived =
            Survived { scenario: scenario.name, points: 0, late: 0, otherwise: BTreeMap::new() };
        let failures = Vec::new();
        Ok(Self { stage, program, scenario, start, end, sent, survived, failures })
    }

    /// One life, and those with late arrivals; says whether there is such a point.
    async fn kill_at(&mut self, number: u32) -> anyhow::Result<bool> {
        let mut life = Life::begin(self.stage, self.program, self.start, number)?;
        let Some(done) = life.carry_out(&self.scenario.steps).await? else { return Ok(false) };
        self.survived.points = number;
        let on_its_way = self.on_its_way(&life).cloned();
        self.go_on(life, done, None).await;
        let Some(request) = on_its_way else { return Ok(true) };
        for late in Late::of(&request) {
            let mut life = Life::begin(self.stage, self.program, self.start, number)?;
            let Some(done) = life.carry_out(&self.scenario.steps).await? else {
                bail!("point {number} is not always there")
            };
            self.survived.late += 1;
            self.go_on(life, done, Some((*late, &request))).await;
        }
        Ok(true)
    }

    fn on_its_way(&self, life: &Life<'_>) -> Option<&SeenRequest> {
        let kill = life.killed.as_ref()?;
        on_its_way(&kill.point, self.stage.facts().sent.len(), &self.sent)
    }

    async fn go_on(&mut self, mut life: Life<'_>, done: usize, late: Option<(Late, &SeenRequest)>) {
        let end = match life.recover(done, &self.scenario.steps, late).await {
            Ok(()) => life.end().await,
            Err(error) => Err(error),
        };
        match end {
            Ok(end) => self.compare(&mut life, &end),
            Err(error) => life.wrong.push(format!("{error:#}")),
        }
        if !life.wrong.is_empty() || std::env::var_os(ONLY_AT).is_some() {
            self.tell(&life, late.map(|(late, _)| late));
        }
    }

    fn compare(&mut self, life: &mut Life<'_>, end: &End) {
        if *end == self.end {
            return;
        }
        let mut allowed = self.scenario.allowed.iter();
        match allowed.find(|allowed| (allowed.is)(end, &self.end)) {
            Some(allowed) => *self.survived.otherwise.entry(allowed.because).or_default() += 1,
            None => life.wrong.push(format!("it ended as {end:#?}\nand not as {:#?}", self.end)),
        }
    }

    fn tell(&mut self, life: &Life<'_>, late: Option<Late>) {
        let scenario = self.scenario.name;
        let Some(Kill { point: Point { number, name }, .. }) = &life.killed else { return };
        let late = late.map(|late| format!(", with the request arriving late, {late:?}"));
        self.failures.push(format!(
            "{scenario}, killed at point {number}, {name}{}:\n{}\n\
             again: {ONLY_AT}={number} cargo nextest run -p recovery --test killed {scenario}",
            late.unwrap_or_default(),
            told(life),
        ));
    }
}

fn told(life: &Life<'_>) -> String {
    let mut wrong = life.wrong.clone();
    wrong.dedup();
    format!("  {}\nWhat happened:\n  {}", wrong.join("\n  "), life.story.join("\n  "))
}
