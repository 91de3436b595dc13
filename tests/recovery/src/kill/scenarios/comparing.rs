//! What no row of the log tells, found by comparing.

use super::{FEED, HANDED_OUT, SETTLE, plain, reserved};
use crate::kill::script::{Scenario, Step};
use crate::kill::wire::Act;

const COMPARE: Step = Step::Desk(Act::Reconcile);

/// Somebody takes the Reserved label off.
#[must_use]
pub fn comparing() -> Scenario {
    let changed = Step::Lab("the Reserved label is taken off", |lab, place, at| {
        // The lab is ours: the asset is there.
        let _ = lab.set_label(place.assets[0], 2, at);
    });
    plain("comparing", reserved(&[]), vec![changed, COMPARE])
}

/// An asset comes back without a row.
#[must_use]
pub fn returning_silently() -> Scenario {
    let freed = Step::Lab("the asset comes back without a word", |lab, place, at| {
        let _ = lab.check_in_silently(place.assets[0], at);
    });
    let given = reserved(&[HANDED_OUT, FEED]);
    plain("returning_silently", given, vec![freed, COMPARE, SETTLE])
}
