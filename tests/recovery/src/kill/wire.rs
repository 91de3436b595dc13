//! What the proof and its victim say to each other: one line of JSON each way.

use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Utc};
use desk::Round;
use domain::decide::answer::Answer;
use domain::ids::{NotificationId, UnitId};
use serde::{Deserialize, Serialize};

/// One thing that a technician does at the desk, or one round of its loops. Units and assets go by
/// their place in [`Place`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Opens the desk, as at a start.
    Open,
    /// Approves a unit.
    Approve {
        /// Which.
        unit: usize,
    },
    /// Approves a unit with an asset of its model.
    Pick {
        /// Which.
        unit: usize,
        /// The asset.
        asset: usize,
    },
    /// Rejects a unit.
    Reject {
        /// Which.
        unit: usize,
    },
    /// Cancels a unit for its requester.
    Cancel {
        /// Which.
        unit: usize,
    },
    /// Gives a reservation up.
    Release {
        /// Which.
        unit: usize,
    },
    /// Puts Available back on a returned asset.
    RestoreLabel {
        /// Which.
        unit: usize,
    },
    /// Hands a reserved asset over to its requester.
    HandOver {
        /// Which.
        unit: usize,
    },
    /// Takes a lent asset back.
    TakeBack {
        /// Which.
        unit: usize,
    },
    /// Answers what is disagreed about an asset.
    Answer {
        /// Which.
        asset: usize,
        /// What.
        answer: Answer,
    },
    /// Settles what is due.
    Settle,
    /// Polls the activity log.
    Feed,
    /// Reads the lists that are due.
    Mirror,
    /// Compares the claims with what Snipe-IT lists.
    Reconcile,
}

impl Act {
    /// The unit about which a technician decides.
    #[must_use]
    pub fn decides(self) -> Option<usize> {
        match self {
            Self::Approve { unit }
            | Self::Pick { unit, .. }
            | Self::Reject { unit }
            | Self::Cancel { unit }
            | Self::Release { unit }
            | Self::RestoreLabel { unit }
            | Self::HandOver { unit }
            | Self::TakeBack { unit } => Some(unit),
            _ => None,
        }
    }

    /// The round of the loops that this is.
    #[must_use]
    pub fn round(self) -> Option<Round> {
        match self {
            Self::Settle => Some(Round::Settle),
            Self::Feed => Some(Round::Feed),
            Self::Mirror => Some(Round::Mirror),
            Self::Reconcile => Some(Round::Reconcile),
            _ => None,
        }
    }
}

/// What the victim is to do, and what its clock shows meanwhile.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Order {
    /// The time.
    pub at: DateTime<Utc>,
    /// What.
    pub act: Act,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is done.
    Done,
    /// The decision is stored.
    Stored,
    /// The desk said no, in its words.
    No(String),
}

/// A line of the victim.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Line {
    /// The order was carried out.
    Did(Outcome),
    /// A message was handed to the system.
    Told(NotificationId),
}

/// Where a scenario plays; it lies beside the workspace.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Place {
    /// Of the simulator.
    pub address: String,
    /// Of the technician.
    pub token: String,
    /// The units that were asked for.
    pub units: Vec<UnitId>,
    /// The assets of the lab.
    pub assets: Vec<u32>,
    /// The Snipe-IT user of the requester.
    pub requester: u32,
    /// A Snipe-IT user outside the project.
    pub stranger: u32,
}

const FILE: &str = "place.json";

impl Place {
    /// Reads it from a folder.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn load(folder: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read(folder.join(FILE)).context("the place of the scenario")?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// Writes it into a folder.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn save(&self, folder: &Path) -> anyhow::Result<()> {
        Ok(std::fs::write(folder.join(FILE), serde_json::to_vec(self)?)?)
    }
}
