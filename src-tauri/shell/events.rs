//! What the desk announces, passed on to the window and to the desktop.

use desk::Announcement;
use desk::api::Changed;
use tauri::AppHandle;
use tauri_specta::Event;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::bindings::{ChangedEvent, HealthEvent};
use crate::notify::Notifier;

/// Passes announcements on until the desk is gone.
pub async fn pass_on(
    app: AppHandle,
    mut announcements: Receiver<Announcement>,
    mut notifier: Notifier,
) {
    loop {
        tokio::select! {
            announcement = announcements.recv() => match announcement {
                Ok(announcement) => tell(&app, &mut notifier, announcement).await,
                Err(RecvError::Lagged(_)) => emit(&app, &ChangedEvent(Changed::everything())),
                Err(RecvError::Closed) => return,
            },
            () = notifier.gathered() => notifier.show_gathered().await,
        }
    }
}

async fn tell(app: &AppHandle, notifier: &mut Notifier, announcement: Announcement) {
    match announcement {
        Announcement::Changed(changed) => emit(app, &ChangedEvent(changed)),
        Announcement::Health(health) => emit(app, &HealthEvent(health)),
        Announcement::Notify(view) => notifier.take(view).await,
    }
}

/// Sends an event to the window.
pub fn emit<E: Event + serde::Serialize + Clone>(app: &AppHandle, event: &E) {
    if let Err(error) = event.emit(app) {
        tracing::warn!(%error, event = E::NAME, "the window was not told");
    }
}
