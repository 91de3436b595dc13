//! Connecting to a Snipe-IT.

use chrono::{DateTime, Utc};
use domain::asset::LabelKind;
use domain::ids::{ActivityId, LabelId};
use domain::labels::LabelMap;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::ConnectionTrust;

/// An address that answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AddressReport {
    /// The address as Toolcrib will use it; a sub-path is kept.
    pub address: String,
    /// Its host name.
    pub host: String,
    /// Whether the connection is encrypted, and trusted. Of an untrusted server nothing was asked.
    pub trust: ConnectionTrust,
    /// How long the answer took, in milliseconds.
    pub answered_in: u32,
}

/// What a token may do, and what the server has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TokenReport {
    /// The user behind the token.
    pub technician: String,
    /// Their user name.
    pub username: String,
    /// What it may do.
    pub rights: Rights,
    /// How many assets there are.
    pub assets: u32,
    /// How many models, if readable.
    pub models: Option<u32>,
    /// How many people, if readable.
    pub people: Option<u32>,
    /// The newest activity row, if readable.
    pub activity: Option<ActivityId>,
    /// When that was, read in the suggested zone.
    pub activity_at: Option<DateTime<Utc>>,
    /// The labels there are; empty when they may not be read.
    pub labels: Vec<LabelChoice>,
    /// What the names suggest; only deployable ones.
    pub suggested: LabelSuggestion,
    /// This computer's time zone.
    pub zone: String,
    /// The language of the token's user in Snipe-IT, if Toolcrib speaks it.
    pub language: Option<Language>,
    /// The server's version in its own words, if it says.
    pub version: Option<String>,
}

/// A token's rights, one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Rights {
    /// Needed: read the assets.
    pub read_equipment: Right,
    /// Needed: read the status labels.
    pub read_labels: Right,
    /// Needed: set an asset's label.
    pub change_labels: Right,
    /// Else loans are noticed late.
    pub read_activity: Right,
    /// Else people are not matched with users.
    pub read_people: Right,
    /// Else Toolcrib cannot hand over itself.
    pub check_out: Right,
    /// Else Toolcrib cannot take back itself.
    pub check_in: Right,
    /// Else a missing label has to be created in Snipe-IT.
    pub create_labels: Right,
    /// Never used here; a narrower token is safer.
    pub delete_equipment: Right,
}

/// Whether a token may do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// It may.
    Allowed,
    /// It may not.
    Missing,
    /// Cannot be told without trying; an empty catalogue has no row to tell.
    Unknown,
}

/// A status label to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LabelChoice {
    /// Snipe-IT's id.
    pub id: LabelId,
    /// Its name.
    pub name: String,
    /// Its type; only deployable ones can be chosen.
    pub kind: LabelKind,
    /// How many assets wear it, if known.
    pub assets: Option<u32>,
}

/// What the label names suggest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LabelSuggestion {
    /// Available.
    pub available: Option<LabelId>,
    /// Reserved.
    pub reserved: Option<LabelId>,
    /// Checked Out.
    pub checked_out: Option<LabelId>,
}

/// The last step of connecting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SetupChoice {
    /// Which labels mean what.
    pub labels: LabelMap,
    /// The server's time zone.
    pub zone: String,
    /// Where people reach Snipe-IT's pages, where that differs from the address.
    pub public_address: Option<String>,
    /// The language of Toolcrib, and of what it writes into Snipe-IT.
    pub language: Language,
    /// Where the token goes.
    pub keep_token: KeepToken,
}

/// What a label is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LabelRole {
    /// Free to lend.
    Available,
    /// Promised.
    Reserved,
    /// With somebody.
    CheckedOut,
}

/// A language that Toolcrib speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// European Portuguese.
    #[serde(rename = "pt-PT")]
    Portuguese,
}

/// Where the token goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum KeepToken {
    /// Into the system's keyring.
    InKeyring,
    /// Only into memory, when there is no keyring.
    ThisRun,
}
