//! Requisitions and the decisions on them.

use chrono::NaiveDate;
use desk::Desk;
use desk::api::{
    Approval, Decided, DeskError, EquipmentHit, HandOver, Inbox, InboxQuery, NewRequisition,
    RequisitionList, RequisitionQuery, RequisitionView, Today,
};
use domain::ids::{OperationId, RequisitionId, UnitId};
use domain::validate::RequisitionDraft;
use tauri::State;

/// What waits for a person today.
#[tauri::command]
#[specta::specta]
pub async fn today(desk: State<'_, Desk>) -> Result<Today, DeskError> {
    desk.today().await
}

/// What waits for a decision.
#[tauri::command]
#[specta::specta]
pub async fn inbox(desk: State<'_, Desk>, query: InboxQuery) -> Result<Inbox, DeskError> {
    desk.inbox(query).await
}

/// Requisitions.
#[tauri::command]
#[specta::specta]
pub async fn requisitions(
    desk: State<'_, Desk>,
    query: RequisitionQuery,
) -> Result<RequisitionList, DeskError> {
    desk.requisitions(query).await
}

/// One requisition.
#[tauri::command]
#[specta::specta]
pub async fn requisition(
    desk: State<'_, Desk>,
    id: RequisitionId,
) -> Result<RequisitionView, DeskError> {
    desk.requisition(id).await
}

/// Creates a requisition.
#[tauri::command]
#[specta::specta]
pub async fn create_requisition(
    desk: State<'_, Desk>,
    draft: RequisitionDraft,
) -> Result<NewRequisition, DeskError> {
    desk.create_requisition(draft).await
}

/// Writes something down about a requisition.
#[tauri::command]
#[specta::specta]
pub async fn add_note(
    desk: State<'_, Desk>,
    id: RequisitionId,
    note: String,
) -> Result<(), DeskError> {
    desk.add_note(id, note).await
}

/// Models and assets of the mirror that match.
#[tauri::command]
#[specta::specta]
pub async fn find_equipment(
    desk: State<'_, Desk>,
    text: String,
    limit: u32,
) -> Result<Vec<EquipmentHit>, DeskError> {
    desk.find_equipment(text, limit).await
}

/// Approves units; each reports for itself.
#[tauri::command]
#[specta::specta]
pub async fn approve(
    desk: State<'_, Desk>,
    approvals: Vec<Approval>,
) -> Result<Vec<Decided>, DeskError> {
    desk.approve(approvals).await
}

/// Rejects units.
#[tauri::command]
#[specta::specta]
pub async fn reject(
    desk: State<'_, Desk>,
    units: Vec<UnitId>,
    reason: String,
) -> Result<Vec<Decided>, DeskError> {
    desk.reject(units, reason).await
}

/// Cancels units for their requester.
#[tauri::command]
#[specta::specta]
pub async fn cancel(
    desk: State<'_, Desk>,
    units: Vec<UnitId>,
    reason: String,
) -> Result<Vec<Decided>, DeskError> {
    desk.cancel(units, reason).await
}

/// Gives reservations up.
#[tauri::command]
#[specta::specta]
pub async fn release(desk: State<'_, Desk>, units: Vec<UnitId>) -> Result<Vec<Decided>, DeskError> {
    desk.release(units).await
}

/// Checks reserved units out to their borrowers.
#[tauri::command]
#[specta::specta]
pub async fn hand_over(
    desk: State<'_, Desk>,
    loans: Vec<HandOver>,
) -> Result<Vec<Decided>, DeskError> {
    desk.hand_over(loans).await
}

/// Checks lent units in.
#[tauri::command]
#[specta::specta]
pub async fn take_back(
    desk: State<'_, Desk>,
    units: Vec<UnitId>,
) -> Result<Vec<Decided>, DeskError> {
    desk.take_back(units).await
}

/// Changes the day on which a reserved unit will be due back.
#[tauri::command]
#[specta::specta]
pub async fn change_due(
    desk: State<'_, Desk>,
    unit: UnitId,
    due: NaiveDate,
) -> Result<(), DeskError> {
    desk.change_due(unit, due).await
}

/// Puts Available back on returned assets.
#[tauri::command]
#[specta::specta]
pub async fn restore_labels(
    desk: State<'_, Desk>,
    units: Vec<UnitId>,
) -> Result<Vec<Decided>, DeskError> {
    desk.restore_labels(units).await
}

/// Takes decisions back of which nothing was sent.
#[tauri::command]
#[specta::specta]
pub async fn withdraw(
    desk: State<'_, Desk>,
    operations: Vec<OperationId>,
) -> Result<(), DeskError> {
    desk.withdraw(operations).await
}

/// Reads the asset of a doubtful operation now.
#[tauri::command]
#[specta::specta]
pub async fn check_operation(
    desk: State<'_, Desk>,
    operation: OperationId,
) -> Result<(), DeskError> {
    desk.check_operation(operation).await
}
