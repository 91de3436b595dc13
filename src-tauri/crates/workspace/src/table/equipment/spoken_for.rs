//! What a filter means. Which assets somebody claims or asked for is little, and asked anew each
//! time: it changes with every decision.

use chrono::{Days, NaiveDate};
use domain::equipment::{AHEAD, EquipmentFilter, EquipmentGroup};
use domain::ids::{CategoryId, LocationId};
use rustc_hash::FxHashSet;

use super::Moment;
use super::kept::{KeptAsset, Shelf};
use crate::table::all;
use crate::{Error, Read};

/// The assets that are not free for everybody. Each of 100,000 is looked up here.
#[derive(Debug, Default)]
pub struct SpokenFor {
    claimed: FxHashSet<u32>,
    asked: FxHashSet<u32>,
}

/// How an asset stands for the facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Free; `throughout` when nobody asked for it in the days ahead either.
    Available { throughout: bool },
    /// Labelled Reserved, or claimed here.
    Reserved,
    /// With somebody.
    CheckedOut,
    /// With somebody who should bring it back today.
    DueToday,
    /// With somebody who should have brought it back.
    Overdue,
    /// Cannot be lent.
    NotLendable,
    /// Deleted or vanished.
    Gone,
}

impl Read<'_> {
    /// A label on its way back claims its asset until it is there.
    pub(super) fn spoken_for(&self, today: NaiveDate) -> Result<SpokenFor, Error> {
        let claimed = "SELECT asset FROM units INDEXED BY one_claim_per_asset
             WHERE state IN ('reserved', 'checked_out')
             UNION ALL SELECT asset FROM operations INDEXED BY one_open_per_asset
             WHERE asset IS NOT NULL AND phase IN ('waiting', 'sending', 'in_doubt', 'escalated')";
        let asked = "SELECT u.asset FROM units u INDEXED BY units_asked_for
             CROSS JOIN requisitions r ON r.id = u.requisition
             WHERE u.state IN ('pending', 'reserved') AND u.asset IS NOT NULL
                 AND r.starts <= ? AND r.ends >= ?";
        let ahead = today.checked_add_days(Days::new(AHEAD - 1)).unwrap_or(today);
        Ok(SpokenFor {
            claimed: all(self.0, claimed, [], |row| Ok(row.get(0)?))?.into_iter().collect(),
            asked: all(self.0, asked, [ahead, today], |row| Ok(row.get(0)?))?.into_iter().collect(),
        })
    }
}

impl SpokenFor {
    /// How an asset stands.
    pub fn standing(&self, asset: &KeptAsset, moment: Moment) -> Standing {
        match asset.shelf {
            Shelf::Gone => Standing::Gone,
            Shelf::Unlendable => Standing::NotLendable,
            Shelf::Held if asset.due.is_some_and(|due| due < moment.today) => Standing::Overdue,
            Shelf::Held if asset.due == Some(moment.today) => Standing::DueToday,
            Shelf::Held => Standing::CheckedOut,
            Shelf::There if asset.label == Some(moment.reserved.0) => Standing::Reserved,
            Shelf::There if self.claimed.contains(&asset.id.0) => Standing::Reserved,
            Shelf::There => Standing::Available { throughout: !self.asked.contains(&asset.id.0) },
        }
    }
}

impl Standing {
    /// The most urgent first.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Overdue => 0,
            Self::DueToday => 1,
            Self::CheckedOut => 2,
            Self::Reserved => 3,
            Self::Available { .. } => 4,
            Self::NotLendable => 5,
            Self::Gone => 6,
        }
    }

    /// Whether the facet "Availability" lets it through.
    pub fn fits(self, filter: &EquipmentFilter) -> bool {
        let free = matches!(self, Self::Available { throughout: true });
        let of_group = match filter.group {
            None => self != Self::Gone,
            Some(EquipmentGroup::Available) => matches!(self, Self::Available { .. }),
            Some(EquipmentGroup::Reserved) => self == Self::Reserved,
            Some(EquipmentGroup::CheckedOut) => {
                matches!(self, Self::CheckedOut | Self::DueToday | Self::Overdue)
            }
            Some(EquipmentGroup::Overdue) => self == Self::Overdue,
            Some(EquipmentGroup::NotLendable) => self == Self::NotLendable,
            Some(EquipmentGroup::Gone) => self == Self::Gone,
        };
        of_group && (free || !filter.free_throughout)
    }
}

/// Whether the facets of category and home let an asset through.
pub fn is_of(asset: &KeptAsset, filter: &EquipmentFilter) -> bool {
    let is_of = |id: u32| filter.categories.contains(&CategoryId(id));
    let is_at = |id: u32| filter.locations.contains(&LocationId(id));
    (filter.categories.is_empty() || asset.place.category.is_some_and(is_of))
        && (filter.locations.is_empty() || asset.place.home.is_some_and(is_at))
}
