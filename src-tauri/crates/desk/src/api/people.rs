//! People, and the Snipe-IT users they may be.

use chrono::{DateTime, Utc};
use domain::evidence::Actor;
use domain::ids::{PersonId, ProjectId, UserId};
use domain::people::{PeopleGroup, PersonRole};
use domain::project::{MemberRole, ProjectState};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::LoanRow;

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

/// What the People table shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PeopleQuery {
    /// Only these roles; empty for all.
    pub roles: Vec<PersonRole>,
    /// Only this group.
    pub group: PeopleGroup,
    /// Words of name, e-mail or number; accents and case do not matter.
    pub text: String,
    /// From which row on.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// The People table. Each facet counts what the other one and the text let through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PeopleTable {
    /// How many match.
    pub total: u32,
    /// Those asked for, by name.
    pub rows: Vec<PeopleRow>,
    /// People per group.
    pub groups: Vec<PeopleGroupCount>,
    /// People per role.
    pub roles: Vec<PersonRoleCount>,
}

/// How many people a group has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PeopleGroupCount {
    /// The group.
    pub group: PeopleGroup,
    /// How many.
    pub count: u32,
}

/// How many people have a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonRoleCount {
    /// The role.
    pub role: PersonRole,
    /// How many.
    pub count: u32,
}

/// A person in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PeopleRow {
    /// Who.
    pub person: PersonRow,
    /// Units that they asked for and that are out.
    pub on_loan: u32,
    /// Of those, the ones that should be back.
    pub overdue: u32,
    /// Projects they are in that are pending or active.
    pub projects: u32,
}

/// A person whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonView {
    /// Who.
    pub person: PersonRow,
    /// The Snipe-IT user they are: the linked one, or the only one with their e-mail. Without one
    /// nothing can be handed over to them.
    pub user: Option<UserHit>,
    /// Units that are reserved for them or that they have: what they asked for, and what Snipe-IT
    /// says they hold of their projects. The most urgent first.
    pub loans: Vec<LoanRow>,
    /// Projects they belong to, active ones first.
    pub projects: Vec<Membership>,
    /// What changed about them, newest first.
    pub changes: Vec<PersonEvent>,
}

/// A project that a person belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Membership {
    /// The project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: ProjectState,
    /// As what they belong to it.
    pub role: MemberRole,
}

/// A change of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who changed it.
    pub actor: Actor,
    /// What changed.
    pub what: PersonEventKind,
}

/// Kinds of changes of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PersonEventKind {
    /// They were entered.
    Created,
    /// Some of what the form says is other than before.
    Changed {
        /// The form's fields.
        fields: Vec<PersonFact>,
    },
    /// They may not borrow any more.
    Blocked {
        /// Why.
        reason: String,
    },
    /// They may borrow again.
    Unblocked,
}

/// What the form of a person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PersonFact {
    /// Name.
    Name,
    /// E-mail.
    Email,
    /// Role.
    Role,
    /// Student number.
    StudentNumber,
    /// The Snipe-IT user.
    User,
}
