//! How far each list was read, and the small lists.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::asset::Label;
use domain::ids::{LabelId, UserId};
use domain::text::fold;
use rusqlite::{Row, params_from_iter};

use crate::table::{all, each_like, first, patterns};
use crate::value::{Columns, word};
use crate::{Entity, Error, Read, Write};

/// How far a list was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListPosition {
    /// Rows read of a first pass; `None` once it is complete.
    pub position: Option<u32>,
    /// Rows there are.
    pub total: Option<u32>,
    /// The newest `updated_at` applied.
    pub cursor: Option<DateTime<Utc>>,
    /// When it was last brought up to date.
    pub complete_at: Option<DateTime<Utc>>,
    /// When it was last read whole.
    pub full_at: Option<DateTime<Utc>>,
}

/// A status label as mirrored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorLabel {
    /// The label.
    pub label: Label,
    /// How many assets wear it, if known.
    pub assets: Option<u32>,
}

/// A Snipe-IT user as mirrored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorUser {
    /// Snipe-IT's id.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// User name.
    pub username: String,
    /// E-mail.
    pub email: Option<String>,
    /// Employee number.
    pub employee_number: Option<String>,
}

fn user(row: &Row<'_>) -> Result<MirrorUser, Error> {
    Ok(MirrorUser {
        id: UserId(row.get("id")?),
        name: row.get("name")?,
        username: row.get("username")?,
        email: row.get("email")?,
        employee_number: row.get("employee_number")?,
    })
}

impl Read<'_> {
    /// How far a list was read.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn list_position(&self, list: &str) -> Result<ListPosition, Error> {
        let sql = "SELECT * FROM mirror_lists WHERE list = ?";
        let found = first(self.0, sql, [list], |row| {
            Ok(ListPosition {
                position: row.get("position")?,
                total: row.get("total")?,
                cursor: row.maybe_time("cursor")?,
                complete_at: row.maybe_time("complete_at")?,
                full_at: row.maybe_time("full_at")?,
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The status labels.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_labels(&self) -> Result<Vec<MirrorLabel>, Error> {
        all(self.0, "SELECT * FROM mirror_labels ORDER BY name, id", [], |row| {
            let label = Label {
                id: LabelId(row.get("id")?),
                name: row.get("name")?,
                kind: row.word("kind")?,
            };
            Ok(MirrorLabel { label, assets: row.get("assets")? })
        })
    }

    /// Users who match every word, by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_users(&self, typed: &str, limit: u32) -> Result<Vec<MirrorUser>, Error> {
        let patterns = patterns(typed);
        let matching = each_like("search", &patterns);
        let sql =
            format!("SELECT * FROM mirror_users WHERE 1{matching} ORDER BY search LIMIT {limit}");
        all(self.0, &sql, params_from_iter(patterns), user)
    }

    /// The users with that e-mail, case ignored. Snipe-IT accepts several.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn users_by_email(&self, email: &str) -> Result<Vec<MirrorUser>, Error> {
        let key = crate::table::people::email_key(email);
        all(self.0, "SELECT * FROM mirror_users WHERE email_key = ?", [key], user)
    }
}

impl Write<'_> {
    /// Notes how far a list was read.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_list_position(&self, list: &str, position: &ListPosition) -> Result<(), Error> {
        let millis = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_millis());
        self.read().0.execute(
            "INSERT INTO mirror_lists (list, position, total, cursor, complete_at, full_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (list) DO UPDATE SET position = ?2, total = ?3, cursor = ?4,
             complete_at = ?5, full_at = ?6",
            (
                list,
                position.position,
                position.total,
                millis(position.cursor),
                millis(position.complete_at),
                millis(position.full_at),
            ),
        )?;
        Ok(())
    }

    /// Replaces the status labels.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn mirror_labels(&self, labels: &[MirrorLabel]) -> Result<(), Error> {
        let labels = distinct(labels);
        if self.read().mirrored_labels()? == labels {
            return Ok(());
        }
        let connection = self.cache(Entity::Mirror);
        connection.execute("DELETE FROM mirror_labels", [])?;
        for MirrorLabel { label, assets } in &labels {
            connection
                .prepare_cached(
                    "INSERT INTO mirror_labels (id, name, kind, assets) VALUES (?, ?, ?, ?)",
                )?
                .execute((label.id.0, &label.name, word(&label.kind)?, assets))?;
        }
        Ok(())
    }

    /// Replaces the users. Of one that is named twice, as in a list that shifted between two pages,
    /// the later stays.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn mirror_users(&self, users: &[MirrorUser]) -> Result<(), Error> {
        let connection = self.read().0;
        connection.execute("DELETE FROM mirror_users", [])?;
        for user in users {
            self.store_user(user)?;
        }
        Ok(())
    }

    fn store_user(&self, user: &MirrorUser) -> Result<(), Error> {
        let email = user.email.as_deref();
        let number = user.employee_number.as_deref().unwrap_or_default();
        let searched = [&user.name, &user.username, email.unwrap_or_default(), number].join(" ");
        self.read()
            .0
            .prepare_cached(
                "INSERT OR REPLACE INTO mirror_users
                 (id, name, username, email, email_key, employee_number, search)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute((
                user.id.0,
                &user.name,
                &user.username,
                email,
                email.map(crate::table::people::email_key),
                &user.employee_number,
                fold(&searched),
            ))?;
        Ok(())
    }
}

/// By name, each once: a list that shifted between two pages names a row twice.
fn distinct(labels: &[MirrorLabel]) -> Vec<MirrorLabel> {
    let by_id: BTreeMap<_, _> = labels.iter().map(|label| (label.label.id, label)).collect();
    let mut labels: Vec<_> = by_id.into_values().cloned().collect();
    labels.sort_by(|a, b| a.label.name.cmp(&b.label.name));
    labels
}
