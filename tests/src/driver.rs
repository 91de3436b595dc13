//! The driver that holds the strings of one window.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{Capabilities, WebDriver};
use tokio::net::TcpStream;

use crate::process::Process;
use crate::wait::eventually;

/// WebKit's driver. It starts the app, which therefore inherits its environment.
#[derive(Debug)]
pub struct Driver {
    process: Process,
    address: String,
}

impl Driver {
    /// Starts the driver and waits until it listens.
    pub async fn start(command: &mut Command, log: &Path) -> Result<Driver> {
        let port = free_port()?;
        command
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        let mut process = Process::start_logged(command, log)?;
        eventually("the window's driver", async || {
            ensure!(!process.has_ended()?, "the window's driver ended at once");
            Ok(TcpStream::connect(("127.0.0.1", port)).await.ok())
        })
        .await?;
        Ok(Driver { process, address: format!("http://127.0.0.1:{port}") })
    }

    /// Has the driver start the app. The driver talks to the app rather than to a server, so
    /// a session that is not closed politely is no loss: it ends with the process.
    pub async fn open(&self, app: &Path) -> Result<Arc<SessionHandle>> {
        let mut wanted = Capabilities::new();
        wanted.set("webkitgtk:browserOptions", json!({ "binary": app, "args": [] }))?;
        let session =
            WebDriver::new(&self.address, wanted).await.context("the app's window did not open")?;
        let handle = Arc::clone(session.handle());
        session.leak()?;
        Ok(handle)
    }

    /// The app that this driver started, while it runs.
    pub fn app(&self, program: &Path) -> Option<i32> {
        self.process.child_running(program)
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
