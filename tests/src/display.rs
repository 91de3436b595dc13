//! A screen that nobody looks at.

use std::process::Command;

use anyhow::{Context, Result, ensure};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState};
use x11rb::rust_connection::RustConnection;

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

    /// Asks every visible window to close, as the button in its title bar would; without a
    /// window manager there is no such button.
    pub fn press_close_buttons(&self) -> Result<()> {
        let (display, screen) = x11rb::connect(Some(&self.name))?;
        let root = display.setup().roots[screen].root;
        let windows = display.query_tree(root)?.reply()?.children;
        let mut asked = 0;
        for window in windows {
            asked += usize::from(ask_to_close(&display, window)?);
        }
        display.flush()?;
        ensure!(asked > 0, "there is no window to close");
        Ok(())
    }
}

/// Whether the window is one that a person could close, and was asked to.
fn ask_to_close(display: &RustConnection, window: u32) -> Result<bool> {
    let protocols = atom(display, "WM_PROTOCOLS")?;
    let delete = atom(display, "WM_DELETE_WINDOW")?;
    let attributes = display.get_window_attributes(window)?.reply()?;
    let offered = display.get_property(false, window, protocols, AtomEnum::ATOM, 0, 32)?.reply()?;
    let closable = offered.value32().is_some_and(|mut offers| offers.any(|offer| offer == delete));
    if attributes.map_state != MapState::VIEWABLE || !closable {
        return Ok(false);
    }
    let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    display.send_event(false, window, EventMask::NO_EVENT, message)?;
    Ok(true)
}

fn atom(display: &RustConnection, name: &str) -> Result<u32> {
    Ok(display.intern_atom(false, name.as_bytes())?.reply()?.atom)
}
