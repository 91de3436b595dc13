//! How long it takes until Today can be used in a large lab, beside an empty window.

use std::collections::HashMap;
use std::fs::{self, DirBuilder, read_to_string};
use std::io::{Write, stdout};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};

use crate::process::Process;
use crate::{Page, Secret, SnipeIt, Stage, eventually, host};

/// How often each window is started.
const STARTS: usize = 10;

/// Of the empty window's start.
const BUDGET: f64 = 1.5;

/// The app's name for its folders and its secrets.
const APP: &str = "org.toolcrib.desk";

/// What both windows write down once their first screen is painted and can be used; the time
/// stands before it.
const PAINTED: &str = "the first screen is painted";

/// Starts both in turn, and prints how long they took. `keep` is where the large lab is kept.
///
/// # Errors
/// When a window does not start, or does not show the lab.
pub async fn start(keep: &Path) -> Result<()> {
    let stage = Stage::set("start").await?;
    let lab = furnish(&stage, keep).await?;
    shows_the_lab(&stage).await?;
    let app = Program::the_app()?;
    let empty = Program { path: beside_this("examples/empty-window")?, log: Log::Printed };
    empty.start(&stage).await?;
    let (mut full, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        bare.push(empty.start(&stage).await?);
        full.push(app.start(&stage).await?);
    }
    drop(lab);
    print(&bare, &full)
}

/// The stage's app finds the large lab as its workspace, and its token. `keep` is where the lab is
/// kept.
///
/// # Errors
/// When it cannot be furnished, or the keyring does not take the token.
pub(super) async fn furnish(stage: &Stage, keep: &Path) -> Result<SnipeIt> {
    let folder = stage.data_folder().join(APP);
    DirBuilder::new().mode(0o700).create(&folder)?;
    let snipe_it = host::copy_of_the_large_lab(keep, &folder).await?;
    let attributes = [("service", APP.to_owned()), ("username", snipe_it.address())];
    let token = Secret {
        label: "Toolcrib".to_owned(),
        attributes: HashMap::from(attributes.map(|(name, value)| (name.to_owned(), value))),
        value: snipe_it.token(),
    };
    stage.keyring().store(&token).await?;
    Ok(snipe_it)
}

/// Looks once whether it is the lab that is shown, and lets the day's copy be made, which is not
/// made again.
///
/// # Errors
/// When the window does not show it, or no copy is made.
pub(super) async fn shows_the_lab(stage: &Stage) -> Result<()> {
    let window = stage.open().await?;
    window.region("Connection").see("Live").await?;
    window.see("Overdue").await?;
    window.screenshot("today").await?;
    let copies = stage.data_folder().join(APP).join("backups");
    eventually("today's copy", async || {
        let names = fs::read_dir(&copies).into_iter().flatten().flatten();
        let finished = names.filter(|copy| copy.file_name() != "unfinished.db").count();
        Ok((finished > 0).then_some(()))
    })
    .await?;
    window.close().await
}

/// A program that was built beside this one.
fn beside_this(name: &str) -> Result<PathBuf> {
    let this = std::env::current_exe()?;
    Ok(this.parent().context("no folder")?.join(name))
}

/// A program with a window, and where it writes.
pub(super) struct Program {
    path: PathBuf,
    log: Log,
}

enum Log {
    OfTheApp,
    Printed,
}

impl Program {
    /// The app itself.
    ///
    /// # Errors
    /// When this program's own folder is not known.
    pub(super) fn the_app() -> Result<Program> {
        Ok(Program { path: beside_this("toolcrib")?, log: Log::OfTheApp })
    }

    /// From the beginning of its process to its painted first screen; then it is closed.
    async fn start(&self, stage: &Stage) -> Result<TimeDelta> {
        let (mut process, time) = self.open(stage).await?;
        stage.display().press_close_buttons()?;
        eventually("the end of it", async || Ok(process.has_ended()?.then_some(()))).await?;
        Ok(time)
    }

    /// Starts it, and says how long it took to paint its first screen.
    ///
    /// # Errors
    /// When it does not start, or paints nothing.
    pub(super) async fn open(&self, stage: &Stage) -> Result<(Process, TimeDelta)> {
        fs::write(stage.log("started"), "")?;
        let before = self.painted(stage).len();
        let mut command = stage.command(&self.path.to_string_lossy());
        let began = Utc::now();
        let process = Process::start_logged(&mut command, &stage.log("started"))?;
        let painted =
            eventually("the first screen", async || Ok(self.painted(stage).get(before).copied()))
                .await
                .with_context(|| format!("{}\n{}", stage.words_of("started"), self.said(stage)))?;
        Ok((process, painted - began))
    }

    /// When it painted, each time that it was started.
    fn painted(&self, stage: &Stage) -> Vec<DateTime<Utc>> {
        let text = self.said(stage);
        let lines = text.lines().filter(|line| line.ends_with(PAINTED));
        lines.filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect()
    }

    fn said(&self, stage: &Stage) -> String {
        match self.log {
            Log::Printed => read_to_string(stage.log("started")).unwrap_or_default(),
            Log::OfTheApp => logs(&stage.data_folder().join(APP).join("logs")),
        }
    }
}

/// What the app logged on all its days.
fn logs(folder: &Path) -> String {
    let mut files: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    files.sort();
    files.iter().filter_map(|file| read_to_string(file).ok()).collect()
}

fn print(bare: &[TimeDelta], full: &[TimeDelta]) -> Result<()> {
    let load = read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or_default();
    let mut out = stdout();
    writeln!(out, "\n{:40}{:>9}{:>9}{:>9}", format!("load {load}"), "n", "p50 ms", "p95 ms")?;
    let [bare, full] = [("an empty window", bare), ("Today in a large lab", full)]
        .map(|(name, times)| (name, times.len(), percentile(times, 50), percentile(times, 95)));
    for (name, count, p50, p95) in [bare, full] {
        writeln!(out, "{name:40}{count:>9}{p50:>9}{p95:>9}")?;
    }
    let ratio = |full: i64, bare: i64| full as f64 / bare as f64;
    let (p50, p95) = (ratio(full.2, bare.2), ratio(full.3, bare.3));
    let verdict = if p50 <= BUDGET { "kept" } else { "MISSED" };
    Ok(writeln!(out, "{:49}{p50:>9.2}{p95:>9.2}   budget: {BUDGET}: {verdict}", "  ratio")?)
}

/// The time that so many in a hundred do not exceed, in milliseconds.
fn percentile(times: &[TimeDelta], share: usize) -> i64 {
    let mut times: Vec<i64> = times.iter().map(TimeDelta::num_milliseconds).collect();
    times.sort_unstable();
    let place = (times.len() * share).div_ceil(100).saturating_sub(1);
    times.get(place).copied().unwrap_or_default()
}
