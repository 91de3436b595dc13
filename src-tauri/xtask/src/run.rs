//! `cargo xtask run`: from a fresh checkout to the window.

use std::process::Command;

use anyhow::Result;

use crate::command::{cargo, npm, run as start, say};
use crate::{headless, setup};

/// Sets up, builds window and app, and starts it where somebody can see it.
///
/// # Errors
/// When the set-up, the build or the app fails.
pub fn run() -> Result<()> {
    setup::for_building()?;
    start(npm(["run", "build"]))?;
    if headless::is_headless() {
        say("There is no display: the demo runs on a virtual one.");
        return headless::walk_the_demo();
    }
    start(cargo(["build"]))?;
    start(Command::new(headless::target_folder().join("toolcrib")))
}
