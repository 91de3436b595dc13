//! Machines without a screen: the demo walks through the main job on a virtual one.

use std::env;

use anyhow::Result;

use crate::command::{cargo, run};
use crate::setup;

/// Whether a window could be shown to somebody.
pub fn is_headless() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("DISPLAY") && !set("WAYLAND_DISPLAY")
}

/// Walks the demo; the walk prints where its screenshot is.
///
/// # Errors
/// When the set-up, the build or the walk fails.
pub fn walk_the_demo() -> Result<()> {
    setup::for_a_virtual_display()?;
    // One build for both, so that the walk drives the app of this checkout.
    run(cargo("build -p toolcrib -p end-to-end --bins".split(' ')))?;
    let mut walk = std::process::Command::new(target_folder().join("walk-demo"));
    walk.current_dir(crate::command::root());
    run(walk)
}

/// Where Cargo puts this checkout's programs: beside this one.
pub fn target_folder() -> std::path::PathBuf {
    env::current_exe()
        .ok()
        .and_then(|program| program.parent().map(Into::into))
        .unwrap_or_else(|| crate::command::root().join("target/debug"))
}
