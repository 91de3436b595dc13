//! A screen that nobody looks at.

use std::process::Command;

use anyhow::{Context, Result};

use crate::folders::Folders;
use crate::process::Process;

/// A virtual display of the size that the screens are drawn for.
#[derive(Debug)]
pub struct Display {
    name: String,
    _server: Process,
}

impl Display {
    /// Starts a display on the first free number.
    pub fn start(folders: &Folders) -> Result<Display> {
        let mut command = Command::new("Xvfb");
        command.args("-displayfd 1 -screen 0 1280x800x24 -nolisten tcp -noreset".split(' '));
        let mut server = Process::start(&mut command, &folders.log("display"))?;
        let number = server.first_line().context("the virtual display did not come up")?;
        Ok(Display { name: format!(":{number}"), _server: server })
    }

    /// What programs call this display.
    pub fn name(&self) -> &str {
        &self.name
    }
}
