//! Decisions of the technician that are carried out in Snipe-IT, or need it not.

use snipeit_simulator::{Matching, Times};

use super::{CONNECTED, SETTLE, decided, plain, reserved};
use crate::kill::script::{Scenario, Step, Wanted};
use crate::kill::wire::Act;

/// A named asset is reserved.
#[must_use]
pub fn reserving() -> Scenario {
    plain("reserving", vec![CONNECTED], decided(Act::Approve { unit: 0 }))
}

/// An asset is picked for a line that asks for a model.
#[must_use]
pub fn picking() -> Scenario {
    let steps = decided(Act::Pick { unit: 0, asset: 1 });
    Scenario { wanted: vec![Wanted::Model], ..plain("picking", vec![CONNECTED], steps) }
}

/// A reservation is given up.
#[must_use]
pub fn releasing() -> Scenario {
    plain("releasing", reserved(&[]), decided(Act::Release { unit: 0 }))
}

/// A request is rejected.
#[must_use]
pub fn rejecting() -> Scenario {
    plain("rejecting", vec![CONNECTED], decided(Act::Reject { unit: 0 }))
}

/// A request is cancelled.
#[must_use]
pub fn cancelling() -> Scenario {
    plain("cancelling", vec![CONNECTED], decided(Act::Cancel { unit: 0 }))
}

/// The answer to the write is lost; what the asset says settles the doubt.
#[must_use]
pub fn doubting() -> Scenario {
    let weather = Step::Weather("the answer will be lost", |faults| {
        faults.lose_answer(Matching::new("PATCH", "hardware"), Times::Next(1));
    });
    let steps = [vec![weather], decided(Act::Approve { unit: 0 })].concat();
    plain("doubting", vec![CONNECTED], steps)
}

/// The write never arrives and its answer neither: it is repeated when that is safe.
#[must_use]
pub fn repeating() -> Scenario {
    let weather = Step::Weather("the request will not arrive", |faults| {
        faults.cut_before(Matching::new("PATCH", "hardware"), Times::Next(1));
    });
    let approve = Step::Desk(Act::Approve { unit: 0 });
    let rounds = [6, 15, 46].into_iter().flat_map(|seconds| [Step::Pass(seconds), SETTLE]);
    let steps = [weather, approve].into_iter().chain(rounds).collect();
    plain("repeating", vec![CONNECTED], steps)
}
