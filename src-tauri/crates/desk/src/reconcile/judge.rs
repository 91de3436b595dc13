//! What a reading means, judged in the transaction that carries it out.

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::decide::reading::{self, stands};
use domain::decide::unit::{Disagreement, Input, Reading, Worn, decide};
use domain::evidence::{Actor, AssetFact, Evidence, Rule};
use domain::ids::AssetId;
use domain::unit::UnitState;
use workspace::Write;
use workspace::table::discrepancies::End;
use workspace::table::units::UnitRecord;

use super::compare::{unclaimed, wears_reserved};
use super::due::other_due;
use super::label::{self, Left};
use super::listed::Case;
use crate::api::DeskError;
use crate::counter::Counter;
use crate::insiders::insiders;
use crate::moves::{self, Done, Habits, Seen};
use crate::settler::{is_overtaken, mirror};

/// Judges each case in a transaction of its own; one that cannot be stored stops no other.
pub async fn all(counter: &Counter, cases: Vec<Case>, habits: Habits) -> Result<(), DeskError> {
    let actor = Actor::Rule { rule: Rule::Reconciliation };
    let (mut opened, mut failed) = (false, None);
    for case in cases {
        let id = case.id;
        match counter.db.write(actor.clone(), move |write| one(write, &case, habits)).await {
            Ok(one) => opened |= one,
            Err(error) => {
                tracing::error!(%id, %error, "what was compared could not be stored");
                failed = failed.or(Some(error));
            }
        }
    }
    if opened {
        counter.settle_now.notify_one();
    }
    failed.map_or(Ok(()), Err)
}

/// Judges one case; says whether that opened an operation.
fn one(write: &Write<'_>, case: &Case, habits: Habits) -> Result<bool, DeskError> {
    if is_overtaken(write, case.id, case.asked_at)? {
        return Ok(false);
    }
    match &case.asset {
        Some(asset) => mirror(write, asset)?,
        None => write.asset_vanished(case.id)?,
    }
    if write.read().operation_on(case.id)?.is_some() {
        return Ok(false);
    }
    let mut opened = false;
    for before in &case.subject.units {
        let unit = write.read().unit(before.id)?;
        // What changed since is compared the next time.
        if unit.as_ref() == Some(before) && before.operation.is_none() {
            opened |= judge(write, case, before, habits)?;
        }
    }
    Ok(nobodys(write, case, habits)? || opened)
}

fn judge(
    write: &Write<'_>,
    case: &Case,
    unit: &UnitRecord,
    habits: Habits,
) -> Result<bool, DeskError> {
    let asset = case.asset.as_ref();
    let insiders = insiders(&write.read(), unit)?;
    let reading = reading::judge(asset, &insiders, &habits.labels, unit.changed_at);
    let evidence = evidence(case, reading, Some(unit.state));
    if !unit.state.claims() && is_claimed(write, case)? {
        write.agree(unit, Some(&evidence))?;
        return Ok(false);
    }
    let seen = seen(asset, reading, &evidence);
    let action = decide(unit.state, Input::Read(reading));
    match moves::carry_out(write, (unit, case.id), &seen, action, habits)? {
        Done::Moved { opened, .. } => Ok(opened),
        Done::Agreed => follow_due(write, unit, asset, &evidence).map(|()| false),
        Done::Raised(_) | Done::Ignored(_) => Ok(false),
    }
}

fn follow_due(
    write: &Write<'_>,
    unit: &UnitRecord,
    asset: Option<&AssetSnapshot>,
    evidence: &Evidence,
) -> Result<(), DeskError> {
    let Some(asset) = asset else { return Ok(()) };
    if let Some(day) = other_due(&write.read(), unit, asset)? {
        write.set_due(unit, day, Some(evidence.clone()))?;
    }
    Ok(())
}

/// What concerns no unit that is alive.
fn nobodys(write: &Write<'_>, case: &Case, habits: Habits) -> Result<bool, DeskError> {
    let claimed = is_claimed(write, case)?;
    let asset = case.asset.as_ref().filter(|asset| !asset.deleted);
    let reading = asset.map_or(Reading::Gone, |asset| unclaimed(asset, habits));
    let evidence = evidence(case, reading, None);
    for open in case.subject.open_about(None) {
        let still = write.read().discrepancy(open.id)?;
        if still.as_ref() == Some(open) && (claimed || !stands(open.about, reading)) {
            let end = End { answer: None, evidence: Some(evidence.clone()) };
            write.close_discrepancy(None, open, &end)?;
        }
    }
    // What was claimed until now was looked after with its unit.
    let nobodys = case.subject.claim().is_none() && !claimed;
    match asset.filter(|asset| nobodys && wears_reserved(asset, habits)) {
        Some(asset) => left_behind(write, asset, &seen(Some(asset), reading, &evidence), habits),
        None => Ok(false),
    }
}

fn left_behind(
    write: &Write<'_>,
    asset: &AssetSnapshot,
    seen: &Seen<'_>,
    habits: Habits,
) -> Result<bool, DeskError> {
    match label::left(&write.read(), asset, habits)? {
        (Left::Leave, _) => Ok(false),
        (Left::Restore, Some(unit)) => moves::look_after_label(write, &unit, seen, habits),
        (Left::Ask, Some(unit)) => {
            moves::raise(write, Some(&unit), asset.id, seen, Disagreement::LabelLeft)?;
            Ok(false)
        }
        (_, _) => {
            moves::raise(write, None, asset.id, seen, Disagreement::Unclaimed)?;
            Ok(false)
        }
    }
}

fn is_claimed(write: &Write<'_>, case: &Case) -> Result<bool, DeskError> {
    let units = write.read().units_for_asset(case.id)?;
    Ok(units.iter().any(|unit| unit.state.claims()))
}

/// A reading as what was seen.
fn seen<'a>(
    asset: Option<&'a AssetSnapshot>,
    reading: Reading,
    evidence: &'a Evidence,
) -> Seen<'a> {
    Seen {
        evidence,
        reading,
        activity: None,
        holder: asset.and_then(|asset| asset.holder.as_ref()).map(|holder| holder.name()),
        due: asset.and_then(|asset| asset.expected_checkin),
        note: None,
        asset,
        name: "",
    }
}

fn evidence(case: &Case, reading: Reading, state: Option<UnitState>) -> Evidence {
    asset_seen(case.id, case.asset.as_ref(), case.asked_at, reading, state)
}

/// A reading as evidence for what follows from it.
pub fn asset_seen(
    id: AssetId,
    asset: Option<&AssetSnapshot>,
    read_at: DateTime<Utc>,
    reading: Reading,
    state: Option<UnitState>,
) -> Evidence {
    let holder = asset.and_then(|asset| asset.holder.as_ref());
    Evidence::AssetSeen {
        asset: id,
        read_at,
        fact: fact(asset, reading, state),
        holder: holder.map(|holder| holder.name().to_owned()),
    }
}

/// What was remarkable about the asset.
fn fact(asset: Option<&AssetSnapshot>, reading: Reading, state: Option<UnitState>) -> AssetFact {
    match reading {
        Reading::Gone if asset.is_some_and(|asset| !asset.deleted) => AssetFact::Archived,
        Reading::Gone => AssetFact::Deleted,
        Reading::Insider | Reading::InsiderBefore | Reading::Outsider => AssetFact::Held,
        Reading::Back(_) if state == Some(UnitState::CheckedOut) => AssetFact::CameBack,
        Reading::Back(worn) | Reading::Free(worn)
            if state == Some(UnitState::Reserved) && worn != Worn::Reserved =>
        {
            AssetFact::LabelChanged
        }
        Reading::Back(_) | Reading::Free(_) => AssetFact::Free,
    }
}
