//! The demo as whoever tries it finds it: complete at once, in agreement with its Snipe-IT, the
//! same at the next start, and gone without a trace.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use desk::api::*;
use desk::{Desk, DeskOptions, InMemory, Pace};
use domain::project::ProjectState;
use domain::standing::Standing;
use domain::unit::UnitState;
use snipeit_simulator::{Holder, Lab};
use tempfile::TempDir;

const RESERVED: &str = "Reserved";
/// Longest that anything may take before a test says that it did not happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A desk whose clock starts where the test says, and goes on from there.
struct Visitor {
    folder: TempDir,
    desk: Desk,
    skipped: Arc<AtomicI64>,
    options: Box<dyn Fn() -> DeskOptions>,
}

impl Visitor {
    fn at(now: &str) -> Self {
        let (folder, skipped) = (TempDir::new().unwrap(), Arc::new(AtomicI64::new(0)));
        let (path, skip) = (folder.path().to_owned(), Arc::clone(&skipped));
        let (start, opened) = (now.parse::<DateTime<Utc>>().unwrap(), Instant::now());
        let options = Box::new(move || {
            let skip = Arc::clone(&skip);
            let mut options = DeskOptions::new(path.clone(), Arc::new(InMemory::default()));
            options.pace = pace();
            options.clock = Arc::new(move || {
                let days = TimeDelta::days(skip.load(Ordering::SeqCst));
                start + TimeDelta::from_std(opened.elapsed()).unwrap() + days
            });
            options
        });
        Self { folder, desk: Desk::new(options()), skipped, options }
    }

    async fn with_demo(now: &str) -> Self {
        let visitor = Self::at(now);
        visitor.desk.start_demo(Language::English).await.unwrap();
        visitor
    }

    /// Ends the app and starts it again.
    async fn restart(&mut self) {
        self.desk.stop().await;
        self.desk = Desk::new((self.options)());
        self.desk.start().await;
    }

    fn lab(&self) -> Lab {
        Lab::load(&self.folder.path().join("demo/lab.json")).unwrap()
    }

    async fn list(&self) -> RequisitionList {
        let filter = RequisitionFilter::All;
        let (project, person) = (None, None);
        let query = RequisitionQuery {
            filter,
            project,
            person,
            text: String::new(),
            offset: 0,
            limit: 500,
        };
        self.desk.requisitions(query).await.unwrap()
    }

    async fn whole(&self) -> Vec<RequisitionView> {
        let mut views = Vec::new();
        for row in self.list().await.rows {
            let mut view = self.desk.requisition(row.id).await.unwrap();
            view.availability_at = None;
            views.push(view);
        }
        views
    }

    async fn health(&self) -> Health {
        self.desk.health().await.unwrap()
    }

    /// Waits for readings of log and assets that began after now.
    async fn reads_twice(&self) {
        for _ in 0..2 {
            let before = self.health().await;
            let waiting = async {
                loop {
                    let now = self.health().await;
                    if now.feed_at > before.feed_at && now.mirror.at > before.mirror.at {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            tokio::time::timeout(PATIENCE, waiting).await.expect("Snipe-IT is read again");
        }
    }
}

/// Quick, and within what the simulated server allows in a minute.
fn pace() -> Pace {
    let ms = Duration::from_millis;
    Pace {
        feed: ms(200),
        sweep: ms(400),
        assets: ms(300),
        lists: ms(900),
        reconcile: ms(10_000),
        retry: ms(100),
    }
}

const WEDNESDAY: &str = "2026-10-14T10:44:00Z";

fn units(views: &[RequisitionView]) -> impl Iterator<Item = &UnitView> {
    views.iter().flat_map(|view| &view.lines).flat_map(|line| &line.units)
}

fn counts(list: &RequisitionList) -> Vec<u32> {
    list.counts.iter().map(|count| count.count).collect()
}

#[tokio::test]
async fn the_inbox_has_something_to_think_about() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    let query = InboxQuery { waiting: false, offset: 0, limit: 50, find: None };
    let inbox = visitor.desk.inbox(query).await.unwrap();
    let seen: Vec<_> = inbox
        .rows
        .iter()
        .map(|row| (row.number.to_string(), row.requester.as_str(), row.lines, row.flags.clone()))
        .collect();
    let expected = [
        ("R-1042", "Ana Silva", 4, vec![InboxFlag::Conflicts { lines: 2 }]),
        ("R-1041", "Inês Conceição", 2, vec![]),
        ("R-1040", "Leonor Brandão", 1, vec![]),
        ("R-1039", "Gonçalo Araújo", 5, vec![InboxFlag::LongLoan { days: 59 }]),
        ("R-1038", "Carolina Guimarães", 3, vec![]),
        ("R-1037", "Duarte Figueiredo", 2, vec![InboxFlag::ProjectPending]),
    ];
    assert_eq!(seen, expected.map(|(number, who, n, flags)| (number.to_owned(), who, n, flags)));
    assert_eq!((inbox.to_decide, inbox.waiting), (6, 0));
}

#[tokio::test]
async fn the_conflicts_are_an_asset_of_another_project_and_a_model_that_runs_short() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    let newest = visitor.list().await.rows[0].id;
    let lines = visitor.desk.requisition(newest).await.unwrap().lines;
    assert!(matches!(lines[0].availability, Some(Availability::Available { .. })));
    assert_eq!(lines[2].availability, Some(Availability::Some { free: 2, total: 10 }));
    let Some(Availability::Claimed { project, .. }) = &lines[3].availability else {
        panic!("{:?}", lines[3].availability);
    };
    assert_eq!(project, "Braço robótico de triagem");
    assert!(!lines[3].candidates.is_empty());
}

#[tokio::test]
async fn every_state_and_every_urgency_can_be_seen() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    let list = visitor.list().await;
    assert_eq!(counts(&list), [42, 6, 4, 18, 4, 15]);
    let views = visitor.whole().await;
    let states: HashSet<_> = units(&views).map(|unit| unit.state).collect();
    assert_eq!(states, HashSet::from(UnitState::ALL));
    let standing = |wanted| units(&views).filter(|unit| unit.standing == wanted).count();
    assert_eq!([Standing::Overdue, Standing::DueToday].map(standing), [4, 2]);
    let today = "2026-10-14".parse().unwrap();
    let ends_today =
        |unit: &&UnitView| unit.state == UnitState::Reserved && unit.hold_until == Some(today);
    assert_eq!(units(&views).filter(ends_today).count(), 1);
    let unexplained =
        units(&views).filter(|unit| unit.state != UnitState::Pending && unit.why.is_none()).count();
    assert_eq!(unexplained, 0);
}

#[tokio::test]
async fn people_and_projects_are_there() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    let people = visitor.desk.people(String::new(), 500).await.unwrap();
    assert_eq!(people.len(), 60);
    assert!(people.iter().all(|person| person.user.is_some()));
    assert_eq!(people.iter().filter(|person| person.blocked.is_some()).count(), 1);
    let query = ProjectQuery { states: Vec::new(), text: String::new(), offset: 0, limit: 100 };
    let projects = visitor.desk.projects(query).await.unwrap();
    let count = |state| projects.rows.iter().filter(|row| row.state == state).count();
    use ProjectState::{Active, Completed, Pending, Rejected};
    assert_eq!([Active, Pending, Completed, Rejected].map(count), [8, 2, 1, 1]);
    assert!(projects.rows.iter().all(|row| row.academic_year.as_deref() == Some("2026/2027")));
}

#[tokio::test]
async fn the_mirror_is_complete_before_the_first_reading() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    let alive = visitor.lab().assets().count();
    let hits = visitor.desk.find_equipment("sondas rigol".to_owned(), 10).await.unwrap();
    let awkward = "Osciloscópio \"Rigol\" <DS1054Z> & sondas";
    let found = hits
        .iter()
        .any(|hit| matches!(hit, EquipmentHit::Asset { asset, .. } if asset.title == awkward));
    assert!(found, "{hits:?}");
    visitor.reads_twice().await;
    assert_eq!(visitor.health().await.mirror.assets as usize, alive);
}

#[tokio::test]
async fn workspace_and_snipe_it_agree() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    let (views, lab) = (visitor.whole().await, visitor.lab());
    let label = |id| lab.labels().find(|label| label.id == id).unwrap().name.clone();
    let mut reserved = HashSet::new();
    for view in &views {
        let people = project_users(&visitor, view).await;
        for unit in view.lines.iter().flat_map(|line| &line.units) {
            let Some(reference) = &unit.asset else { continue };
            let asset = lab.asset(reference.id.0).unwrap();
            match unit.state {
                UnitState::Reserved => {
                    reserved.insert(asset.id);
                    assert_eq!((label(asset.label).as_str(), asset.holder), (RESERVED, None));
                }
                UnitState::CheckedOut => {
                    reserved.insert(asset.id);
                    let Some(Holder::User(user)) = asset.holder else { panic!("{}", asset.tag) };
                    assert!(people.contains(&user), "{} is with an outsider", asset.tag);
                    assert_eq!(asset.expected_checkin, Some(unit.due), "{}", asset.tag);
                }
                _ => {}
            }
        }
    }
    let labelled = lab.assets().filter(|asset| label(asset.label) == RESERVED);
    assert_eq!(labelled.map(|asset| asset.id).collect::<HashSet<_>>(), reserved);
}

/// The Snipe-IT users of a requisition's project.
async fn project_users(visitor: &Visitor, view: &RequisitionView) -> HashSet<u32> {
    let members = visitor.desk.project(view.project.id).await.unwrap().members;
    let people = visitor.desk.people(String::new(), 500).await.unwrap();
    let users = people.iter().filter(|row| members.iter().any(|m| m.person == row.id));
    users.filter_map(|row| row.user).map(|user| user.0).collect()
}

#[tokio::test]
async fn reading_snipe_it_changes_nothing() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    let (views, log) = (visitor.whole().await, visitor.lab().newest_activity());
    let told = visitor.desk.notifications().await.unwrap();
    visitor.reads_twice().await;
    let health = visitor.health().await;
    assert_eq!((health.state, health.queue), (HealthState::Live, 0));
    assert_eq!(health.activity.map(|id| id.0), Some(log));
    assert_eq!(visitor.whole().await, views);
    assert_eq!(visitor.desk.notifications().await.unwrap(), told);
    assert_eq!(visitor.lab().newest_activity(), log);
    assert!(units(&views).all(|unit| unit.disagreement.is_none()));
}

#[tokio::test]
async fn opening_the_demo_raises_no_storm_of_messages() {
    let visitor = Visitor::at(WEDNESDAY);
    let mut announcements = visitor.desk.announcements();
    visitor.desk.start_demo(Language::English).await.unwrap();
    visitor.reads_twice().await;
    while let Ok(announcement) = announcements.try_recv() {
        let quiet =
            matches!(announcement, desk::Announcement::Changed(_) | desk::Announcement::Health(_));
        assert!(quiet, "{announcement:?}");
    }
    let messages = visitor.desk.notifications().await.unwrap();
    assert!(messages.iter().any(|message| message.read));
    assert!(messages.iter().filter(|message| !message.read).count() < 6);
}

#[tokio::test]
async fn the_next_start_opens_the_same_demo_even_weeks_later() {
    let mut visitor = Visitor::with_demo(WEDNESDAY).await;
    let before: Vec<_> = visitor.list().await.rows.iter().map(|row| row.id).collect();
    for days in [0, 40] {
        visitor.skipped.store(days, Ordering::SeqCst);
        visitor.restart().await;
        visitor.reads_twice().await;
        let session = visitor.desk.session().await.unwrap();
        assert!(matches!(session, Session::Open { demo: true, .. }), "{session:?}");
        let list = visitor.list().await;
        let after: Vec<_> = list.rows.iter().map(|row| row.id).collect();
        assert_eq!(after, before);
        assert_eq!(visitor.health().await.state, HealthState::Live);
    }
}

#[tokio::test]
async fn leaving_the_demo_removes_it() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    assert!(visitor.folder.path().join("demo/workspace.db").exists());
    visitor.desk.leave_demo().await.unwrap();
    assert_eq!(visitor.desk.session().await.unwrap(), Session::Welcome);
    assert!(!visitor.folder.path().join("demo").exists());
}

/// A Sunday night, an early Monday, and the day after the clocks changed.
#[tokio::test]
async fn it_is_the_same_world_whenever_it_is_opened() {
    let moments = ["2026-10-18T02:10:00Z", "2026-10-19T07:30:00Z", "2027-03-29T12:00:00Z"];
    for now in moments {
        let visitor = Visitor::with_demo(now).await;
        let list = visitor.list().await;
        assert_eq!(counts(&list), [42, 6, 4, 18, 4, 15], "{now}");
        let latest = now.parse::<DateTime<Utc>>().unwrap();
        let mut before = latest;
        for row in &list.rows {
            assert!(row.asked_at < before, "{now}: {} at {}", row.number, row.asked_at);
            before = row.asked_at;
        }
        assert!(latest - before < TimeDelta::days(15), "{now}");
        let views = visitor.whole().await;
        let late = views.iter().flat_map(|view| &view.timeline).filter(|entry| entry.at > latest);
        assert_eq!(late.count(), 0, "{now}");
    }
}

#[tokio::test]
async fn a_demo_that_another_desk_has_open_is_not_cleared_away() {
    let visitor = Visitor::with_demo(WEDNESDAY).await;
    // As while the other one is still furnishing it.
    std::fs::remove_file(visitor.folder.path().join("demo/lab.json")).unwrap();
    let other = Desk::new((visitor.options)());
    let problem = StorageProblem::Locked;
    assert_eq!(other.start_demo(Language::English).await, Err(DeskError::Storage { problem }));
    assert_eq!(counts(&visitor.list().await), [42, 6, 4, 18, 4, 15]);
    assert!(visitor.folder.path().join("demo/workspace.db").exists());
}

#[tokio::test]
async fn a_new_demo_speaks_the_language_of_whoever_starts_it_from_its_first_moment() {
    let mut visitor = Visitor::at("2026-10-14T10:31:00Z");
    visitor.desk.start_demo(Language::Portuguese).await.unwrap();
    let speaks = |session| match session {
        Session::Open { language, demo: true, .. } => language,
        other => panic!("the demo is not open: {other:?}"),
    };
    assert_eq!(speaks(visitor.desk.session().await.unwrap()), Language::Portuguese);
    visitor.restart().await;
    assert_eq!(speaks(visitor.desk.session().await.unwrap()), Language::Portuguese, "it is kept");
    visitor.desk.stop().await;
}
