//! Check-outs and check-ins: in the lab, and as the feed applies their rows.

use domain::decide::unit::Ignored;
use domain::operation::OperationKind;
use domain::unit::UnitState;
use workspace::Write;
use workspace::table::feed::Effect;
use workspace::table::operations::NewOperation;
use workspace::table::units::Transition;

use super::decided::{told, units};
use super::plot::Step;
use super::scene::{Scene, evidence, keep, moved, tell};
use crate::api::{DeskError, News};
use crate::db::found;

/// The units of a line are handed over.
pub fn check_out(write: &Write<'_>, scene: &mut Scene, step: &Step) -> Result<(), DeskError> {
    let story = found(scene.scenario.stories.get(step.subject))?;
    let line = found(story.lines.get(step.line))?;
    let borrower = line.to.clone().unwrap_or_else(|| story.by.clone());
    let user = scene.someone(&borrower)?.user;
    let due = scene.calendar.day(line.due.unwrap_or(story.until));
    for unit in units(write, scene, step)? {
        let asset = found(unit.asset)?;
        let number = found(write.read().requisition(unit.requisition)?)?.number;
        let row = scene.check_out(asset, user, due, Some(number.to_string()), step.at)?;
        let transition = Transition {
            due: Some(due),
            evidence: Some(evidence(&row)),
            note: row.note.clone(),
            ..Transition::to(UnitState::CheckedOut)
        };
        write.move_unit(&unit, &transition)?;
        keep(write, &row, moved(UnitState::CheckedOut), Some(unit.id))?;
        let (asset, tag) = scene.names(asset)?;
        let activity = Some(row.id);
        let news = News::CheckedOut { asset, tag, holder: borrower.clone(), activity };
        tell(write, &news, unit.requisition)?;
    }
    Ok(())
}

/// The units of a line come back, all but those that were kept.
pub fn check_in(write: &Write<'_>, scene: &mut Scene, step: &Step) -> Result<(), DeskError> {
    let units = units(write, scene, step)?;
    let back = units.len().saturating_sub(told(scene, step)?.kept);
    for unit in units.iter().take(back) {
        let asset = found(unit.asset)?;
        let row = scene.check_in(asset, step.at)?;
        let transition =
            Transition { evidence: Some(evidence(&row)), ..Transition::to(UnitState::Returned) };
        write.move_unit(unit, &transition)?;
        let kind = OperationKind::RestoreLabel;
        let new = NewOperation::new(kind, Some(asset), write.at());
        write.add_operation(Some(unit), &new)?;
        keep(write, &row, moved(UnitState::Returned), Some(unit.id))?;
        let (asset, tag) = scene.names(asset)?;
        let holder = row.target.as_ref().map(|target| target.name().to_owned());
        let news = News::Returned { asset, tag, holder, activity: Some(row.id) };
        tell(write, &news, unit.requisition)?;
    }
    Ok(())
}

/// Somebody takes something that no requisition asked for.
pub fn lend(write: &Write<'_>, scene: &mut Scene, step: &Step) -> Result<(), DeskError> {
    let errand = found(scene.scenario.errands.get(step.subject))?;
    let (asset, user) = (scene.tagged(&errand.asset)?, scene.someone(&errand.to)?.user);
    let due = scene.calendar.day(errand.due);
    let row = scene.check_out(asset, user, due, None, step.at)?;
    keep(write, &row, Effect::Ignored { why: Ignored::NoUnit }, None)
}

/// It comes back.
pub fn take_back(write: &Write<'_>, scene: &mut Scene, step: &Step) -> Result<(), DeskError> {
    let errand = found(scene.scenario.errands.get(step.subject))?;
    let asset = scene.tagged(&errand.asset)?;
    let row = scene.check_in(asset, step.at)?;
    keep(write, &row, Effect::Ignored { why: Ignored::NoUnit }, None)
}
