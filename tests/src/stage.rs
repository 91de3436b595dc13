//! The stage: everything around the window, for one test alone.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::browser::Browser;
use crate::bus::Bus;
use crate::display::Display;
use crate::folders::Folders;
use crate::keyring::Keyring;
use crate::notifications::Notifications;
use crate::scanner::Scanner;
use crate::window::Window;

/// One desktop with nothing on it. Fields end in this order: services before their bus.
#[derive(Debug)]
pub struct Stage {
    name: String,
    keyring: Keyring,
    notifications: Notifications,
    browser: Browser,
    bus: Bus,
    display: Display,
    folders: Folders,
}

impl Stage {
    /// Sets the stage; the name is what screenshots begin with.
    ///
    /// # Errors
    /// When the display, the bus or the keyring does not come up.
    pub async fn set(name: &str) -> Result<Stage> {
        let folders = Folders::create()?;
        let browser = Browser::install(&folders)?;
        let display = Display::start(&folders)?;
        let mut daemon = on_stage("dbus-daemon", &folders, &display);
        let bus = Bus::start(&mut daemon, &folders).await?;
        let notifications = Notifications::observe(bus.address()).await?;
        let mut daemon = on_stage("gnome-keyring-daemon", &folders, &display);
        daemon.env(BUS, bus.address());
        let keyring = Keyring::start(&mut daemon, &bus, &folders).await?;
        let name = name.to_owned();
        Ok(Stage { name, keyring, notifications, browser, bus, display, folders })
    }

    /// Opens the app's window. A second call after a kill finds the data of the first.
    ///
    /// # Errors
    /// When the app was not built, or its window does not open.
    pub async fn open(&self) -> Result<Window<'_>> {
        Window::open(self, &app()?).await
    }

    /// A scanner for the window that is open.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn scanner(&self) -> Result<Scanner> {
        Scanner::plug_in(&self.display)
    }

    /// Gives the display's keyboard another layout, by its two letters. A scanner that was plugged
    /// in before goes on typing for the old one.
    ///
    /// # Errors
    /// When there is no such layout.
    pub fn change_keyboard(&self, layout: &str) -> Result<()> {
        let changed = self.command("setxkbmap").args(["-layout", layout]).status()?;
        ensure!(changed.success(), "setxkbmap does not know the layout {layout}");
        Ok(())
    }

    /// What the app told the desktop.
    pub fn notifications(&self) -> &Notifications {
        &self.notifications
    }

    /// What opens addresses for the app.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Where the app keeps its token.
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Where the app keeps its workspace.
    pub fn data_folder(&self) -> PathBuf {
        self.folders.data()
    }

    /// Every file that the app, its web engine or a service left behind with this text in it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn files_containing(&self, text: &str) -> Result<Vec<PathBuf>> {
        self.folders.files_containing(text)
    }

    /// A command that sees this stage instead of the desktop it was started from.
    pub fn command(&self, program: &str) -> Command {
        let mut command = on_stage(program, &self.folders, &self.display);
        command.env(BUS, self.bus.address());
        command
    }

    /// The screen that the window is on.
    pub(crate) fn display(&self) -> &Display {
        &self.display
    }

    /// Where a program of this stage logs to.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.folders.log(name)
    }

    /// The last lines that a program of this stage logged.
    pub(crate) fn words_of(&self, name: &str) -> String {
        let log = std::fs::read_to_string(self.log(name)).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }

    /// The file of a screenshot.
    pub(crate) fn screenshot_file(&self, name: &str) -> Result<PathBuf> {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = top.parent().unwrap_or(top).join("screenshots");
        std::fs::create_dir_all(&folder)?;
        Ok(folder.join(format!("{}-{name}.png", self.name)))
    }
}

const BUS: &str = "DBUS_SESSION_BUS_ADDRESS";

fn on_stage(program: &str, folders: &Folders, display: &Display) -> Command {
    let mut command = Command::new(program);
    command
        .envs(folders.variables())
        .env("PATH", search_path(folders))
        .env("DISPLAY", display.name())
        .env("GDK_BACKEND", "x11")
        .env("GSETTINGS_BACKEND", "memory")
        .env("LANG", "C.UTF-8")
        .env("NO_AT_BRIDGE", "1")
        .env_remove("LC_ALL")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove(BUS);
    command
}

/// The stage's own programs before the computer's.
fn search_path(folders: &Folders) -> OsString {
    let mut path = folders.programs().into_os_string();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    path
}

/// The app of this checkout: beside this program, or in the folder above for a test.
fn app() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("TOOLCRIB_APP") {
        return Ok(chosen.into());
    }
    let here = std::env::current_exe()?;
    let built = here.ancestors().skip(1).take(2);
    built
        .map(|folder| folder.join("toolcrib"))
        .find(|app| app.is_file())
        .context("the app is not built: run `cargo build` first")
}
