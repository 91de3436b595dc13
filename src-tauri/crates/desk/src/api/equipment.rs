//! Assets and models as the mirror knows them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AssetId, ModelId};
use domain::requisition::RequisitionNumber;
use serde::{Deserialize, Serialize};
use specta::Type;

/// An asset, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AssetRef {
    /// Snipe-IT's id.
    pub id: AssetId,
    /// The tag.
    pub tag: String,
    /// What people call it.
    pub title: String,
    /// Where it is kept.
    pub location: Option<String>,
}

/// Whether something can be had, as far as the mirror knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Availability {
    /// Free on the shelf.
    Available {
        /// Since when, if known.
        since: Option<DateTime<Utc>>,
    },
    /// Of a model's assets, so many are free.
    Some {
        /// Free ones.
        free: u32,
        /// All that can be lent at all.
        total: u32,
    },
    /// Promised to another requisition.
    Claimed {
        /// Which.
        number: RequisitionNumber,
        /// For which project.
        project: String,
        /// Until when.
        until: NaiveDate,
    },
    /// Labelled Reserved, and not by a requisition here.
    ReservedElsewhere,
    /// With somebody.
    Held {
        /// Whom.
        holder: String,
        /// Expected back.
        due: Option<NaiveDate>,
    },
    /// In repair, archived and the like.
    NotLendable {
        /// The label's name.
        label: String,
    },
    /// No longer in Snipe-IT, or never seen there.
    Gone,
}

/// What a search for equipment finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EquipmentHit {
    /// A model: so many of these.
    Model {
        /// Snipe-IT's id.
        id: ModelId,
        /// Its name.
        name: String,
        /// How many can be had.
        availability: Availability,
    },
    /// One asset.
    Asset {
        /// The asset.
        asset: AssetRef,
        /// Whether it can be had.
        availability: Availability,
    },
}

/// An asset that would serve a line by model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Candidate {
    /// The asset.
    pub asset: AssetRef,
    /// Free since then, if known.
    pub since: Option<DateTime<Utc>>,
    /// A pending requisition that names this very asset.
    pub wanted_by: Option<WantedBy>,
    /// Whether Toolcrib would take it: longest on the shelf first.
    pub suggested: bool,
}

/// Somebody else wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct WantedBy {
    /// The requisition.
    pub number: RequisitionNumber,
    /// From when on.
    pub from: NaiveDate,
}
