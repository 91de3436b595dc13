//! Persons and their roles.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{PersonId, UserId};

/// What a person is at the school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// Borrows for projects.
    Student,
    /// Supervises projects, may borrow.
    Professor,
    /// Runs the counter.
    Technician,
}

/// A person as decisions see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Name as typed.
    pub name: String,
    /// Unique in the workspace, case ignored.
    pub email: String,
    /// Role.
    pub role: PersonRole,
    /// The Snipe-IT user this person is, when known.
    pub user: Option<UserId>,
    /// Why the person may not borrow; `None` when they may.
    pub blocked: Option<String>,
}

/// Groups of people that somebody at the counter looks for; one person may be of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PeopleGroup {
    /// Everybody.
    #[default]
    All,
    /// Who has something out.
    OnLoan,
    /// Who has something that should be back.
    Overdue,
    /// Who may not borrow.
    Blocked,
}

impl PeopleGroup {
    /// Every group, in the order shown.
    pub const ALL: [Self; 4] = [Self::All, Self::OnLoan, Self::Overdue, Self::Blocked];
}
