//! Seeded lives of a lab: `cargo xtask simulate --help`.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Parser;
use recovery::life::Life;
use recovery::report::{Report, failure};
use recovery::{simulate, simulate_one};
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(about = "Simulates lives of a lab, each from one number, and checks them step by step")]
struct Arguments {
    /// Live this one again
    #[arg(long, conflicts_with_all = ["seeds", "from"])]
    seed: Option<u64>,
    /// How many
    #[arg(long, default_value_t = 500)]
    seeds: u64,
    /// From which on
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Tell each step of the one
    #[arg(long)]
    verbose: bool,
    /// Threads; as many as there are cores if not given
    #[arg(long)]
    threads: Option<usize>,
    /// Stop once so many have failed
    #[arg(long, default_value_t = 5)]
    failures: usize,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    // RUST_LOG=desk=debug shows what the core says to itself.
    let filter = EnvFilter::from_default_env();
    tracing_subscriber::fmt().with_env_filter(filter).without_time().init();
    let start = Instant::now();
    let report = match arguments.seed {
        Some(seed) => alone(seed, arguments.verbose)?,
        None => many(&arguments)?,
    };
    say(&report.summary(start.elapsed()));
    Ok(if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn alone(seed: u64, verbose: bool) -> Result<Report> {
    let life = simulate_one(seed, &mut |line| {
        if verbose {
            say(line);
        }
    })?;
    tell(seed, &life);
    say(&format!("seed {seed}: trace {}", life.trace));
    let mut report = Report::default();
    report.add(seed, life);
    Ok(report)
}

fn many(arguments: &Arguments) -> Result<Report> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let seeds = arguments.from..arguments.from + arguments.seeds;
    simulate(seeds, arguments.threads.unwrap_or(cores), arguments.failures, &tell)
}

/// What went wrong is told at once.
fn tell(seed: u64, life: &Life) {
    if let Some(found) = &life.failure {
        say(&failure(seed, found));
    }
}

/// A closed terminal is no reason to stop.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
