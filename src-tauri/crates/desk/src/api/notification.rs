//! What the technician is told: in the system's notifications, and in the bell's list.

use chrono::{DateTime, Utc};
use domain::decide::unit::Disagreement;
use domain::ids::{ActivityId, DiscrepancyId, NotificationId, RequisitionId};
use domain::operation::Refusal;
use domain::requisition::RequisitionNumber;
use serde::{Deserialize, Serialize};
use specta::Type;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NotificationView {
    /// Identity.
    pub id: NotificationId,
    /// When it was raised.
    pub at: DateTime<Utc>,
    /// What it says.
    pub news: News,
    /// What it is about.
    pub requisition: Option<RequisitionId>,
    /// That requisition's number.
    pub number: Option<RequisitionNumber>,
    /// Whether it was seen in the window.
    pub read: bool,
}

/// What can be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum News {
    /// A check-out was seen and applied.
    CheckedOut {
        /// The asset, as people call it.
        asset: String,
        /// Its tag.
        tag: String,
        /// To whom.
        holder: String,
        /// The row; `None` when the asset itself told.
        activity: Option<ActivityId>,
    },
    /// A return was seen and applied.
    Returned {
        /// The asset, as people call it.
        asset: String,
        /// Its tag.
        tag: String,
        /// From whom, if the log says.
        holder: Option<String>,
        /// The row; `None` when the asset itself told.
        activity: Option<ActivityId>,
    },
    /// An approval became a reservation.
    Reserved {
        /// The asset, as people call it.
        asset: String,
        /// Its tag.
        tag: String,
    },
    /// A decision could not be carried out.
    Refused {
        /// The asset, as people call it.
        asset: String,
        /// Its tag.
        tag: String,
        /// Why.
        refusal: Refusal,
    },
    /// Nobody collected it in time; the reservation was released.
    Expired {
        /// The asset, as people call it.
        asset: String,
        /// Its tag.
        tag: String,
    },
    /// Snipe-IT's log ends before what was read of it: another or a restored server.
    LogRestored,
    /// Snipe-IT and the workspace disagree.
    Disagreement {
        /// The asset, as people call it.
        asset: String,
        /// Its tag.
        tag: String,
        /// About what.
        about: Disagreement,
        /// Which; messages of earlier versions do not say.
        discrepancy: Option<DiscrepancyId>,
    },
}
