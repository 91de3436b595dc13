//! `cargo xtask test`: every check, in the order in which a mistake shows soonest.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::command::{cargo, npm, run, say};
use crate::{programs, setup};

/// A part of the test run: its name in the summary and what carries it out.
type Step = (&'static str, fn() -> Result<()>);

/// The window comes before everything that compiles the app, because the app embeds it. All
/// Cargo steps name the whole workspace: with another selection of packages Cargo would choose
/// other features and compile the dependencies once more.
const STEPS: &[Step] = &[
    ("set-up", setup::for_testing),
    ("formatting", || run(cargo(["fmt", "--all", "--check"]))),
    ("window: build", || run(npm(["run", "build"]))),
    ("window: build for browsers", || run(npm(["run", "build:browser"]))),
    ("window: types", || run(npm(["run", "check"]))),
    ("window: lint", || run(npm(["run", "lint"]))),
    ("window: tests", || run(npm(["run", "test"]))),
    ("clippy", || cargo_line("clippy --workspace --all-targets -- -D warnings")),
    ("app", || cargo_line("build --workspace --all-targets")),
    ("window: in a browser", || run(npm(["run", "test:browser"]))),
    ("Rust tests", || cargo_line("nextest run --workspace -E not(package(end-to-end))")),
    ("simulation", programs::simulate_for_testing),
    ("end-to-end tests", || cargo_line("nextest run --workspace -E package(end-to-end)")),
];

/// Runs every step until one fails, and says how long each took.
///
/// # Errors
/// The first failure.
pub fn test() -> Result<()> {
    let mut times = Vec::new();
    let outcome = STEPS.iter().try_for_each(|step| timed(step, &mut times));
    say("\nWall time");
    for (name, time) in &times {
        say(format_args!("{:>9}  {name}", clock(*time)));
    }
    let total = times.iter().map(|(_, time)| *time).sum();
    say(format_args!("{:>9}  altogether", clock(total)));
    outcome
}

fn timed((name, work): &Step, times: &mut Vec<(&'static str, Duration)>) -> Result<()> {
    say(format_args!("\n=== {name}"));
    let start = Instant::now();
    let outcome = work();
    times.push((name, start.elapsed()));
    outcome.with_context(|| format!("stopped at: {name}"))
}

fn cargo_line(line: &str) -> Result<()> {
    run(cargo(line.split(' ')))
}

/// A time as minutes and seconds.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    let minutes = (seconds / 60.0).floor();
    format!("{minutes}:{:04.1}", seconds - minutes * 60.0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::clock;

    #[test]
    fn times_read_as_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_millis(3_400)), "0:03.4");
        assert_eq!(clock(Duration::from_millis(754_000)), "12:34.0");
    }
}
