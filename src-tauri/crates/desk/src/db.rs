//! The workspace from asynchronous code: every call runs on a blocking thread.

use std::path::Path;
use std::sync::Arc;

use domain::evidence::Actor;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;
use workspace::{Entity, Read, Stamp, Workspace, Write};

use crate::api::DeskError;
use crate::clock::Clock;

/// A workspace, shared.
#[derive(Clone)]
pub struct Db {
    workspace: Arc<Workspace>,
    clock: Clock,
    /// What is under way on blocking threads, also when nobody waits for its answer any more.
    work: TaskTracker,
}

impl Db {
    /// Opens the file; see [`Workspace::open`].
    pub async fn open(path: &Path, clock: Clock) -> Result<Self, workspace::Error> {
        let path = path.to_owned();
        let desk = hostname();
        let opened = blocking(move || Workspace::open(&path, &desk)).await?;
        Ok(Self { workspace: Arc::new(opened), clock, work: TaskTracker::new() })
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
        self.run(move |workspace| workspace.read(work)).await
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
        let stamp = Stamp { actor, at: (self.clock)() };
        self.run(move |workspace| workspace.write(&stamp, work)).await
    }

    /// Whether the whole file was read for damage.
    pub fn is_checked(&self) -> bool {
        self.workspace.is_checked()
    }

    /// Reads the whole file for damage; see [`Workspace::check`].
    pub async fn check(&self) -> Result<(), workspace::Error> {
        self.run(Workspace::check).await
    }

    /// Works with the workspace itself, on a blocking thread.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Workspace) -> T + Send + 'static,
    ) -> T {
        let workspace = Arc::clone(&self.workspace);
        finished(self.work.spawn_blocking(move || work(&workspace))).await
    }

    /// Waits until nothing uses the file, not even for somebody who gave up waiting for it.
    pub async fn rest(&self) {
        self.work.close();
        self.work.wait().await;
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
}

/// Runs blocking work; a panic in it goes on here.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    finished(tokio::task::spawn_blocking(work)).await
}

async fn finished<T>(work: JoinHandle<T>) -> T {
    match work.await {
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
