//! What people type, and what is wrong with it: every field is judged, and each complaint names
//! its field, so that the window can put it beside what was typed.

mod fields;
mod note;
mod person;
mod project;
mod requisition;

pub use note::note_problems;
pub use person::PersonDraft;
pub use project::{MemberDraft, ProjectDraft};
pub use requisition::{LineDraft, RequisitionDraft, RequisitionFacts, Wanted};

use serde::{Deserialize, Serialize};
use specta::Type;

/// A complaint about one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldError {
    /// The field, as the window names it: `email`, `lines.2.quantity`.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a field. Each becomes a sentence in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was typed.
    Required,
    /// More than this many characters.
    TooLong {
        /// The most.
        max: u32,
    },
    /// Outside these numbers.
    OutOfRange {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// Not an e-mail address.
    NotAnEmail,
    /// Not an http or https address.
    NotALink,
    /// Another one has it already.
    Taken,
    /// It stands here twice.
    Repeated,
    /// It does not exist.
    Unknown,
    /// The end lies before the beginning.
    EndsBeforeStart,
    /// It lies in the past.
    InThePast,
    /// The person is not a member who may borrow for the project.
    NotAMember,
    /// The person may not borrow.
    Blocked {
        /// Why.
        reason: String,
    },
    /// The project is neither pending nor active.
    ProjectClosed,
    /// Control characters, which no name has.
    Unreadable,
    /// Not the address of a web server.
    NotAnAddress,
    /// `http://` to another computer would show the token to the network.
    NotSecure,
    /// Not what Snipe-IT gives out as a token.
    NotAToken,
    /// The label does not let its assets be checked out.
    NotDeployable,
    /// Not a time zone.
    NotAZone,
}

/// Shortcut for the validators.
pub(crate) fn complaint(field: impl Into<String>, problem: Problem) -> FieldError {
    FieldError { field: field.into(), problem }
}
