//! What happened to a requisition.

use chrono::{DateTime, NaiveDate, Utc};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::evidence::{Actor, Evidence};
use domain::operation::{OperationKind, Phase, Refusal};
use domain::unit::UnitState;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Something that happened to a requisition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: TimelineEvent,
    /// The line's number, where it concerns one.
    pub line: Option<u32>,
    /// The asset's tag, where it concerns one.
    pub tag: Option<String>,
    /// Who or what acted.
    pub actor: Actor,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// What was said.
    pub note: Option<String>,
}

/// Kinds of things that happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimelineEvent {
    /// It was asked for.
    Asked,
    /// A unit moved.
    Moved {
        /// From.
        from: UnitState,
        /// To.
        to: UnitState,
    },
    /// An operation entered a phase.
    Operation {
        /// What it does.
        operation: OperationKind,
        /// Where it stands.
        phase: Phase,
        /// Why it was refused, if it was.
        refusal: Option<Refusal>,
    },
    /// Snipe-IT and the workspace began to disagree.
    Disagreed {
        /// About what.
        about: Disagreement,
    },
    /// They agree again.
    Agreed {
        /// About what they did not.
        about: Disagreement,
    },
    /// A person settled what they disagree about.
    Answered {
        /// About what.
        about: Disagreement,
        /// What was said.
        answer: Answer,
    },
    /// A technician wrote something down: the note.
    Noted,
    /// Snipe-IT says another day on which it is due.
    Due {
        /// The day before.
        from: NaiveDate,
        /// The day now.
        to: NaiveDate,
    },
}
