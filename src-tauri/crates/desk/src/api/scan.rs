//! What a scan finds, and everything about what it found.

use domain::ids::{AssetId, DiscrepancyId, UnitId};
use domain::people::PersonRole;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AssetRef, EquipmentRow, EquipmentView, RequesterView, RequisitionView};

/// What a scanner sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScanCode {
    /// As this computer's keyboard layout reads it.
    pub text: String,
    /// The same keys as a US keyboard reads them, where that differs.
    pub us: Option<String>,
}

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Scanned {
    /// One asset.
    Asset {
        /// Which.
        id: AssetId,
        /// How it was found.
        by: FoundBy,
    },
    /// Several; a person tells them apart.
    Several {
        /// What was looked for.
        code: String,
        /// How they were found.
        by: FoundBy,
        /// They, by tag.
        rows: Vec<EquipmentRow>,
    },
    /// Nothing as typed, and one asset as a US keyboard would have typed it.
    DidYouMean {
        /// What was looked for.
        code: String,
        /// The asset.
        asset: AssetRef,
    },
    /// An asset of another server.
    OtherServer {
        /// That server's name.
        host: String,
    },
    /// Nothing.
    Nothing {
        /// What was looked for.
        code: String,
        /// Whether Snipe-IT may know more: it was not asked, and the mirror is never quite new.
        ask: bool,
    },
}

/// How a scan found what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// By its asset tag.
    Tag,
    /// By its serial number.
    Serial,
    /// By its address on this server.
    Address,
}

/// Everything about one asset, for the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScanCard {
    /// The asset.
    pub view: EquipmentView,
    /// Its notes: what belongs to it.
    pub notes: Option<String>,
    /// The unit that has it, or is about to.
    pub loan: Option<ScanLoan>,
    /// Who has it or gets it, as far as the workspace knows them.
    pub borrower: Option<ScanBorrower>,
    /// What Snipe-IT and the workspace disagree about, whether it concerns a unit or not.
    pub discrepancy: Option<DiscrepancyId>,
}

/// The unit that has an asset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScanLoan {
    /// Its requisition.
    pub requisition: RequisitionView,
    /// The line, as the screens number it.
    pub line: u32,
    /// The unit.
    pub unit: UnitId,
}

/// Who has an asset or gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScanBorrower {
    /// Who, and how they stand.
    pub person: RequesterView,
    /// What they are.
    pub role: PersonRole,
    /// Their student number.
    pub student_number: Option<String>,
}
