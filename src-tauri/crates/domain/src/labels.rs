//! Which of Snipe-IT's status labels mean what at this counter.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::LabelId;

/// The labels Toolcrib writes. All three are deployable; the settings prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LabelMap {
    /// On the shelf and lendable.
    pub available: LabelId,
    /// Promised to a requisition.
    pub reserved: LabelId,
    /// Out, where the lab labels that.
    pub checked_out: Option<LabelId>,
}

impl LabelMap {
    /// Whether a returned asset still wears a label of ours that Available should replace.
    #[must_use]
    pub fn is_left_behind(&self, label: LabelId) -> bool {
        label == self.reserved || Some(label) == self.checked_out
    }
}
