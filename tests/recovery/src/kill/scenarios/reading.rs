//! What happens in Snipe-IT and is read from its activity log.

use chrono::{DateTime, Utc};
use snipeit_simulator::{Lab, Matching, Times, WrongType};

use super::{CONNECTED, FEED, HANDED_OUT, SETTLE, hand_out, plain, reserve, reserved};
use crate::kill::script::{Scenario, Step};
use crate::kill::wire::Place;

const BROUGHT_BACK: Step = Step::Lab("the first asset comes back", |lab, place, at| {
    check_in(lab, place, at, 0);
});

/// The log is met for the first time.
#[must_use]
pub fn connecting() -> Scenario {
    plain("connecting", vec![], vec![FEED])
}

/// A reserved asset is handed out in Snipe-IT.
#[must_use]
pub fn collecting() -> Scenario {
    plain("collecting", reserved(&[]), vec![HANDED_OUT, FEED])
}

/// An asset comes back, and its label is put back.
#[must_use]
pub fn returning() -> Scenario {
    let steps = vec![BROUGHT_BACK, FEED, SETTLE];
    plain("returning", reserved(&[HANDED_OUT, FEED]), steps)
}

/// One asset goes out and back, another goes out, all between two polls.
#[must_use]
pub fn catching_up() -> Scenario {
    let second = Step::Lab("the requester gets the second asset", |lab, place, at| {
        hand_out(lab, place, at, 1);
    });
    let given = reserved(&reserve(1));
    plain("catching_up", given, vec![HANDED_OUT, second, BROUGHT_BACK, FEED, SETTLE])
}

/// A row cannot be read.
#[must_use]
pub fn misreading() -> Scenario {
    let garbled = Step::Weather("its rows say not what they are about", |faults| {
        let rows = Matching::path("action_type");
        faults.wrong_type(rows, Times::UntilCleared, "type", WrongType::Missing);
    });
    plain("misreading", reserved(&[]), vec![garbled, HANDED_OUT, FEED])
}

/// The server comes back from a backup: its log is shorter than what was read.
#[must_use]
pub fn restoring() -> Scenario {
    let given = [&[CONNECTED, Step::BackUp][..], &reserve(0), &[HANDED_OUT, FEED]].concat();
    plain("restoring", given, vec![Step::Restore, FEED, SETTLE, FEED])
}

fn check_in(lab: &mut Lab, place: &Place, at: DateTime<Utc>, asset: usize) {
    let _ = lab.check_in(place.assets[asset], None, at);
}
