//! The user behind the token.

use std::collections::BTreeSet;

use domain::ids::UserId;
use serde::Deserialize;
use serde_json::Value;

use super::field::{Number, Text};

/// The user behind the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// Snipe-IT's id.
    pub id: UserId,
    /// The name, entities decoded.
    pub name: String,
    /// The name to log in with.
    pub username: String,
    /// The language that the server answers this user in.
    pub locale: Option<String>,
    /// What was granted to this user directly.
    pub permissions: Permissions,
}

/// What was granted to a user directly. Grants through groups are not told, so absence proves
/// nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Value")]
pub struct Permissions {
    granted: BTreeSet<String>,
}

impl Permissions {
    /// Whether the permission was granted; superusers and administrators of everything have all.
    #[must_use]
    pub fn grants(&self, permission: &str) -> bool {
        [permission, "superuser", "admin"].iter().any(|name| self.granted.contains(*name))
    }

    /// Whether the user is a superuser.
    #[must_use]
    pub fn superuser(&self) -> bool {
        self.granted.contains("superuser")
    }
}

impl From<Value> for Permissions {
    fn from(value: Value) -> Self {
        let entries = value.as_object().into_iter().flatten();
        let granted = entries.filter(|(_, grant)| is_grant(grant));
        Self { granted: granted.map(|(name, _)| name.clone()).collect() }
    }
}

fn is_grant(value: &Value) -> bool {
    *value == Value::Bool(true) || super::field::number(value) == Some(1)
}

/// The answer of `users/me`.
#[derive(Deserialize)]
pub(crate) struct MeRow {
    id: Number,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    username: Text,
    #[serde(default)]
    locale: Text,
    #[serde(default)]
    permissions: Permissions,
}

impl MeRow {
    pub(crate) fn me(self) -> Me {
        Me {
            id: UserId(self.id.0),
            name: self.name.or_empty(),
            username: self.username.or_empty(),
            locale: self.locale.0,
            permissions: self.permissions,
        }
    }
}
