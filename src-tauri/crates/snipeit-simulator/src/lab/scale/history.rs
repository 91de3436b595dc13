//! What happened to the assets: bought in boxes, lent, brought back, repaired, retired, deleted.

use chrono::{DateTime, Duration, Utc};

use super::stores::Stores;
use super::{AGE, lot, one_of};
use crate::lab::Lab;
use crate::lab::verbs::Refused;

const PENDING: u32 = 1;
const ARCHIVED: u32 = 3;
const IN_REPAIR: u32 = 9;

/// Assets of one box are entered in the same second, as imports do.
const BOX: u32 = 20;

/// One thing that happened to an asset.
#[derive(Debug, Clone, Copy)]
enum Step {
    Buy,
    Relabel(u32),
    Lend,
    Return,
    Delete,
}

/// Everything that happened until now, in the order of time.
pub(super) fn unfold(lab: &mut Lab, stores: &Stores, assets: u32, now: DateTime<Utc>) {
    let mut steps: Vec<(DateTime<Utc>, u32, Step)> =
        (1..=assets).flat_map(|asset| life(asset, assets, now)).collect();
    steps.sort_by_key(|(when, asset, _)| (*when, *asset));
    for (when, asset, step) in steps {
        if let Err(refused) = carry_out(lab, stores, asset, step, when) {
            tracing::error!(%refused, asset, "a large lab tells of something impossible");
        }
    }
}

/// Of a thousand assets 120 are lent now, 200 were lent before, 30 are archived, 20 in repair, 10
/// not ready yet and 8 deleted; the others were never touched.
fn life(asset: u32, assets: u32, now: DateTime<Utc>) -> Vec<(DateTime<Utc>, u32, Step)> {
    let bought = bought(asset, assets, now);
    let steps: &[Step] = match lot(asset, 10) % 1_000 {
        0..120 => &[Step::Lend],
        120..320 => &[Step::Lend, Step::Return],
        320..350 => &[Step::Relabel(ARCHIVED)],
        350..370 => &[Step::Relabel(IN_REPAIR)],
        370..380 => &[Step::Relabel(PENDING)],
        380..388 => &[Step::Delete],
        _ => &[],
    };
    let later = steps.iter().zip(1..).map(|(step, turn)| {
        let share = f64::from(lot(asset, 11) % 1_000 + 1_000 * turn) / 3_001.0;
        let seconds = (now - bought).num_seconds() as f64 * share;
        (bought + Duration::seconds(seconds as i64), asset, *step)
    });
    std::iter::once((bought, asset, Step::Buy)).chain(later).collect()
}

/// Box after box, the last one a day ago.
fn bought(asset: u32, assets: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let (number, boxes) = ((asset - 1) / BOX, assets.div_ceil(BOX));
    let between = (AGE - Duration::days(1)).num_seconds() / i64::from(boxes.max(1));
    now - AGE + Duration::seconds(between * i64::from(number))
}

fn carry_out(
    lab: &mut Lab,
    stores: &Stores,
    asset: u32,
    step: Step,
    at: DateTime<Utc>,
) -> Result<(), Refused> {
    match step {
        Step::Buy => {
            lab.add_asset(stores.asset(asset, at), at);
        }
        Step::Relabel(label) => {
            lab.set_label(asset, label, at)?;
        }
        Step::Lend => {
            let borrower = one_of(&stores.borrowers, asset, 12).unwrap_or_default();
            let due = (at + Duration::days(30)).date_naive();
            lab.check_out(asset, borrower, Some(due), None, at)?;
        }
        Step::Return => {
            lab.check_in(asset, None, at)?;
        }
        Step::Delete => {
            lab.delete_asset(asset, at)?;
        }
    }
    Ok(())
}
