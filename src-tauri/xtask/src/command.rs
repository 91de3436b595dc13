//! Child processes: announced, run to their end, judged by their exit code.

use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Tells the person at the terminal; a closed terminal is no reason to stop.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The top of the checkout that this program was built from.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The window's sources.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Cargo, started at the top of the checkout.
pub fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root());
    command
}

/// npm, started in the window's folder.
pub fn npm<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(ui());
    command
}

/// Runs the command with its output on this terminal.
///
/// # Errors
/// When it cannot be started or ends with anything but success.
pub fn run(mut command: Command) -> Result<()> {
    let line = line(&command);
    say(format_args!("$ {line}"));
    let status = command.status().with_context(|| format!("`{line}` does not start"))?;
    ensure!(status.success(), "`{line}` failed: {status}");
    Ok(())
}

/// What the command prints, whatever its exit code: some tools report "not found" by it.
///
/// # Errors
/// When it cannot be started.
pub fn output(mut command: Command) -> Result<String> {
    let line = line(&command);
    let output = command
        .stderr(Stdio::null())
        .output()
        .with_context(|| format!("`{line}` does not start"))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the command exists and ends well; its output is not shown.
pub fn succeeds(mut command: Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as a person would type it.
pub fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
