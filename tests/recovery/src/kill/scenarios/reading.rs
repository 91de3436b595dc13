//! What happens in Snipe-IT and is read from its activity log.

use chrono::{DateTime, Utc};
use snipeit_simulator::{Lab, Matching, Times, WrongType};

use super::{CONNECTED, SETTLE, reserve};
use crate::kill::script::{Scenario, Step, Wanted};
use crate::kill::wire::{Act, Place};

const FEED: Step = Step::Desk(Act::Feed);

const HANDED_OUT: Step = Step::Lab("the requester gets the first asset", |lab, place, at| {
    check_out(lab, place, at, 0);
});

const BROUGHT_BACK: Step = Step::Lab("the first asset comes back", |lab, place, at| {
    check_in(lab, place, at, 0);
});

fn scenario(name: &'static str, given: Vec<Step>, steps: Vec<Step>) -> Scenario {
    let wanted = vec![Wanted::Asset(0), Wanted::Asset(1)];
    Scenario { name, wanted, given, steps, allowed: vec![] }
}

/// The first asset is reserved, and perhaps more happened.
fn reserved(more: &[Step]) -> Vec<Step> {
    [&[CONNECTED][..], &reserve(0), more].concat()
}

/// The log is met for the first time.
#[must_use]
pub fn connecting() -> Scenario {
    scenario("connecting", vec![], vec![FEED])
}

/// A reserved asset is handed out in Snipe-IT.
#[must_use]
pub fn collecting() -> Scenario {
    scenario("collecting", reserved(&[]), vec![HANDED_OUT, FEED])
}

/// An asset comes back, and its label is put back.
#[must_use]
pub fn returning() -> Scenario {
    let steps = vec![BROUGHT_BACK, FEED, SETTLE];
    scenario("returning", reserved(&[HANDED_OUT, FEED]), steps)
}

/// One asset goes out and back, another goes out, all between two polls.
#[must_use]
pub fn catching_up() -> Scenario {
    let second = Step::Lab("the requester gets the second asset", |lab, place, at| {
        check_out(lab, place, at, 1);
    });
    let given = reserved(&reserve(1));
    scenario("catching_up", given, vec![HANDED_OUT, second, BROUGHT_BACK, FEED, SETTLE])
}

/// A row cannot be read.
#[must_use]
pub fn misreading() -> Scenario {
    let garbled = Step::Weather("its rows say not what they are about", |faults| {
        let rows = Matching::path("action_type");
        faults.wrong_type(rows, Times::UntilCleared, "type", WrongType::Missing);
    });
    scenario("misreading", reserved(&[]), vec![garbled, HANDED_OUT, FEED])
}

/// The server comes back from a backup: its log is shorter than what was read.
#[must_use]
pub fn restoring() -> Scenario {
    let given = [&[CONNECTED, Step::BackUp][..], &reserve(0), &[HANDED_OUT, FEED]].concat();
    scenario("restoring", given, vec![Step::Restore, FEED, SETTLE, FEED])
}

fn check_out(lab: &mut Lab, place: &Place, at: DateTime<Utc>, asset: usize) {
    // The lab is ours: the asset is there and free.
    let _ = lab.check_out(place.assets[asset], place.requester, None, None, at);
}

fn check_in(lab: &mut Lab, place: &Place, at: DateTime<Utc>, asset: usize) {
    let _ = lab.check_in(place.assets[asset], None, at);
}
