//! Playing the scenario: each step on both sides, in a transaction with its own actor and time.

use chrono::{DateTime, TimeDelta, Utc};
use domain::evidence::{Actor, Rule};
use domain::operation::OperationKind;
use domain::project::ProjectState;
use workspace::{Stamp, Workspace, Write};

use super::plot::{Deed, Step};
use super::scene::Scene;
use super::{decided, lent};
use crate::api::DeskError;
use crate::db::found;

/// How long after a row was written the feed reads it.
const SEEN_AFTER: TimeDelta = TimeDelta::seconds(9);

/// Plays the steps in their order.
pub fn play(
    workspace: &Workspace,
    scene: &mut Scene,
    steps: &[Step],
    technician: &Actor,
) -> Result<(), DeskError> {
    for together in steps.chunk_by(at_once) {
        let Some(first) = together.first() else { continue };
        let stamp = stamp(scene, first, technician)?;
        workspace
            .write(&stamp, |write| together.iter().try_for_each(|step| act(write, scene, step)))?;
    }
    Ok(())
}

/// Lines that were decided, handed over or taken back in one go share a transaction.
fn at_once(a: &Step, b: &Step) -> bool {
    (a.at, a.deed, a.subject) == (b.at, b.deed, b.subject)
}

fn stamp(scene: &Scene, step: &Step, technician: &Actor) -> Result<Stamp, DeskError> {
    let feed = Actor::Rule { rule: Rule::Feed };
    let (actor, at) = match step.deed {
        Deed::Ask => (requester(scene, step)?, step.at),
        Deed::CheckOut | Deed::CheckIn | Deed::Lend | Deed::Return => (feed, seen(step.at)),
        Deed::Settle(OperationKind::RestoreLabel) => (feed, step.at),
        _ => (technician.clone(), step.at),
    };
    Ok(Stamp { actor, at })
}

fn requester(scene: &Scene, step: &Step) -> Result<Actor, DeskError> {
    let story = found(scene.scenario.stories.get(step.subject))?;
    Ok(Actor::Person { name: story.by.clone() })
}

fn seen(at: DateTime<Utc>) -> DateTime<Utc> {
    at + SEEN_AFTER
}

fn act(write: &Write<'_>, scene: &mut Scene, step: &Step) -> Result<(), DeskError> {
    match step.deed {
        Deed::Ask => decided::ask(write, scene, step.subject),
        Deed::Decide(kind) => decided::decide(write, scene, step, kind),
        Deed::Settle(kind) => decided::settle(write, scene, step, kind),
        Deed::Expire => decided::expire(write, scene, step),
        Deed::CheckOut => lent::check_out(write, scene, step),
        Deed::CheckIn => lent::check_in(write, scene, step),
        Deed::Lend => lent::lend(write, scene, step),
        Deed::Return => lent::take_back(write, scene, step),
        Deed::Complete => complete(write, scene, step.subject),
        Deed::ReadMessages => Ok(write.mark_all_read()?),
    }
}

fn complete(write: &Write<'_>, scene: &Scene, project: usize) -> Result<(), DeskError> {
    let name = &found(scene.scenario.projects.get(project))?.name;
    let id = found(scene.projects.get(name).copied())?;
    Ok(write.move_project(id, ProjectState::Active, ProjectState::Completed)?)
}
