//! A counter on a real file beside a simulated Snipe-IT over real HTTP, with a clock of its own.

mod by_hand;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use desk::api::*;
use desk::{Announcement, Desk, DeskOptions, InMemory, Loops, Pace, Round, TokenStore};
use domain::ids::*;
use domain::labels::LabelMap;
use domain::operation::Refusal;
use domain::people::PersonRole;
use domain::project::MemberRole;
use domain::unit::UnitState;
use domain::validate::*;
use snipeit_simulator::{Lab, NewAsset, NewUser, Options, Simulator};
use tempfile::TempDir;

/// Available, Reserved and Checked Out of the simulator.
pub const LABELS: LabelMap =
    LabelMap { available: LabelId(2), reserved: LabelId(7), checked_out: None };

/// Longest that anything may take before a test says that it did not happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// The beginning of the inbox.
pub const TO_DECIDE: InboxQuery = InboxQuery { waiting: false, offset: 0, limit: 50, find: None };

const HOUR: Duration = Duration::from_secs(3600);

/// The real clock, moved on by hand.
#[derive(Clone, Default)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::milliseconds(self.0.load(Ordering::SeqCst))
    }

    /// A clock that shows that time now.
    pub fn at(text: &str) -> Self {
        let clock = Self::default();
        clock.set(text);
        clock
    }

    /// Sets it to that time.
    pub fn set(&self, text: &str) {
        let to: DateTime<Utc> = text.parse().unwrap();
        self.advance(to - self.now());
    }

    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    fn shared(&self) -> Arc<dyn Fn() -> DateTime<Utc> + Send + Sync> {
        let clock = self.clone();
        Arc::new(move || clock.now())
    }
}

/// A lab, its technician's desk, and a project whose leader asks for things.
pub struct Scene {
    pub folder: TempDir,
    pub clock: TestClock,
    pub simulator: Simulator,
    pub tokens: Arc<InMemory>,
    pub desk: Desk,
    pub assets: Vec<u32>,
    pub model: u32,
    pub leader: Borrower,
    pub stranger: u32,
    pub project: ProjectId,
}

/// A person on both sides.
#[derive(Clone, Copy)]
pub struct Borrower {
    pub user: u32,
    pub person: PersonId,
}

pub fn options(folder: &TempDir, tokens: &Arc<InMemory>, clock: &TestClock) -> DeskOptions {
    let tokens: Arc<dyn TokenStore> = tokens.clone();
    let pace = Pace {
        feed: Duration::from_millis(60),
        sweep: Duration::from_millis(400),
        assets: Duration::from_millis(120),
        lists: Duration::from_millis(500),
        reconcile: Duration::from_millis(400),
        retry: Duration::from_millis(100),
    };
    let mut options = DeskOptions::new(folder.path().to_owned(), tokens);
    options.clock = clock.shared();
    options.pace = pace;
    options.pacing.first_retry = Duration::from_millis(5);
    options
}

fn lab(now: DateTime<Utc>) -> (Lab, u32) {
    let mut lab = Lab::empty(chrono_tz::Europe::Lisbon);
    let long_ago = now - TimeDelta::days(60);
    let category = lab.add_category("Osciloscópios", long_ago);
    let name = "Osciloscópio \"Rigol\" <DS1054Z> & sondas";
    let model = lab.add_model(name, None, None, category, long_ago);
    let location = lab.add_location("Lab 2.14", None, long_ago);
    let asset = |tag: &str| NewAsset {
        tag: tag.to_owned(),
        name: None,
        serial: Some(format!("SN-{tag}")),
        model,
        label: 2,
        home: Some(location),
        ..NewAsset::default()
    };
    let tags = ["ML-0001", "ML-0002", "ML-0003", "ML-0004"];
    for tag in tags {
        lab.add_asset(asset(tag), long_ago);
    }
    (lab, model)
}

impl Scene {
    /// Connected through set-up, mirrored, with an active project.
    pub async fn set() -> Self {
        Self::set_with(|_| {}).await
    }

    /// The same, after something happened in the lab before Toolcrib came.
    pub async fn set_with(before: impl FnOnce(&mut Lab)) -> Self {
        let scene = Self::furnish(TestClock::default(), before, |_| {}).await;
        scene.mirrored().await;
        scene
    }

    /// The same, with loops that stand still until a round is asked for; one of each was.
    pub async fn set_by_hand() -> Self {
        Self::set_by_hand_at(TestClock::default()).await
    }

    /// The same, by this clock.
    pub async fn set_by_hand_at(clock: TestClock) -> Self {
        let still = |options: &mut DeskOptions| {
            options.loops = Loops::ByHand;
            options.pace = Pace::default();
        };
        let scene = Self::furnish(clock, |_| {}, still).await;
        scene.desk.round(Round::Mirror).await.unwrap();
        scene.desk.round(Round::Feed).await.unwrap();
        scene
    }

    async fn furnish(
        clock: TestClock,
        before: impl FnOnce(&mut Lab),
        change: impl FnOnce(&mut DeskOptions),
    ) -> Self {
        let folder = TempDir::new().unwrap();
        let (mut lab, model) = lab(clock.now());
        let user = add_user(&mut lab, "Ana", "Silva", clock.now());
        let stranger = add_user(&mut lab, "Rui", "Marques", clock.now());
        before(&mut lab);
        let assets = lab.assets().map(|asset| asset.id).collect();
        let options = Options { rate_limit: None, clock: clock.shared(), ..Options::default() };
        let simulator = Simulator::start(lab, options).await.unwrap();
        let tokens = Arc::new(InMemory::default());
        let mut options = self::options(&folder, &tokens, &clock);
        change(&mut options);
        let desk = Desk::new(options);
        desk.start().await;
        connect(&desk, &simulator).await;
        let person = add_person(&desk, "Ana Silva", "ana.silva@uni.example", Some(user)).await;
        let leader = Borrower { user, person };
        let project = add_project(&desk, person).await;
        Self { folder, clock, simulator, tokens, desk, assets, model, leader, stranger, project }
    }

    async fn mirrored(&self) {
        self.until("the mirror is complete and the feed has started", async || {
            let health = self.desk.health().await.unwrap();
            let complete = health.mirror.assets as usize == self.assets.len();
            complete && health.mirror.at.is_some() && health.state == HealthState::Live
        })
        .await;
    }

    /// Waits until it is so, looking again whenever something was announced.
    pub async fn until(&self, what: &str, so: impl AsyncFn() -> bool) {
        let mut announcements = self.desk.announcements();
        let waiting = async {
            while !so().await {
                let pause = Duration::from_millis(50);
                let _ = tokio::time::timeout(pause, announcements.recv()).await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, waiting).await;
        assert!(waited.is_ok(), "it never came about that {what}");
    }

    /// A requisition of one named asset each.
    pub async fn ask(&self, assets: &[u32]) -> RequisitionId {
        let lines = assets
            .iter()
            .map(|id| LineDraft { wanted: Wanted::Asset { id: AssetId(*id) }, quantity: 1 })
            .collect();
        self.desk.create_requisition(self.draft(lines)).await.unwrap().id
    }

    pub fn draft(&self, lines: Vec<LineDraft>) -> RequisitionDraft {
        let today = self.clock.now().date_naive();
        RequisitionDraft {
            project: Some(self.project),
            requester: Some(self.leader.person),
            from: Some(today),
            until: Some(today + TimeDelta::days(14)),
            purpose: "Calibrar o anemómetro".to_owned(),
            lines,
        }
    }

    pub async fn view(&self, id: RequisitionId) -> RequisitionView {
        self.desk.requisition(id).await.unwrap()
    }

    /// The first unit of the first line.
    pub async fn unit(&self, id: RequisitionId) -> UnitView {
        self.view(id).await.lines[0].units[0].clone()
    }

    pub async fn approve(&self, id: RequisitionId) -> Vec<Decided> {
        let units = self.view(id).await.lines.into_iter().flat_map(|line| line.units);
        let approvals = units.map(|unit| Approval { unit: unit.id, asset: None }).collect();
        self.desk.approve(approvals).await.unwrap()
    }

    /// Lets the undo time pass.
    pub async fn pass_undo_time(&self) {
        self.clock.advance(TimeDelta::seconds(6));
        self.desk.refresh().await.unwrap();
    }

    /// Asked, approved, and confirmed by Snipe-IT.
    pub async fn reserve(&self, asset: u32) -> RequisitionId {
        let id = self.ask(&[asset]).await;
        self.approve(id).await;
        self.pass_undo_time().await;
        self.until_state(id, UnitState::Reserved).await;
        id
    }

    pub async fn until_state(&self, id: RequisitionId, state: UnitState) {
        let what = format!("the unit is {state:?}");
        self.until(&what, async || self.unit(id).await.state == state).await;
    }

    pub async fn until_refused(&self, id: RequisitionId) -> Refusal {
        self.until("the operation is refused", async || {
            self.unit(id).await.operation.is_some_and(|operation| operation.refusal.is_some())
        })
        .await;
        self.unit(id).await.operation.unwrap().refusal.unwrap()
    }

    pub async fn health(&self) -> Health {
        self.desk.health().await.unwrap()
    }

    pub async fn until_health(&self, state: HealthState) {
        let what = format!("the status bar says {state:?}");
        self.until(&what, async || self.health().await.state == state).await;
    }

    /// Waits for polls that begin after now: whatever they would do is done.
    pub async fn polls(&self) {
        for _ in 0..2 {
            let before = self.desk.health().await.unwrap().feed_at;
            self.until("the feed is read again", async || {
                self.desk.health().await.unwrap().feed_at > before
            })
            .await;
        }
    }

    pub fn label(&self, asset: u32) -> u32 {
        self.simulator.with_lab(|lab| lab.asset(asset).unwrap().label)
    }

    pub fn check_out(&self, asset: u32, user: u32) -> u32 {
        let at = self.clock.now();
        self.simulator.with_lab(|lab| lab.check_out(asset, user, None, None, at).unwrap())
    }

    pub fn check_in(&self, asset: u32) -> u32 {
        let at = self.clock.now();
        self.simulator.with_lab(|lab| lab.check_in(asset, None, at).unwrap())
    }

    pub async fn news(&self) -> Vec<News> {
        let list = self.desk.notifications().await.unwrap();
        list.into_iter().rev().map(|message| message.news).collect()
    }

    /// Writes that reached the simulator.
    pub fn writes(&self) -> usize {
        self.simulator.requests().iter().filter(|request| request.method != "GET").count()
    }

    /// Ends the desk and opens a new one on the same files, as after a restart.
    pub async fn restart(&mut self) {
        self.restart_with(options(&self.folder, &self.tokens, &self.clock)).await;
    }

    /// A new desk that reads the feed at its start and when it is called, and not in between.
    pub async fn restart_with_a_slow_feed(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.pace.feed = Duration::from_secs(3600);
        self.restart_with(options).await;
        self.until("the feed was read once", async || {
            self.desk.health().await.unwrap().feed_at.is_some()
        })
        .await;
    }

    /// A new desk that leaves the small lists in peace for an hour.
    pub async fn restart_with_slow_lists(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.pace.lists = Duration::from_secs(3600);
        self.restart_with(options).await;
    }

    /// A new desk whose loops do nothing in an hour unless they are called.
    pub async fn restart_slow(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.pace.feed = HOUR;
        self.restart_with(with_slow_lists(options)).await;
        self.until_health(HealthState::Live).await;
        let asked = AtomicUsize::new(0);
        self.until("every loop has looked and rests", async || {
            let now = self.simulator.requests().len();
            asked.swap(now, Ordering::SeqCst) == now
        })
        .await;
    }

    /// A new desk of which only the feed looks by itself.
    pub async fn restart_with_the_feed_alone(&mut self) {
        let options = options(&self.folder, &self.tokens, &self.clock);
        self.restart_with(with_slow_lists(options)).await;
        self.until_health(HealthState::Live).await;
    }

    /// A new desk by hand.
    pub async fn restart_by_hand(&mut self) {
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.loops = Loops::ByHand;
        options.pace = Pace::default();
        self.restart_with(options).await;
    }

    pub async fn restart_with(&mut self, options: DeskOptions) {
        self.desk.stop().await;
        self.desk = Desk::new(options);
        self.desk.start().await;
    }

    pub async fn end(self) {
        self.desk.stop().await;
        self.simulator.stop().await;
    }
}

fn with_slow_lists(mut options: DeskOptions) -> DeskOptions {
    let Pace { assets, lists, retry, reconcile, .. } = &mut options.pace;
    [*assets, *lists, *retry, *reconcile] = [HOUR; 4];
    options
}

fn add_user(lab: &mut Lab, first: &str, last: &str, at: DateTime<Utc>) -> u32 {
    let email = format!("{}.{}@uni.example", first.to_lowercase(), last.to_lowercase());
    lab.add_user(NewUser { email: Some(email), ..NewUser::named(first, last) }, at)
}

pub async fn connect(desk: &Desk, simulator: &Simulator) {
    let address =
        desk.check_address(simulator.address(), TrustChoice::System).await.unwrap().address;
    desk.check_token(address, TrustChoice::System, simulator.token()).await.unwrap();
    let zone = "Europe/Lisbon".to_owned();
    let choice = SetupChoice {
        labels: LABELS,
        zone,
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    };
    desk.finish_setup(choice).await.unwrap();
}

/// Changes some of the settings and leaves the others.
pub async fn set(desk: &Desk, change: impl FnOnce(SettingsChange) -> SettingsChange) {
    try_to_set(desk, change).await.unwrap();
}

/// The same, where it may be refused.
pub async fn try_to_set(
    desk: &Desk,
    change: impl FnOnce(SettingsChange) -> SettingsChange,
) -> Result<(), DeskError> {
    let settings = desk.settings().await.unwrap();
    let present = SettingsChange {
        labels: settings.labels,
        zone: settings.zone,
        public_address: settings.public_address,
        language: settings.language,
        undo_seconds: settings.undo_seconds,
        after_return: settings.after_return,
        holds: settings.holds,
    };
    desk.save_settings(change(present)).await
}

pub async fn add_person(desk: &Desk, name: &str, email: &str, user: Option<u32>) -> PersonId {
    let draft = PersonDraft {
        name: name.to_owned(),
        email: email.to_owned(),
        role: PersonRole::Student,
        student_number: String::new(),
        user: user.map(UserId),
    };
    desk.create_person(draft).await.unwrap().id
}

pub fn project_draft(leader: PersonId) -> ProjectDraft {
    ProjectDraft {
        name: "Estação meteorológica LoRa".to_owned(),
        description: String::new(),
        course: "Engenharia de Computadores e Informática".to_owned(),
        academic_year: "2026/2027".to_owned(),
        group_number: Some(4),
        tags: vec![],
        links: vec![],
        members: vec![MemberDraft { person: leader, role: MemberRole::Leader }],
    }
}

async fn add_project(desk: &Desk, leader: PersonId) -> ProjectId {
    desk.create_project(project_draft(leader), true).await.unwrap()
}

/// Whether this announcement says that something should be shown by the system.
pub fn shown(announcement: &Announcement) -> Option<&News> {
    match announcement {
        Announcement::Notify(view) => Some(&view.news),
        _ => None,
    }
}

/// The day at the counter.
pub fn day(scene: &Scene) -> chrono::NaiveDate {
    scene.clock.now().with_timezone(&chrono_tz::Europe::Lisbon).date_naive()
}
