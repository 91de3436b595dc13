//! Reading all assets: it goes on where it was stopped, loses nobody, and afterwards costs what
//! changed.

use std::sync::Arc;
use std::time::Duration;

use crate::common::{TestClock, connect, options};
use chrono::{DateTime, TimeDelta, Utc};
use desk::api::*;
use desk::{Desk, InMemory};
use domain::catalogue::List;
use snipeit_simulator::{Lab, Matching, NewAsset, Options, Simulator, Times};
use tempfile::TempDir;

/// Where Snipe-IT's largest pages begin when each begins with the last row of the one before.
const PAGES: [u32; 4] = [0, 499, 998, 1_497];
/// Assets that fill all of these pages, the first three, and two of them.
const FOUR_PAGES: u32 = 1_700;
const THREE_PAGES: u32 = 1_200;
const TWO_PAGES: u32 = 700;
/// Longest that anything may take before a test says that it did not happen.
const PATIENCE: Duration = Duration::from_secs(60);

/// A Snipe-IT full of assets, and a desk that mirrors it.
struct Store {
    folder: TempDir,
    tokens: Arc<InMemory>,
    clock: TestClock,
    simulator: Simulator,
    desk: Desk,
    assets: u32,
}

impl Store {
    /// Connected, and so far kept from reading any asset.
    async fn unread(assets: u32) -> Self {
        let (folder, tokens, clock) =
            (TempDir::new().unwrap(), Arc::default(), TestClock::default());
        let ticking = clock.clone();
        let options = Options {
            rate_limit: None,
            clock: Arc::new(move || ticking.now()),
            ..Options::default()
        };
        let simulator = Simulator::start(lab(assets, clock.now()), options).await.unwrap();
        let desk = Desk::new(self::options(&folder, &tokens, &clock));
        desk.start().await;
        simulator
            .faults()
            .cut_before(Matching::path("hardware?offset=0&limit=500"), Times::UntilCleared);
        let store = Self { folder, tokens, clock, simulator, desk, assets };
        connect(&store.desk, &store.simulator).await;
        store
    }

    /// Two pages, mirrored whole; from now on the assets are read when called.
    async fn read() -> Self {
        let mut store = Self::unread(TWO_PAGES).await;
        store.simulator.faults().clear();
        store.reopen(SOON).await;
        store.until_complete().await;
        store.reopen(WHEN_CALLED).await;
        store.round().await;
        store.simulator.forget_requests();
        store
    }

    async fn until_complete(&self) {
        self.until("the first pass is complete", async || {
            let hardware = self.hardware().await;
            hardware.at.is_some() && hardware.reading.is_none()
        })
        .await;
    }

    async fn until(&self, what: &str, so: impl AsyncFn() -> bool) {
        let mut announcements = self.desk.announcements();
        let waiting = async {
            while !so().await {
                let pause = Duration::from_millis(20);
                let _ = tokio::time::timeout(pause, announcements.recv()).await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, waiting).await;
        assert!(waited.is_ok(), "it never came about that {what}");
    }

    /// Stops the desk in the middle of whatever it does, and opens it anew.
    async fn reopen(&mut self, every: Duration) {
        self.desk.stop().await;
        let mut options = options(&self.folder, &self.tokens, &self.clock);
        options.pace.assets = every;
        self.desk = Desk::new(options);
        self.desk.start().await;
    }

    /// Lets the assets be read by a round that begins now; one may have been under way.
    async fn round(&self) {
        for _ in 0..2 {
            let now = Some(self.clock.now());
            self.desk.refresh().await.unwrap();
            self.until("the assets are read", async || self.hardware().await.at >= now).await;
        }
    }

    async fn hardware(&self) -> ListView {
        let lists = self.desk.mirror_lists().await.unwrap();
        lists.into_iter().find(|view| view.list == List::Hardware).unwrap()
    }

    /// Whether the asset is known and can be had.
    async fn has(&self, tag: &str) -> bool {
        let hits = self.desk.find_equipment(tag.to_owned(), 9).await.unwrap();
        hits.iter().any(|hit| matches!(hit, EquipmentHit::Asset { asset, .. } if asset.tag == tag))
    }

    fn meddle<T>(&self, work: impl FnOnce(&mut Lab, DateTime<Utc>) -> T) -> T {
        let now = self.clock.now();
        self.simulator.with_lab(|lab| work(lab, now))
    }

    /// The lists of assets that were asked for, but for those that are compared with the claims.
    fn asked(&self) -> Vec<String> {
        let requests = self.simulator.requests().into_iter().map(|request| request.path);
        let compared = |path: &str| path.contains("status_id=") || path.contains("status=Deployed");
        requests.filter(|path| path.contains("hardware?") && !compared(path)).collect()
    }

    /// How many lists of assets each round asked for; it asks for the deleted ones last.
    fn asked_per_round(&self) -> Vec<usize> {
        let asked = self.asked();
        let rounds = asked.split_inclusive(|path| path.contains("status=Deleted"));
        rounds.map(<[_]>::len).collect()
    }

    /// Where the large pages of the plain listing began that were asked for.
    fn pages(&self) -> Vec<u32> {
        let plain = self.asked().into_iter().filter(|path| !path.contains("status="));
        plain.filter_map(|path| offset(&path)).collect()
    }

    async fn end(self) {
        self.desk.stop().await;
        self.simulator.stop().await;
    }
}

const SOON: Duration = Duration::from_millis(60);
const WHEN_CALLED: Duration = Duration::from_secs(3_600);

fn lab(assets: u32, now: DateTime<Utc>) -> Lab {
    let mut lab = Lab::empty(chrono_tz::Europe::Lisbon);
    let at = now - TimeDelta::days(30);
    let category = lab.add_category("Osciloscópios", at);
    let model = lab.add_model("Rigol", None, None, category, at);
    for number in 1..=assets {
        let tag = format!("ML-{number:04}");
        lab.add_asset(NewAsset { tag, model, label: 2, ..NewAsset::default() }, at);
    }
    lab
}

fn offset(path: &str) -> Option<u32> {
    let (_, rest) = path.split_once("offset=")?;
    let (offset, rest) = rest.split_once('&')?;
    (rest.contains("limit=500") && rest.contains("sort=id")).then(|| offset.parse().unwrap())
}

/// Lets a pass come as far as the page that begins there, and no further.
async fn stopped_before(store: &mut Store, offset: u32) {
    let page = Matching::path(&format!("offset={offset}&limit=500"));
    store.simulator.faults().clear();
    store.simulator.faults().cut_before(page, Times::UntilCleared);
    store.simulator.forget_requests();
    store.reopen(SOON).await;
    let expected = Some(FirstPass { read: offset + 1, total: store.assets });
    store
        .until("the pages before it are kept, and counted", async || {
            store.hardware().await.reading == expected
                && store.desk.health().await.unwrap().mirror.first_pass == expected
        })
        .await;
}

#[tokio::test]
async fn a_first_pass_that_is_killed_after_any_page_goes_on_with_the_next() {
    let mut store = Store::unread(FOUR_PAGES).await;
    for (kept, next) in PAGES.iter().zip(&PAGES[1..]) {
        stopped_before(&mut store, *next).await;
        let pages = store.pages();
        assert_eq!(pages[0], *kept, "it went on where it had ended: {pages:?}");
        assert!(pages.iter().all(|page| page >= kept), "nothing kept is read again: {pages:?}");
    }
    store.simulator.faults().clear();
    store.reopen(SOON).await;
    store.until_complete().await;
    assert_eq!(store.desk.health().await.unwrap().mirror.assets, FOUR_PAGES);
    store.end().await;
}

#[tokio::test]
async fn the_app_can_be_used_while_the_first_pass_is_under_way() {
    let mut store = Store::unread(TWO_PAGES).await;
    stopped_before(&mut store, PAGES[1]).await;
    assert!(store.has("ML-0500").await, "what was read can be found");
    assert!(!store.has("ML-0600").await, "the rest was not read yet");
    store.end().await;
}

#[tokio::test]
async fn a_page_that_shifted_because_an_asset_went_away_loses_nobody() {
    let mut store = Store::unread(THREE_PAGES).await;
    stopped_before(&mut store, PAGES[2]).await;
    store.meddle(|lab, _| {
        lab.purge_asset(3).unwrap();
        lab.purge_asset(700).unwrap();
    });
    store.simulator.faults().clear();
    store.reopen(SOON).await;
    store.until_complete().await;
    store
        .until("exactly the two that are gone are missing", async || {
            store.desk.health().await.unwrap().mirror.assets == THREE_PAGES - 2
        })
        .await;
    for tag in ["ML-0998", "ML-0999", "ML-1000", "ML-1001", "ML-1200"] {
        assert!(store.has(tag).await, "{tag} moved up and was passed over");
    }
    assert!(!store.has("ML-0003").await && !store.has("ML-0700").await);
    store.end().await;
}

#[tokio::test]
async fn three_changes_among_many_cost_four_requests_at_most() {
    let store = Store::read().await;
    store.clock.advance(TimeDelta::seconds(5));
    store.meddle(|lab, now| {
        lab.set_label(600, 9, now).unwrap();
        lab.set_label(650, 3, now).unwrap();
        lab.delete_asset(5, now).unwrap();
    });
    store.round().await;
    let cost = store.asked_per_round();
    assert!(cost.iter().all(|requests| *requests <= 4), "{cost:?}: {:#?}", store.asked());
    assert_eq!(store.desk.health().await.unwrap().mirror.assets, TWO_PAGES - 1);
    assert!(!store.has("ML-0005").await, "deleted");
    store.end().await;
}

#[tokio::test]
async fn five_hundred_changes_among_many_cost_four_requests_at_most() {
    let store = Store::read().await;
    store.clock.advance(TimeDelta::seconds(5));
    store.meddle(|lab, now| {
        for id in 1..=500 {
            let at = now + TimeDelta::seconds(i64::from(id) / 100);
            lab.rename_asset(id, "Emprestável", at).unwrap();
        }
    });
    store.round().await;
    let cost = store.asked_per_round();
    assert!(cost.iter().all(|requests| *requests <= 4), "{cost:?}: {:#?}", store.asked());
    let hits = store.desk.find_equipment("emprestavel".to_owned(), 200).await.unwrap();
    assert!(hits.len() >= 100, "all of them are known: {}", hits.len());
    store.end().await;
}

#[tokio::test]
async fn changes_within_one_second_are_all_read() {
    let store = Store::read().await;
    store.clock.advance(TimeDelta::seconds(5));
    let second = store.clock.now();
    let rename =
        |id| store.meddle(|lab, _| lab.rename_asset(id, "Ao mesmo tempo", second).unwrap());
    rename(10);
    store.round().await;
    rename(11);
    store.round().await;
    let hits = store.desk.find_equipment("ao mesmo tempo".to_owned(), 9).await.unwrap();
    assert_eq!(hits.len(), 2, "a tie with the last change seen is a change: {hits:?}");
    store.end().await;
}

#[tokio::test]
async fn an_asset_that_is_gone_without_a_trace_is_missed_and_asked_for() {
    let store = Store::read().await;
    store.meddle(|lab, _| lab.purge_asset(42)).unwrap();
    store
        .until("it has vanished", async || {
            store.desk.refresh().await.unwrap();
            !store.has("ML-0042").await
        })
        .await;
    assert_eq!(store.hardware().await.rows, TWO_PAGES - 1);
    let by_id = store.simulator.requests();
    let by_id: Vec<_> = by_id.iter().filter(|r| r.path.ends_with("hardware/42")).collect();
    assert_eq!(by_id.len(), 1, "only the one that no page had was asked for by its id");
    store.end().await;
}

#[tokio::test]
async fn in_the_night_when_an_hour_comes_twice_no_change_is_missed() {
    let store = Store::read().await;
    let walk_to = |time: &str| {
        let time: DateTime<Utc> = time.parse().unwrap();
        store.clock.advance(time - store.clock.now());
    };
    // In Lisbon the clock goes from 02:00 back to 01:00 at this hour.
    walk_to("2027-10-31T00:55:00Z");
    store.meddle(|lab, now| lab.rename_asset(10, "Antes das duas", now).unwrap());
    store.round().await;
    walk_to("2027-10-31T01:10:00Z");
    store.meddle(|lab, now| lab.rename_asset(11, "Depois da uma", now).unwrap());
    store.simulator.forget_requests();
    store.round().await;
    let hits = store.desk.find_equipment("depois da uma".to_owned(), 9).await.unwrap();
    assert_eq!(hits.len(), 1, "01:10 came after 01:55");
    assert_eq!(store.pages(), [] as [u32; 0], "without reading everything again");
    store.end().await;
}

#[tokio::test]
async fn a_server_that_went_back_to_a_backup_is_read_anew() {
    let store = Store::read().await;
    let backup = store.meddle(|lab, _| lab.clone());
    store.clock.advance(TimeDelta::minutes(10));
    store.meddle(|lab, now| lab.rename_asset(10, "Nome novo", now).unwrap());
    store.round().await;
    assert_eq!(store.desk.find_equipment("nome novo".to_owned(), 9).await.unwrap().len(), 1);
    store.meddle(|lab, _| *lab = backup);
    store
        .until("the asset goes by its old name", async || {
            store.desk.refresh().await.unwrap();
            store.desk.find_equipment("nome novo".to_owned(), 9).await.unwrap().is_empty()
        })
        .await;
    store.end().await;
}
