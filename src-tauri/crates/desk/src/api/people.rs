//! People, and the Snipe-IT users they may be.

use domain::ids::{PersonId, UserId};
use domain::people::PersonRole;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonRow {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Role.
    pub role: PersonRole,
    /// Student number.
    pub student_number: Option<String>,
    /// Linked Snipe-IT user.
    pub user: Option<UserId>,
    /// Why they may not borrow.
    pub blocked: Option<String>,
}

/// A user of Snipe-IT who may be linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UserHit {
    /// Snipe-IT's id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// User name.
    pub username: String,
    /// E-mail, if known.
    pub email: Option<String>,
    /// Employee number, if known: at schools the student number.
    pub employee_number: Option<String>,
}
