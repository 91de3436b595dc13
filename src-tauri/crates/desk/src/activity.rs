//! The Activity room: every row of the feed with what it did, and when Snipe-IT did not answer.

use domain::activity::ActivityRow;
use domain::decide::unit::{Disagreement, Ignored};
use domain::ids::{DiscrepancyId, UnitId};
use workspace::Read;
use workspace::table::feed::{Effect, ReadRow};

use crate::api::{
    ActivityCount, ActivityEffect, ActivityFilter, ActivityList, ActivityQuery, ActivityView,
    DeskError, OutageView, ServerProblem,
};
use crate::counter::Counter;
use crate::lines::line_ref;
use crate::requisitions::reference;

/// So many outages are told: those of the last days.
const OUTAGES: u32 = 50;

/// Rows of the feed, the newest first.
pub async fn list(counter: &Counter, query: ActivityQuery) -> Result<ActivityList, DeskError> {
    counter.db.read(move |read| rows(read, query)).await
}

fn rows(read: &Read<'_>, query: ActivityQuery) -> Result<ActivityList, DeskError> {
    let counts = counts(read)?;
    let total = counts.iter().find(|count| count.filter == query.filter).map(|count| count.count);
    let found = read.feed_rows(outcomes(query.filter), query.offset, query.limit)?;
    let outages = read.outages::<ServerProblem>(OUTAGES)?.into_iter().map(|outage| OutageView {
        began_at: outage.began_at,
        ended_at: outage.ended_at,
        problem: outage.problem,
        cursor: outage.cursor,
    });
    Ok(ActivityList {
        total: total.unwrap_or_default(),
        counts,
        rows: found.into_iter().map(|row| view(read, row)).collect::<Result<_, _>>()?,
        outages: outages.collect(),
    })
}

/// The words under which rows of a filter are stored; none is all.
fn outcomes(filter: ActivityFilter) -> &'static [&'static str] {
    match filter {
        ActivityFilter::All => &[],
        ActivityFilter::Applied => &["moved"],
        ActivityFilter::Ignored => &["ignored", "unreadable"],
        ActivityFilter::Raised => &["raised"],
    }
}

fn counts(read: &Read<'_>) -> Result<Vec<ActivityCount>, DeskError> {
    let known = read.feed_outcomes()?;
    let count = |filter| {
        let words = outcomes(filter);
        let among = known.iter().filter(|(word, _)| words.is_empty() || words.contains(&&**word));
        ActivityCount { filter, count: among.map(|(_, rows)| rows).sum() }
    };
    use ActivityFilter::{All, Applied, Ignored, Raised};
    Ok([All, Applied, Ignored, Raised].map(count).into())
}

fn view(read: &Read<'_>, row: ReadRow) -> Result<ActivityView, DeskError> {
    let told: Option<ActivityRow> = serde_json::from_value(row.row).ok();
    let asset = match row.asset {
        Some(id) => read.mirrored(id)?.map(|known| reference(&known.snapshot)),
        None => None,
    };
    Ok(ActivityView {
        id: row.activity,
        at: told.as_ref().map_or(row.read_at, |told| told.at),
        movement: row.movement,
        asset,
        item: told.as_ref().map(|told| told.item_name.clone()).unwrap_or_default(),
        target: told
            .as_ref()
            .and_then(|told| told.target.as_ref())
            .map(|target| target.name().to_owned()),
        by: told.and_then(|told| told.by),
        line: line_ref(read, row.unit)?,
        discrepancy: discrepancy(read, row.unit, &row.effect)?,
        effect: effect(row.effect),
    })
}

/// The disagreement that the row raised, or that was open already.
fn discrepancy(
    read: &Read<'_>,
    unit: Option<UnitId>,
    effect: &Effect,
) -> Result<Option<DiscrepancyId>, DeskError> {
    let about: Option<Disagreement> = match effect {
        Effect::Raised { about } => Some(*about),
        Effect::Ignored { why: Ignored::Known } => None,
        _ => return Ok(None),
    };
    let Some(unit) = unit else { return Ok(None) };
    Ok(read.newest_discrepancy(unit, about)?)
}

fn effect(effect: Effect) -> ActivityEffect {
    match effect {
        Effect::Moved { to } => ActivityEffect::Moved { to },
        Effect::Ignored { why } => ActivityEffect::Ignored { why },
        Effect::Raised { about } => ActivityEffect::Raised { about },
        Effect::Unreadable { problem } => ActivityEffect::Unreadable { problem },
    }
}
