//! The settings of a workspace.

use domain::labels::LabelMap;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{LabelChoice, Language};

/// The settings as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Settings {
    /// Whether this is the demo.
    pub demo: bool,
    /// The server's address.
    pub address: String,
    /// The technician's name.
    pub technician: String,
    /// Where the token is.
    pub token: TokenPlace,
    /// Which labels mean what.
    pub labels: LabelMap,
    /// The labels there are.
    pub label_choices: Vec<LabelChoice>,
    /// The server's time zone.
    pub zone: String,
    /// Where people reach Snipe-IT's pages, where that differs from the address.
    pub public_address: Option<String>,
    /// The language of Toolcrib, and of what it writes into Snipe-IT.
    pub language: Language,
    /// What makes the connection trusted.
    pub trust: StoredTrust,
    /// Seconds in which a decision can be undone.
    pub undo_seconds: u32,
    /// What happens to a returned asset's label.
    pub after_return: AfterReturn,
    /// What happens to a reservation that nobody collected in time.
    pub holds: Holds,
    /// The folder of the workspace file and the logs.
    pub folder: String,
    /// The version of Toolcrib.
    pub version: String,
}

impl Settings {
    /// What of them can be changed, as it is.
    #[must_use]
    pub fn changeable(&self) -> SettingsChange {
        SettingsChange {
            labels: self.labels,
            zone: self.zone.clone(),
            public_address: self.public_address.clone(),
            language: self.language,
            undo_seconds: self.undo_seconds,
            after_return: self.after_return,
            holds: self.holds,
        }
    }
}

/// What can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SettingsChange {
    /// Which labels mean what.
    pub labels: LabelMap,
    /// The server's time zone.
    pub zone: String,
    /// Where people reach Snipe-IT's pages, where that differs from the address.
    pub public_address: Option<String>,
    /// The language of Toolcrib, and of what it writes into Snipe-IT.
    pub language: Language,
    /// Seconds in which a decision can be undone: 5, 10 or 20.
    pub undo_seconds: u32,
    /// What happens to a returned asset's label.
    pub after_return: AfterReturn,
    /// What happens to a reservation that nobody collected in time.
    pub holds: Holds,
}

/// What makes the connection trusted, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StoredTrust {
    /// Whom this computer trusts anyway.
    System,
    /// One certificate.
    Pinned {
        /// Its fingerprint.
        fingerprint: String,
    },
    /// The authority of a file.
    Authority {
        /// The file's name.
        file: String,
    },
    /// Nothing: the connection is not encrypted.
    Plain,
}

/// Where the token is. Never what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TokenPlace {
    /// In the system's keyring.
    Keyring,
    /// In memory, until Toolcrib ends.
    ThisRun,
    /// The keyring was asked and has not answered; it may be asking its owner to unlock it.
    Opening,
    /// Nowhere: a new one is needed.
    Missing,
}

/// What happens to a reservation that nobody collected in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// It is released by itself.
    Release,
    /// It is shown, and a person releases it.
    Propose,
}

/// What happens to a returned asset's label when it is still one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AfterReturn {
    /// Available is put back.
    Automatic,
    /// A step is offered.
    Ask,
    /// Nothing.
    Off,
}
