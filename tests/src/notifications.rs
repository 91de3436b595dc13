//! A notification service that remembers what it was asked to show.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, interface};

use crate::wait::eventually;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Something the app told the technician through the desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The number that the service gave it.
    pub id: u32,
    /// Who sent it.
    pub app: String,
    /// The first line.
    pub summary: String,
    /// The rest.
    pub body: String,
    /// Keys and labels of what can be pressed.
    pub actions: Vec<(String, String)>,
}

type Shown = Arc<Mutex<Vec<Notification>>>;

/// The notifications of one stage.
#[derive(Debug)]
pub struct Notifications {
    shown: Shown,
    connection: Connection,
}

impl Notifications {
    /// Takes the place of the desktop's notification service on the bus.
    pub(crate) async fn observe(address: &str) -> Result<Notifications> {
        let shown = Shown::default();
        let service = Service { shown: Arc::clone(&shown) };
        let connection = zbus::connection::Builder::address(address)?
            .name(NAME)?
            .serve_at(PATH, service)?
            .build()
            .await?;
        Ok(Notifications { shown, connection })
    }

    /// Everything shown so far, oldest first.
    pub fn all(&self) -> Vec<Notification> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for a notification whose summary or body contains the text.
    ///
    /// # Errors
    /// When none comes in time; the error lists those that came.
    pub async fn wait_for(&self, text: &str) -> Result<Notification> {
        let about = |one: &Notification| one.summary.contains(text) || one.body.contains(text);
        eventually("a notification", async || Ok(self.all().into_iter().find(about)))
            .await
            .map_err(|error| error.context(format!("no “{text}” among {:#?}", self.all())))
    }

    /// Presses one of the notification's buttons, as the technician would.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn press(&self, notification: &Notification, action: &str) -> Result<()> {
        let emitter = SignalEmitter::new(&self.connection, PATH)?;
        Service::action_invoked(&emitter, notification.id, action).await?;
        Ok(())
    }
}

struct Service {
    shown: Shown,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[expect(
        clippy::too_many_arguments,
        reason = "the desktop notification specification wants them"
    )]
    fn notify(
        &self,
        app: String,
        replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = u32::try_from(shown.len()).unwrap_or(u32::MAX - 1) + 1;
        let id = if replaces == 0 { fresh } else { replaces };
        shown.push(Notification { id, app, summary, body, actions: pairs(&actions) });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body"].map(String::from).to_vec()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let fields = ["stage", "Toolcrib", "1", "1.2"];
        fields.map(String::from).into()
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &SignalEmitter<'_>,
        id: u32,
        action_key: &str,
    ) -> zbus::Result<()>;
}

fn pairs(actions: &[String]) -> Vec<(String, String)> {
    let (pairs, _) = actions.as_chunks::<2>();
    pairs.iter().cloned().map(Into::into).collect()
}
