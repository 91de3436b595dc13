//! What was tried and how it went, as a table.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

/// How a step went, and what was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Outcome {
    Passed(String),
    Failed(String),
}

/// Something that was tried.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Step {
    pub name: &'static str,
    pub took: Duration,
    pub outcome: Outcome,
}

/// Everything that was tried.
#[derive(Debug)]
pub struct Report {
    server: String,
    steps: Vec<Step>,
    complete: bool,
}

/// A step failed, and those after it would mean nothing.
#[derive(Debug, Clone, Copy)]
pub struct Stopped;

impl Report {
    pub(super) fn new(server: &str) -> Report {
        Report { server: server.to_owned(), steps: Vec::new(), complete: false }
    }

    /// Tries something that yields a value and a word on what was seen.
    pub(super) async fn step<T>(
        &mut self,
        name: &'static str,
        work: impl Future<Output = Result<(T, String)>>,
    ) -> Result<T, Stopped> {
        let began = Instant::now();
        let result = work.await;
        let (value, outcome) = match result {
            Ok((value, seen)) => (Ok(value), Outcome::Passed(seen)),
            Err(error) => (Err(Stopped), Outcome::Failed(format!("{error:#}"))),
        };
        self.steps.push(Step { name, took: began.elapsed(), outcome });
        value
    }

    /// Notes whether everything was tried.
    pub(super) fn end(&mut self, ended: Result<(), Stopped>) {
        self.complete = ended.is_ok();
    }

    /// What was tried, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether everything was tried and went well.
    pub fn passed(&self) -> bool {
        self.complete && self.steps.iter().all(|step| matches!(step.outcome, Outcome::Passed(_)))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Toolcrib with {}", self.server)?;
        self.steps.iter().try_for_each(|step| write!(f, "{step}"))?;
        match (self.passed(), self.complete) {
            (true, _) => writeln!(f, "Toolcrib will work with this server."),
            (_, true) => writeln!(f, "Something is not as it should be."),
            _ => writeln!(f, "Nothing after this was tried."),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, seen) = match &self.outcome {
            Outcome::Passed(seen) => ("passed", seen),
            Outcome::Failed(why) => ("FAILED", why),
        };
        let (seconds, name) = (self.took.as_secs_f32(), self.name);
        writeln!(f, "  {word} {seconds:>7.1} s  {name:<40} {seen}")
    }
}
