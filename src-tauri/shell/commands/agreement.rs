//! Commands about what Snipe-IT says and what is made of it: the feed, and discrepancies.

use desk::Desk;
use desk::api::{
    ActivityList, ActivityQuery, DeskError, DiscrepancyList, DiscrepancyQuery, DiscrepancyView,
    Resolved,
};
use domain::decide::answer::Answer;
use domain::ids::DiscrepancyId;
use tauri::State;

/// Where Snipe-IT and the workspace disagree.
#[tauri::command]
#[specta::specta]
pub async fn discrepancies(
    desk: State<'_, Desk>,
    query: DiscrepancyQuery,
) -> Result<DiscrepancyList, DeskError> {
    desk.discrepancies(query).await
}

/// One discrepancy.
#[tauri::command]
#[specta::specta]
pub async fn discrepancy(
    desk: State<'_, Desk>,
    id: DiscrepancyId,
) -> Result<DiscrepancyView, DeskError> {
    desk.discrepancy(id).await
}

/// Settles a discrepancy.
#[tauri::command]
#[specta::specta]
pub async fn resolve(
    desk: State<'_, Desk>,
    id: DiscrepancyId,
    answer: Answer,
) -> Result<Resolved, DeskError> {
    desk.resolve(id, answer).await
}

/// The activity log as read.
#[tauri::command]
#[specta::specta]
pub async fn activity(
    desk: State<'_, Desk>,
    query: ActivityQuery,
) -> Result<ActivityList, DeskError> {
    desk.activity(query).await
}
