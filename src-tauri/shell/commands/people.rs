//! People and projects.

use desk::Desk;
use desk::api::{
    DeskError, MemberOutcome, PeopleQuery, PeopleTable, PersonRow, PersonView, ProjectList,
    ProjectQuery, ProjectTimeline, ProjectUsage, ProjectView, UserHit,
};
use domain::ids::{PersonId, ProjectId};
use domain::project::{MemberRole, ProjectState};
use domain::validate::{PersonDraft, ProjectDraft};
use tauri::State;

/// People whose name, e-mail or number matches.
#[tauri::command]
#[specta::specta]
pub async fn people(
    desk: State<'_, Desk>,
    text: String,
    limit: u32,
) -> Result<Vec<PersonRow>, DeskError> {
    desk.people(text, limit).await
}

/// Creates a person.
#[tauri::command]
#[specta::specta]
pub async fn create_person(
    desk: State<'_, Desk>,
    draft: PersonDraft,
) -> Result<PersonRow, DeskError> {
    desk.create_person(draft).await
}

/// The People table.
#[tauri::command]
#[specta::specta]
pub async fn people_table(
    desk: State<'_, Desk>,
    query: PeopleQuery,
) -> Result<PeopleTable, DeskError> {
    desk.people_table(query).await
}

/// Everything about one person.
#[tauri::command]
#[specta::specta]
pub async fn person(desk: State<'_, Desk>, id: PersonId) -> Result<PersonView, DeskError> {
    desk.person(id).await
}

/// Changes a person.
#[tauri::command]
#[specta::specta]
pub async fn change_person(
    desk: State<'_, Desk>,
    id: PersonId,
    draft: PersonDraft,
) -> Result<PersonRow, DeskError> {
    desk.change_person(id, draft).await
}

/// Keeps a person from borrowing, for a reason; without one they may borrow again.
#[tauri::command]
#[specta::specta]
pub async fn block_person(
    desk: State<'_, Desk>,
    id: PersonId,
    reason: Option<String>,
) -> Result<(), DeskError> {
    desk.block_person(id, reason).await
}

/// Snipe-IT users who match.
#[tauri::command]
#[specta::specta]
pub async fn find_users(
    desk: State<'_, Desk>,
    text: String,
    limit: u32,
) -> Result<Vec<UserHit>, DeskError> {
    desk.find_users(text, limit).await
}

/// Projects.
#[tauri::command]
#[specta::specta]
pub async fn projects(
    desk: State<'_, Desk>,
    query: ProjectQuery,
) -> Result<ProjectList, DeskError> {
    desk.projects(query).await
}

/// One project.
#[tauri::command]
#[specta::specta]
pub async fn project(desk: State<'_, Desk>, id: ProjectId) -> Result<ProjectView, DeskError> {
    desk.project(id).await
}

/// Creates a project, pending or active at once.
#[tauri::command]
#[specta::specta]
pub async fn create_project(
    desk: State<'_, Desk>,
    draft: ProjectDraft,
    activate: bool,
) -> Result<ProjectId, DeskError> {
    desk.create_project(draft, activate).await
}

/// Moves a project to its next state.
#[tauri::command]
#[specta::specta]
pub async fn decide_project(
    desk: State<'_, Desk>,
    id: ProjectId,
    state: ProjectState,
) -> Result<(), DeskError> {
    desk.decide_project(id, state).await
}

/// Changes what a project says of itself; the draft's members are not looked at.
#[tauri::command]
#[specta::specta]
pub async fn change_project(
    desk: State<'_, Desk>,
    id: ProjectId,
    draft: ProjectDraft,
) -> Result<(), DeskError> {
    desk.change_project(id, draft).await
}

/// Makes somebody a member, gives a member another role, or lets them go.
#[tauri::command]
#[specta::specta]
pub async fn set_member(
    desk: State<'_, Desk>,
    project: ProjectId,
    person: PersonId,
    role: Option<MemberRole>,
) -> Result<MemberOutcome, DeskError> {
    desk.set_member(project, person, role).await
}

/// What happened in a project.
#[tauri::command]
#[specta::specta]
pub async fn project_timeline(
    desk: State<'_, Desk>,
    id: ProjectId,
    limit: u32,
) -> Result<ProjectTimeline, DeskError> {
    desk.project_timeline(id, limit).await
}

/// What a project used.
#[tauri::command]
#[specta::specta]
pub async fn project_usage(
    desk: State<'_, Desk>,
    id: ProjectId,
) -> Result<ProjectUsage, DeskError> {
    desk.project_usage(id).await
}
