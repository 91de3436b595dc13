//! The status bar.

use chrono::{DateTime, Utc};
use domain::ids::ActivityId;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::ServerProblem;

/// How Toolcrib and Snipe-IT are getting on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Health {
    /// In one word.
    pub state: HealthState,
    /// Since when it is so.
    pub since: DateTime<Utc>,
    /// When Snipe-IT's feed was last read.
    pub feed_at: Option<DateTime<Utc>>,
    /// When it is read next; while reading is paused, when it would have been.
    pub next_poll_at: Option<DateTime<Utc>>,
    /// How often it is read, in seconds.
    pub poll_seconds: u32,
    /// Whether a person let reading rest.
    pub paused: bool,
    /// The newest activity row seen; `None` before the first, or without report rights.
    pub activity: Option<ActivityId>,
    /// Whether the token may read the activity log.
    pub reads_activity: bool,
    /// The request budget, once the server has told it.
    pub budget: Option<BudgetView>,
    /// When the budget is full again at the latest.
    pub budget_refills_at: Option<DateTime<Utc>>,
    /// The last thing that went wrong.
    pub last_error: Option<LastError>,
    /// Operations that are not settled.
    pub queue: u32,
    /// The mirror.
    pub mirror: MirrorView,
    /// The server's host name.
    pub host: String,
    /// When the next attempt is made, while offline or throttled.
    pub retry_at: Option<DateTime<Utc>>,
    /// The server's offset from UTC in minutes, where a write showed that it is not the one of the
    /// zone in the settings.
    pub server_offset: Option<i32>,
}

/// One word for the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    /// The keyring has not given the token yet.
    WaitingForKeyring,
    /// Not read yet since the start.
    Starting,
    /// Up to date.
    Live,
    /// Answering, and not caught up.
    Behind,
    /// Asked to slow down.
    Throttled,
    /// Not answering.
    Offline,
    /// The token is refused or missing, or the server is another: its certificate changed.
    Refused,
    /// The log is older than what was read before: another or a restored server.
    Restored,
}

/// Requests left in the present minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BudgetView {
    /// A minute's requests.
    pub limit: u32,
    /// Those left.
    pub remaining: u32,
}

/// The last thing that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LastError {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub problem: ServerProblem,
    /// Whether it works again.
    pub recovered: bool,
}

/// The mirror's age and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MirrorView {
    /// Assets known.
    pub assets: u32,
    /// When it was last brought up to date.
    pub at: Option<DateTime<Utc>>,
    /// When it is read next.
    pub next_at: Option<DateTime<Utc>>,
    /// How far the first pass is; `None` when it is complete.
    pub first_pass: Option<FirstPass>,
    /// How many of the ten lists could not be brought up to date.
    pub troubled: u32,
}

/// Progress of the first pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FirstPass {
    /// Assets read.
    pub read: u32,
    /// Assets there are.
    pub total: u32,
}
