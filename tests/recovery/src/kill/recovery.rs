//! After the kill: the core is started again, comes to rest, and the technician goes on.

use chrono::TimeDelta;
use snipeit_simulator::{Lab, SeenRequest};

use super::child::Process;
use super::end::End;
use super::judge;
use super::late::{self, Late};
use super::life::Life;
use super::record;
use super::script::Step;
use super::wire::Act;
use crate::checks::Ledger;

/// When rounds are made until nothing is under way, in seconds after one another. They cover the
/// undo time and every reading of a doubt.
const ROUNDS: [i64; 7] = [0, 15, 44, 3, 240, 900, 60];

impl Late {
    /// In which of the rounds it arrives.
    fn round(self) -> usize {
        match self {
            Self::AfterTheFirstLook => 0,
            Self::WithinTheMinute => 2,
            Self::AfterMinutes => 4,
        }
    }

    fn is_before_the_look(self) -> bool {
        self != Self::AfterTheFirstLook
    }
}

impl Life<'_> {
    /// Starts the core again, which was killed after so many `done` steps, lets it come to rest,
    /// and carries out the rest of the steps.
    ///
    /// # Errors
    /// The core does not start, ends by itself, or hangs.
    pub async fn recover(
        &mut self,
        done: usize,
        steps: &[Step],
        late: Option<(Late, &SeenRequest)>,
    ) -> anyhow::Result<()> {
        let died_of = done.checked_sub(1).and_then(|index| steps.get(index));
        let again = died_of.filter(|step| self.is_undecided(step));
        self.restart()?;
        self.rest(late).await?;
        for step in again.into_iter().chain(steps.get(done..).unwrap_or_default()) {
            self.take(step).await?;
        }
        Ok(())
    }

    /// Whether the core died before it had stored a technician's decision: it will be made again.
    fn is_undecided(&mut self, step: &Step) -> bool {
        let (Step::Desk(act), Some(kill)) = (step, &self.killed) else { return false };
        let by_technician = act.decides().is_some() || matches!(act, Act::Answer { .. });
        let decided = kill.record.operations.iter().any(|one| one.decided_at == kill.at)
            || kill.record.disagreements != kill.before.disagreements;
        if by_technician && !decided && kill.point.name.starts_with("after commit") {
            self.wrong.push(format!("committed, and lost: {}", step.words()));
        }
        by_technician && !decided
    }

    fn restart(&mut self) -> anyhow::Result<Process> {
        let fresh = Process::start(self.program, self.folder.path(), 0)?;
        Ok(std::mem::replace(&mut self.process, fresh))
    }

    async fn rest(&mut self, late: Option<(Late, &SeenRequest)>) -> anyhow::Result<()> {
        self.order(Act::Open).await?;
        for (round, seconds) in ROUNDS.into_iter().enumerate() {
            self.stage.clock.pass(TimeDelta::seconds(seconds));
            let arriving = late.filter(|(late, _)| late.round() == round);
            self.arrive(arriving.filter(|(late, _)| late.is_before_the_look())).await?;
            self.rounds().await?;
            self.arrive(arriving.filter(|(late, _)| !late.is_before_the_look())).await?;
            let to_come = late.is_some_and(|(late, _)| late.round() >= round);
            if !to_come && self.is_quiet() && self.stays_quiet().await? {
                return Ok(());
            }
        }
        self.wrong.push("an operation is still open after the last reading".to_owned());
        Ok(())
    }

    fn is_quiet(&self) -> bool {
        !self.record.operations.iter().any(|one| one.phase.is_open())
    }

    /// Whether comparing everything brings nothing new to do.
    async fn stays_quiet(&mut self) -> anyhow::Result<bool> {
        for act in [Act::Reconcile, Act::Settle, Act::Mirror] {
            self.order(act).await?;
        }
        self.observe()?;
        Ok(self.is_quiet())
    }

    async fn rounds(&mut self) -> anyhow::Result<()> {
        for act in [Act::Settle, Act::Feed, Act::Settle] {
            self.order(act).await?;
        }
        self.observe()
    }

    async fn arrive(&mut self, late: Option<(Late, &SeenRequest)>) -> anyhow::Result<()> {
        let Some((when, request)) = late else { return Ok(()) };
        self.story.push(format!("{when:?}: {} {}", request.method, request.path));
        late::arrive(self.stage, request).await?;
        // It was sent when its sender died.
        if let (Some(sent), Some(kill)) = (self.stage.facts().sent.last_mut(), &self.killed) {
            sent.at = kill.at;
        }
        Ok(())
    }

    /// Starts the core once more where it was not killed, and says how things stand when it has
    /// come to rest.
    ///
    /// # Errors
    /// The core does not start, ends by itself, or hangs.
    pub async fn end(&mut self) -> anyhow::Result<End> {
        if self.killed.is_none() {
            self.restart()?.quit().await?;
        }
        self.rest(None).await?;
        let killed = self.killed.as_ref().map(|kill| &kill.record);
        self.wrong.extend(judge::told(&self.record, &self.told, killed));
        self.wrong.extend(judge::posted(&self.record, &self.stage.facts(), &self.posted));
        let lab = self.stage.simulator.snapshot();
        self.check_at_rest(&lab)?;
        Ok(End::of(&self.record, &lab, &self.stage.place))
    }

    /// The checks of the simulation hold here too.
    fn check_at_rest(&mut self, lab: &Lab) -> anyhow::Result<()> {
        let mut ledger = Ledger::open(&self.folder.path().join(record::FILE))?;
        ledger.begin(lab)?;
        let found = ledger.thoroughly()?.into_iter().chain(ledger.at_rest(lab)?);
        self.wrong.extend(found.map(|violation| violation.to_string()));
        Ok(())
    }
}
