//! Projects and their members.

mod members;
mod timeline;
mod usage;

pub use members::{MemberLoans, MemberRecord};
pub use timeline::{Overdue, ProjectEventRecord};
pub use usage::{FirstDecision, Movement};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::ProjectId;
use domain::project::ProjectState;
use domain::text::fold;
use domain::validate::ProjectDraft;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::history::{Event, HistoryEntry, Subject};
use super::{all, first, patterns};
use crate::value::{Columns, json, text, time, word, word_value};
use crate::{Entity, Error, Read, Write};

/// A project as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectRecord {
    /// Identity.
    pub id: ProjectId,
    /// Name.
    pub name: String,
    /// Description.
    pub description: Option<String>,
    /// Course.
    pub course: Option<String>,
    /// Academic year.
    pub academic_year: Option<String>,
    /// Group number.
    pub group_number: Option<u32>,
    /// Tags.
    pub tags: Vec<String>,
    /// Links.
    pub links: Vec<String>,
    /// State.
    pub state: ProjectState,
    /// Since when it is active; `None` before.
    pub approved_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectSummary {
    /// The project.
    pub project: ProjectRecord,
    /// The leader's name.
    pub leader: Option<String>,
    /// How many members.
    pub members: u32,
    /// Requisitions with a unit that is not at its end.
    pub open_requisitions: u32,
}

fn record(row: &Row<'_>) -> Result<ProjectRecord, Error> {
    Ok(ProjectRecord {
        id: ProjectId(row.uuid("id")?),
        name: row.get("name")?,
        description: row.get("description")?,
        course: row.get("course")?,
        academic_year: row.get("academic_year")?,
        group_number: row.get("group_number")?,
        tags: row.json("tags")?,
        links: row.json("links")?,
        state: row.word("state")?,
        approved_at: row.maybe_time("approved_at")?,
        created_at: row.time("created_at")?,
    })
}

fn summary(row: &Row<'_>) -> Result<ProjectSummary, Error> {
    Ok(ProjectSummary {
        project: record(row)?,
        leader: row.get("leader")?,
        members: row.get("members")?,
        open_requisitions: row.get("open_requisitions")?,
    })
}

const SUMMARY: &str = "p.*,
    (SELECT pe.name FROM members m JOIN people pe ON pe.id = m.person
     WHERE m.project = p.id AND m.role = 'leader' ORDER BY m.id LIMIT 1) AS leader,
    (SELECT count(*) FROM members m WHERE m.project = p.id) AS members,
    (SELECT count(*) FROM requisitions r WHERE r.project = p.id AND EXISTS
        (SELECT 1 FROM units u WHERE u.requisition = r.id
         AND u.state IN ('pending', 'reserved', 'checked_out'))) AS open_requisitions";

impl Read<'_> {
    /// A project.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project(&self, id: ProjectId) -> Result<Option<ProjectRecord>, Error> {
        first(self.0, "SELECT * FROM projects WHERE id = ?", [id.0.to_string()], record)
    }

    /// A project as lists show it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project_summary(&self, id: ProjectId) -> Result<Option<ProjectSummary>, Error> {
        let sql = format!("SELECT {SUMMARY} FROM projects p WHERE p.id = ?");
        first(self.0, &sql, [id.0.to_string()], summary)
    }

    /// Projects that match every word, newest first; `states` empty means any.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn projects(
        &self,
        states: &[ProjectState],
        typed: &str,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<ProjectSummary>, Error> {
        let patterns = patterns(typed);
        let matching = matching(patterns.len());
        let among = among(states)?;
        let sql = format!(
            "SELECT {SUMMARY} FROM projects p WHERE 1{among}{matching}
             ORDER BY p.created_at DESC, p.id DESC LIMIT {limit} OFFSET {offset}"
        );
        all(self.0, &sql, params_from_iter(patterns), summary)
    }

    /// How many projects of each state match every word.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project_counts(&self, typed: &str) -> Result<Vec<(ProjectState, u32)>, Error> {
        let patterns = patterns(typed);
        let matching = matching(patterns.len());
        let sql = format!(
            "SELECT p.state, count(*) AS count FROM projects p WHERE 1{matching} GROUP BY p.state"
        );
        let read = |row: &Row<'_>| Ok((row.word("state")?, row.get("count")?));
        all(self.0, &sql, params_from_iter(patterns), read)
    }

    /// The first and the last day that the project's requisitions ask for.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project_period(&self, id: ProjectId) -> Result<Option<(NaiveDate, NaiveDate)>, Error> {
        let sql = "SELECT min(starts) AS first, max(ends) AS last FROM requisitions
             WHERE project = ?";
        let days = |row: &Row<'_>| {
            let (first, last): (Option<_>, Option<_>) = (row.get("first")?, row.get("last")?);
            Ok(first.zip(last))
        };
        Ok(first(self.0, sql, [id.0.to_string()], days)?.flatten())
    }

    /// Whether a unit of the project is reserved or out, or an operation of it is not settled.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn project_holds_assets(&self, id: ProjectId) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM requisitions r JOIN units u ON u.requisition = r.id
             WHERE r.project = ? AND (u.state IN ('reserved', 'checked_out') OR EXISTS
                 (SELECT 1 FROM operations o WHERE o.unit = u.id
                  AND o.phase IN ('waiting', 'sending', 'in_doubt', 'escalated'))) LIMIT 1";
        Ok(first(self.0, sql, [id.0.to_string()], |_| Ok(()))?.is_some())
    }
}

/// Each word is in the project itself or in one of its members. Who has a word is looked up once,
/// and not for each project.
fn matching(patterns: usize) -> String {
    let one = |n: usize| {
        format!(
            " AND (p.search LIKE ?{n} ESCAPE '\\' OR p.id IN (SELECT m.project FROM people pe
                 CROSS JOIN members m ON m.person = pe.id WHERE pe.search LIKE ?{n} ESCAPE '\\'))"
        )
    };
    (1..=patterns).map(one).collect()
}

/// The states are words of our own, so they may stand in the SQL.
fn among(states: &[ProjectState]) -> Result<String, Error> {
    if states.is_empty() {
        return Ok(String::new());
    }
    let words: Result<Vec<_>, Error> =
        states.iter().map(|state| Ok(format!("'{}'", word(state)?))).collect();
    Ok(format!(" AND p.state IN ({})", words?.join(", ")))
}

impl Write<'_> {
    /// Adds a pending project whose draft was judged.
    ///
    /// # Errors
    /// [`Error::Rule`] when a member does not exist.
    pub fn add_project(&self, draft: &ProjectDraft) -> Result<ProjectId, Error> {
        let id = ProjectId(self.new_id());
        let mut values = typed(draft)?;
        values.push(("state", word_value(&ProjectState::Pending)?));
        values.push(("created_at", time(self.at())));
        self.insert(Entity::Project, &id.0.to_string(), &values)?;
        for member in &draft.members {
            self.add_member(id, *member)?;
        }
        self.record_project(id, None, ProjectState::Pending)?;
        Ok(id)
    }

    /// Changes what a judged draft says about a project; its members stay as they are.
    ///
    /// # Errors
    /// There is no such project.
    pub fn change_project(&self, id: ProjectId, draft: &ProjectDraft) -> Result<(), Error> {
        self.update(Entity::Project, &id.0.to_string(), &typed(draft)?)
    }

    /// Moves a project; the caller has asked the domain whether it may.
    ///
    /// # Errors
    /// There is no such project.
    pub fn move_project(
        &self,
        id: ProjectId,
        from: ProjectState,
        to: ProjectState,
    ) -> Result<(), Error> {
        let mut values = vec![("state", word_value(&to)?)];
        if to == ProjectState::Active {
            values.push(("approved_at", time(self.at())));
        }
        self.update(Entity::Project, &id.0.to_string(), &values)?;
        self.record_project(id, Some(from), to)
    }

    fn record_project(
        &self,
        id: ProjectId,
        from: Option<ProjectState>,
        to: ProjectState,
    ) -> Result<(), Error> {
        let event =
            Event::Moved { from: from.map(|from| word(&from)).transpose()?, to: word(&to)? };
        self.add_history(&HistoryEntry::new(Subject::Project(id), event))
    }
}

/// The columns that a form fills.
fn typed(draft: &ProjectDraft) -> Result<Vec<(&'static str, Value)>, Error> {
    Ok(vec![
        ("name", Value::Text(draft.name.clone())),
        ("description", text(&draft.description)),
        ("course", text(&draft.course)),
        ("academic_year", text(&draft.academic_year)),
        ("group_number", draft.group_number.map_or(Value::Null, |n| Value::Integer(n.into()))),
        ("tags", json(&draft.tags)?),
        ("links", json(&draft.links)?),
        ("search", Value::Text(fold(&format!("{} {}", draft.name, draft.course)))),
    ])
}
