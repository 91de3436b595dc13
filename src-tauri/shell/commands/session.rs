//! Which workspace is open, and connecting one.

use desk::Desk;
use desk::api::{
    AddressReport, DeskError, Health, KeepToken, NotificationView, Session, Settings,
    SettingsChange, SetupChoice, TokenReport,
};
use tauri::State;

/// Which workspace is open.
#[tauri::command]
#[specta::specta]
pub async fn session(desk: State<'_, Desk>) -> Result<Session, DeskError> {
    desk.session().await
}

/// Starts the demo: a simulated Snipe-IT on loopback, in a workspace of its own.
#[tauri::command]
#[specta::specta]
pub async fn start_demo(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.start_demo().await
}

/// Ends the demo and removes its workspace.
#[tauri::command]
#[specta::specta]
pub async fn leave_demo(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.leave_demo().await
}

/// Asks the address whether a Snipe-IT answers there.
#[tauri::command]
#[specta::specta]
pub async fn check_address(
    desk: State<'_, Desk>,
    address: String,
) -> Result<AddressReport, DeskError> {
    desk.check_address(address).await
}

/// Asks the server who the token is and what it may do. The token stays in memory.
#[tauri::command]
#[specta::specta]
pub async fn check_token(
    desk: State<'_, Desk>,
    address: String,
    token: String,
) -> Result<TokenReport, DeskError> {
    desk.check_token(address, token).await
}

/// Stores the token and opens the workspace.
#[tauri::command]
#[specta::specta]
pub async fn finish_setup(desk: State<'_, Desk>, choice: SetupChoice) -> Result<(), DeskError> {
    desk.finish_setup(choice).await
}

/// The time zones there are.
#[tauri::command]
#[specta::specta]
pub async fn zones(desk: State<'_, Desk>) -> Result<Vec<String>, DeskError> {
    desk.zones().await
}

/// The settings.
#[tauri::command]
#[specta::specta]
pub async fn settings(desk: State<'_, Desk>) -> Result<Settings, DeskError> {
    desk.settings().await
}

/// Changes the settings.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(desk: State<'_, Desk>, change: SettingsChange) -> Result<(), DeskError> {
    desk.save_settings(change).await
}

/// Replaces the token; nothing else changes.
#[tauri::command]
#[specta::specta]
pub async fn replace_token(
    desk: State<'_, Desk>,
    token: String,
    keep: KeepToken,
) -> Result<(), DeskError> {
    desk.replace_token(token, keep).await
}

/// What the present token may do.
#[tauri::command]
#[specta::specta]
pub async fn check_rights(desk: State<'_, Desk>) -> Result<TokenReport, DeskError> {
    desk.check_rights().await
}

/// The status bar.
#[tauri::command]
#[specta::specta]
pub async fn health(desk: State<'_, Desk>) -> Result<Health, DeskError> {
    desk.health().await
}

/// Reads Snipe-IT now.
#[tauri::command]
#[specta::specta]
pub async fn refresh(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.refresh().await
}

/// The newest messages.
#[tauri::command]
#[specta::specta]
pub async fn notifications(desk: State<'_, Desk>) -> Result<Vec<NotificationView>, DeskError> {
    desk.notifications().await
}

/// Marks all messages as read.
#[tauri::command]
#[specta::specta]
pub async fn read_notifications(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.read_notifications().await
}
