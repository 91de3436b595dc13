//! What the page of one person shows: what they have, what they belong to, what changed.

use chrono::{DateTime, Utc};
use domain::evidence::Actor;
use domain::ids::{PersonId, ProjectId, UserId};
use domain::project::{MemberRole, ProjectState};
use rusqlite::Row;

use crate::table::all;
use crate::table::units::{self, UNIT, UnitRecord};
use crate::value::Columns;
use crate::{Error, Read};

/// A project that a person belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipRecord {
    /// The project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: ProjectState,
    /// As what they belong to it.
    pub role: MemberRole,
}

/// A change of a person, as journaled.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonChange {
    /// Columns and their new values.
    pub values: serde_json::Map<String, serde_json::Value>,
    /// Who changed it.
    pub actor: Actor,
    /// When.
    pub at: DateTime<Utc>,
}

impl Read<'_> {
    /// Units that a person asked for and that are reserved or out.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn units_asked_by(&self, person: PersonId) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!(
            "{UNIT} WHERE u.state IN ('reserved', 'checked_out')
             AND u.requisition IN (SELECT id FROM requisitions WHERE requester = ?)"
        );
        all(self.0, &sql, [person.0.to_string()], units::record)
    }

    /// Units of a person's projects that are out and that this Snipe-IT user has: another member
    /// may have asked for them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn units_held_by(&self, person: PersonId, user: UserId) -> Result<Vec<UnitRecord>, Error> {
        let sql = format!(
            "{UNIT} JOIN mirror_assets a ON a.id = u.asset
             WHERE u.state = 'checked_out' AND u.requisition IN
                 (SELECT of.id FROM members m CROSS JOIN requisitions of ON of.project = m.project
                  WHERE m.person = ?)
             AND json_extract(a.holder, '$.kind') = 'user' AND json_extract(a.holder, '$.id') = ?"
        );
        all(self.0, &sql, (person.0.to_string(), user.0), units::record)
    }

    /// The projects a person belongs to, active ones first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn memberships(&self, person: PersonId) -> Result<Vec<MembershipRecord>, Error> {
        let sql = "SELECT p.id, p.name, p.state, m.role FROM members m
             CROSS JOIN projects p ON p.id = m.project WHERE m.person = ?
             ORDER BY p.state <> 'active', p.state <> 'pending', p.created_at DESC, p.id DESC";
        all(self.0, sql, [person.0.to_string()], membership)
    }

    /// What changed about a person, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn person_changes(&self, person: PersonId, most: u32) -> Result<Vec<PersonChange>, Error> {
        let sql = format!(
            "SELECT new_values, actor, at FROM journal
             WHERE entity = 'person' AND entity_id = ? ORDER BY seq DESC LIMIT {most}"
        );
        all(self.0, &sql, [person.0.to_string()], |row| {
            let (values, actor) = (row.json("new_values")?, row.json("actor")?);
            Ok(PersonChange { values, actor, at: row.time("at")? })
        })
    }
}

fn membership(row: &Row<'_>) -> Result<MembershipRecord, Error> {
    Ok(MembershipRecord {
        project: ProjectId(row.uuid("id")?),
        name: row.get("name")?,
        state: row.word("state")?,
        role: row.word("role")?,
    })
}
