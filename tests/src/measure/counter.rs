//! A desk on real files whose loops look only when told to.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use desk::api::{KeepToken, Language, ListView, SetupChoice, TrustChoice};
use desk::{Desk, DeskOptions, InMemory, Pace};
use domain::catalogue::List;
use domain::labels::LabelMap;
use tempfile::TempDir;

use super::server::Server;

/// Longer than any measurement.
const NEVER: Duration = Duration::from_secs(24 * 3600);

/// How often the feed is polled when polls are counted.
const POLL: Duration = Duration::from_millis(20);

/// Announcements wake whoever waits; this only limits how late a missed one is noticed.
const GLANCE: Duration = Duration::from_millis(250);

/// A desk, its files, and what it still has to be told.
pub(super) struct Opened {
    desk: Desk,
    folder: TempDir,
    tokens: Arc<InMemory>,
    labels: LabelMap,
    zone: String,
}

impl Opened {
    /// Everything up to the last step of the set-up, after which the first mirror begins.
    pub(super) async fn connect(server: &Server) -> Result<Opened> {
        let (folder, tokens) = (TempDir::new()?, Arc::new(InMemory::default()));
        let desk = open(&folder, &tokens, NEVER);
        desk.start().await;
        let client = server.client();
        let address = desk.check_address(client.address, TrustChoice::System).await?.address;
        let token = desk.check_token(address, TrustChoice::System, client.token).await?;
        let suggested = token.suggested;
        let labels = LabelMap {
            available: suggested.available.context("no Available label")?,
            reserved: suggested.reserved.context("no Reserved label")?,
            checked_out: None,
        };
        Ok(Opened { desk, folder, tokens, labels, zone: "Europe/Lisbon".to_owned() })
    }

    /// Reads everything for the first time.
    pub(super) async fn first_mirror(&self) -> Result<()> {
        let choice = SetupChoice {
            labels: self.labels,
            zone: self.zone.clone(),
            public_address: None,
            language: Language::English,
            keep_token: KeepToken::InKeyring,
        };
        self.desk.finish_setup(choice).await?;
        self.until(async || {
            let lists = self.desk.mirror_lists().await?;
            Ok(lists.iter().all(|list| list.at.is_some() && list.reading.is_none()))
        })
        .await
    }

    /// Reads what changed.
    pub(super) async fn update(&self) -> Result<()> {
        let before = self.hardware().await?.at;
        self.desk.refresh().await?;
        self.until(async || Ok(self.hardware().await?.at > before)).await
    }

    /// The same files, opened by a desk that polls the feed and does nothing else.
    pub(super) async fn polling(self) -> Result<Opened> {
        self.desk.stop().await;
        let desk = open(&self.folder, &self.tokens, POLL);
        let before = self.hardware_at_start(&desk).await?;
        let opened = Opened { desk, ..self };
        opened.until(async || Ok(opened.hardware().await?.at > before)).await?;
        opened.polls(2).await?;
        Ok(opened)
    }

    /// Lets so many polls pass.
    pub(super) async fn polls(&self, count: u32) -> Result<()> {
        let mut changes = self.desk.announcements();
        let mut seen = self.desk.health().await?.feed_at;
        let mut polls = 0;
        while polls < count {
            let _ = tokio::time::timeout(GLANCE, changes.recv()).await;
            let now = self.desk.health().await?.feed_at;
            polls += u32::from(now != seen);
            seen = now;
        }
        Ok(())
    }

    pub(super) async fn close(self) {
        self.desk.stop().await;
    }

    async fn hardware_at_start(
        &self,
        desk: &Desk,
    ) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
        desk.start().await;
        Ok(hardware(desk).await?.at)
    }

    async fn hardware(&self) -> Result<ListView> {
        hardware(&self.desk).await
    }

    async fn until(&self, so: impl AsyncFn() -> Result<bool>) -> Result<()> {
        let mut changes = self.desk.announcements();
        while !so().await? {
            let _ = tokio::time::timeout(GLANCE, changes.recv()).await;
        }
        Ok(())
    }
}

async fn hardware(desk: &Desk) -> Result<ListView> {
    let lists = desk.mirror_lists().await?;
    lists.into_iter().find(|list| list.list == List::Hardware).context("no hardware list")
}

fn open(folder: &TempDir, tokens: &Arc<InMemory>, feed: Duration) -> Desk {
    let mut options = DeskOptions::new(folder.path().to_owned(), tokens.clone());
    options.pace =
        Pace { feed, sweep: NEVER, assets: NEVER, lists: NEVER, reconcile: NEVER, retry: NEVER };
    Desk::new(options)
}
