//! Rows of Snipe-IT's activity log that can move a unit.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::asset::Holder;
use crate::ids::{ActivityId, AssetId};

/// The two kinds of rows the feed reads. They come from the filter that was asked for, never from
/// the row's own text, which is translated (`activity-pt-locale-checkout`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// An asset went to somebody.
    CheckOut,
    /// An asset came back, or so the log says.
    CheckIn,
}

/// A check-out or check-in as the activity log tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// The row's id.
    pub id: ActivityId,
    /// What happened.
    pub movement: Movement,
    /// The asset; `None` when the row is about something else or the asset was purged.
    pub asset: Option<AssetId>,
    /// How Snipe-IT names the item now.
    pub item_name: String,
    /// To whom, or from whom; `None` when purged.
    pub target: Option<Holder>,
    /// Who did it in Snipe-IT.
    pub by: Option<String>,
    /// When it happened; people may back-date it, so it orders nothing.
    pub at: DateTime<Utc>,
    /// When it is due back, if the row says so.
    pub expected_checkin: Option<NaiveDate>,
    /// The note, as text.
    pub note: Option<String>,
}
