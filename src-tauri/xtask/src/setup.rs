//! Brings a machine that has only Rust, Node and apt to where it can build and test.

use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::command::{cargo, npm, run, say, succeeds, ui};
use crate::packages::{self, BROWSER, BUILD, WINDOW};

/// What building and starting the app needs.
///
/// # Errors
/// When something cannot be installed.
pub fn for_building() -> Result<()> {
    debian(BUILD)?;
    node_modules()
}

/// What a window needs where nobody looks at it, on top of building.
///
/// # Errors
/// When something cannot be installed.
pub fn for_a_virtual_display() -> Result<()> {
    debian(&[BUILD, WINDOW].concat())?;
    node_modules()
}

/// What the window in a plain browser needs, on top of building.
///
/// # Errors
/// When something cannot be installed.
pub fn for_a_browser() -> Result<()> {
    debian(&[BUILD, BROWSER].concat())?;
    node_modules()
}

/// What the whole test run needs.
///
/// # Errors
/// When something cannot be installed.
pub fn for_testing() -> Result<()> {
    debian(&[BUILD, WINDOW, BROWSER].concat())?;
    node_modules()?;
    rust_components()?;
    nextest()
}

/// Says what `for_testing` would install, and installs nothing.
///
/// # Errors
/// When this is not a Debian or Ubuntu machine.
pub fn report() -> Result<()> {
    let packages = packages::missing_here(&[BUILD, WINDOW, BROWSER].concat())?;
    say(format_args!("Debian packages: {}", list(&packages)));
    say(format_args!("Rust components: {}", list(&missing_components())));
    say(format_args!("cargo-nextest: {}", needed(!has_nextest())));
    say(format_args!("ui/node_modules: {}", needed(node_modules_stale())));
    Ok(())
}

fn debian(wanted: &[&str]) -> Result<()> {
    match packages::missing_here(wanted).as_deref() {
        Ok([]) => Ok(()),
        Ok(missing) => packages::install(missing),
        Err(reason) => {
            say(format_args!("{reason}: these or their like must be there: {}", wanted.join(" ")));
            Ok(())
        }
    }
}

fn node_modules() -> Result<()> {
    if node_modules_stale() {
        say("Installing the window's packages (npm ci)");
        run(npm(["ci", "--no-audit", "--no-fund"])).context("is Node 20 or newer installed?")?;
    }
    Ok(())
}

fn rust_components() -> Result<()> {
    let missing = missing_components();
    if missing.is_empty() {
        return Ok(());
    }
    say(format_args!("Installing Rust components: {}", missing.join(" ")));
    let mut rustup = std::process::Command::new("rustup");
    rustup.args(["component", "add"]).args(missing);
    run(rustup)
}

fn nextest() -> Result<()> {
    if !has_nextest() {
        say("Installing cargo-nextest");
        // Its default feature only lets it update itself.
        let arguments = "install cargo-nextest --locked --no-default-features";
        run(cargo(arguments.split(' ')))?;
    }
    Ok(())
}

fn missing_components() -> Vec<&'static str> {
    let tools = [("fmt", "rustfmt"), ("clippy", "clippy")];
    tools
        .into_iter()
        .filter(|(tool, _)| !succeeds(cargo([*tool, "--version"])))
        .map(|(_, component)| component)
        .collect()
}

fn has_nextest() -> bool {
    succeeds(cargo(["nextest", "--version"]))
}

fn node_modules_stale() -> bool {
    let installed = ui().join("node_modules/.package-lock.json");
    older(&installed, &ui().join("package-lock.json"))
}

/// Whether the first file is missing or was written before the second.
fn older(first: &Path, second: &Path) -> bool {
    written(first) < written(second)
}

fn written(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|facts| facts.modified()).ok()
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "all there".into() } else { format!("missing {}", names.join(" ")) }
}

fn needed(missing: bool) -> &'static str {
    if missing { "missing" } else { "there" }
}
