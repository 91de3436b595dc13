//! Technicians: handing over, taking back, and answering what Snipe-IT and the workspace disagree
//! about.

use anyhow::Result;
use chrono::TimeDelta;
use desk::api::{HandOver, Resolved};
use domain::decide::answer::Answer;
use domain::ids::{DiscrepancyId, UnitId};

use super::counter::{declined, excused, ids, names, some, uuid};
use crate::book::text;
use crate::world::World;

/// A technician hands over, mostly to the requester.
pub async fn hand_over(world: &mut World<'_>) -> Result<String> {
    let units = some(world, "reserved");
    let loans: Vec<_> = units.iter().map(|unit| loan(world, unit)).collect();
    let words = format!("hand {} over", names(world, &units));
    one_by_one!(world, words, loans, |one| world.desk.hand_over(vec![one]))
}

fn loan(world: &mut World<'_>, unit: &str) -> HandOver {
    let projects = world.cast().projects.clone();
    let other = world.chance.pick(&projects).map(|(_, person)| *person);
    let to = if world.chance.one_in(4) { other } else { None };
    HandOver { unit: UnitId(uuid(unit)), to }
}

/// A technician takes back.
pub async fn take_back(world: &mut World<'_>) -> Result<String> {
    let units = some(world, "checked_out");
    let words = format!("take {} back", names(world, &units));
    one_by_one!(world, words, ids(&units), |one| world.desk.take_back(vec![one]))
}

/// A technician answers a disagreement.
pub async fn resolve(world: &mut World<'_>) -> Result<String> {
    let open = world.open_discrepancies();
    let Some(row) = world.chance.pick(&open).cloned() else { return Ok(String::new()) };
    let id = DiscrepancyId(uuid(&row));
    let discrepancies = world.book().kind("discrepancy");
    let about = discrepancies.get(&row).map(|row| text(row, "about")).unwrap_or_default();
    let words = format!("discrepancy {}, {about}", discrepancies.number(&row));
    let view = match world.desk.discrepancy(id).await {
        Ok(view) => view,
        Err(error) => return excused(error, words),
    };
    let Some(answer) = world.chance.pick(&view.answers).map(|offered| offered.answer) else {
        return Ok(format!("{words}: no answer is offered"));
    };
    let words = format!("{words}: {answer:?}");
    match world.desk.resolve(id, answer).await {
        Ok(resolved) => {
            if answer == Answer::SendAgain {
                allow(world, &resolved);
            }
            Ok(format!("{words}: {}", outcome(&resolved)))
        }
        Err(error) => excused(error, words),
    }
}

/// What a person says was not done may be sent once more.
fn allow(world: &World<'_>, resolved: &Resolved) {
    if let Resolved::Sent { operations } = resolved {
        let mut sight = world.watcher.sight();
        operations.iter().for_each(|operation| sight.sent_anew(&operation.0.to_string()));
    }
}

fn outcome(resolved: &Resolved) -> &'static str {
    match resolved {
        Resolved::Here => "settled here",
        Resolved::Sent { .. } => "to be sent",
        Resolved::Changed => "it is otherwise by now",
    }
}
