//! Requisitions asked for, and decisions as the settler ends them.

use chrono::Days;
use domain::decide::unit::{Action, Input, decide as domain_decide};
use domain::evidence::Evidence;
use domain::ids::{AssetId, LabelId, ModelId, OperationId};
use domain::operation::OperationKind;
use domain::unit::UnitState;
use domain::validate::Wanted;
use snipeit_simulator::Asset;
use workspace::Write;
use workspace::table::operations::{NewOperation, OperationRecord, Step as Phase};
use workspace::table::requisitions::{NewLine, NewRequisition};
use workspace::table::units::{Transition, UnitRecord};

use super::plot::Step;
use super::scenario::{StoryLine, Thing};
use super::scene::{Scene, tell};
use crate::api::{DeskError, News};
use crate::configuration::HOLD_DAYS;
use crate::db::found;

/// A requisition is asked for.
pub fn ask(write: &Write<'_>, scene: &mut Scene, story: usize) -> Result<(), DeskError> {
    let told = found(scene.scenario.stories.get(story))?;
    let new = NewRequisition {
        project: found(scene.projects.get(&told.project).copied())?,
        requester: scene.someone(&told.by)?.person,
        from: scene.calendar.day(told.from),
        until: scene.calendar.day(told.until),
        purpose: told.purpose.clone(),
        lines: told.lines.iter().map(|line| new_line(scene, line)).collect::<Result<_, _>>()?,
    };
    let (id, _) = write.add_requisition(&new)?;
    scene.requisitions.push(id);
    Ok(())
}

fn new_line(scene: &Scene, line: &StoryLine) -> Result<NewLine, DeskError> {
    let (wanted, title) = match &line.thing {
        Thing::Asset(tag) => {
            let id = scene.tagged(tag)?;
            (Wanted::Asset { id }, scene.names(id)?.0)
        }
        Thing::Model(name) => (Wanted::Model { id: model(scene, name)? }, name.clone()),
    };
    Ok(NewLine { wanted, title, quantity: line.units })
}

fn model(scene: &Scene, name: &str) -> Result<ModelId, DeskError> {
    let known = scene.lab.models().find(|model| model.name == name);
    Ok(ModelId(found(known)?.id))
}

/// The units of a step's line, in their order.
pub fn units(write: &Write<'_>, scene: &Scene, step: &Step) -> Result<Vec<UnitRecord>, DeskError> {
    let requisition = found(scene.requisitions.get(step.subject).copied())?;
    let units = write.read().units_of(requisition)?.into_iter();
    Ok(units.filter(|unit| unit.line_position as usize == step.line + 1).collect())
}

/// A step's line as told.
pub fn told<'s>(scene: &'s Scene, step: &Step) -> Result<&'s StoryLine, DeskError> {
    let story = found(scene.scenario.stories.get(step.subject))?;
    found(story.lines.get(step.line))
}

/// A technician decides.
pub fn decide(
    write: &Write<'_>,
    scene: &Scene,
    step: &Step,
    kind: OperationKind,
) -> Result<(), DeskError> {
    let line = told(scene, step)?;
    for unit in units(write, scene, step)? {
        let asset = match kind {
            OperationKind::Reserve => Some(pick(write, scene, &unit, line)?),
            _ => unit.asset.filter(|_| kind.needs_server()),
        };
        let new =
            NewOperation { reason: line.why.as_deref(), ..NewOperation::new(kind, asset, step.at) };
        write.add_operation(Some(&unit), &new)?;
    }
    Ok(())
}

/// The named asset, or the one of the model that was on the shelf longest.
fn pick(
    write: &Write<'_>,
    scene: &Scene,
    unit: &UnitRecord,
    line: &StoryLine,
) -> Result<AssetId, DeskError> {
    if let Some(asset) = unit.asset {
        return Ok(asset);
    }
    let Thing::Model(name) = &line.thing else { return Err(DeskError::NotFound) };
    let model = model(scene, name)?;
    let mut free: Vec<_> =
        scene.lab.assets().filter(|asset| is_free(scene, asset, model)).collect();
    free.sort_by_key(|asset| (asset.last_checkin, asset.id));
    for asset in free {
        if write.read().claim_on(AssetId(asset.id))?.is_none() {
            return Ok(AssetId(asset.id));
        }
    }
    Err(DeskError::NotFound)
}

fn is_free(scene: &Scene, asset: &Asset, model: ModelId) -> bool {
    asset.model == model.0
        && asset.label == scene.labels.available.0
        && scene.lab.is_available(asset)
}

/// A decision is carried out.
pub fn settle(
    write: &Write<'_>,
    scene: &mut Scene,
    step: &Step,
    kind: OperationKind,
) -> Result<(), DeskError> {
    for unit in units(write, scene, step)? {
        if let Some((open, _)) = unit.operation.filter(|(open, _)| *open == kind) {
            settle_unit(write, scene, &unit, open)?;
        }
    }
    Ok(())
}

/// As the settler ends it: with the label that was sent, seen, as the evidence.
fn settle_unit(
    write: &Write<'_>,
    scene: &mut Scene,
    unit: &UnitRecord,
    kind: OperationKind,
) -> Result<(), DeskError> {
    let id = found(write.read().newest_operation(unit.id)?)?.id;
    let evidence = match kind.needs_server() {
        true => Some(send(write, scene, unit, id)?),
        false => None,
    };
    let operation = found(write.read().operation(id)?)?;
    if let Action::Become(to) = domain_decide(unit.state, Input::Settled(kind)) {
        let note = operation.reason.clone();
        let transition = Transition { evidence: evidence.clone(), note, ..Transition::to(to) };
        match to {
            UnitState::Reserved => reserve(write, scene, unit, &operation, transition)?,
            _ => write.move_unit(unit, &transition)?,
        }
    }
    Ok(write.step_operation(Some(unit), &operation, &Phase::Done(evidence))?)
}

fn reserve(
    write: &Write<'_>,
    scene: &Scene,
    unit: &UnitRecord,
    operation: &OperationRecord,
    transition: Transition,
) -> Result<(), DeskError> {
    let requisition = found(write.read().requisition(unit.requisition)?)?;
    let first = requisition.from.max(scene.calendar.day_of(write.at()));
    let transition = Transition {
        asset: operation.asset,
        fence: operation.fence,
        label_before: operation.label_before,
        hold_until: first.checked_add_days(Days::new(HOLD_DAYS)),
        ..transition
    };
    write.move_unit(unit, &transition)?;
    let (asset, tag) = scene.names(found(operation.asset)?)?;
    tell(write, &News::Reserved { asset, tag }, unit.requisition)
}

/// Writes the operation's label to the lab.
fn send(
    write: &Write<'_>,
    scene: &mut Scene,
    unit: &UnitRecord,
    operation: OperationId,
) -> Result<Evidence, DeskError> {
    let operation = found(write.read().operation(operation)?)?;
    let asset = found(operation.asset)?;
    let wanted = match operation.kind {
        OperationKind::Reserve => scene.labels.reserved,
        _ => scene.labels.available,
    };
    let before = Some(LabelId(scene.asset(asset)?.label));
    let sending = Phase::Sending { fence: Some(scene.newest()), before, wanted: Some(wanted) };
    write.step_operation(Some(unit), &operation, &sending)?;
    scene.relabel(asset, wanted, Some(operation.id), write.at())
}

/// Nobody came for it: the technician put it back.
pub fn expire(write: &Write<'_>, scene: &mut Scene, step: &Step) -> Result<(), DeskError> {
    for unit in units(write, scene, step)? {
        let asset = found(unit.asset)?;
        let evidence = scene.relabel(asset, scene.labels.available, None, step.at)?;
        let transition =
            Transition { evidence: Some(evidence), ..Transition::to(UnitState::Expired) };
        write.move_unit(&unit, &transition)?;
    }
    Ok(())
}
