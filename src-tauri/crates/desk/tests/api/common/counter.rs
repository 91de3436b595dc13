//! What people do at the counter, and what Snipe-IT shows of it.

use chrono::TimeDelta;
use desk::api::*;
use domain::ids::*;
use domain::unit::UnitState;
use domain::validate::*;
use snipeit_simulator::Holder;

use super::Scene;

impl Scene {
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

    /// The first unit goes to its requester.
    pub async fn hand_over(&self, id: RequisitionId) -> DecisionOutcome {
        let unit = self.unit(id).await.id;
        let decided = self.desk.hand_over(vec![HandOver { unit, to: None }]).await.unwrap();
        decided[0].outcome.clone()
    }

    /// The first unit comes back.
    pub async fn take_back(&self, id: RequisitionId) -> DecisionOutcome {
        let unit = self.unit(id).await.id;
        self.desk.take_back(vec![unit]).await.unwrap()[0].outcome.clone()
    }

    /// Who has an asset, by Snipe-IT.
    pub fn holder(&self, asset: u32) -> Option<Holder> {
        self.simulator.with_lab(|lab| lab.asset(asset).unwrap().holder)
    }

    /// How many requests of a method reached the simulator.
    pub fn requests(&self, method: &str) -> usize {
        self.simulator.requests().iter().filter(|request| request.method == method).count()
    }
}
