//! People and projects.

use desk::Desk;
use desk::api::{DeskError, PersonRow, ProjectList, ProjectQuery, ProjectView, UserHit};
use domain::ids::ProjectId;
use domain::project::ProjectState;
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
