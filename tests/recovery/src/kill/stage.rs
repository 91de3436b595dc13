//! Where a scenario plays: a simulated Snipe-IT, and a workspace connected to it, prepared once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, anyhow};
use chrono::{DateTime, TimeDelta, Utc};
use desk::api::{Holds, KeepToken, Language, SettingsChange, SetupChoice, TrustChoice};
use desk::{Desk, InMemory, Round};
use domain::ids::{AssetId, LabelId, ModelId, PersonId, ProjectId, RequisitionId, UnitId, UserId};
use domain::labels::LabelMap;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::validate::{
    LineDraft, MemberDraft, PersonDraft, ProjectDraft, RequisitionDraft, Wanted as WantedDraft,
};
use snipeit_simulator::{Lab, NewAsset, NewUser, Options, Simulator};
use tempfile::TempDir;

use super::facts::Facts;
use super::script::Wanted;
use super::victim;
use super::wire::Place;
use crate::clock::Clock;

/// Available, Reserved and Checked Out of the simulator.
const LABELS: LabelMap =
    LabelMap { available: LabelId(2), reserved: LabelId(7), checked_out: Some(LabelId(8)) };

const TAGS: [&str; 3] = ["ML-0001", "ML-0002", "ML-0003"];

/// A Tuesday morning at the counter.
fn morning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_773_136_800, 0).unwrap_or_default()
}

/// The server, the clock of everybody, and the workspace's folder.
pub struct Stage {
    /// The server.
    pub simulator: Simulator,
    /// The time.
    pub clock: Clock,
    /// What really was so.
    pub facts: Arc<Mutex<Facts>>,
    /// Ids and numbers.
    pub place: Place,
    folder: TempDir,
}

impl Stage {
    /// A lab and a desk connected to it, with what is wanted.
    ///
    /// # Errors
    /// Something of that fails, which is no matter of kills.
    pub async fn set(wanted: &[Wanted]) -> anyhow::Result<Self> {
        let folder = folder()?;
        let clock = Clock::default();
        clock.set(morning());
        let (lab, model, requester, stranger) = lab(morning() - TimeDelta::days(60));
        let assets = lab.assets().map(|asset| asset.id).collect();
        let options = Options { rate_limit: None, clock: clock.for_server(), ..Options::default() };
        let simulator = Simulator::start(lab, options).await?;
        let (address, token) = (simulator.address(), simulator.token());
        let units = Vec::new();
        let place = Place { address, token, units, assets, requester, stranger };
        let facts = Arc::default();
        let mut stage = Self { simulator, clock, facts, place, folder };
        stage.watch();
        stage.connect(wanted, ModelId(model)).await?;
        stage.place.save(stage.workspace())?;
        Ok(stage)
    }

    /// The folder of the prepared workspace; copies of it are killed.
    #[must_use]
    pub fn workspace(&self) -> &Path {
        self.folder.path()
    }

    /// What really was so, and is so now.
    pub fn facts(&self) -> MutexGuard<'_, Facts> {
        let mut facts = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        self.simulator.with_lab(|lab| facts.observe(lab));
        facts
    }

    /// Notes each request, and how the lab was before it.
    fn watch(&self) {
        let (facts, clock) = (Arc::clone(&self.facts), self.clock.clone());
        self.simulator.watch(Arc::new(move |request, _, lab| {
            let mut facts = facts.lock().unwrap_or_else(PoisonError::into_inner);
            facts.observe(lab);
            facts.request(request, clock.server());
        }));
    }

    async fn connect(&mut self, wanted: &[Wanted], model: ModelId) -> anyhow::Result<()> {
        let tokens = Arc::new(InMemory::default());
        let desk = Desk::new(victim::options(self.workspace(), tokens, &self.clock));
        self.set_up(&desk).await.map_err(said)?;
        desk.round(Round::Mirror).await.map_err(said)?;
        let user = UserId(self.place.requester);
        let person = desk.create_person(person(user)).await.map_err(said)?.id;
        let project = desk.create_project(project(person), true).await.map_err(said)?;
        for one in wanted {
            let wanted = match one {
                Wanted::Asset(index) => WantedDraft::Asset { id: self.asset(*index)? },
                Wanted::Model => WantedDraft::Model { id: model },
            };
            let draft = requisition(project, person, wanted, self.clock.desk());
            let id = desk.create_requisition(draft).await.map_err(said)?.id;
            self.place.units.push(unit(&desk, id).await?);
        }
        desk.stop().await;
        Ok(())
    }

    async fn set_up(&self, desk: &Desk) -> Result<(), desk::api::DeskError> {
        let (address, trust) = (self.place.address.clone(), TrustChoice::System);
        let address = desk.check_address(address, trust).await?.address;
        desk.check_token(address, TrustChoice::System, self.place.token.clone()).await?;
        desk.finish_setup(SetupChoice {
            labels: LABELS,
            zone: "Europe/Lisbon".to_owned(),
            public_address: None,
            language: Language::English,
            keep_token: KeepToken::InKeyring,
        })
        .await?;
        let now = desk.settings().await?;
        desk.save_settings(SettingsChange {
            labels: now.labels,
            zone: now.zone,
            public_address: None,
            language: Language::English,
            undo_seconds: now.undo_seconds,
            after_return: now.after_return,
            holds: Holds::Release,
        })
        .await
    }

    fn asset(&self, index: usize) -> anyhow::Result<AssetId> {
        self.place.assets.get(index).copied().map(AssetId).context("an asset of the lab")
    }
}

/// In memory where there is such a folder: what survives a kill does not hang on the disk.
///
/// # Errors
/// There is no room.
pub fn folder() -> anyhow::Result<TempDir> {
    let memory = PathBuf::from("/dev/shm");
    let place = if memory.is_dir() { memory } else { std::env::temp_dir() };
    Ok(tempfile::Builder::new().prefix("killed-").tempdir_in(place)?)
}

fn said(error: desk::api::DeskError) -> anyhow::Error {
    anyhow!("{error:?}")
}

fn lab(at: DateTime<Utc>) -> (Lab, u32, u32, u32) {
    let mut lab = Lab::empty(chrono_tz::Europe::Lisbon);
    let category = lab.add_category("Osciloscópios", at);
    let model = lab.add_model("Osciloscópio Rigol DS1054Z", None, None, category, at);
    let location = lab.add_location("Lab 2.14", None, at);
    for tag in TAGS {
        let home = Some(location);
        let tag = tag.to_owned();
        lab.add_asset(NewAsset { tag, model, label: 2, home, ..NewAsset::default() }, at);
    }
    let requester = lab.add_user(NewUser::named("Ana", "Silva"), at);
    let stranger = lab.add_user(NewUser::named("Rui", "Marques"), at);
    (lab, model, requester, stranger)
}

fn person(user: UserId) -> PersonDraft {
    PersonDraft {
        name: "Ana Silva".to_owned(),
        email: "ana@example.org".to_owned(),
        role: PersonRole::Student,
        student_number: String::new(),
        user: Some(user),
    }
}

fn project(leader: PersonId) -> ProjectDraft {
    ProjectDraft {
        name: "Estação meteorológica LoRa".to_owned(),
        description: String::new(),
        course: "Engenharia de Computadores".to_owned(),
        academic_year: "2025/2026".to_owned(),
        group_number: Some(4),
        tags: vec![],
        links: vec![],
        members: vec![MemberDraft { person: leader, role: MemberRole::Leader }],
    }
}

fn requisition(
    project: ProjectId,
    requester: PersonId,
    wanted: WantedDraft,
    now: DateTime<Utc>,
) -> RequisitionDraft {
    let today = now.date_naive();
    RequisitionDraft {
        project: Some(project),
        requester: Some(requester),
        from: Some(today),
        until: Some(today + TimeDelta::days(14)),
        purpose: "Calibrar o anemómetro".to_owned(),
        lines: vec![LineDraft { wanted, quantity: 1 }],
    }
}

/// The one unit of the requisition's one line.
async fn unit(desk: &Desk, id: RequisitionId) -> anyhow::Result<UnitId> {
    let view = desk.requisition(id).await.map_err(said)?;
    let unit = view.lines.first().and_then(|line| line.units.first());
    Ok(unit.context("the requisition has no unit")?.id)
}
