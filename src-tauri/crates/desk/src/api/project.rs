//! Projects and members.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, ProjectId};
use domain::people::PersonRole;
use domain::project::{MemberRole, ProjectState};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectQuery {
    /// Only these states; empty for all.
    pub states: Vec<ProjectState>,
    /// Words of name, course or member; accents and case do not matter.
    pub text: String,
    /// From which row on.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// The list, with how many each state has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectList {
    /// How many match.
    pub total: u32,
    /// Those asked for, newest first.
    pub rows: Vec<ProjectRow>,
    /// Projects per state, matching the text.
    pub counts: Vec<ProjectCount>,
}

/// How many projects are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectCount {
    /// The state.
    pub state: ProjectState,
    /// How many.
    pub count: u32,
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectRow {
    /// Identity.
    pub id: ProjectId,
    /// Name.
    pub name: String,
    /// State.
    pub state: ProjectState,
    /// Course.
    pub course: Option<String>,
    /// Academic year.
    pub academic_year: Option<String>,
    /// Group number.
    pub group_number: Option<u32>,
    /// The leader's name.
    pub leader: Option<String>,
    /// How many members.
    pub members: u32,
    /// Requisitions with a unit that is not at its end.
    pub open_requisitions: u32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// A project whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectView {
    /// What the list shows of it.
    pub row: ProjectRow,
    /// Description.
    pub description: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Links.
    pub links: Vec<String>,
    /// Since when it is active; `None` before.
    pub approved_at: Option<DateTime<Utc>>,
    /// Members.
    pub members: Vec<MemberView>,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MemberView {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// What they are at the school.
    pub person_role: PersonRole,
    /// What they are in the project.
    pub role: MemberRole,
    /// Why they may not borrow, if so.
    pub blocked: Option<String>,
}
