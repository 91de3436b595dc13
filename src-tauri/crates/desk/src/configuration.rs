//! The settings as stored: which server, which labels, which habits.

use chrono_tz::Tz;
use domain::labels::LabelMap;
use serde::{Deserialize, Serialize};
use workspace::{Error, Read, Write};

use crate::api::{AfterReturn, Holds, Language};
use crate::trust::Trust;

/// Days a reservation waits for collection after its first day.
pub const HOLD_DAYS: u64 = 3;

/// The server a workspace belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// The address as normalised.
    pub address: String,
    /// The host name, for people.
    pub host: String,
    /// The technician's name.
    pub technician: String,
    /// What makes the server's certificate trusted.
    #[serde(default)]
    pub trust: Trust,
    /// Where people reach Snipe-IT's pages, where that differs from the address.
    #[serde(default)]
    pub public_address: Option<String>,
    /// The language of Toolcrib, and of what it writes into Snipe-IT.
    #[serde(default)]
    pub language: Language,
}

impl Connection {
    /// A server that this computer trusts, at one address for everybody.
    #[must_use]
    pub fn new(address: String, host: String, technician: String) -> Self {
        let (trust, public_address, language) = Default::default();
        Self { address, host, technician, trust, public_address, language }
    }
}

/// Everything that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// The server.
    pub connection: Connection,
    /// Which labels mean what.
    pub labels: LabelMap,
    /// The server's zone.
    pub zone: Tz,
    /// Seconds in which a decision can be undone.
    pub undo_seconds: u32,
    /// What happens to a returned asset's label.
    pub after_return: AfterReturn,
    /// What happens to a reservation that nobody collected in time.
    pub holds: Holds,
}

impl Configuration {
    /// A new one with the usual habits.
    #[must_use]
    pub fn new(connection: Connection, labels: LabelMap, zone: Tz) -> Self {
        Self {
            connection,
            labels,
            zone,
            undo_seconds: 5,
            after_return: AfterReturn::Automatic,
            holds: Holds::Propose,
        }
    }

    /// Reads it; `None` while nothing is set up.
    pub fn load(read: &Read<'_>) -> Result<Option<Self>, Error> {
        let Some(connection) = read.setting("connection")? else { return Ok(None) };
        let Some(labels) = read.setting("labels")? else { return Ok(None) };
        Ok(Some(Self {
            connection,
            labels,
            zone: read.setting("zone")?.unwrap_or(Tz::UTC),
            undo_seconds: read.setting("undo_seconds")?.unwrap_or(5),
            after_return: read.setting("after_return")?.unwrap_or(AfterReturn::Automatic),
            holds: read.setting("holds")?.unwrap_or(Holds::Propose),
        }))
    }

    /// Stores what differs from before.
    pub fn save(&self, write: &Write<'_>) -> Result<(), Error> {
        let before = Self::load(&write.read())?;
        let before = before.as_ref();
        if before.map(|b| &b.connection) != Some(&self.connection) {
            write.set_setting("connection", &self.connection)?;
        }
        if before.map(|b| b.labels) != Some(self.labels) {
            write.set_setting("labels", &self.labels)?;
        }
        if before.map(|b| b.zone) != Some(self.zone) {
            write.set_setting("zone", &self.zone)?;
        }
        if before.map(|b| b.undo_seconds) != Some(self.undo_seconds) {
            write.set_setting("undo_seconds", &self.undo_seconds)?;
        }
        if before.map(|b| b.after_return) != Some(self.after_return) {
            write.set_setting("after_return", &self.after_return)?;
        }
        if before.map(|b| b.holds) != Some(self.holds) {
            write.set_setting("holds", &self.holds)?;
        }
        Ok(())
    }
}
