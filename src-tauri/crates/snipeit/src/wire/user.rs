//! A row of `users`.

use domain::ids::UserId;
use serde::Deserialize;

use super::field::{Number, Text};

/// A user of Snipe-IT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Snipe-IT's id.
    pub id: UserId,
    /// The name, entities decoded.
    pub name: String,
    /// The name to log in with.
    pub username: String,
    /// The e-mail address; Snipe-IT lets several users share one.
    pub email: Option<String>,
    /// The employee or student number.
    pub employee_number: Option<String>,
}

/// A row of `users`.
#[derive(Deserialize)]
pub(crate) struct UserRow {
    id: Number,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    username: Text,
    #[serde(default)]
    email: Text,
    #[serde(default)]
    employee_num: Text,
}

impl UserRow {
    pub(crate) fn user(self) -> User {
        User {
            id: UserId(self.id.0),
            name: self.name.or_empty(),
            username: self.username.or_empty(),
            email: self.email.0,
            employee_number: self.employee_num.0,
        }
    }
}
