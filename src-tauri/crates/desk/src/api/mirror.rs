//! The mirror's ten lists.

use chrono::{DateTime, Utc};
use domain::catalogue::List;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FirstPass, ServerProblem};

/// How a list of Snipe-IT is mirrored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ListView {
    /// The list.
    pub list: List,
    /// Rows known.
    pub rows: u32,
    /// When it was last brought up to date.
    pub at: Option<DateTime<Utc>>,
    /// How far a first pass is; `None` when none is under way.
    pub reading: Option<FirstPass>,
    /// Why it could not be brought up to date; `None` once it was.
    pub problem: Option<ListProblem>,
}

/// Why a list could not be brought up to date. It stops no other list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ListProblem {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub problem: ServerProblem,
}
