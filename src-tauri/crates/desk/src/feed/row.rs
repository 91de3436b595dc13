//! What a row is to a unit, by the row and by the asset as it is now.

use chrono::NaiveDate;
use domain::activity::{ActivityRow, Movement};
use domain::asset::AssetSnapshot;
use domain::decide::feed::{check_in, check_out};
use domain::decide::reading::judge;
use domain::decide::unit::{CheckIn, CheckOut, Input, Reading};
use domain::evidence::Evidence;
use domain::ids::{ActivityId, AssetId};
use domain::operation::{OperationKind, Phase};
use domain::unit::UnitState;
use probe::Flaw;
use workspace::Write;
use workspace::table::operations::OperationRecord;
use workspace::table::units::UnitRecord;

use super::read::{Assets, Unseen};
use crate::api::DeskError;
use crate::insiders::insiders;
use crate::moves::{Habits, Seen};

/// What rows are judged by.
pub struct Ground {
    /// What their assets say now.
    pub assets: Assets,
    /// The check-out rows that are applied with them.
    pub newest_out: Vec<(AssetId, ActivityId)>,
    /// How this lab treats labels.
    pub habits: Habits,
}

/// Each check-out row with its asset.
pub fn check_outs(unseen: &[Unseen]) -> Vec<(AssetId, ActivityId)> {
    let rows = unseen.iter().filter_map(|row| match row {
        Unseen::Row(row) if row.movement == Movement::CheckOut => Some((row.asset?, row.id)),
        _ => None,
    });
    rows.collect()
}

/// What the row is to the unit, and what the asset is.
pub fn judged(
    write: &Write<'_>,
    ground: &Ground,
    row: &ActivityRow,
    unit: &UnitRecord,
    asset: Option<&AssetSnapshot>,
) -> Result<(Input, Reading), DeskError> {
    let insiders = insiders(&write.read(), unit)?;
    let fence = fence(write, unit)?.filter(|_| !probe::flawed(Flaw::FenceIgnored));
    let reading = judge(asset, &insiders, &ground.habits.labels, unit.changed_at);
    let later = |(asset, id): &(AssetId, ActivityId)| Some(*asset) == row.asset && *id > row.id;
    let input = match row.movement {
        Movement::CheckOut => Input::CheckOut(check_out(row, fence, &insiders)),
        Movement::CheckIn => {
            let out_again = ground.newest_out.iter().any(later);
            Input::CheckIn(check_in(row, fence, &insiders, asset, out_again))
        }
    };
    Ok((spoiled(input), reading))
}

/// Rows up to here say nothing about the unit. While we bring its asset into the right hands, or
/// have just done so, the rows about that are ours.
fn fence(write: &Write<'_>, unit: &UnitRecord) -> Result<Option<ActivityId>, DeskError> {
    let under_way = write.read().newest_operation(unit.id)?.filter(|op| op.phase.is_open());
    let lent = unit.state == UnitState::CheckedOut;
    // One that was to begin the loan is none of these: somebody did it by hand meanwhile.
    let again = |op: &OperationRecord| lent && op.decided_at >= unit.changed_at;
    let own = under_way.and_then(|op| match op.kind {
        OperationKind::Retrieve if lent => Some(ActivityId(u32::MAX)),
        OperationKind::HandOver if op.phase == Phase::Waiting && again(&op) => {
            Some(ActivityId(u32::MAX))
        }
        OperationKind::HandOver if op.phase != Phase::Waiting => op.fence,
        _ => None,
    });
    Ok(unit.fence.max(own))
}

/// As it is, unless a proof wants to see whether a mistake is noticed.
fn spoiled(input: Input) -> Input {
    match input {
        Input::CheckOut(CheckOut::Outsider) if probe::flawed(Flaw::TargetIgnored) => {
            Input::CheckOut(CheckOut::Insider)
        }
        Input::CheckIn(_) if probe::flawed(Flaw::CheckInTrusted) => Input::CheckIn(CheckIn::Back),
        input => input,
    }
}

/// The row and its asset, as what follows rests on them.
pub fn seen<'a>(
    row: &'a ActivityRow,
    asset: Option<&'a AssetSnapshot>,
    reading: Reading,
    evidence: &'a Evidence,
) -> Seen<'a> {
    Seen {
        evidence,
        reading,
        activity: Some(row.id),
        holder: row.target.as_ref().map(|target| target.name()),
        due: due(row, asset),
        note: row.note.as_deref(),
        asset,
        name: &row.item_name,
    }
}

/// Snipe-IT's word on when it is due: the asset's while somebody holds it, for it may have been
/// extended since; else the row's.
fn due(row: &ActivityRow, asset: Option<&AssetSnapshot>) -> Option<NaiveDate> {
    let held = asset.filter(|asset| asset.holder.is_some());
    held.and_then(|asset| asset.expected_checkin).or(row.expected_checkin)
}

/// The row, to be stored with what follows from it.
pub fn evidence(row: &ActivityRow) -> Evidence {
    Evidence::Activity {
        id: row.id,
        at: row.at,
        target: row.target.as_ref().map(|target| target.name().to_owned()),
        by: row.by.clone(),
    }
}
