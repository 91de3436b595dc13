//! The desktop's notifications: what was seen in Snipe-IT while the technician looked elsewhere.

use std::time::Instant;

use desk::Desk;
use desk::api::{Language, NotificationView, Show};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};

use crate::bindings::ShowEvent;
use crate::{events, window};

mod catalogue;
mod grouping;
mod server;
mod subject;

use catalogue::{Catalogue, Message};
use grouping::Grouping;

const ACTIONS: &str = "open";
const SUBJECT: &str = "subject";

/// Shows messages, a few a minute.
pub struct Notifier {
    app: AppHandle,
    language: Language,
    catalogue: Catalogue,
    grouping: Grouping<NotificationView>,
}

impl Notifier {
    /// Listens to clicks from here on, also to those on messages that stayed on the screen.
    ///
    /// # Errors
    /// When the system does not take notifications from this app.
    pub fn new(app: &AppHandle) -> anyhow::Result<Self> {
        let language = Language::default();
        let catalogue = Catalogue::of(language)?;
        register(app, &catalogue)?;
        let handle = app.clone();
        app.notification().on_action(move |performed| open_subject(&handle, performed))?;
        Ok(Self { app: app.clone(), language, catalogue, grouping: Grouping::default() })
    }

    /// Shows the message, or gathers it with others.
    pub async fn take(&mut self, view: NotificationView) {
        if self.catalogue.message(&view).is_none() {
            return;
        }
        if let Some(view) = self.grouping.take(view, Instant::now()) {
            self.follow_language().await;
            self.show_alone(&view).await;
        }
    }

    /// Waits until gathered messages are to be shown; for ever when there are none.
    pub async fn gathered(&self) {
        match self.grouping.due() {
            Some(due) => tokio::time::sleep_until(due.into()).await,
            None => std::future::pending().await,
        }
    }

    /// Shows what was gathered in one message.
    pub async fn show_gathered(&mut self) {
        self.follow_language().await;
        match self.grouping.gathered(Instant::now()).as_slice() {
            [] => {}
            [one] => self.show_alone(one).await,
            several => self.show(self.catalogue.grouped(several.len()), None).await,
        }
    }

    /// The words follow the workspace's language, which may change while the app runs.
    async fn follow_language(&mut self) {
        let desk = self.app.state::<Desk>().inner().clone();
        let language = desk.language().await;
        if language == self.language {
            return;
        }
        match speak(&self.app, language) {
            Ok(catalogue) => (self.language, self.catalogue) = (language, catalogue),
            Err(error) => tracing::warn!(%error, "messages stay in the former language"),
        }
    }

    async fn show_alone(&self, view: &NotificationView) {
        if let Some(message) = self.catalogue.message(view) {
            self.show(message, subject::of(view)).await;
        }
    }

    async fn show(&self, message: Message, subject: Option<Show>) {
        let body = server::as_text(message.body).await;
        let shown = self
            .app
            .notification()
            .builder()
            .title(message.title)
            .body(body)
            .action_type_id(ACTIONS)
            .extra(SUBJECT, subject)
            .show();
        if let Err(error) = shown {
            tracing::warn!(%error, "a message was not shown");
        }
    }
}

/// The words of a language, its button told to the system.
fn speak(app: &AppHandle, language: Language) -> anyhow::Result<Catalogue> {
    let catalogue = Catalogue::of(language)?;
    register(app, &catalogue)?;
    Ok(catalogue)
}

fn register(app: &AppHandle, catalogue: &Catalogue) -> anyhow::Result<()> {
    let open = Action::builder(ACTIONS, catalogue.open()).build();
    let kind = ActionType::builder(ACTIONS).actions(vec![open]).build();
    Ok(app.notification().register_action_types(vec![kind])?)
}

/// A click anywhere on a message leads to what it is about.
fn open_subject(app: &AppHandle, performed: &ActionPerformed) {
    window::bring_to_front(app);
    let carried = performed.notification().and_then(|shown| shown.extra().get(SUBJECT));
    if let Some(show) = carried.and_then(subject::read) {
        events::emit(app, &ShowEvent(show));
    }
}
