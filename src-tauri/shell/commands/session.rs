//! Which workspace is open, and connecting one.

use desk::Desk;
use desk::api::{
    AddressReport, ConnectionTrust, DeskError, Health, KeepToken, LabelChoice, LabelRole, Language,
    NotificationView, Rights, Session, Settings, SettingsChange, SetupChoice, TokenReport,
    TrustChoice,
};
use tauri::State;

/// Which workspace is open.
#[tauri::command]
#[specta::specta]
pub async fn session(desk: State<'_, Desk>) -> Result<Session, DeskError> {
    desk.session().await
}

/// The window has painted its first screen.
#[tauri::command]
#[specta::specta]
pub async fn painted(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.painted().await
}

/// Starts the demo: a simulated Snipe-IT on loopback, in a workspace of its own
/// that speaks this language from its first moment.
#[tauri::command]
#[specta::specta]
pub async fn start_demo(desk: State<'_, Desk>, language: Language) -> Result<(), DeskError> {
    desk.start_demo(language).await
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
    trust: TrustChoice,
) -> Result<AddressReport, DeskError> {
    desk.check_address(address, trust).await
}

/// Asks the server who the token is and what it may do. The token stays in memory.
#[tauri::command]
#[specta::specta]
pub async fn check_token(
    desk: State<'_, Desk>,
    address: String,
    trust: TrustChoice,
    token: String,
) -> Result<TokenReport, DeskError> {
    desk.check_token(address, trust, token).await
}

/// Stores the token and opens the workspace.
#[tauri::command]
#[specta::specta]
pub async fn finish_setup(desk: State<'_, Desk>, choice: SetupChoice) -> Result<(), DeskError> {
    desk.finish_setup(choice).await
}

/// Creates a missing label in Snipe-IT and reads it back.
#[tauri::command]
#[specta::specta]
pub async fn create_label(
    desk: State<'_, Desk>,
    role: LabelRole,
    name: String,
) -> Result<LabelChoice, DeskError> {
    desk.create_label(role, name).await
}

/// The certificate that the server shows now, and whether it is trusted.
#[tauri::command]
#[specta::specta]
pub async fn server_trust(desk: State<'_, Desk>) -> Result<ConnectionTrust, DeskError> {
    desk.server_trust().await
}

/// Trusts the server in another way from now on.
#[tauri::command]
#[specta::specta]
pub async fn trust_server(desk: State<'_, Desk>, trust: TrustChoice) -> Result<(), DeskError> {
    desk.trust_server(trust).await
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

/// What the token may do, as Snipe-IT told it last.
#[tauri::command]
#[specta::specta]
pub async fn rights(desk: State<'_, Desk>) -> Result<Option<Rights>, DeskError> {
    desk.rights().await
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

/// Lets reading Snipe-IT rest, or go on.
#[tauri::command]
#[specta::specta]
pub async fn pause(desk: State<'_, Desk>, paused: bool) -> Result<(), DeskError> {
    desk.pause(paused).await
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
