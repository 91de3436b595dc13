//! The workspace from asynchronous code: every call runs on a blocking thread.

use std::path::Path;
use std::sync::Arc;

use domain::evidence::Actor;
use workspace::{Entity, Read, Stamp, Workspace, Write};

use crate::api::DeskError;
use crate::clock::Clock;

/// A workspace, shared.
#[derive(Clone)]
pub struct Db {
    workspace: Arc<Workspace>,
    clock: Clock,
}

impl Db {
    /// Opens the file; see [`Workspace::open`].
    pub async fn open(path: &Path, clock: Clock) -> Result<Self, workspace::Error> {
        let path = path.to_owned();
        let desk = hostname();
        let opened = blocking(move || Workspace::open(&path, &desk)).await?;
        Ok(Self { workspace: Arc::new(opened), clock })
    }

    /// Reads within one snapshot.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&Read<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<workspace::Error> + Send + 'static,
    {
        let workspace = Arc::clone(&self.workspace);
        blocking(move || workspace.read(work)).await
    }

    /// Writes in one transaction, now, as `actor`.
    pub async fn write<T, E>(
        &self,
        actor: Actor,
        work: impl FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<workspace::Error> + Send + 'static,
    {
        let workspace = Arc::clone(&self.workspace);
        let stamp = Stamp { actor, at: (self.clock)() };
        blocking(move || workspace.write(&stamp, work)).await
    }

    /// Whether the whole file was read for damage.
    pub fn is_checked(&self) -> bool {
        self.workspace.is_checked()
    }

    /// Reads the whole file for damage; see [`Workspace::check`].
    pub async fn check(&self) -> Result<(), workspace::Error> {
        let workspace = Arc::clone(&self.workspace);
        blocking(move || workspace.check()).await
    }

    /// Ends a check that is under way; see [`Workspace::stop_check`].
    pub fn stop_check(&self) {
        self.workspace.stop_check();
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.workspace.path()
    }

    /// What changed, after each commit.
    #[must_use]
    pub fn commits(&self) -> tokio::sync::broadcast::Receiver<Arc<[Entity]>> {
        self.workspace.commits()
    }

    /// The workspace itself, for work on a blocking thread of its own.
    #[must_use]
    pub fn workspace(&self) -> Arc<Workspace> {
        Arc::clone(&self.workspace)
    }
}

/// Runs blocking work; a panic in it goes on here.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// This computer's name, for the journal.
fn hostname() -> String {
    let named = std::fs::read_to_string("/etc/hostname").ok();
    let name = named.or_else(|| std::env::var("COMPUTERNAME").ok()).unwrap_or_default();
    let name = name.trim();
    if name.is_empty() { "desk".to_owned() } else { name.to_owned() }
}

/// Not there is an answer of its own.
pub fn found<T>(value: Option<T>) -> Result<T, DeskError> {
    value.ok_or(DeskError::NotFound)
}
