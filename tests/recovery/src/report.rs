//! What a run of many seeds tells.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use crate::life::{Failure, Life};

/// The sum of many lives.
#[derive(Default)]
pub struct Report {
    seeds: u64,
    steps: usize,
    fewest_kinds: Option<usize>,
    faults: BTreeMap<&'static str, u64>,
    operations: BTreeMap<(String, String), u64>,
    /// Seeds that failed.
    pub failures: BTreeMap<u64, Failure>,
}

impl Report {
    /// One more life.
    pub fn add(&mut self, seed: u64, life: Life) {
        self.seeds += 1;
        self.steps += life.steps;
        let kinds = life.faults.len();
        self.fewest_kinds = Some(self.fewest_kinds.map_or(kinds, |fewest| fewest.min(kinds)));
        for (kind, times) in life.faults {
            *self.faults.entry(kind).or_default() += times;
        }
        for (outcome, times) in life.operations {
            *self.operations.entry(outcome).or_default() += times;
        }
        self.failures.extend(life.failure.map(|failure| (seed, failure)));
    }

    /// Everything in a few lines.
    #[must_use]
    pub fn summary(&self, took: Duration) -> String {
        let mut text = String::new();
        let seconds = took.as_secs_f64();
        let _ = writeln!(
            text,
            "{} seeds, {} steps, {seconds:.1} s ({:.1} seeds a second); {} failed",
            self.seeds,
            self.steps,
            self.seeds as f64 / seconds,
            self.failures.len(),
        );
        let kinds = self.fewest_kinds.unwrap_or_default();
        let struck: u64 = self.faults.values().sum();
        let _ = writeln!(text, "{struck} faults struck, at least {kinds} kinds in each seed:");
        let faults = self.faults.iter().map(|(kind, times)| format!("{kind} {times}"));
        let _ = writeln!(text, "  {}", faults.collect::<Vec<_>>().join(", "));
        let _ = write!(text, "operations:");
        for (kind, outcomes) in self.by_kind() {
            let _ = write!(text, "\n  {kind:<14} {}", outcomes.join(", "));
        }
        text
    }

    fn by_kind(&self) -> BTreeMap<&str, Vec<String>> {
        let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((kind, phase), times) in &self.operations {
            kinds.entry(kind).or_default().push(format!("{phase} {times}"));
        }
        kinds
    }
}

/// What went wrong with a seed, and how it is seen again.
#[must_use]
pub fn failure(seed: u64, failure: &Failure) -> String {
    let mut text = format!("seed {seed} failed in step {}:\n", failure.step);
    for broken in &failure.broken {
        let _ = writeln!(text, "  {broken}");
    }
    text.push_str("the last steps:\n");
    for line in &failure.recalled {
        let _ = writeln!(text, "  {line}");
    }
    let _ = write!(text, "again: cargo xtask simulate --seed {seed} --verbose");
    text
}
