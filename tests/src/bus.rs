//! A session bus of its own: one instance of the app, one keyring, one notification service.

use std::process::Command;

use anyhow::{Context, Result};
use zbus::Connection;
use zbus::fdo::DBusProxy;

use crate::folders::Folders;
use crate::process::Process;
use crate::wait::eventually;

/// A private D-Bus session.
#[derive(Debug)]
pub struct Bus {
    address: String,
    connection: Connection,
    _daemon: Process,
}

impl Bus {
    /// Starts the bus; services that it activates inherit this environment.
    pub async fn start(command: &mut Command, folders: &Folders) -> Result<Bus> {
        command.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        let mut daemon = Process::start(command, &folders.log("bus"))?;
        let address = daemon.first_line().context("the session bus did not come up")?;
        let connection = zbus::connection::Builder::address(address.as_str())?.build().await?;
        Ok(Bus { address, connection, _daemon: daemon })
    }

    /// Where programs find this bus.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The stage's own connection to the bus.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Waits until somebody offers the service.
    pub async fn wait_for(&self, service: &str) -> Result<()> {
        let bus = DBusProxy::new(&self.connection).await?;
        eventually(service, async || {
            let taken = bus.name_has_owner(service.try_into()?).await?;
            Ok(taken.then_some(()))
        })
        .await
    }
}
