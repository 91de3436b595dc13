//! A person's answer: checked again in Snipe-IT, then stored with everything that follows from it.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::asset::AssetSnapshot;
use domain::decide::answer::Answer;
use domain::decide::reading::{judge, mark, stands};
use domain::decide::unit::{Disagreement, Reading};
use domain::evidence::Evidence;
use domain::ids::{AssetId, DiscrepancyId};
use workspace::table::discrepancies::{DiscrepancyRecord, End};
use workspace::table::units::UnitRecord;
use workspace::{Read, Write};

use super::doubt;
use super::follow::follow;
use super::ground::{offered, unit_of};
use crate::api::{DeskError, Resolved};
use crate::counter::Counter;
use crate::db::found;
use crate::insiders::insiders;
use crate::moves::Habits;
use crate::reconcile::asset_seen;
use crate::settler::{is_overtaken, mirror};

/// An answer, and the asset as it is now.
pub struct Case {
    /// The discrepancy.
    pub id: DiscrepancyId,
    /// What the person said.
    pub answer: Answer,
    /// The asset; `None` when Snipe-IT no longer has it.
    pub asset: Option<AssetSnapshot>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Today at the counter.
    pub today: NaiveDate,
    /// How this lab treats labels.
    pub habits: Habits,
}

/// Settles one, if Snipe-IT still says what the person was shown.
pub async fn resolve(
    counter: &Counter,
    id: DiscrepancyId,
    answer: Answer,
) -> Result<Resolved, DeskError> {
    let habits = Habits::from(&counter.configuration());
    let asset = counter.db.read(move |read| asked_about(read, id, answer, habits)).await?;
    let asked_at = counter.now();
    let asset = read_now(counter, asset).await?;
    let case = Case { id, answer, asset, asked_at, today: counter.today(), habits };
    if answer == Answer::SendAgain {
        return doubt::send_again(counter, case).await;
    }
    let work = move |write: &Write<'_>| settle(write, &case);
    let resolved = counter.db.write(counter.technician(), work).await?;
    counter.settle_now.notify_one();
    Ok(resolved)
}

/// The asset of a discrepancy to which this answer is offered.
fn asked_about(
    read: &Read<'_>,
    id: DiscrepancyId,
    answer: Answer,
    habits: Habits,
) -> Result<AssetId, DeskError> {
    let record = found(read.discrepancy(id)?)?;
    let answers = offered(read, &record, habits)?;
    let is_offered = answers.iter().any(|view| view.answer == answer);
    if is_offered { Ok(record.asset) } else { Err(DeskError::NotPossible) }
}

async fn read_now(counter: &Counter, id: AssetId) -> Result<Option<AssetSnapshot>, DeskError> {
    match counter.client_at_hand()?.asset(id).await {
        Ok(asset) => Ok(Some(asset)),
        Err(snipeit::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn settle(write: &Write<'_>, case: &Case) -> Result<Resolved, DeskError> {
    let Some(standing) = check_again(write, case)? else { return Ok(Resolved::Changed) };
    let answers = offered(&write.read(), &standing.record, case.habits)?;
    let chosen = answers.into_iter().find(|view| view.answer == case.answer);
    let other = chosen.ok_or(DeskError::NotPossible)?.other.map(|other| other.id);
    let end = End { answer: Some(case.answer), evidence: Some(standing.evidence.clone()) };
    write.close_discrepancy(standing.unit.as_ref(), &standing.record, &end)?;
    let operations = follow(write, case, &standing, other)?;
    Ok(match operations.is_empty() {
        true => Resolved::Here,
        false => Resolved::Sent { operations },
    })
}

/// A discrepancy that Snipe-IT bears out.
pub struct Standing {
    /// It.
    pub record: DiscrepancyRecord,
    /// Its unit.
    pub unit: Option<UnitRecord>,
    /// The reading that bears it out.
    pub evidence: Evidence,
}

/// Judges the discrepancy by the asset as it is now; `None` when Snipe-IT says something else than
/// what the person was shown. What is over then ends by itself.
///
/// # Errors
/// [`DeskError::NotPossible`] when it ended meanwhile.
pub fn check_again(write: &Write<'_>, case: &Case) -> Result<Option<Standing>, DeskError> {
    let record = found(write.read().discrepancy(case.id)?)?;
    if record.closed_at.is_some() {
        return Err(DeskError::NotPossible);
    }
    let unit = unit_of(&write.read(), &record)?;
    let changed = take_over(write, case, &record)?;
    let reading = reading(&write.read(), case, unit.as_ref())?;
    let state = unit.as_ref().map(|unit| unit.state);
    let evidence = asset_seen(record.asset, case.asset.as_ref(), case.asked_at, reading, state);
    if !stands(record.about, reading) || is_anothers(&write.read(), &record, unit.as_ref())? {
        let end = End { answer: None, evidence: Some(evidence) };
        write.close_discrepancy(unit.as_ref(), &record, &end)?;
        return Ok(None);
    }
    Ok((!changed).then_some(Standing { record, unit, evidence }))
}

/// Whether the asset was promised to another unit meanwhile: what was left behind on it, or set by
/// somebody, is that unit's by now.
fn is_anothers(
    read: &Read<'_>,
    record: &DiscrepancyRecord,
    unit: Option<&UnitRecord>,
) -> Result<bool, DeskError> {
    if record.about == Disagreement::InDoubtTooLong || unit.is_some_and(|u| u.state.claims()) {
        return Ok(false);
    }
    Ok(read.units_for_asset(record.asset)?.iter().any(|unit| unit.state.claims()))
}

/// Takes the reading over into the mirror, unless that knows better already; says whether the
/// holder or the label is another one than the mirror said, for that is what the person was shown.
fn take_over(
    write: &Write<'_>,
    case: &Case,
    record: &DiscrepancyRecord,
) -> Result<bool, DeskError> {
    let known = write.read().mirrored(record.asset)?;
    let is_old = is_overtaken(write, record.asset, case.asked_at)?;
    match &case.asset {
        _ if is_old => {}
        Some(asset) => mirror(write, asset)?,
        None => write.asset_vanished(record.asset)?,
    }
    let shown = mark(known.as_ref().map(|known| &known.snapshot));
    Ok(known.is_some() && shown != mark(case.asset.as_ref()))
}

fn reading(read: &Read<'_>, case: &Case, unit: Option<&UnitRecord>) -> Result<Reading, DeskError> {
    let (insiders, since) = match unit {
        Some(unit) => (insiders(read, unit)?, unit.changed_at),
        None => (HashSet::new(), DateTime::<Utc>::MIN_UTC),
    };
    Ok(judge(case.asset.as_ref(), &insiders, &case.habits.labels, since))
}
