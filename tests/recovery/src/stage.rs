//! What is set up once and used by many lives: a simulated Snipe-IT, and a workspace that was
//! connected to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use desk::api::{KeepToken, Language, SetupChoice, TrustChoice};
use desk::{Desk, DeskOptions, InMemory, Loops, Pace, Round, TokenStore};
use domain::ids::{LabelId, PersonId, ProjectId, UserId};
use domain::labels::LabelMap;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::validate::{MemberDraft, PersonDraft, ProjectDraft};
use snipeit::Pacing;
use snipeit_simulator::{Lab, NewAsset, NewUser, Options, Simulator};
use tempfile::TempDir;

use crate::clock::Clock;

/// How many assets a lab has when a life begins.
const ASSETS: u32 = 7;
/// The workspace's file.
const FILE: &str = "workspace.db";

/// The set, and who plays.
pub struct Stage {
    /// The server.
    pub simulator: Simulator,
    /// The one clock.
    pub clock: Clock,
    /// Who plays.
    pub cast: Cast,
    lab: Lab,
    workspace: TempDir,
    tokens: Arc<InMemory>,
}

/// Who plays.
#[derive(Clone)]
pub struct Cast {
    /// Projects, each with somebody who may ask for it.
    pub projects: Vec<(ProjectId, PersonId)>,
    /// Users of Snipe-IT who belong to the first, to the second, and to no project.
    pub users: [u32; 4],
    /// A room.
    pub room: u32,
    /// The kinds of equipment.
    pub models: Vec<u32>,
}

/// When every life begins, give or take some days: later than any real clock, for waits that the
/// client measures by the real one must be over by this one.
fn beginning() -> DateTime<Utc> {
    DateTime::from_timestamp(2_233_908_000, 0).unwrap_or_default()
}

impl Stage {
    /// Sets everything up.
    ///
    /// # Errors
    /// No port, no folder, or a desk that cannot be connected.
    pub async fn set() -> Result<Self> {
        let clock = Clock::default();
        clock.set(beginning());
        let (lab, users, room, models) = lab(beginning());
        let options = Options { rate_limit: None, clock: clock.for_server(), ..Options::default() };
        let simulator = Simulator::start(lab, options).await?;
        let (workspace, tokens) = (folder()?, Arc::new(InMemory::default()));
        let options = desk_options(workspace.path(), &tokens, &clock);
        let projects = connect(&simulator, options, users).await.context("setting the stage")?;
        let lab = simulator.snapshot();
        let cast = Cast { projects, users, room, models };
        Ok(Self { simulator, clock, cast, lab, workspace, tokens })
    }

    /// Everything as it was at the beginning; answers a fresh folder with the workspace.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn reset(&self) -> Result<TempDir> {
        self.clock.set(beginning());
        self.simulator.faults().clear();
        self.simulator.watch(Arc::new(|_, _, _| ()));
        self.simulator.restore(self.lab.clone());
        self.simulator.forget_requests();
        let folder = folder()?;
        copy(self.workspace.path(), folder.path())?;
        Ok(folder)
    }

    /// A desk on that folder, driven by hand.
    #[must_use]
    pub fn desk(&self, folder: &Path) -> Desk {
        Desk::new(desk_options(folder, &self.tokens, &self.clock))
    }
}

/// The workspace's file in a folder.
#[must_use]
pub fn workspace_file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// In memory, where there is such a place.
fn folder() -> std::io::Result<TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    for name in [FILE.to_owned(), format!("{FILE}-wal")] {
        if from.join(&name).exists() {
            std::fs::copy(from.join(&name), to.join(&name))?;
        }
    }
    Ok(())
}

fn desk_options(folder: &Path, tokens: &Arc<InMemory>, clock: &Clock) -> DeskOptions {
    let tokens: Arc<dyn TokenStore> = tokens.clone();
    let mut options = DeskOptions::new(folder.to_owned(), tokens);
    options.clock = clock.for_desk();
    options.loops = Loops::ByHand;
    options.pace = Pace { assets: Duration::ZERO, lists: Duration::ZERO, ..Pace::default() };
    options.pacing = Pacing {
        first_retry: Duration::from_millis(1),
        background_retries: 1,
        counter_retries: 1,
        window: Duration::from_millis(1),
        margin: Duration::ZERO,
        ..Pacing::default()
    };
    options
}

fn lab(now: DateTime<Utc>) -> (Lab, [u32; 4], u32, Vec<u32>) {
    let mut lab = Lab::empty(chrono_tz::Europe::Lisbon);
    let long_ago = now - TimeDelta::days(60);
    let category = lab.add_category("Equipment", long_ago);
    let room = lab.add_location("Lab 2.14", None, long_ago);
    let models: Vec<_> = ["Rigol DS1054Z", "Raspberry Pi 5"]
        .map(|name| lab.add_model(name, None, None, category, long_ago))
        .to_vec();
    for number in 1..=ASSETS {
        let model = models[if number <= 4 { 0 } else { 1 }];
        let tag = format!("ML-{number:04}");
        let asset = NewAsset { tag, model, label: 2, home: Some(room), ..NewAsset::default() };
        lab.add_asset(asset, long_ago);
    }
    let users = ["Ana", "Beatriz", "Carlos", "Rui"]
        .map(|name| lab.add_user(NewUser::named(name, "Silva"), long_ago));
    (lab, users, room, models)
}

/// Connects a desk, reads everything, and lets the projects begin.
async fn connect(
    simulator: &Simulator,
    options: DeskOptions,
    users: [u32; 4],
) -> Result<Vec<(ProjectId, PersonId)>> {
    let desk = Desk::new(options);
    desk.start().await;
    let trust = TrustChoice::System;
    let address = desk.check_address(simulator.address(), trust.clone()).await?.address;
    desk.check_token(address, trust, simulator.token()).await?;
    desk.finish_setup(choice()).await?;
    desk.round(Round::Feed).await?;
    desk.round(Round::Mirror).await?;
    let ana = person(&desk, "Ana", Some(users[0])).await?;
    // Known by her e-mail address alone.
    let beatriz = person(&desk, "Beatriz", None).await?;
    let carlos = person(&desk, "Carlos", Some(users[2])).await?;
    let first = project(&desk, "Weather station", &[ana, beatriz]).await?;
    let second = project(&desk, "Line follower", &[carlos]).await?;
    desk.stop().await;
    Ok(vec![(first, ana), (first, beatriz), (second, carlos)])
}

fn choice() -> SetupChoice {
    SetupChoice {
        labels: LabelMap {
            available: LabelId(2),
            reserved: LabelId(7),
            checked_out: Some(LabelId(8)),
        },
        zone: "Europe/Lisbon".to_owned(),
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    }
}

async fn person(desk: &Desk, name: &str, user: Option<u32>) -> Result<PersonId> {
    let draft = PersonDraft {
        name: format!("{name} Silva"),
        email: format!("{}@example.org", name.to_lowercase()),
        role: PersonRole::Student,
        student_number: String::new(),
        user: user.map(UserId),
    };
    Ok(desk.create_person(draft).await?.id)
}

async fn project(desk: &Desk, name: &str, members: &[PersonId]) -> Result<ProjectId> {
    let role = |at| if at == 0 { MemberRole::Leader } else { MemberRole::Member };
    let members = members.iter().enumerate();
    let draft = ProjectDraft {
        name: name.to_owned(),
        description: String::new(),
        course: String::new(),
        academic_year: String::new(),
        group_number: None,
        tags: Vec::new(),
        links: Vec::new(),
        members: members
            .map(|(at, person)| MemberDraft { person: *person, role: role(at) })
            .collect(),
    };
    Ok(desk.create_project(draft, true).await?)
}
