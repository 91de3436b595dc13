//! Requisitions and their numbers.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

/// The number people say: R-1042.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(transparent)]
pub struct RequisitionNumber(pub u32);

impl fmt::Display for RequisitionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "R-{:04}", self.0)
    }
}
