//! A scene whose loops stand still: what Snipe-IT does, and what the desk makes of it, step by step.

use chrono::TimeDelta;
use desk::Round;
use desk::api::*;
use domain::decide::unit::Disagreement;
use domain::ids::{DiscrepancyId, RequisitionId};
use domain::unit::UnitState;
use snipeit_simulator::{Activity, Asset, Permission, Rights};

use super::Scene;

impl Scene {
    /// One poll that reads the rows whether the newest moved or not.
    pub async fn feed(&self) {
        self.desk.round(Round::Feed).await.unwrap();
    }

    /// What is due is carried out.
    pub async fn settle(&self) {
        self.desk.round(Round::Settle).await.unwrap();
    }

    /// The claims are compared with what Snipe-IT lists.
    pub async fn reconcile(&self) {
        self.desk.round(Round::Reconcile).await.unwrap();
    }

    /// Asked, approved, and confirmed by Snipe-IT.
    pub async fn reserved(&self, asset: u32) -> RequisitionId {
        let id = self.ask(&[asset]).await;
        self.approve(id).await;
        self.clock.advance(TimeDelta::seconds(6));
        self.settle().await;
        assert_eq!(self.unit(id).await.state, UnitState::Reserved, "Snipe-IT confirmed it");
        id
    }

    /// The same, and the requester has it.
    pub async fn lent(&self, asset: u32) -> RequisitionId {
        let id = self.reserved(asset).await;
        self.check_out(asset, self.leader.user);
        self.feed().await;
        assert_eq!(self.unit(id).await.state, UnitState::CheckedOut, "the feed saw it");
        self.clock.advance(TimeDelta::minutes(1));
        id
    }

    /// Checked out, and the log says nothing of it.
    pub fn check_out_unlogged(&self, asset: u32, user: u32) -> Activity {
        let row = self.check_out(asset, user);
        self.simulator.with_lab(|lab| lab.withhold(row)).unwrap()
    }

    /// Checked in, and the log says nothing of it.
    pub fn check_in_unlogged(&self, asset: u32) {
        let at = self.clock.now();
        self.simulator.with_lab(|lab| lab.check_in_silently(asset, at)).unwrap();
    }

    /// Somebody gives it another label in Snipe-IT.
    pub fn relabel(&self, asset: u32, label: u32) {
        let at = self.clock.now();
        self.simulator.with_lab(|lab| lab.set_label(asset, label, at)).unwrap();
    }

    /// Changes the asset without a row.
    pub fn edit(&self, asset: u32, edit: impl FnOnce(&mut Asset)) {
        self.simulator.with_lab(|lab| {
            let mut changed = lab.asset(asset).unwrap().clone();
            edit(&mut changed);
            lab.put_asset(changed);
        });
    }

    /// A token that may not read the activity log takes the place of the first.
    pub async fn without_reports(&self) {
        let rights = Rights::admin().without(Permission::ReportsView);
        let locale = snipeit_simulator::Locale::English;
        let token = self.simulator.with_lab(|lab| lab.add_token(1, rights, locale));
        self.desk.replace_token(token, KeepToken::InKeyring).await.unwrap();
    }

    /// What is done about the label of what came back.
    pub async fn after_return(&self, after_return: AfterReturn) {
        super::set(&self.desk, |settings| SettingsChange { after_return, ..settings }).await;
    }

    /// What is disagreed about, and whether a unit is concerned; the newest first.
    pub async fn open(&self) -> Vec<(Disagreement, bool)> {
        let rows = self.discrepancies(false).await;
        rows.into_iter().map(|row| (row.about, row.line.is_some())).collect()
    }

    pub async fn discrepancies(&self, resolved: bool) -> Vec<DiscrepancyRow> {
        let query = DiscrepancyQuery { resolved, offset: 0, limit: 100 };
        self.desk.discrepancies(query).await.unwrap().rows
    }

    /// The newest rows of the Activity room.
    pub async fn activity(&self) -> ActivityList {
        let query = ActivityQuery { filter: ActivityFilter::All, offset: 0, limit: 100 };
        self.desk.activity(query).await.unwrap()
    }

    /// What a row did.
    pub async fn effect(&self, row: u32) -> ActivityEffect {
        let rows = self.activity().await.rows;
        rows.into_iter().find(|read| read.id.0 == row).expect("the row was read").effect
    }

    /// The states that the first unit went through.
    pub async fn states(&self, id: RequisitionId) -> Vec<UnitState> {
        let timeline = self.view(id).await.timeline;
        let moves = timeline.iter().rev().filter_map(|entry| match entry.event {
            TimelineEvent::Moved { to, .. } => Some(to),
            _ => None,
        });
        moves.collect()
    }

    /// How often single assets were asked for.
    pub fn readings(&self) -> usize {
        let one = |path: &str| path.rsplit('/').next().is_some_and(|id| id.parse::<u32>().is_ok());
        let requests = self.simulator.requests();
        requests.iter().filter(|asked| asked.method == "GET" && one(&asked.path)).count()
    }

    /// The discrepancy that the message about this disagreement names.
    pub async fn named(&self, of: Disagreement) -> Option<DiscrepancyId> {
        self.news().await.into_iter().find_map(|news| match news {
            News::Disagreement { about, discrepancy, .. } if about == of => discrepancy,
            _ => None,
        })
    }

    /// How often people were told of this disagreement.
    pub async fn told(&self, of: Disagreement) -> usize {
        let news = self.news().await;
        let told = |news: &&News| matches!(news, News::Disagreement { about, .. } if *about == of);
        news.iter().filter(told).count()
    }
}
