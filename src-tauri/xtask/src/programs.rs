//! Programs that the tests' crate holds for people: kept apart, so that this one builds at once.

use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, npm, run};
use crate::headless::target_folder;
use crate::setup;

/// `cargo xtask simulator`: a simulated Snipe-IT that stands alone until Ctrl+C.
///
/// # Errors
/// When it does not build, or its port is taken.
pub fn simulator(arguments: &[String]) -> Result<()> {
    start(&["--bin", "simulator"], arguments)
}

/// `cargo xtask simulate`: lives of a lab, each from one number.
///
/// # Errors
/// When it does not build, or a life broke a rule.
pub fn simulate(arguments: &[String]) -> Result<()> {
    let mut command = cargo(["run", "--quiet", "--package", "recovery", "--bin", "simulate", "--"]);
    command.args(arguments);
    run(command)
}

/// The lives that belong to every test run; the program was built with everything else.
///
/// # Errors
/// When a life broke a rule.
pub fn simulate_for_testing() -> Result<()> {
    let mut command = Command::new(target_folder().join("simulate"));
    command.args(["--seeds", "500"]);
    run(command)
}

/// `cargo xtask bench search`: what a keystroke costs in a large workspace, at release speed.
///
/// # Errors
/// When it does not build.
pub fn bench_search() -> Result<()> {
    run(cargo("bench --profile measure --package workspace --bench search".split(' ')))
}

/// `cargo xtask live`: tries out the server that the environment names.
///
/// # Errors
/// When it does not build, or something did not pass.
pub fn live() -> Result<()> {
    start(&["--bin", "live"], &[])
}

/// `cargo xtask bench mirror`: what the mirror costs, at release speed.
///
/// # Errors
/// When it does not build, or the simulator or the desk does not do its part.
pub fn bench_mirror() -> Result<()> {
    let build = "build --profile measure --workspace --bin bench_mirror --bin simulator";
    run(cargo(build.split(' ')))?;
    run(Command::new(target_folder().with_file_name("measure").join("bench_mirror")))
}

/// `cargo xtask screenshots`: every screen, light and dark, in both languages.
///
/// # Errors
/// When something does not build, or a screen cannot be reached.
pub fn screenshots() -> Result<()> {
    setup::for_a_browser()?;
    run(npm(["run", "build:browser"]))?;
    run(cargo("build --package end-to-end --bin browser-host".split(' ')))?;
    run(npm(["run", "pictures"]))
}

/// `cargo xtask bench window`: what a person waits for in a large lab, at release speed. The lab is
/// furnished the first time, which takes some minutes, and kept.
///
/// # Errors
/// When something does not build, or nothing comes of a key or a scan.
pub fn bench_window() -> Result<()> {
    setup::for_a_browser()?;
    run(cargo("build --profile measure --workspace --bin browser-host".split(' ')))?;
    run(npm(["run", "build:browser"]))?;
    let mut bench = npm(["run", "bench"]);
    bench.env("TOOLCRIB_PROFILE", "measure");
    run(bench)
}

/// `cargo xtask bench start`: the real window on a virtual display, from its process's beginning to
/// a Today that can be used, beside an empty window's start. The lab is the one of the window's
/// bench.
///
/// # Errors
/// When something does not build, or a window does not show what it should.
pub fn bench_start() -> Result<()> {
    bench_app("bench_start")
}

/// `cargo xtask bench idle`: the real window in the same lab, left alone for ten minutes.
///
/// # Errors
/// When something does not build, or the window does not show what it should.
pub fn bench_idle() -> Result<()> {
    bench_app("bench_idle")
}

fn bench_app(program: &str) -> Result<()> {
    setup::for_a_virtual_display()?;
    run(npm(["run", "build"]))?;
    let build = "build --profile measure --workspace --bin toolcrib --bin bench_start \
                 --bin bench_idle --example empty-window";
    run(cargo(build.split_whitespace()))?;
    run(Command::new(target_folder().with_file_name("measure").join(program)))
}

fn start(program: &[&str], arguments: &[String]) -> Result<()> {
    let mut command = cargo(["run", "--quiet", "--package", "end-to-end"]);
    command.args(program).arg("--").args(arguments);
    run(command)
}
