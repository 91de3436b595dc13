//! Processes of the stage: what they print goes to a file, and they end with all they started.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};

/// A running process, ended together with its descendants when dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts the command; its errors go to a log file.
    pub fn start(command: &mut Command, log: &Path) -> Result<Process> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(log)?)
            .spawn()
            .with_context(|| format!("{name} does not start; is its package installed?"))?;
        Ok(Process { child })
    }

    /// Starts the command with both its output and its errors in the log file.
    pub fn start_logged(command: &mut Command, log: &Path) -> Result<Process> {
        let name = command.get_program().to_string_lossy().into_owned();
        let file = File::create(log)?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("{name} does not start; is its package installed?"))?;
        Ok(Process { child })
    }

    /// Waits for the first line that the process prints.
    pub fn first_line(&mut self) -> Result<String> {
        let output = self.child.stdout.take().context("the output was read before")?;
        let mut line = String::new();
        let read = BufReader::new(output).read_line(&mut line)?;
        ensure!(read > 0, "the process ended without a word");
        Ok(line.trim().to_owned())
    }

    /// Tells the process something and closes its input.
    pub fn tell(&mut self, text: &str) -> Result<()> {
        let mut input = self.child.stdin.take().context("the input was closed before")?;
        Ok(input.write_all(text.as_bytes())?)
    }

    /// What the system calls it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether the process has ended by itself.
    pub fn has_ended(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_some())
    }

    /// The process that this one started from the given program file.
    pub fn child_running(&self, program: &Path) -> Option<i32> {
        descendants(self.child.id().cast_signed())
            .into_iter()
            .find(|pid| fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == program))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let family = descendants(self.child.id().cast_signed());
        let _ = self.child.kill();
        let _ = self.child.wait();
        family.into_iter().for_each(kill);
    }
}

/// Ends a process at once, as a crash would; it is fine if it is gone already.
pub fn kill(pid: i32) {
    if let Some(pid) = Pid::from_raw(pid) {
        let _ = kill_process(pid, Signal::KILL);
    }
}

/// Whether there is such a process, and it is more than a leftover entry. A process whose first
/// thread has ended holds its sockets, and so its names on the bus, until its last one has.
pub fn is_alive(pid: i32) -> bool {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).map_or(0, Iterator::count);
    threads > 1 || status_of(pid).is_some_and(|(_, state)| state != 'Z')
}

/// Every process below the given one.
fn descendants(ancestor: i32) -> Vec<i32> {
    let children = children_by_parent();
    let mut found = vec![ancestor];
    let mut next = 0;
    while let Some(parent) = found.get(next) {
        let below = children.get(parent).cloned().unwrap_or_default();
        found.extend(below);
        next += 1;
    }
    found.split_off(1)
}

fn children_by_parent() -> HashMap<i32, Vec<i32>> {
    let mut children: HashMap<i32, Vec<i32>> = HashMap::new();
    for pid in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let pid = pid.file_name().to_string_lossy().parse().ok();
        if let Some((pid, (parent, _))) = pid.and_then(|pid| Some((pid, status_of(pid)?))) {
            children.entry(parent).or_default().push(pid);
        }
    }
    children
}

/// The parent and the state letter; both come after the name, which may contain anything.
fn status_of(pid: i32) -> Option<(i32, char)> {
    let line = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = line.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.chars().next()?;
    Some((fields.next()?.parse().ok()?, state))
}
