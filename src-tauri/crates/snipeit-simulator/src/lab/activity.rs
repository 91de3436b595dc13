//! The activity log: rows refer to records by id and are put into words when they are read.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Lab;
use super::model::{Hand, Holder};

/// One row of the activity log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Activity {
    pub id: u32,
    pub action: Action,
    pub item: Item,
    pub target: Option<Holder>,
    pub location: Option<u32>,
    pub by: u32,
    pub note: Option<String>,
    /// The name of an uploaded file.
    #[serde(default)]
    pub file: Option<String>,
    pub changes: Vec<Change>,
    pub source: Source,
    pub agent: String,
    /// When it happened; people may choose it.
    pub action_date: DateTime<Utc>,
    /// When the row was written.
    pub created_at: DateTime<Utc>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Action {
    Create,
    Update,
    CheckOut,
    CheckIn,
    Delete,
    Restore,
    Audit,
    Upload,
}

/// What it was done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Item {
    Asset(u32),
    User(u32),
}

/// Through what it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Source {
    Web,
    Api,
    /// The server could not tell.
    Unknown,
}

/// One entry of `log_meta`. Labels and locations are named when the row is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Change {
    ActionDate { old: DateTime<Utc>, new: DateTime<Utc> },
    Name { old: String, new: String },
    Notes { old: String, new: String },
    ExpectedCheckin { old: String, new: String },
    NextAudit { old: String, new: String },
    Location { old: Option<u32>, new: Option<u32> },
    Label { old: u32, new: u32 },
}

impl Activity {
    /// A row about something done now by this hand; [`Lab::write_down`] numbers it.
    pub(crate) fn new(action: Action, item: Item, hand: &Hand, at: DateTime<Utc>) -> Activity {
        Activity {
            id: 0,
            action,
            item,
            target: None,
            location: None,
            by: hand.user,
            note: None,
            file: None,
            changes: Vec::new(),
            source: hand.source,
            agent: hand.agent.clone(),
            action_date: at,
            created_at: at,
        }
    }

    pub(crate) fn target(self, target: Option<Holder>) -> Activity {
        Activity { target, ..self }
    }

    pub(crate) fn note(self, note: Option<&str>) -> Activity {
        Activity { note: note.filter(|n| !n.is_empty()).map(str::to_owned), ..self }
    }

    pub(crate) fn changes(self, changes: Vec<Change>) -> Activity {
        Activity { changes, ..self }
    }
}

impl Lab {
    /// Appends a row and returns its id.
    pub(crate) fn write_down(&mut self, row: Activity) -> u32 {
        self.last_activity += 1;
        let id = self.last_activity;
        self.activity.insert(id, Activity { id, ..row });
        id
    }

    /// Takes a row out of the log, as if the transaction that writes it were still open.
    pub fn withhold(&mut self, row: u32) -> Option<Activity> {
        self.activity.remove(&row)
    }

    /// Puts a row into the log under its own id: one that was withheld, or one made by hand.
    pub fn release(&mut self, row: Activity) {
        self.last_activity = self.last_activity.max(row.id);
        self.activity.insert(row.id, row);
    }

    /// The activity log, oldest first.
    pub fn activity(&self) -> impl DoubleEndedIterator<Item = &Activity> {
        self.activity.values()
    }
}
