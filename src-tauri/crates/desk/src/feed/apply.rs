//! Applying rows: oldest first, each once, in one transaction with the cursor that covers them.

use chrono::TimeDelta;
use domain::activity::{ActivityRow, Movement};
use domain::decide::unit::{Ignored, decide};
use domain::ids::{ActivityId, AssetId, UnitId};
use workspace::Write;
use workspace::table::feed::{Effect, FeedRow};
use workspace::table::units::UnitRecord;

use super::actor;
use super::read::{Assets, Unseen};
use super::row::{self, Ground};
use crate::api::DeskError;
use crate::counter::Counter;
use crate::moves::{self, Done, Habits};
use crate::settler::mirror;

/// A row is about a unit whose life ended at most so much before it happened.
const AFTERWARDS: TimeDelta = TimeDelta::seconds(5);

/// Why rows were not applied.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    /// A unit came to name this asset since the assets were read: they are read again.
    #[error("asset {0} was not read")]
    Unread(AssetId),
    /// The workspace.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<workspace::Error> for Halt {
    fn from(error: workspace::Error) -> Self {
        Self::Desk(error.into())
    }
}

/// Applies the rows and moves the cursor to `cursor`: all or nothing.
pub async fn apply(
    counter: &Counter,
    mut unseen: Vec<Unseen>,
    assets: Assets,
    cursor: ActivityId,
) -> Result<(), Halt> {
    if probe::flawed(probe::Flaw::NewestFirst) {
        unseen.reverse();
    }
    let habits = Habits::from(&counter.configuration());
    let ground = Ground { newest_out: row::check_outs(&unseen), assets, habits };
    let opened = counter
        .db
        .write(actor(), move |write| {
            let mut opened = false;
            for asset in ground.assets.values().flatten() {
                mirror(write, asset)?;
            }
            for row in &unseen {
                opened |= apply_row(write, &ground, row)?;
            }
            write.advance_feed(cursor)?;
            Ok::<_, Halt>(opened)
        })
        .await?;
    if opened {
        counter.settle_now.notify_one();
    }
    Ok(())
}

/// Applies one row; says whether that opened an operation.
fn apply_row(write: &Write<'_>, ground: &Ground, unseen: &Unseen) -> Result<bool, Halt> {
    match unseen {
        Unseen::Unreadable { id, movement, raw, problem } => {
            let outcome = Outcome::new(Effect::Unreadable { problem: problem.clone() }, None);
            keep(write, (*id, *movement, None), raw.clone(), outcome)
        }
        Unseen::Row(row) => {
            let outcome = outcome(write, ground, row)?;
            let raw = serde_json::to_value(row).unwrap_or_default();
            keep(write, (row.id, row.movement, row.asset), raw, outcome)
        }
    }
}

/// What a row did.
struct Outcome {
    effect: Effect,
    unit: Option<UnitId>,
    /// Whether it opened an operation.
    opened: bool,
}

impl Outcome {
    fn new(effect: Effect, unit: Option<&UnitRecord>) -> Self {
        Self { effect, unit: unit.map(|unit| unit.id), opened: false }
    }

    fn of(done: Done, unit: &UnitRecord) -> Self {
        let (effect, opened) = match done {
            Done::Moved { to, opened } => (Effect::Moved { to }, opened),
            Done::Raised(about) => (Effect::Raised { about }, false),
            Done::Agreed => (Effect::Ignored { why: Ignored::Known }, false),
            Done::Ignored(why) => (Effect::Ignored { why }, false),
        };
        Self { opened, ..Self::new(effect, Some(unit)) }
    }

    fn ignored(why: Ignored, unit: Option<&UnitRecord>) -> Self {
        Self::new(Effect::Ignored { why }, unit)
    }

    fn is_ignored(&self) -> bool {
        matches!(self.effect, Effect::Ignored { .. })
    }
}

fn outcome(write: &Write<'_>, ground: &Ground, row: &ActivityRow) -> Result<Outcome, Halt> {
    let Some(asset) = row.asset else {
        return Ok(Outcome::ignored(Ignored::NotAnAsset, None));
    };
    let mut told: Option<Outcome> = None;
    for unit in write.read().units_for_asset(asset)? {
        let outcome = move_unit(write, ground, row, asset, &unit)?;
        // The claim decides; who only wishes for the asset hears of it when nobody claims it.
        if unit.state.claims() {
            return Ok(outcome);
        }
        if told.as_ref().is_none_or(Outcome::is_ignored) {
            told = Some(outcome);
        }
    }
    match told {
        Some(outcome) => Ok(outcome),
        None => no_unit(write, row, asset),
    }
}

/// Nobody has to do with the asset; or somebody had, and what they did was noticed before the row.
fn no_unit(write: &Write<'_>, row: &ActivityRow, asset: AssetId) -> Result<Outcome, Halt> {
    let over = write.read().last_over(asset)?;
    let over = over.filter(|unit| row.at <= unit.changed_at + AFTERWARDS);
    let why = if over.is_some() { Ignored::Over } else { Ignored::NoUnit };
    Ok(Outcome::ignored(why, over.as_ref()))
}

fn move_unit(
    write: &Write<'_>,
    ground: &Ground,
    row: &ActivityRow,
    asset: AssetId,
    unit: &UnitRecord,
) -> Result<Outcome, Halt> {
    let Some(snapshot) = ground.assets.get(&asset) else { return Err(Halt::Unread(asset)) };
    let (input, reading) = row::judged(write, ground, row, unit, snapshot.as_ref())?;
    let evidence = row::evidence(row);
    let seen = row::seen(row, snapshot.as_ref(), reading, &evidence);
    let action = decide(unit.state, input);
    let done = moves::carry_out(write, (unit, asset), &seen, action, ground.habits)?;
    Ok(Outcome::of(done, unit))
}

fn keep(
    write: &Write<'_>,
    (activity, movement, asset): (ActivityId, Movement, Option<AssetId>),
    row: serde_json::Value,
    outcome: Outcome,
) -> Result<bool, Halt> {
    let Outcome { effect, unit, opened } = outcome;
    let row = FeedRow { activity, movement, asset, row, effect, unit };
    write.add_feed_row(&row, write.at())?;
    Ok(opened)
}
