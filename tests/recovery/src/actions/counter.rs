//! Requesters and technicians: what they ask of the desk.

use anyhow::{Result, bail};
use chrono::TimeDelta;
use desk::api::{Approval, Decided, DecisionOutcome, DeskError};
use domain::ids::{AssetId, ModelId, OperationId, UnitId};
use domain::validate::{LineDraft, RequisitionDraft, Wanted};
use uuid::Uuid;

use super::trouble;
use crate::book::number;
use crate::world::World;

/// Decides one after another, a moment apart: decisions of the same millisecond are carried out in
/// an order that is left to chance, and this chance is not the seed's.
macro_rules! one_by_one {
    ($world:ident, $words:ident, $these:expr, |$one:ident| $decide:expr) => {{
        let mut words = vec![$words];
        let what = words[0].clone();
        for $one in $these {
            match $decide.await {
                Ok(decided) => words.extend(declined($world, &decided)),
                Err(error) => words.push(excused(error, what.clone())?),
            }
            $world.pass(TimeDelta::milliseconds(1));
        }
        Ok(words.join("; "))
    }};
}

/// Longest loan that anybody asks for, in days.
const LONGEST: u32 = 14;

/// Somebody asks for an asset, for some of a model, or for both.
pub async fn ask(world: &mut World<'_>) -> Result<String> {
    let Some((project, requester)) = pick_requester(world) else { bail!("nobody may ask") };
    let lines: Vec<_> = (0..world.chance.between(1, 2)).filter_map(|_| line(world)).collect();
    let (from, days) = (world.today(), world.chance.between(1, LONGEST));
    let draft = RequisitionDraft {
        project: Some(project),
        requester: Some(requester),
        from: Some(from),
        until: Some(from + TimeDelta::days(days.into())),
        purpose: String::new(),
        lines: lines.clone(),
    };
    let words: Vec<_> =
        lines.iter().map(|line| format!("{} × {:?}", line.quantity, line.wanted)).collect();
    match world.desk.create_requisition(draft).await {
        Ok(made) => Ok(format!("R-{} asks for {}", made.number.0, words.join(", "))),
        Err(error) => excused(error, format!("asks for {}", words.join(", "))),
    }
}

fn pick_requester(
    world: &mut World<'_>,
) -> Option<(domain::ids::ProjectId, domain::ids::PersonId)> {
    let projects = world.cast().projects.clone();
    world.chance.pick(&projects).copied()
}

fn line(world: &mut World<'_>) -> Option<LineDraft> {
    if world.chance.one_in(3) {
        let models = world.cast().models.clone();
        let id = ModelId(*world.chance.pick(&models)?);
        return Some(LineDraft {
            wanted: Wanted::Model { id },
            quantity: world.chance.between(1, 2),
        });
    }
    let assets = world.assets();
    let id = AssetId(world.chance.pick(&assets)?.id);
    Some(LineDraft { wanted: Wanted::Asset { id }, quantity: 1 })
}

/// A technician approves one to three units, picking assets where none is named.
pub async fn approve(world: &mut World<'_>) -> Result<String> {
    let approvals: Vec<_> =
        some(world, "pending").iter().map(|unit| approval(world, unit)).collect();
    let words: Vec<_> = approvals.iter().map(|one| picked(world, one)).collect();
    let words = format!("approve {}", words.join(", "));
    one_by_one!(world, words, approvals, |one| world.desk.approve(vec![one]))
}

fn approval(world: &mut World<'_>, unit: &str) -> Approval {
    let named = world.book().kind("unit").get(unit).and_then(|unit| number(unit, "asset"));
    let assets = world.assets();
    let picked = world.chance.pick(&assets).map(|asset| asset.id);
    // Now and then another than the one that was asked for.
    let asset = if named.is_some() && !world.chance.one_in(6) { None } else { picked };
    Approval { unit: UnitId(uuid(unit)), asset: asset.map(AssetId) }
}

fn picked(world: &World<'_>, approval: &Approval) -> String {
    let unit = unit(world, &approval.unit.0.to_string());
    approval.asset.map_or(unit.clone(), |asset| format!("{unit} with asset {asset}"))
}

/// A technician rejects, or a requester thinks better of it.
pub async fn decline(world: &mut World<'_>) -> Result<String> {
    let units = some(world, "pending");
    let words = names(world, &units);
    if world.chance.one_in(2) {
        let (words, reason) = (format!("reject {words}"), "needed elsewhere");
        one_by_one!(world, words, ids(&units), |one| world.desk.reject(vec![one], reason.into()))
    } else {
        let words = format!("cancel {words}");
        one_by_one!(world, words, ids(&units), |one| world.desk.cancel(vec![one], String::new()))
    }
}

/// A technician gives a reservation up.
pub async fn release(world: &mut World<'_>) -> Result<String> {
    let units = some(world, "reserved");
    let words = format!("release {}", names(world, &units));
    one_by_one!(world, words, ids(&units), |one| world.desk.release(vec![one]))
}

/// A technician puts Available back.
pub async fn restore_label(world: &mut World<'_>) -> Result<String> {
    let units = some(world, "returned");
    let words = format!("put the label of {} back", names(world, &units));
    one_by_one!(world, words, ids(&units), |one| world.desk.restore_labels(vec![one]))
}

/// A technician takes back what was decided last.
pub async fn withdraw(world: &mut World<'_>) -> Result<String> {
    let Some(id) = operation(world) else {
        return Ok("withdraw nothing".to_owned());
    };
    let words = format!("withdraw operation {}", world.book().kind("operation").number(&id));
    match world.desk.withdraw(vec![OperationId(uuid(&id))]).await {
        Ok(()) => Ok(words),
        Err(error) => excused(error, words),
    }
}

/// A technician asks how it stands.
pub async fn look_now(world: &mut World<'_>) -> Result<String> {
    let Some(id) = operation(world) else {
        return Ok("look at nothing".to_owned());
    };
    let words = format!("look at operation {} now", world.book().kind("operation").number(&id));
    match world.desk.check_operation(OperationId(uuid(&id))).await {
        Ok(()) => Ok(words),
        Err(error) => excused(error, words),
    }
}

fn operation(world: &mut World<'_>) -> Option<String> {
    let open = world.open_operations();
    world.chance.pick(&open).cloned()
}

/// One to three units in that state.
pub(super) fn some(world: &mut World<'_>, state: &str) -> Vec<String> {
    let units = world.units(state);
    let mut chosen = Vec::new();
    for _ in 0..world.chance.between(1, 3) {
        chosen.extend(world.chance.pick(&units).filter(|unit| !chosen.contains(*unit)).cloned());
    }
    chosen
}

pub(super) fn ids(units: &[String]) -> Vec<UnitId> {
    units.iter().map(|unit| UnitId(uuid(unit))).collect()
}

pub(super) fn uuid(id: &str) -> Uuid {
    id.parse().unwrap_or_default()
}

pub(super) fn unit(world: &World<'_>, id: &str) -> String {
    format!("unit {}", world.book().kind("unit").number(id))
}

pub(super) fn names(world: &World<'_>, units: &[String]) -> String {
    units.iter().map(|id| unit(world, id)).collect::<Vec<_>>().join(", ")
}

/// Why a decision was not stored, if so.
pub(super) fn declined(world: &World<'_>, decided: &[Decided]) -> Vec<String> {
    let declined = decided.iter().filter_map(|one| match &one.outcome {
        DecisionOutcome::Stored { .. } => None,
        other => Some(format!("{} cannot: {other:?}", unit(world, &one.unit.0.to_string()))),
    });
    declined.collect()
}

/// What the desk may answer whatever the weather; anything else is a defect.
pub(super) fn excused(error: DeskError, words: String) -> Result<String> {
    match error {
        DeskError::Invalid { .. } | DeskError::NotPossible | DeskError::TooLate => {
            Ok(format!("{words}: {error}"))
        }
        DeskError::Server { problem } => Ok(format!("{words}: {}", trouble(&problem))),
        _ => bail!("{words}: {error}"),
    }
}
