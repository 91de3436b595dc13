//! A unit's states.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The eight states of a unit. Reserving, in doubt and the like are phases of an operation, never
/// states; overdue and due today are computed, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum UnitState {
    /// Waits for a technician.
    Pending,
    /// Snipe-IT confirmed the Reserved label; waits for collection.
    Reserved,
    /// Snipe-IT says that somebody has it.
    CheckedOut,
    /// Snipe-IT says that it came back.
    Returned,
    /// Declined with a reason.
    Rejected,
    /// Withdrawn before a decision.
    Cancelled,
    /// The reservation was given up.
    Released,
    /// Nobody collected it in time.
    Expired,
}

impl UnitState {
    /// Every state, in the order of a unit's life.
    pub const ALL: [Self; 8] = [
        Self::Pending,
        Self::Reserved,
        Self::CheckedOut,
        Self::Returned,
        Self::Rejected,
        Self::Cancelled,
        Self::Released,
        Self::Expired,
    ];

    /// Whether the unit holds its asset against all other units.
    #[must_use]
    pub fn claims(self) -> bool {
        matches!(self, Self::Reserved | Self::CheckedOut)
    }

    /// Whether the unit's life is over.
    #[must_use]
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Pending | Self::Reserved | Self::CheckedOut)
    }
}
