//! Many seeds on several threads, each with a stage of its own.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use tokio::runtime::{Builder, Runtime};

use crate::life::{Life, live};
use crate::report::Report;
use crate::stage::Stage;

/// Lives after which a stage is set anew: threads that end give their memory back.
const LIVES: u32 = 500;

/// Hears of each life when it is over.
pub type Tell<'t> = &'t (dyn Fn(u64, &Life) + Sync);

/// Lives every seed. Ends early once so many have failed.
///
/// # Errors
/// A stage failed, not the desk.
pub fn simulate(
    seeds: Range<u64>,
    threads: usize,
    enough: usize,
    tell: Tell<'_>,
) -> Result<Report> {
    let (next, report) = (AtomicU64::new(seeds.start), Mutex::new(Report::default()));
    let work = || worker(&next, seeds.end, &report, enough, tell);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })?;
    Ok(report.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn worker(
    next: &AtomicU64,
    end: u64,
    report: &Mutex<Report>,
    enough: usize,
    tell: Tell<'_>,
) -> Result<()> {
    loop {
        let runtime = runtime()?;
        let stage = runtime.block_on(Stage::set())?;
        for _ in 0..LIVES {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= end || failed(report) >= enough {
                return Ok(());
            }
            let life = one(&runtime, &stage, seed, &mut |_| ())?;
            tell(seed, &life);
            report.lock().unwrap_or_else(PoisonError::into_inner).add(seed, life);
        }
    }
}

fn failed(report: &Mutex<Report>) -> usize {
    report.lock().unwrap_or_else(PoisonError::into_inner).failures.len()
}

/// Lives one seed alone, telling each step.
///
/// # Errors
/// The stage failed, not the desk.
pub fn simulate_one(seed: u64, tell: &mut dyn FnMut(&str)) -> Result<Life> {
    let runtime = runtime()?;
    let stage = runtime.block_on(Stage::set())?;
    one(&runtime, &stage, seed, tell)
}

fn one(runtime: &Runtime, stage: &Stage, seed: u64, tell: &mut dyn FnMut(&str)) -> Result<Life> {
    let life = runtime.block_on(live(stage, seed, tell));
    life.with_context(|| format!("seed {seed}"))
}

/// Everything of a life happens on one thread, in one order.
fn runtime() -> std::io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}
