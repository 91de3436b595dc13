//! Programs that the tests' crate holds for people: kept apart, so that this one builds at once.

use anyhow::Result;

use crate::command::{cargo, run};

/// `cargo xtask simulator`: a simulated Snipe-IT that stands alone until Ctrl+C.
///
/// # Errors
/// When it does not build, or its port is taken.
pub fn simulator(arguments: &[String]) -> Result<()> {
    start(&["--bin", "simulator"], arguments)
}

fn start(program: &[&str], arguments: &[String]) -> Result<()> {
    let mut command = cargo(["run", "--quiet", "--package", "end-to-end"]);
    command.args(program).arg("--").args(arguments);
    run(command)
}
