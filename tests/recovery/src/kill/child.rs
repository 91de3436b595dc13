//! The proof's end of the victim: orders out, lines in, and the kill.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use domain::ids::NotificationId;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use super::wire::{Line, Order, Outcome};

/// Longest that a step may take before the proof says that it hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A numbered place at which the victim can be killed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Counted from 1.
    pub number: u32,
    /// What comes next, or what was just done.
    pub name: String,
}

/// How an order ended.
pub enum Ended {
    /// The victim carried it out.
    Did(Outcome),
    /// The victim was killed there.
    Killed(Point),
}

/// A running core.
pub struct Process {
    child: Child,
    input: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
    stop_at: u32,
    /// The messages it handed to the system.
    pub told: Vec<NotificationId>,
    /// What it began to send by POST.
    pub posted: Vec<String>,
}

impl Process {
    /// Starts the core on a folder; it waits to be killed at the point `stop_at`, 0 is none.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn start(program: &Path, folder: &Path, stop_at: u32) -> anyhow::Result<Self> {
        let mut child = Command::new(program)
            .arg(folder)
            .env("TOOLCRIB_STOP_AT", stop_at.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("the victim does not start")?;
        let input = child.stdin.take().context("no way in")?;
        let output = child.stdout.take().context("no way out")?;
        let lines = BufReader::new(output).lines();
        Ok(Self { child, input, lines, stop_at, told: Vec::new(), posted: Vec::new() })
    }

    /// Has an order carried out, unless the victim dies of it.
    ///
    /// # Errors
    /// The victim ended by itself, or hangs.
    pub async fn order(&mut self, order: &Order) -> anyhow::Result<Ended> {
        let text = format!("{}\n", serde_json::to_string(order)?);
        self.input.write_all(text.as_bytes()).await.context("the victim is gone")?;
        loop {
            let line = tokio::time::timeout(PATIENCE, self.lines.next_line()).await;
            let line = line.map_err(|_| anyhow!("the victim hangs in {order:?}"))??;
            let line = line.with_context(|| format!("the victim ended in {order:?}"))?;
            if let Some(ended) = self.take(&line).await? {
                return Ok(ended);
            }
        }
    }

    async fn take(&mut self, line: &str) -> anyhow::Result<Option<Ended>> {
        if let Some(point) = point(line) {
            self.posted.extend(point.name.strip_prefix("before POST ").map(str::to_owned));
            if point.number != self.stop_at {
                return Ok(None);
            }
            self.kill().await?;
            return Ok(Some(Ended::Killed(point)));
        }
        Ok(match serde_json::from_str(line).with_context(|| line.to_owned())? {
            Line::Did(outcome) => Some(Ended::Did(outcome)),
            Line::Told(id) => {
                self.told.push(id);
                None
            }
        })
    }

    /// SIGKILL. What it had said before is still heard.
    async fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill().await.context("the victim cannot be killed")?;
        while let Some(line) = self.lines.next_line().await? {
            if let Ok(Line::Told(id)) = serde_json::from_str(&line) {
                self.told.push(id);
            }
        }
        Ok(())
    }

    /// Lets it end in peace.
    ///
    /// # Errors
    /// It does not end, or not well.
    pub async fn quit(self) -> anyhow::Result<()> {
        let Self { mut child, input, .. } = self;
        drop(input);
        let status = tokio::time::timeout(PATIENCE, child.wait()).await;
        let status = status.map_err(|_| anyhow!("the victim does not end"))??;
        if !status.success() {
            bail!("the victim ended with {status}");
        }
        Ok(())
    }
}

/// `point 7 before PATCH hardware/3`
fn point(line: &str) -> Option<Point> {
    let (number, name) = line.strip_prefix("point ")?.split_once(' ')?;
    Some(Point { number: number.parse().ok()?, name: name.to_owned() })
}
