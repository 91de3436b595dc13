//! What a transition rests on. It is stored with the transition and shown as its reason.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{ActivityId, AssetId, LabelId, OperationId};

/// Who moved something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// The technician at this desk.
    Technician {
        /// Their name in Snipe-IT.
        name: String,
    },
    /// A rule of Toolcrib, acting on evidence.
    Rule {
        /// Which one.
        rule: Rule,
    },
    /// The demo's or an import's furnishing, on behalf of a person.
    Person {
        /// Their name.
        name: String,
    },
}

/// The rules that act by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Saw a row of the activity log.
    Feed,
    /// Carried out a decision in Snipe-IT.
    Settler,
    /// Put the Available label back after a return.
    LabelKeeper,
    /// Compared Snipe-IT with the claims.
    Reconciliation,
    /// Released what nobody collected in time.
    HoldKeeper,
}

/// Proof from Snipe-IT, or the decision that needed none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// Snipe-IT answered a write, and the asset read back agreed.
    LabelSeen {
        /// The asset that was read.
        asset: AssetId,
        /// The label it wore.
        label: LabelId,
        /// That label's name.
        label_name: String,
        /// When it was read.
        read_at: DateTime<Utc>,
        /// The operation that wrote it.
        operation: Option<OperationId>,
        /// The newest activity row before the write, where the token may read it.
        fence: Option<ActivityId>,
    },
    /// A row of the activity log.
    Activity {
        /// The row.
        id: ActivityId,
        /// When it happened, as the log says.
        at: DateTime<Utc>,
        /// To or from whom.
        target: Option<String>,
        /// Who did it in Snipe-IT.
        by: Option<String>,
    },
    /// The asset itself, read.
    AssetSeen {
        /// The asset that was read.
        asset: AssetId,
        /// When it was read.
        read_at: DateTime<Utc>,
        /// What was remarkable about it.
        fact: AssetFact,
        /// Who held it.
        #[serde(default)]
        holder: Option<String>,
    },
}

/// What a reading of an asset showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AssetFact {
    /// It no longer exists.
    Deleted,
    /// It wears another label than the one we set.
    LabelChanged,
    /// Nobody holds it.
    Free,
    /// Somebody holds it.
    Held,
    /// It was checked in since it was checked out.
    CameBack,
    /// Its label takes it out of use.
    Archived,
}
