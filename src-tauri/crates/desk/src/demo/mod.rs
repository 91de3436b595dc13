//! The demo: a disposable workspace beside a simulated Snipe-IT, both kept until it is left.

use std::path::Path;
use std::sync::Arc;

use domain::ids::LabelId;
use domain::labels::LabelMap;
use snipeit::{ApiToken, BaseUrl, Client, Server, Trust};
use snipeit_simulator::{Lab, Options, Simulator};
use workspace::Workspace;

use crate::api::{DeskError, Language, StorageProblem};
use crate::clock::Clock;
use crate::configuration::{Configuration, Connection};
use crate::db::{Db, blocking};

mod calendar;
mod decided;
mod furnish;
mod lent;
mod mirror;
mod people;
mod play;
mod plot;
mod projects;
mod scenario;
mod scene;

/// An open demo.
pub struct Demo {
    /// Its workspace.
    pub db: Db,
    /// Its settings; the address is this run's.
    pub configuration: Configuration,
    /// Its Snipe-IT.
    pub simulator: Simulator,
    /// That Snipe-IT's token.
    pub token: ApiToken,
}

/// The labels of the simulated lab.
const LABELS: LabelMap =
    LabelMap { available: LabelId(2), reserved: LabelId(7), checked_out: None };

/// Whether a demo was started in this folder.
pub fn exists(folder: &Path) -> bool {
    folder.join("workspace.db").exists() && folder.join("lab.json").exists()
}

/// Opens the demo in this folder, and furnishes it in this language when it is new.
pub async fn open(folder: &Path, language: Language, clock: Clock) -> Result<Demo, DeskError> {
    if !exists(folder) {
        clear(folder).await?;
        furnish_new(folder, language, &clock).await?;
    }
    let saved = folder.join("lab.json");
    let lab = {
        let saved = saved.clone();
        blocking(move || Lab::load(&saved)).await.map_err(unreadable)?
    };
    let db = Db::open(&folder.join("workspace.db"), Arc::clone(&clock)).await?;
    let options = Options { save_to: Some(saved), clock: Arc::clone(&clock), ..Options::default() };
    let simulator = Simulator::start(lab, options).await.map_err(unreadable)?;
    let token = ApiToken::parse(&simulator.token()).map_err(|_| corrupt())?;
    let configuration = configuration(&db, &simulator).await?;
    mirror::fill(&db, client(&configuration, &token)?, clock).await?;
    Ok(Demo { db, configuration, simulator, token })
}

/// The settings as stored, at the address that this run's simulator listens on.
async fn configuration(db: &Db, simulator: &Simulator) -> Result<Configuration, DeskError> {
    let stored = db.read(Configuration::load).await?.ok_or_else(corrupt)?;
    let connection = Connection { address: simulator.address(), ..stored.connection.clone() };
    Ok(Configuration { connection, ..stored })
}

fn client(configuration: &Configuration, token: &ApiToken) -> Result<Client, DeskError> {
    let base = BaseUrl::parse(&configuration.connection.address).map_err(|_| corrupt())?;
    let server = Server { base, zone: configuration.zone, trust: Trust::System };
    Ok(Client::new(server, token.clone())?)
}

/// What an interrupted start left behind; not while another desk has it open.
async fn clear(folder: &Path) -> Result<(), DeskError> {
    let folder = folder.to_owned();
    blocking(move || {
        Workspace::discard(&folder.join("workspace.db"))?;
        match std::fs::remove_file(folder.join("lab.json")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unreadable(error)),
            _ => Ok(()),
        }
    })
    .await
}

/// Furnishes workspace and lab together. The lab is saved last: a demo that was interrupted on
/// the way is begun anew.
async fn furnish_new(folder: &Path, language: Language, clock: &Clock) -> Result<(), DeskError> {
    let now = clock();
    let db = Db::open(&folder.join("workspace.db"), Arc::clone(clock)).await?;
    let saved = folder.join("lab.json");
    db.run(move |workspace| {
        let lab = furnish::furnish(workspace, LABELS, language, now)?;
        lab.save(&saved).map_err(unreadable)
    })
    .await
}

fn unreadable(error: std::io::Error) -> DeskError {
    workspace::Error::from(error).into()
}

fn corrupt() -> DeskError {
    DeskError::Storage { problem: StorageProblem::Corrupt }
}
