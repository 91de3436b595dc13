//! What had happened in the demo lab before the story begins.

use chrono::{DateTime, Duration, Utc};

use crate::lab::Lab;

const ARCHIVED: u32 = 3;
const IN_REPAIR: u32 = 9;

/// Tags taken out of service for good, and tags at the workshop.
const RETIRED: [u32; 5] = [11, 41, 119, 196, 251];
const BROKEN: [u32; 7] = [9, 27, 66, 143, 172, 244, 260];

/// Asset, user, days since it was lent, days until it is due.
const ON_LOAN: [(u32, u32, i64, i64); 12] = [
    (22, 17, 33, 9),
    (36, 21, 31, 12),
    (58, 24, 30, 3),
    (88, 33, 28, 20),
    (107, 27, 27, 6),
    (131, 41, 26, 15),
    (150, 38, 24, 30),
    (165, 44, 23, 2),
    (181, 52, 21, 11),
    (214, 29, 20, 25),
    (262, 47, 18, 40),
    (277, 3, 16, 60),
];

/// One thing that happened.
enum Step {
    Relabel(u32, u32),
    Lend(u32, u32, DateTime<Utc>),
    Return(u32),
}

/// Repairs, retirements, finished and running loans, in the order of time.
pub(super) fn everyday(lab: &mut Lab, now: DateTime<Utc>) {
    let mut steps: Vec<_> = labelled(now).chain(finished(now)).chain(running(now)).collect();
    steps.sort_by_key(|(when, _)| *when);
    for (when, step) in steps {
        carry_out(lab, step, when);
    }
}

fn labelled(now: DateTime<Utc>) -> impl Iterator<Item = (DateTime<Utc>, Step)> {
    let retired = RETIRED.into_iter().zip(120..).map(|(asset, days)| (asset, ARCHIVED, days));
    let broken = BROKEN.into_iter().zip(60..).map(|(asset, days)| (asset, IN_REPAIR, days));
    retired
        .chain(broken)
        .map(move |(asset, label, days)| (ago(now, days, asset), Step::Relabel(asset, label)))
}

/// Each running loan had a neighbour that was lent before and came back.
fn finished(now: DateTime<Utc>) -> impl Iterator<Item = (DateTime<Utc>, Step)> {
    ON_LOAN.into_iter().flat_map(move |(asset, user, since, _)| {
        let back = ago(now, since + 5, asset);
        let out = (ago(now, since + 12, asset + 1), Step::Lend(asset + 1, user + 1, back));
        [out, (back, Step::Return(asset + 1))]
    })
}

fn running(now: DateTime<Utc>) -> impl Iterator<Item = (DateTime<Utc>, Step)> {
    ON_LOAN.into_iter().map(move |(asset, user, since, due)| {
        (ago(now, since, asset), Step::Lend(asset, user, now + Duration::days(due)))
    })
}

fn carry_out(lab: &mut Lab, step: Step, at: DateTime<Utc>) {
    let done = match step {
        Step::Relabel(asset, label) => lab.set_label(asset, label, at).map(|_| ()),
        Step::Lend(asset, user, due) => {
            lab.check_out(asset, user, Some(due.date_naive()), None, at).map(|_| ())
        }
        Step::Return(asset) => lab.check_in(asset, None, at).map(|_| ()),
    };
    if let Err(refused) = done {
        tracing::error!(%refused, "the demo tells of something impossible");
    }
}

/// Some days ago, at an hour that differs from asset to asset.
fn ago(now: DateTime<Utc>, days: i64, asset: u32) -> DateTime<Utc> {
    now - Duration::days(days) - Duration::minutes(i64::from(asset * 17 % 300))
}
