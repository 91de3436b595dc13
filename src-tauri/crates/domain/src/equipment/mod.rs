//! Equipment as it is looked through: filters, facets, and the next days of an asset.

mod days;
mod facets;

pub use days::{AHEAD, DayMark, Span, Whereabouts, days_ahead};
pub use facets::{Cell, Facets, count_matching, facets};

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{CategoryId, LocationId};

/// What the assets have in common. Values of one facet are alternatives; facets add up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentFilter {
    /// Words of tag, name, serial, model, category or location.
    pub text: String,
    /// How they stand; `None` for all.
    pub group: Option<EquipmentGroup>,
    /// Of one of these categories; empty for all.
    pub categories: Vec<CategoryId>,
    /// At home in one of these places; empty for all.
    pub locations: Vec<LocationId>,
    /// Only those that are free now and that nobody has asked for in the next 14 days.
    pub free_throughout: bool,
}

/// The groups of the facet "Availability".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EquipmentGroup {
    /// Free: nobody holds it, its label is deployable and not Reserved, no claim here.
    Available,
    /// Labelled Reserved, or reserved here, and not out.
    Reserved,
    /// With somebody; the overdue are among them.
    CheckedOut,
    /// With somebody past the day it was expected.
    Overdue,
    /// Nobody has it and its label does not let it be lent: in repair, archived.
    NotLendable,
    /// Deleted in Snipe-IT, or no longer there at all.
    Gone,
}

/// The columns that can be sorted by; ties are broken by tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EquipmentSort {
    /// The tag.
    Tag,
    /// The name.
    Title,
    /// The most urgent first.
    Standing,
    /// When it is expected back.
    Due,
}

impl EquipmentGroup {
    /// All of them, in the order of the facet.
    pub const ALL: [Self; 6] = [
        Self::Available,
        Self::Reserved,
        Self::CheckedOut,
        Self::Overdue,
        Self::NotLendable,
        Self::Gone,
    ];
}
