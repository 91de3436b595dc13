//! What the app costs while nobody touches it, in a large lab.

use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use rustix::param::clock_ticks_per_second;
use tokio::time::sleep;

use super::start::{Program, furnish, shows_the_lab};
use crate::Stage;

/// Until what a start brings with it is over.
const SETTLE: Duration = Duration::from_mins(2);

/// Long enough for every round: the mirror's, the feed's, two comparisons.
const IDLE: Duration = Duration::from_mins(10);

/// Of one core, in a hundred.
const PROCESSOR_BUDGET: f64 = 1.0;

/// In megabytes, of the process in Rust.
const MEMORY_BUDGET: f64 = 120.0;

/// Leaves the app alone in the large lab, and prints its processor time and its memory: the Rust
/// process alone, without the web engine's. `keep` is where the lab is kept.
///
/// # Errors
/// When the app does not start, does not show the lab, or ends.
pub async fn idle(keep: &Path) -> Result<()> {
    let stage = Stage::set("idle").await?;
    let _lab = furnish(&stage, keep).await?;
    shows_the_lab(&stage).await?;
    let (app, _) = Program::the_app()?.open(&stage).await?;
    sleep(SETTLE).await;
    let before = processor_seconds(app.id())?;
    sleep(IDLE).await;
    let spent = processor_seconds(app.id())? - before;
    let mut out = stdout();
    let share = 100.0 * spent / IDLE.as_secs_f64();
    writeln!(out, "{}", line("% of a core", share, PROCESSOR_BUDGET))?;
    let own = megabytes(app.id(), "RssAnon")?;
    writeln!(out, "{}", line("MB of its own", own, MEMORY_BUDGET))?;
    // The web engine's libraries, and what a display without a graphics card needs.
    let mapped = megabytes(app.id(), "RssFile")?;
    Ok(writeln!(out, "{:30}{mapped:>9.2}", "MB of programs and libraries")?)
}

/// What the process has used of all processors.
fn processor_seconds(process: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name, which may hold spaces, ends with the last bracket; the two times are the 12th and
    // the 13th words after it.
    let (_, rest) = stat.rsplit_once(')').context("not a process's line")?;
    let ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
    let ticks: f64 = ticks.sum::<Result<f64, _>>()?;
    Ok(ticks / clock_ticks_per_second() as f64)
}

/// What the system says of a process's memory under that name, in megabytes.
fn megabytes(process: u32, name: &str) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    let kilobytes: f64 = kilobytes.with_context(|| format!("no {name}"))?.parse()?;
    Ok(kilobytes * 1_024.0 / 1e6)
}

fn line(name: &str, measured: f64, budget: f64) -> String {
    let verdict = if measured <= budget { "kept" } else { "MISSED" };
    format!("{name:30}{measured:>9.2}   budget: {budget}: {verdict}")
}
