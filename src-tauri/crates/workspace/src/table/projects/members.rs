//! Members of a project, and what each has of it.

use chrono::NaiveDate;
use domain::ids::{PersonId, ProjectId, UserId};
use domain::project::MemberRole;
use domain::validate::MemberDraft;
use rusqlite::Row;
use rusqlite::types::Value;

use crate::table::history::{Event, HistoryEntry, Subject};
use crate::table::people::{self, PersonRecord};
use crate::table::{all, first};
use crate::value::{Columns, word_value};
use crate::{Entity, Error, Read, Write};

/// A member of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRecord {
    /// Who.
    pub person: PersonRecord,
    /// As what.
    pub role: MemberRole,
}

/// What somebody asked for on behalf of a project and has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberLoans {
    /// Who asked.
    pub person: PersonId,
    /// Units out.
    pub on_loan: u32,
    /// Of those, the ones that should be back.
    pub overdue: u32,
    /// Units that are reserved or out, or about to be reserved.
    pub held: u32,
}

impl Read<'_> {
    /// The members of a project, leaders first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn members(&self, project: ProjectId) -> Result<Vec<MemberRecord>, Error> {
        let sql = "SELECT m.role AS member_role, pe.* FROM members m
             JOIN people pe ON pe.id = m.person WHERE m.project = ?
             ORDER BY m.role <> 'leader', m.role <> 'member', pe.search";
        all(self.0, sql, [project.0.to_string()], |row| {
            Ok(MemberRecord { role: row.word("member_role")?, person: people::record(row)? })
        })
    }

    /// A person's role in a project.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn membership(
        &self,
        project: ProjectId,
        person: PersonId,
    ) -> Result<Option<MemberRole>, Error> {
        let sql = "SELECT role FROM members WHERE project = ? AND person = ?";
        let key = [project.0.to_string(), person.0.to_string()];
        first(self.0, sql, key, |row| row.word("role"))
    }

    /// What those who asked for the project have of it, by person.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn member_loans(
        &self,
        project: ProjectId,
        today: NaiveDate,
    ) -> Result<Vec<MemberLoans>, Error> {
        let sql = "SELECT r.requester, sum(u.state = 'checked_out') AS on_loan,
                 sum(u.state = 'checked_out' AND COALESCE(u.due, r.ends) < ?2) AS overdue,
                 sum(u.state IN ('reserved', 'checked_out') OR EXISTS
                     (SELECT 1 FROM operations o WHERE o.unit = u.id AND o.kind = 'reserve'
                      AND o.phase IN ('waiting', 'sending', 'in_doubt', 'escalated'))) AS held
             FROM requisitions r CROSS JOIN units u ON u.requisition = r.id
             WHERE r.project = ?1 GROUP BY r.requester";
        all(self.0, sql, (project.0.to_string(), today.to_string()), loans)
    }

    /// How many units of a project this Snipe-IT user has, or is about to get.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn held_of_project(&self, project: ProjectId, user: UserId) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM requisitions r CROSS JOIN units u ON u.requisition = r.id
             LEFT JOIN operations o ON o.unit = u.id
                 AND o.phase IN ('waiting', 'sending', 'in_doubt', 'escalated')
             LEFT JOIN mirror_assets a ON a.id = u.asset AND u.state = 'checked_out'
                 AND json_extract(a.holder, '$.kind') = 'user'
             WHERE r.project = ?1
                 AND (o.borrower = ?2 OR json_extract(a.holder, '$.id') = ?2)";
        let count = first(self.0, sql, (project.0.to_string(), user.0), |row| Ok(row.get(0)?))?;
        Ok(count.unwrap_or_default())
    }
}

fn loans(row: &Row<'_>) -> Result<MemberLoans, Error> {
    Ok(MemberLoans {
        person: PersonId(row.uuid("requester")?),
        on_loan: row.get("on_loan")?,
        overdue: row.get("overdue")?,
        held: row.get("held")?,
    })
}

impl Write<'_> {
    /// Adds a member.
    ///
    /// # Errors
    /// [`Error::Rule`] when they are one already.
    pub fn add_member(&self, project: ProjectId, member: MemberDraft) -> Result<(), Error> {
        let values = [
            ("project", Value::Text(project.0.to_string())),
            ("person", Value::Text(member.person.0.to_string())),
            ("role", word_value(&member.role)?),
        ];
        self.insert(Entity::Member, &self.new_id().to_string(), &values)
    }

    /// Makes somebody a member, gives a member another role, or lets them go, and records it.
    ///
    /// # Errors
    /// [`Error::Rule`] when there is no such project or person.
    pub fn set_member(
        &self,
        project: ProjectId,
        person: PersonId,
        role: Option<MemberRole>,
    ) -> Result<(), Error> {
        let sql = "SELECT id, role FROM members WHERE project = ? AND person = ?";
        let key = [project.0.to_string(), person.0.to_string()];
        let known: Option<(String, MemberRole)> =
            first(self.read().0, sql, key, |row| Ok((row.get("id")?, row.word("role")?)))?;
        let from = known.as_ref().map(|(_, role)| *role);
        match (known, role) {
            _ if from == role => return Ok(()),
            (Some((id, _)), Some(role)) => {
                self.update(Entity::Member, &id, &[("role", word_value(&role)?)])?;
            }
            (Some((id, _)), None) => self.delete(Entity::Member, &id)?,
            (None, Some(role)) => self.add_member(project, MemberDraft { person, role })?,
            (None, None) => {}
        }
        let event = Event::Member { person, from, to: role };
        self.add_history(&HistoryEntry::new(Subject::Project(project), event))
    }
}
