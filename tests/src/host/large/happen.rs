//! What happens to the units of a line: decisions as the settler ends them, check-outs and
//! check-ins as the feed applies their rows.

use anyhow::{Context, Result, ensure};
use chrono::Days;
use desk::api::News;
use domain::activity::{ActivityRow, Movement};
use domain::asset::Holder;
use domain::evidence::Evidence;
use domain::ids::{ActivityId, AssetId, LabelId, OperationId, RequisitionId, UserId};
use domain::operation::OperationKind;
use domain::unit::UnitState;
use snipeit_simulator::Lab;
use workspace::Write;
use workspace::table::feed::{Effect, FeedRow};
use workspace::table::operations::{NewOperation, OperationRecord, Step};
use workspace::table::units::{Transition, UnitRecord};

use super::lives::Event;
use super::play::Scene;
use super::plot::{Asked, Line};

/// Days for which a reservation waits after its first.
const HOLD_DAYS: u64 = 3;

impl Scene {
    /// Something happens to the units of a line.
    pub(super) fn happen(
        &mut self,
        write: &Write<'_>,
        requisition: RequisitionId,
        asked: &Asked,
        place: usize,
        event: Event,
    ) -> Result<()> {
        let line = asked.lines.get(place).context("no such line")?;
        let units = write.read().units_of(requisition)?.into_iter();
        let units = units.filter(|unit| unit.line_position as usize == place + 1);
        for (unit, asset) in units.zip(line.assets.iter().copied()) {
            match event {
                Event::Decide(kind) => decide(write, &unit, line, asset, kind)?,
                Event::Settle(kind) => self.settle(write, &unit, asked, kind)?,
                Event::CheckOut => self.check_out(write, &unit, asset, asked)?,
                Event::CheckIn => self.check_in(write, &unit, asset)?,
            }
        }
        Ok(())
    }

    fn settle(
        &mut self,
        write: &Write<'_>,
        unit: &UnitRecord,
        asked: &Asked,
        kind: OperationKind,
    ) -> Result<()> {
        let id = write.read().newest_operation(unit.id)?.context("nothing was decided")?.id;
        let evidence = if kind.needs_server() { Some(self.send(write, unit, id)?) } else { None };
        let operation = write.read().operation(id)?.context("no such operation")?;
        ensure!(operation.kind == kind, "{:?} where {kind:?} was decided", operation.kind);
        if let Some(to) = leads_to(kind) {
            let note = operation.reason.clone();
            let moved = Transition { evidence: evidence.clone(), note, ..Transition::to(to) };
            match kind {
                OperationKind::Reserve => self.reserve(write, unit, &operation, asked, moved)?,
                _ => write.move_unit(unit, &moved)?,
            }
        }
        Ok(write.step_operation(Some(unit), &operation, &Step::Done(evidence))?)
    }

    /// Writes the operation's label to the lab; what is seen afterwards is the evidence.
    fn send(&mut self, write: &Write<'_>, unit: &UnitRecord, id: OperationId) -> Result<Evidence> {
        let operation = write.read().operation(id)?.context("no such operation")?;
        let asset = operation.asset.context("no asset")?;
        let label = match operation.kind {
            OperationKind::Reserve => self.labels.reserved,
            _ => self.labels.available,
        };
        let before = self.lab.label_of(asset.0).map(|label| LabelId(label.id));
        let fence = Some(ActivityId(self.lab.newest_activity()));
        let sending = Step::Sending { fence, before, wanted: Some(label) };
        write.step_operation(Some(unit), &operation, &sending)?;
        self.lab.set_label(asset.0, label.0, write.at())?;
        let label_name = self.lab.label_of(asset.0).context("no label")?.name.clone();
        let (read_at, operation) = (write.at(), Some(id));
        Ok(Evidence::LabelSeen { asset, label, label_name, read_at, operation, fence })
    }

    fn reserve(
        &self,
        write: &Write<'_>,
        unit: &UnitRecord,
        operation: &OperationRecord,
        asked: &Asked,
        moved: Transition,
    ) -> Result<()> {
        let first = asked.from.max(write.at().date_naive());
        let moved = Transition {
            asset: operation.asset,
            fence: operation.fence,
            label_before: operation.label_before,
            hold_until: first.checked_add_days(Days::new(HOLD_DAYS)),
            ..moved
        };
        write.move_unit(unit, &moved)?;
        let (asset, tag) = names(&self.lab, operation.asset.context("no asset")?)?;
        tell(write, unit, &News::Reserved { asset, tag })
    }

    fn check_out(
        &mut self,
        write: &Write<'_>,
        unit: &UnitRecord,
        asset: AssetId,
        asked: &Asked,
    ) -> Result<()> {
        let number = write.read().requisition(unit.requisition)?.context("no requisition")?.number;
        let borrower = self.crowd.get(asked.requester).context("nobody asks")?;
        let (note, due) = (number.to_string(), Some(asked.until));
        let at = write.at();
        let id = self.lab.check_out(asset.0, borrower.user.0, due, Some(&note), at)?;
        let row = self.row(id, Movement::CheckOut, asset)?;
        let row = ActivityRow { expected_checkin: due, note: Some(note.clone()), ..row };
        let moved = Transition { due, note: Some(note), ..seen(&row, UnitState::CheckedOut) };
        apply(write, unit, &row, &moved)?;
        let (holder, activity) = (borrower.name.clone(), Some(row.id));
        let (asset, tag) = names(&self.lab, asset)?;
        tell(write, unit, &News::CheckedOut { asset, tag, holder, activity })
    }

    fn check_in(&mut self, write: &Write<'_>, unit: &UnitRecord, asset: AssetId) -> Result<()> {
        let id = self.lab.check_in(asset.0, None, write.at())?;
        let row = self.row(id, Movement::CheckIn, asset)?;
        apply(write, unit, &row, &seen(&row, UnitState::Returned))?;
        let restore = NewOperation::new(OperationKind::RestoreLabel, Some(asset), write.at());
        write.add_operation(Some(unit), &restore)?;
        let holder = row.target.as_ref().map(|target| target.name().to_owned());
        let (asset, tag) = names(&self.lab, asset)?;
        tell(write, unit, &News::Returned { asset, tag, holder, activity: Some(row.id) })
    }

    /// A row of the log as the client would read it.
    fn row(&self, id: u32, movement: Movement, asset: AssetId) -> Result<ActivityRow> {
        let row = self.lab.activity().next_back().context("an empty log")?;
        ensure!(row.id == id, "another row was written meanwhile");
        let name = |id: u32| self.lab.user(id).map(snipeit_simulator::User::full_name);
        let target = match row.target {
            Some(snipeit_simulator::Holder::User(id)) => {
                name(id).map(|name| Holder::User { id: UserId(id), name })
            }
            _ => None,
        };
        let (title, tag) = names(&self.lab, asset)?;
        Ok(ActivityRow {
            id: ActivityId(id),
            movement,
            asset: Some(asset),
            item_name: format!("{title} ({tag})"),
            target,
            by: name(row.by),
            at: row.action_date,
            expected_checkin: None,
            note: None,
        })
    }
}

fn decide(
    write: &Write<'_>,
    unit: &UnitRecord,
    line: &Line,
    asset: AssetId,
    kind: OperationKind,
) -> Result<()> {
    let asset = kind.needs_server().then_some(asset);
    let reason = matches!(kind, OperationKind::Reject | OperationKind::Cancel).then_some(line.why);
    let new = NewOperation { reason, ..NewOperation::new(kind, asset, write.at()) };
    write.add_operation(Some(unit), &new)?;
    Ok(())
}

/// Where the end of an operation takes its unit.
fn leads_to(kind: OperationKind) -> Option<UnitState> {
    Some(match kind {
        OperationKind::Reserve => UnitState::Reserved,
        OperationKind::Release => UnitState::Released,
        OperationKind::Expire => UnitState::Expired,
        OperationKind::Reject => UnitState::Rejected,
        OperationKind::Cancel => UnitState::Cancelled,
        _ => return None,
    })
}

fn seen(row: &ActivityRow, to: UnitState) -> Transition {
    let target = row.target.as_ref().map(|target| target.name().to_owned());
    let evidence = Evidence::Activity { id: row.id, at: row.at, target, by: row.by.clone() };
    Transition { evidence: Some(evidence), ..Transition::to(to) }
}

/// A row moves a unit, and is kept with what it did.
fn apply(
    write: &Write<'_>,
    unit: &UnitRecord,
    row: &ActivityRow,
    moved: &Transition,
) -> Result<()> {
    write.move_unit(unit, moved)?;
    let effect = Effect::Moved { to: moved.to };
    let (activity, movement, asset) = (row.id, row.movement, row.asset);
    let raw = serde_json::to_value(row)?;
    let kept = FeedRow { activity, movement, asset, row: raw, effect, unit: Some(unit.id) };
    Ok(write.add_feed_row(&kept, write.at())?)
}

/// A message that was shown long ago.
fn tell(write: &Write<'_>, unit: &UnitRecord, news: &News) -> Result<()> {
    let id = write.notify(news, Some(unit.requisition))?;
    Ok(write.mark_shown(id)?)
}

/// What people call an asset, and its tag.
fn names(lab: &Lab, asset: AssetId) -> Result<(String, String)> {
    let asset = lab.asset(asset.0).context("no such asset")?;
    let model = lab.models().find(|model| model.id == asset.model);
    let title = asset.name.clone().or(model.map(|model| model.name.clone()));
    Ok((title.context("no such model")?, asset.tag.clone()))
}
