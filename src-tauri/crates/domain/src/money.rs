//! Amounts of money.

use serde::{Deserialize, Serialize};
use specta::Type;

/// An amount in hundredths; of which currency, only the server knows.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(transparent)]
pub struct Cents(pub i64);
