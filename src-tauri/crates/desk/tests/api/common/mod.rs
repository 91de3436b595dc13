//! A counter on a real file beside a simulated Snipe-IT over real HTTP, with a clock of its own.

mod by_hand;
mod clock;
mod counter;
mod furniture;
mod lab;
mod restart;

use std::sync::Arc;
use std::time::Duration;

use desk::api::*;
use desk::{Announcement, Desk, DeskOptions, InMemory, Loops, Pace, Round};
use domain::ids::*;
use domain::labels::LabelMap;
use domain::operation::Refusal;
use domain::standing::Standing;
use snipeit_simulator::{Lab, Options, Simulator};
use tempfile::TempDir;

pub use clock::TestClock;
pub use furniture::*;
use lab::{add_user, lab};
pub use restart::options;

/// Available, Reserved and Checked Out of the simulator.
pub const LABELS: LabelMap =
    LabelMap { available: LabelId(2), reserved: LabelId(7), checked_out: None };

/// Longest that anything may take before a test says that it did not happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// The beginning of the inbox.
pub const TO_DECIDE: InboxQuery = InboxQuery { waiting: false, offset: 0, limit: 50, find: None };

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

    pub async fn until_refused(&self, id: RequisitionId) -> Refusal {
        self.until("the operation is refused", async || {
            self.unit(id).await.operation.is_some_and(|operation| operation.refusal.is_some())
        })
        .await;
        self.unit(id).await.operation.unwrap().refusal.unwrap()
    }

    /// Waits until what was decided waits for Snipe-IT.
    pub async fn until_waiting(&self, id: RequisitionId) {
        self.until("it waits for Snipe-IT", async || {
            self.unit(id).await.operation.is_some_and(|operation| operation.waits_for_server)
        })
        .await;
    }

    pub async fn until_standing(&self, id: RequisitionId, standing: Standing) {
        let what = format!("the unit stands as {standing:?}");
        self.until(&what, async || self.unit(id).await.standing == standing).await;
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

    pub async fn end(self) {
        self.desk.stop().await;
        self.simulator.stop().await;
    }
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
