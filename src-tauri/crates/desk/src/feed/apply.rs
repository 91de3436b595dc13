//! Applying rows: oldest first, each once, in one transaction with the cursor that covers them.

use chrono::NaiveDate;
use domain::activity::{ActivityRow, Movement};
use domain::asset::AssetSnapshot;
use domain::decide::feed::{check_in, check_out};
use domain::decide::reading::mark;
use domain::decide::unit::{Action, Disagreement, Ignored, Input, decide};
use domain::evidence::Evidence;
use domain::ids::{ActivityId, AssetId, UnitId};
use domain::labels::LabelMap;
use domain::operation::OperationKind;
use domain::unit::UnitState;
use workspace::Write;
use workspace::table::discrepancies::NewDiscrepancy;
use workspace::table::feed::{Effect, FeedRow};
use workspace::table::operations::NewOperation;
use workspace::table::units::{Transition, UnitRecord};

use super::actor;
use super::read::{Assets, Unseen};
use crate::api::{AfterReturn, DeskError, News};
use crate::counter::Counter;
use crate::insiders::insiders;
use crate::settler::mirror;

/// What the rows are judged by.
struct Ground {
    assets: Assets,
    /// For each asset, the newest check-out row of this batch.
    newest_out: Vec<(AssetId, ActivityId)>,
    labels: LabelMap,
    after_return: AfterReturn,
}

/// Applies the rows and moves the cursor to `cursor`.
pub async fn apply(
    counter: &Counter,
    unseen: Vec<Unseen>,
    assets: Assets,
    cursor: ActivityId,
) -> Result<(), DeskError> {
    let configuration = counter.configuration();
    let ground = Ground {
        newest_out: check_outs(&unseen),
        assets,
        labels: configuration.labels,
        after_return: configuration.after_return,
    };
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
            Ok::<_, DeskError>(opened)
        })
        .await?;
    if opened {
        counter.settle_now.notify_one();
    }
    Ok(())
}

fn check_outs(unseen: &[Unseen]) -> Vec<(AssetId, ActivityId)> {
    let rows = unseen.iter().filter_map(|row| match row {
        Unseen::Row(row) if row.movement == Movement::CheckOut => Some((row.asset?, row.id)),
        _ => None,
    });
    rows.collect()
}

/// Applies one row; says whether that opened an operation.
fn apply_row(write: &Write<'_>, ground: &Ground, unseen: &Unseen) -> Result<bool, DeskError> {
    match unseen {
        Unseen::Unreadable { id, movement, raw, problem } => {
            let effect = Effect::Unreadable { problem: problem.clone() };
            keep(write, *id, *movement, None, raw.clone(), effect, None)?;
            Ok(false)
        }
        Unseen::Row(row) => {
            let (effect, unit, opened) = effect_of(write, ground, row)?;
            let raw = serde_json::to_value(row).unwrap_or_default();
            keep(write, row.id, row.movement, row.asset, raw, effect, unit)?;
            Ok(opened)
        }
    }
}

type Outcome = (Effect, Option<UnitId>, bool);

fn effect_of(write: &Write<'_>, ground: &Ground, row: &ActivityRow) -> Result<Outcome, DeskError> {
    let Some(asset) = row.asset else {
        return Ok((ignored(Ignored::NotAnAsset), None, false));
    };
    let units = write.read().units_for_asset(asset)?;
    let mut outcome = (ignored(Ignored::NoUnit), None, false);
    for unit in units {
        let claims = unit.state.claims();
        outcome = move_unit(write, ground, row, asset, &unit)?;
        // The claim decides; who only wishes for the asset hears of it when nobody claims it.
        if claims {
            break;
        }
    }
    Ok(outcome)
}

fn move_unit(
    write: &Write<'_>,
    ground: &Ground,
    row: &ActivityRow,
    asset: AssetId,
    unit: &UnitRecord,
) -> Result<Outcome, DeskError> {
    let snapshot = ground.assets.get(&asset).and_then(Option::as_ref);
    let input = input(write, ground, row, unit, snapshot)?;
    let id = Some(unit.id);
    Ok(match decide(unit.state, input) {
        Action::Become(to) => {
            become_(write, row, unit, snapshot, to)?;
            (Effect::Moved { to }, id, false)
        }
        Action::Return => {
            become_(write, row, unit, snapshot, UnitState::Returned)?;
            let opened = restore_label(write, ground, unit, snapshot)?;
            (Effect::Moved { to: UnitState::Returned }, id, opened)
        }
        Action::Raise(about) => {
            raise(write, row, unit, asset, about)?;
            (Effect::Raised { about }, id, false)
        }
        Action::Ignore(why) => {
            settle_disagreement(write, row, unit)?;
            (ignored(why), id, false)
        }
        Action::ReturnAndRaise(about) => {
            become_(write, row, unit, snapshot, UnitState::Returned)?;
            raise(write, row, unit, asset, about)?;
            (Effect::Moved { to: UnitState::Returned }, id, false)
        }
        Action::Open(_) | Action::Agree | Action::Refuse => (ignored(Ignored::Over), id, false),
    })
}

fn input(
    write: &Write<'_>,
    ground: &Ground,
    row: &ActivityRow,
    unit: &UnitRecord,
    snapshot: Option<&AssetSnapshot>,
) -> Result<Input, DeskError> {
    Ok(match row.movement {
        Movement::CheckOut => {
            Input::CheckOut(check_out(row, unit.fence, &insiders(&write.read(), unit)?))
        }
        Movement::CheckIn => {
            let later =
                |(asset, id): &(AssetId, ActivityId)| Some(*asset) == row.asset && *id > row.id;
            let out_again = ground.newest_out.iter().any(later);
            let insiders = insiders(&write.read(), unit)?;
            Input::CheckIn(check_in(row, unit.fence, &insiders, snapshot, out_again))
        }
    })
}

fn become_(
    write: &Write<'_>,
    row: &ActivityRow,
    unit: &UnitRecord,
    snapshot: Option<&AssetSnapshot>,
    to: UnitState,
) -> Result<(), DeskError> {
    let evidence = evidence(row);
    write.agree(unit, Some(&evidence))?;
    let due = (to == UnitState::CheckedOut).then(|| due(row, snapshot)).flatten();
    let transition =
        Transition { due, evidence: Some(evidence), note: row.note.clone(), ..Transition::to(to) };
    write.move_unit(unit, &transition)?;
    tell(write, row, unit, snapshot, to)
}

/// Snipe-IT's word on when it is due: the row's, else the asset's.
fn due(row: &ActivityRow, snapshot: Option<&AssetSnapshot>) -> Option<NaiveDate> {
    row.expected_checkin.or(snapshot.and_then(|asset| asset.expected_checkin))
}

fn tell(
    write: &Write<'_>,
    row: &ActivityRow,
    unit: &UnitRecord,
    snapshot: Option<&AssetSnapshot>,
    to: UnitState,
) -> Result<(), DeskError> {
    let (asset, tag) = names(row, snapshot);
    let holder = row.target.as_ref().map(|target| target.name().to_owned());
    let activity = Some(row.id);
    let news = match to {
        UnitState::CheckedOut => {
            News::CheckedOut { asset, tag, holder: holder.unwrap_or_default(), activity }
        }
        _ => News::Returned { asset, tag, holder, activity },
    };
    write.notify(&news, Some(unit.requisition))?;
    Ok(())
}

fn names(row: &ActivityRow, snapshot: Option<&AssetSnapshot>) -> (String, String) {
    snapshot.map_or_else(
        || (row.item_name.clone(), String::new()),
        |asset| (asset.title().to_owned(), asset.tag.clone()),
    )
}

/// Puts Available back where a label of ours was left behind and the settings say so.
fn restore_label(
    write: &Write<'_>,
    ground: &Ground,
    unit: &UnitRecord,
    snapshot: Option<&AssetSnapshot>,
) -> Result<bool, DeskError> {
    let label = snapshot.and_then(AssetSnapshot::label_id);
    let left_behind = label.is_some_and(|label| ground.labels.is_left_behind(label));
    if !left_behind || ground.after_return != AfterReturn::Automatic {
        return Ok(false);
    }
    let new = NewOperation::new(OperationKind::RestoreLabel, unit.asset, write.at());
    write.add_operation(Some(unit), &new)?;
    Ok(true)
}

fn raise(
    write: &Write<'_>,
    row: &ActivityRow,
    unit: &UnitRecord,
    asset: AssetId,
    about: Disagreement,
) -> Result<(), DeskError> {
    let known = write.read().mirrored(asset)?.map(|known| known.snapshot);
    let new =
        NewDiscrepancy { about, asset, mark: mark(known.as_ref()), found: Some(evidence(row)) };
    if write.disagree(Some(unit), &new)? {
        let (asset, tag) = names(row, known.as_ref());
        let news = News::Disagreement { asset, tag, about };
        write.notify(&news, Some(unit.requisition))?;
    }
    Ok(())
}

/// An asset that came back from somebody outside the project is as it was before.
fn settle_disagreement(
    write: &Write<'_>,
    row: &ActivityRow,
    unit: &UnitRecord,
) -> Result<(), DeskError> {
    if row.movement == Movement::CheckIn && unit.disagreement.is_some() {
        write.agree(unit, Some(&evidence(row)))?;
    }
    Ok(())
}

fn keep(
    write: &Write<'_>,
    activity: ActivityId,
    movement: Movement,
    asset: Option<AssetId>,
    row: serde_json::Value,
    effect: Effect,
    unit: Option<UnitId>,
) -> Result<(), DeskError> {
    let row = FeedRow { activity, movement, asset, row, effect, unit };
    Ok(write.add_feed_row(&row, write.at())?)
}

fn ignored(why: Ignored) -> Effect {
    Effect::Ignored { why }
}

fn evidence(row: &ActivityRow) -> Evidence {
    Evidence::Activity {
        id: row.id,
        at: row.at,
        target: row.target.as_ref().map(|target| target.name().to_owned()),
        by: row.by.clone(),
    }
}
