//! A unit that is held or out, as every room lists it.

use chrono::NaiveDate;
use domain::ids::{PersonId, UnitId};
use domain::standing::Standing;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AssetRef, LineRef};

/// A reserved or lent unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LoanRow {
    /// The unit.
    pub unit: UnitId,
    /// Its asset.
    pub asset: AssetRef,
    /// Its line, with the project and who asked.
    pub line: LineRef,
    /// Who asked.
    pub requester: PersonId,
    /// How it stands.
    pub standing: Standing,
    /// First day of the loan.
    pub from: NaiveDate,
    /// When it is due back.
    pub due: NaiveDate,
    /// Until when a reservation waits for collection.
    pub hold_until: Option<NaiveDate>,
}
