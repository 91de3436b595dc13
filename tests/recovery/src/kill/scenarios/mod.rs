//! What is carried out and killed.

mod comparing;
mod deciding;
mod lending;
mod reading;
mod resolving;

pub use comparing::*;
pub use deciding::*;
pub use lending::*;
pub use reading::*;
pub use resolving::*;

use chrono::{DateTime, Utc};
use snipeit_simulator::Lab;

use super::script::{Scenario, Step, Wanted};
use super::wire::{Act, Place};

/// Asked for, approved, and confirmed by Snipe-IT.
fn reserve(unit: usize) -> [Step; 3] {
    [Step::Desk(Act::Approve { unit }), Step::Pass(6), Step::Desk(Act::Settle)]
}

const FEED: Step = Step::Desk(Act::Feed);
/// The feed is connected.
const CONNECTED: Step = FEED;
const SETTLE: Step = Step::Desk(Act::Settle);
/// After the undo time.
const UNDO_TIME: Step = Step::Pass(6);

/// The requester gets the first asset in Snipe-IT.
const HANDED_OUT: Step = Step::Lab("the requester gets the first asset", |lab, place, at| {
    hand_out(lab, place, at, 0);
});

fn hand_out(lab: &mut Lab, place: &Place, at: DateTime<Utc>, asset: usize) {
    // The lab is ours: the asset is there and free.
    let _ = lab.check_out(place.assets[asset], place.requester, None, None, at);
}

/// Two assets are asked for, and nothing else is particular.
fn plain(name: &'static str, given: Vec<Step>, steps: Vec<Step>) -> Scenario {
    let wanted = vec![Wanted::Asset(0), Wanted::Asset(1)];
    Scenario { name, wanted, given, steps, allowed: vec![] }
}

/// A decision, its undo time, and the settling.
fn decided(act: Act) -> Vec<Step> {
    vec![Step::Desk(act), UNDO_TIME, SETTLE]
}

/// The first asset is reserved, and perhaps more happened.
fn reserved(more: &[Step]) -> Vec<Step> {
    [&[CONNECTED][..], &reserve(0), more].concat()
}
