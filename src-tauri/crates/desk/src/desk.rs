//! The desk: what the shell holds. Each method is a command; the files below hold them by subject.

use std::sync::Arc;

use tokio::sync::{Mutex, RwLock, broadcast};

use crate::announce::Announcement;
use crate::api::{Changed, DeskError, Topic};
use crate::counter::Counter;
use crate::damage;
use crate::setup::Pending;

mod connection;
mod decisions;
mod equipment;
mod options;
mod people;
mod reading;
mod requisitions;
mod session;
mod settings;
mod stage;

pub use options::DeskOptions;
use stage::{Look, Stage};

/// How many announcements a slow listener may lag behind.
const ANNOUNCEMENTS: usize = 256;

/// Everything the window may ask. Cloning is cheap.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    options: DeskOptions,
    stage: RwLock<Stage>,
    pending: Mutex<Option<Pending>>,
    announcements: broadcast::Sender<Announcement>,
}

type Answer<T> = Result<T, DeskError>;

impl Desk {
    /// A desk that has not opened anything yet; see [`Desk::start`].
    #[must_use]
    pub fn new(options: DeskOptions) -> Self {
        Self(Arc::new(Inner {
            options,
            stage: RwLock::new(Stage::Unopened),
            pending: Mutex::new(None),
            announcements: broadcast::Sender::new(ANNOUNCEMENTS),
        }))
    }

    /// What happens by itself. Listen before [`Desk::start`], so that nothing is missed.
    #[must_use]
    pub fn announcements(&self) -> broadcast::Receiver<Announcement> {
        self.0.announcements.subscribe()
    }

    /// Opens the workspace that there is, if any. Commands wait until this is done.
    pub async fn start(&self) {
        self.open(Look::AtOnce).await;
    }

    async fn open(&self, look: Look) {
        let mut stage = self.0.stage.write().await;
        if matches!(*stage, Stage::Unopened) {
            *stage = stage::open_existing(&self.0.options, &self.0.announcements, look).await;
            if let Some(counter) = stage.unchecked() {
                tokio::spawn(self.clone().look_for_damage(counter));
            }
        }
    }

    /// A large file in which damage is found afterwards is as broken as if it had not been opened.
    /// Nothing is written meanwhile.
    async fn look_for_damage(self, counter: Arc<Counter>) {
        let search = damage::found_in(Arc::clone(&counter), self.0.options.first_screen.clone());
        let Ok(Some(error)) = counter.spawn_whole(search).await else { return };
        let mut stage = self.0.stage.write().await;
        if stage.is(&counter) {
            let broken = Stage::broken(&error, counter.db.path().to_owned());
            std::mem::replace(&mut *stage, broken).close().await;
            drop(stage);
            self.session_changed();
        }
    }

    /// The window has painted its first screen.
    pub async fn painted(&self) -> Answer<()> {
        self.0.options.first_screen.painted();
        Ok(())
    }

    /// Closes the workspace for good: the loops have ended when this returns, and a window that
    /// still asks opens nothing again.
    pub async fn stop(&self) {
        let stage = std::mem::replace(&mut *self.0.stage.write().await, Stage::Ended);
        stage.close().await;
    }

    async fn counter(&self) -> Answer<Arc<Counter>> {
        self.start().await;
        match &*self.0.stage.read().await {
            Stage::Open { counter, .. } => Ok(Arc::clone(counter)),
            _ => Err(DeskError::NoWorkspace),
        }
    }

    async fn is_demo(&self) -> bool {
        matches!(&*self.0.stage.read().await, Stage::Open { demo: Some(_), .. })
    }

    fn session_changed(&self) {
        let topics = vec![Topic::Session];
        let _ = self.0.announcements.send(Announcement::Changed(Changed { topics }));
    }
}
