//! Ending well: the desk's loops have ended before the process does.

use std::time::Duration;

use desk::Desk;
use tauri::{AppHandle, Manager, RunEvent};

/// A request under way may take this long to come back; after that its operation is in doubt and
/// settled at the next start, as after a crash.
const PATIENCE: Duration = Duration::from_secs(5);

/// Holds the end back, once, until the desk has stopped.
pub fn on_run_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::ExitRequested { api, code: None, .. } = event {
        api.prevent_exit();
        let app = app.clone();
        tauri::async_runtime::spawn(async move { close(&app).await });
    }
}

/// A session that ends asks its programs to end.
pub async fn on_signal(app: AppHandle) {
    match asked_to_end().await {
        Ok(()) => close(&app).await,
        Err(error) => tracing::warn!(%error, "signals are not seen"),
    }
}

async fn close(app: &AppHandle) {
    let desk = app.state::<Desk>().inner().clone();
    if tokio::time::timeout(PATIENCE, desk.stop()).await.is_err() {
        tracing::warn!("the desk did not stop in time");
    }
    tracing::info!("ended");
    app.exit(0);
}

#[cfg(unix)]
async fn asked_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn asked_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
