//! Operations: writes to Snipe-IT that were decided and are not settled.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::asset::NotFree;

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OperationKind {
    /// Set the Reserved label; the unit becomes reserved.
    Reserve,
    /// Put the former label back; the unit becomes released.
    Release,
    /// Put the former label back because nobody collected it; the unit becomes expired.
    Expire,
    /// Set the Reserved label again on what is reserved here; the unit stays reserved.
    Relabel,
    /// Check the asset out to its borrower; the unit becomes checked out.
    HandOver,
    /// Check the asset in from its borrower; the unit becomes returned.
    TakeBack,
    /// Check the asset in from somebody it was not meant for; the unit stays as it is.
    Retrieve,
    /// Put the Available label back after a return; the unit stays returned.
    RestoreLabel,
    /// Decline; needs no server.
    Reject,
    /// Withdraw the request; needs no server.
    Cancel,
}

impl OperationKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Reserve,
        Self::Release,
        Self::Expire,
        Self::Relabel,
        Self::HandOver,
        Self::TakeBack,
        Self::Retrieve,
        Self::RestoreLabel,
        Self::Reject,
        Self::Cancel,
    ];

    /// Whether Snipe-IT has to be asked.
    #[must_use]
    pub fn needs_server(self) -> bool {
        !matches!(self, Self::Reject | Self::Cancel)
    }

    /// Whether it moves the asset from hand to hand. Such a write is never sent twice: done twice
    /// it would be another one.
    #[must_use]
    pub fn moves_asset(self) -> bool {
        matches!(self, Self::HandOver | Self::TakeBack | Self::Retrieve)
    }
}

/// Where an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Decided; nothing was sent. Can be withdrawn.
    Waiting,
    /// Being sent; a crash here means doubt.
    Sending,
    /// Sent, and the answer was lost.
    InDoubt,
    /// Done, with evidence.
    Done,
    /// Snipe-IT, or what it said, forbade it.
    Refused,
    /// Taken back before anything was sent.
    Withdrawn,
    /// Nobody knows; handed to a person, and the claim is kept.
    Escalated,
}

impl Phase {
    /// Whether the machine still has something to do.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Sending | Self::InDoubt)
    }
}

/// Why an operation was refused. Each becomes a sentence in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// The asset is not free.
    NotFree {
        /// Why.
        reason: NotFree,
    },
    /// It already wears the Reserved label, and not for us.
    AlreadyReserved,
    /// The asset no longer exists in Snipe-IT.
    AssetGone,
    /// Somebody took it while we reserved; our label was put back.
    TakenMeanwhile {
        /// The holder's name.
        holder: String,
    },
    /// Somebody holds it, so its reservation cannot be released.
    CheckedOutMeanwhile {
        /// The holder's name.
        holder: String,
    },
    /// Snipe-IT said no, in its own words.
    ServerSaid {
        /// Its words.
        message: String,
    },
    /// The token may not do this.
    Forbidden,
    /// The returned asset wears a label that is not ours to replace.
    ForeignLabel {
        /// That label's name.
        label: String,
    },
    /// A label this needs is not mapped, or no longer exists.
    LabelMissing,
    /// Nobody knew whether it was done, and a person closed it.
    GivenUp,
    /// What happened meanwhile left nothing to do.
    Overtaken,
}
