//! Both sides while the scenario is played: the workspace's transaction, and the lab.

use chrono::{DateTime, NaiveDate, Utc};
use domain::activity::{ActivityRow, Movement};
use domain::asset::Holder;
use domain::evidence::Evidence;
use domain::ids::{ActivityId, AssetId, LabelId, OperationId, RequisitionId, UnitId, UserId};
use domain::labels::LabelMap;
use domain::unit::UnitState;
use snipeit_simulator::{Asset, CheckOut, Hand, Lab, Refused};
use workspace::Write;
use workspace::table::feed::{Effect, FeedRow};

use super::calendar::Calendar;
use super::people::{Everyone, Someone};
use super::projects::Projects;
use super::scenario::Scenario;
use crate::api::{DeskError, News};
use crate::db::found;

/// Who hands things over in Snipe-IT, and who takes them back.
const HANDS_OVER: u32 = 2;
const TAKES_BACK: u32 = 1;

/// What the steps are played on.
pub struct Scene {
    /// What is told.
    pub scenario: Scenario,
    /// The days.
    pub calendar: Calendar,
    /// The people.
    pub everyone: Everyone,
    /// The projects.
    pub projects: Projects,
    /// The requisition of each story that was asked for.
    pub requisitions: Vec<RequisitionId>,
    /// The simulated Snipe-IT.
    pub lab: Lab,
    /// Its labels.
    pub labels: LabelMap,
}

impl Scene {
    /// Someone by name.
    pub fn someone(&self, name: &str) -> Result<Someone, DeskError> {
        found(self.everyone.get(name).copied())
    }

    /// An asset.
    pub fn asset(&self, id: AssetId) -> Result<&Asset, DeskError> {
        found(self.lab.asset(id.0))
    }

    /// An asset by tag.
    pub fn tagged(&self, tag: &str) -> Result<AssetId, DeskError> {
        found(self.lab.asset_by_tag(tag).map(|asset| AssetId(asset.id)))
    }

    /// What people call an asset, and its tag.
    pub fn names(&self, id: AssetId) -> Result<(String, String), DeskError> {
        let asset = self.asset(id)?;
        let model = self.lab.models().find(|model| model.id == asset.model);
        let title = asset.name.clone().or(model.map(|model| model.name.clone()));
        Ok((found(title)?, asset.tag.clone()))
    }

    /// The newest row of the lab's log.
    pub fn newest(&self) -> ActivityId {
        ActivityId(self.lab.newest_activity())
    }

    /// Gives an asset a label in the lab; what was seen afterwards is the evidence.
    pub fn relabel(
        &mut self,
        asset: AssetId,
        label: LabelId,
        operation: Option<OperationId>,
        at: DateTime<Utc>,
    ) -> Result<Evidence, DeskError> {
        let fence = Some(self.newest());
        self.lab.set_label(asset.0, label.0, at).map_err(impossible)?;
        let seen = found(self.lab.label_of(asset.0))?;
        let (label, label_name) = (LabelId(seen.id), seen.name.clone());
        Ok(Evidence::LabelSeen { asset, label, label_name, read_at: at, operation, fence })
    }

    /// Checks an asset out in the lab, and gives the row that tells of it.
    pub fn check_out(
        &mut self,
        asset: AssetId,
        to: UserId,
        due: NaiveDate,
        note: Option<String>,
        at: DateTime<Utc>,
    ) -> Result<ActivityRow, DeskError> {
        let target = snipeit_simulator::Holder::User(to.0);
        let wish = CheckOut { expected: Some(due.to_string()), note, ..CheckOut::to(target) };
        let hand = Hand::web(HANDS_OVER);
        self.lab.check_out_by(&hand, asset.0, wish, at).map_err(impossible)?;
        let row = self.newest_row(Movement::CheckOut, asset)?;
        Ok(ActivityRow { expected_checkin: Some(due), ..row })
    }

    /// Checks an asset in in the lab, and gives the row that tells of it.
    pub fn check_in(
        &mut self,
        asset: AssetId,
        at: DateTime<Utc>,
    ) -> Result<ActivityRow, DeskError> {
        let hand = Hand::web(TAKES_BACK);
        self.lab.check_in_by(&hand, asset.0, None, None, at).map_err(impossible)?;
        self.newest_row(Movement::CheckIn, asset)
    }

    /// The newest row as the client would read it.
    fn newest_row(&self, movement: Movement, asset: AssetId) -> Result<ActivityRow, DeskError> {
        let row = found(self.lab.activity().next_back())?;
        let user = |id: u32| self.lab.user(id).map(snipeit_simulator::User::full_name);
        let target = row.target.and_then(|target| match target {
            snipeit_simulator::Holder::User(id) => {
                user(id).map(|name| Holder::User { id: UserId(id), name })
            }
            _ => None,
        });
        let (title, tag) = self.names(asset)?;
        Ok(ActivityRow {
            id: ActivityId(row.id),
            movement,
            asset: Some(asset),
            item_name: format!("{title} ({tag})"),
            target,
            by: user(row.by),
            at: row.action_date,
            expected_checkin: None,
            note: row.note.clone(),
        })
    }
}

/// Keeps a row of the log with what it did.
pub fn keep(
    write: &Write<'_>,
    row: &ActivityRow,
    effect: Effect,
    unit: Option<UnitId>,
) -> Result<(), DeskError> {
    let raw = serde_json::to_value(row).unwrap_or_default();
    let (activity, movement, asset) = (row.id, row.movement, row.asset);
    let kept = FeedRow { activity, movement, asset, row: raw, effect, unit };
    Ok(write.add_feed_row(&kept, write.at())?)
}

/// Stores a message as one that was shown: opening the demo must not repeat two weeks of them.
pub fn tell(write: &Write<'_>, news: &News, requisition: RequisitionId) -> Result<(), DeskError> {
    let id = write.notify(news, Some(requisition))?;
    Ok(write.mark_shown(id)?)
}

/// What a row that moved a unit proves.
pub fn evidence(row: &ActivityRow) -> Evidence {
    Evidence::Activity {
        id: row.id,
        at: row.at,
        target: row.target.as_ref().map(|target| target.name().to_owned()),
        by: row.by.clone(),
    }
}

/// The effect of a row that moved a unit.
pub fn moved(to: UnitState) -> Effect {
    Effect::Moved { to }
}

fn impossible(refused: Refused) -> DeskError {
    tracing::error!(%refused, "the demo tells of something impossible");
    DeskError::NotPossible
}
