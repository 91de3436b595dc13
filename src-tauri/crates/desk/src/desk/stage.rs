//! What is open: nothing, a workspace, or one that cannot be opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::evidence::Actor;
use snipeit::ApiToken;
use snipeit_simulator::Simulator;
use tokio::sync::broadcast;
use workspace::Write;

use super::connection::{client, link, stored_token};
use super::{Answer, DeskOptions};
use crate::announce::{self, Announcement};
use crate::api::{DeskError, Language, Rights, Session, StorageProblem, TokenPlace};
use crate::configuration::{Configuration, Connection};
use crate::counter::Counter;
use crate::db::{Db, blocking};
use crate::rounds::Loops;
use crate::{backup, demo, rights};

/// What is open.
pub enum Stage {
    /// Not looked yet.
    Unopened,
    /// The app is ending; nothing is opened again.
    Ended,
    /// Nothing is set up.
    Welcome,
    /// A workspace.
    Open {
        /// It, and its loops.
        counter: Arc<Counter>,
        /// The simulated Snipe-IT, in the demo.
        demo: Option<Simulator>,
    },
    /// A workspace file that cannot be opened. It was left as it is.
    Broken {
        /// Why.
        problem: StorageProblem,
        /// Where it is.
        path: PathBuf,
    },
}

impl Stage {
    /// As the window sees it.
    pub fn session(&self) -> Session {
        match self {
            Self::Unopened | Self::Ended | Self::Welcome => Session::Welcome,
            Self::Open { counter, demo } => {
                let Connection { technician, host, language, .. } =
                    counter.configuration().connection;
                Session::Open { demo: demo.is_some(), technician, host, language }
            }
            Self::Broken { problem, path } => {
                Session::Broken { problem: *problem, path: path.display().to_string() }
            }
        }
    }

    /// The language of what is open.
    pub fn language(&self) -> Option<Language> {
        match self {
            Self::Open { counter, .. } => Some(counter.configuration().connection.language),
            _ => None,
        }
    }

    /// A file that cannot be used, and why.
    pub fn broken(error: &workspace::Error, path: PathBuf) -> Self {
        tracing::error!(%error, path = %path.display(), "the workspace cannot be opened");
        Self::Broken { problem: error.into(), path }
    }

    /// The counter that is open here, if its file was not read for damage yet.
    pub fn unchecked(&self) -> Option<Arc<Counter>> {
        match self {
            Self::Open { counter, .. } if !counter.db.is_checked() => Some(Arc::clone(counter)),
            _ => None,
        }
    }

    /// Whether this very counter is open.
    pub fn is(&self, counter: &Arc<Counter>) -> bool {
        matches!(self, Self::Open { counter: open, .. } if Arc::ptr_eq(open, counter))
    }

    /// Ends the loops, then the simulator.
    pub async fn close(self) {
        if let Self::Open { counter, demo } = self {
            counter.close().await;
            if let Some(simulator) = demo {
                simulator.stop().await;
            }
        }
    }
}

type Announcements = broadcast::Sender<Announcement>;

fn real_file(options: &DeskOptions) -> PathBuf {
    options.folder.join("workspace.db")
}

fn demo_folder(options: &DeskOptions) -> PathBuf {
    options.folder.join("demo")
}

/// How a workspace file is looked at before it is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A large one is read for damage afterwards.
    AtOnce,
    /// It is read for damage first: it could not be opened before.
    Whole,
}

/// Opens the workspace that there is; the real one before the demo's.
pub async fn open_existing(
    options: &DeskOptions,
    announcements: &Announcements,
    look: Look,
) -> Stage {
    let path = real_file(options);
    if path.exists() {
        return open_real(options, announcements, path, look).await;
    }
    if demo::exists(&demo_folder(options)) {
        let language = Language::default();
        return open_demo(options, announcements, language).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the demo cannot be opened");
            Stage::Welcome
        });
    }
    Stage::Welcome
}

async fn open_real(
    options: &DeskOptions,
    announcements: &Announcements,
    path: PathBuf,
    look: Look,
) -> Stage {
    match open_configured(options, &path, look).await {
        // Set-up was interrupted before its last step: it starts again.
        Ok((_, None)) => Stage::Welcome,
        Ok((db, Some(configuration))) => {
            let counter = open(options, announcements, db, configuration);
            connect(options, &counter).await;
            Stage::Open { counter, demo: None }
        }
        Err(error) => Stage::broken(&error, path),
    }
}

async fn open_configured(
    options: &DeskOptions,
    path: &Path,
    look: Look,
) -> Result<(Db, Option<Configuration>), workspace::Error> {
    let db = Db::open(path, Arc::clone(&options.clock)).await?;
    if look == Look::Whole {
        db.check().await?;
    }
    let configuration = db.read(Configuration::load).await?;
    Ok((db, configuration))
}

/// A counter that can be read; it talks to Snipe-IT once it is connected and runs.
fn open(
    options: &DeskOptions,
    announcements: &Announcements,
    db: Db,
    configuration: Configuration,
) -> Arc<Counter> {
    let clock = Arc::clone(&options.clock);
    let chance = Arc::clone(&options.chance);
    let counter = Arc::new(Counter::new(db, configuration, clock, options.pace, chance));
    counter.spawn(announce::commits(Arc::clone(&counter), announcements.clone()));
    counter.spawn(announce::health(Arc::clone(&counter), announcements.clone()));
    counter
}

/// By hand there is one order of things: the token comes before anything else is done.
async fn connect(options: &DeskOptions, counter: &Arc<Counter>) {
    let start = start(Arc::clone(counter), options.clone());
    match options.loops {
        Loops::ByHand => start.await,
        Loops::Alone => counter.spawn(start),
    }
    keep_copies(options, counter);
}

fn keep_copies(options: &DeskOptions, counter: &Arc<Counter>) {
    if options.loops == Loops::Alone {
        counter.spawn(backup::run(Arc::clone(counter), options.first_screen.clone()));
    }
}

/// Gets the token, then starts the loops: a keyring that asks to be unlocked keeps nobody from
/// reading, and the first thing the loops see is no missing token. The first screen comes before
/// them, so that they do not compete with it for the disk.
async fn start(counter: Arc<Counter>, options: DeskOptions) {
    counter.connect(None, TokenPlace::Opening);
    counter.health.waiting_for_keyring(counter.now());
    let token = stored_token(&options, &counter.configuration()).await;
    let (client, place) = link(&options, &counter.configuration(), token);
    // Somebody may have given a new token meanwhile.
    if counter.token() == TokenPlace::Opening {
        counter.connect(client, place);
    }
    counter.health.starting(counter.now());
    options.first_screen.wait().await;
    counter.run(options.loops);
}

/// What set-up found out.
pub struct Found {
    /// What the person chose.
    pub configuration: Configuration,
    /// The token.
    pub token: ApiToken,
    /// Where it was put.
    pub place: TokenPlace,
    /// What it may do.
    pub rights: Rights,
}

/// Opens a new workspace: its first transaction says which server it belongs to.
pub async fn open_new(
    options: &DeskOptions,
    announcements: &Announcements,
    found: Found,
) -> Answer<Stage> {
    let Found { configuration, token, place, rights } = found;
    let db = Db::open(&real_file(options), Arc::clone(&options.clock)).await?;
    let actor = Actor::Technician { name: configuration.connection.technician.clone() };
    let (stored, now) = (configuration.clone(), (options.clock)());
    db.write(actor, move |write| {
        save_first(write, &stored)?;
        Ok::<_, DeskError>(rights::save(write, rights, now)?)
    })
    .await?;
    let client = client(options, &configuration, token)?;
    let counter = open(options, announcements, db, configuration);
    counter.connect(Some(client), place);
    counter.run(options.loops);
    keep_copies(options, &counter);
    Ok(Stage::Open { counter, demo: None })
}

/// A workspace belongs to one Snipe-IT: another desk may have set it up meanwhile.
fn save_first(write: &Write<'_>, configuration: &Configuration) -> Answer<()> {
    match Configuration::load(&write.read())? {
        Some(_) => Err(DeskError::NotPossible),
        None => Ok(configuration.save(write)?),
    }
}

/// Opens the demo, furnishing it in this language when it is new.
pub async fn open_demo(
    options: &DeskOptions,
    announcements: &Announcements,
    language: Language,
) -> Answer<Stage> {
    let clock = Arc::clone(&options.clock);
    let demo = demo::open(&demo_folder(options), language, clock).await?;
    let client = client(options, &demo.configuration, demo.token)?;
    let counter = open(options, announcements, demo.db, demo.configuration);
    counter.connect(Some(client), TokenPlace::ThisRun);
    counter.run(options.loops);
    Ok(Stage::Open { counter, demo: Some(demo.simulator) })
}

/// Removes the demo's files. They are disposable; nothing else lies in their folder.
pub async fn remove_demo(options: &DeskOptions) -> Answer<()> {
    let folder = demo_folder(options);
    let removed = blocking(move || std::fs::remove_dir_all(folder)).await;
    removed.map_err(|error| workspace::Error::from(error).into())
}
