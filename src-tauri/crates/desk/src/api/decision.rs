//! What is decided about units, and what becomes of it.

use chrono::{DateTime, Utc};
use domain::decide::approval::CannotApprove;
use domain::decide::lending::CannotHandOver;
use domain::ids::{AssetId, OperationId, PersonId, UnitId};
use domain::operation::{OperationKind, Phase};
use domain::unit::UnitState;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A unit to approve, with the asset picked where the line does not name one, or another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Approval {
    /// The unit.
    pub unit: UnitId,
    /// The asset picked; `None` takes the one the line names.
    pub asset: Option<AssetId>,
}

/// A unit to hand over, to its requester or to somebody else of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOver {
    /// The unit.
    pub unit: UnitId,
    /// To whom; `None` is the requester.
    pub to: Option<PersonId>,
}

/// What became of one decision among several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Decided {
    /// The unit.
    pub unit: UnitId,
    /// What became of it.
    pub outcome: DecisionOutcome,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DecisionOutcome {
    /// Stored; it is carried out then, and can be withdrawn until then.
    Stored {
        /// The operation.
        operation: OperationId,
        /// When.
        due_at: DateTime<Utc>,
    },
    /// It may not be approved.
    CannotApprove {
        /// Why.
        reason: CannotApprove,
    },
    /// It may not be handed over.
    CannotHandOver {
        /// Why.
        reason: CannotHandOver,
    },
    /// The unit's state does not allow it.
    NotPossible {
        /// The state.
        state: UnitState,
    },
    /// Another decision on the unit is not settled yet.
    UnderWay {
        /// What was decided.
        operation: OperationKind,
        /// How far it is; while it waits it can be withdrawn.
        phase: Phase,
    },
}
