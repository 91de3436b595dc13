//! Loans that are made and ended at the desk, and holds that run out.

use domain::operation::{OperationKind, Phase};
use snipeit_simulator::{Matching, Times};

use super::{FEED, HANDED_OUT, SETTLE, decided, plain, reserved};
use crate::kill::end::End;
use crate::kill::script::{Allowed, Scenario, Step};
use crate::kill::wire::Act;

/// What is not known to have been sent is not sent again.
const ASKED: Allowed = Allowed {
    because: "nobody can know whether it was sent, and it is never sent twice: a person is asked",
    is: is_asked,
};

/// Nothing moved here or there, and the operation is a person's by now.
fn is_asked(end: &End, unkilled: &End) -> bool {
    let escalated = |end: &End| {
        let moves = |(_, kind, phase): &(_, OperationKind, Phase)| {
            kind.moves_asset() && *phase == Phase::Escalated
        };
        end.operations.iter().any(moves)
    };
    let told = end.disagreements.iter().any(|(_, about)| about == "in_doubt_too_long");
    escalated(end) && told && end.assets != unkilled.assets
}

/// What the desk did itself it does not tell, and what it reads in the log it does.
const TOLD: Allowed = Allowed {
    because: "the log was read before the doubt was settled: its row is told",
    is: is_told_too,
};

fn is_told_too(end: &End, unkilled: &End) -> bool {
    let more = unkilled.told.iter().all(|(news, times)| end.told.get(news) >= Some(times));
    more && End { told: unkilled.told.clone(), ..end.clone() } == *unkilled
}

/// A write that moves an asset has these ends besides that of the unkilled run.
pub(super) fn moving(scenario: Scenario) -> Scenario {
    Scenario { allowed: vec![ASKED, TOLD], ..scenario }
}

/// A reserved asset is handed over.
#[must_use]
pub fn handing_over() -> Scenario {
    moving(plain("handing_over", reserved(&[]), decided(Act::HandOver { unit: 0 })))
}

/// A lent asset is taken back.
#[must_use]
pub fn taking_back() -> Scenario {
    let given = reserved(&[HANDED_OUT, FEED]);
    moving(plain("taking_back", given, decided(Act::TakeBack { unit: 0 })))
}

/// The answer to a check-out is lost; what the asset says settles the doubt.
#[must_use]
pub fn doubting_a_loan() -> Scenario {
    let weather = Step::Weather("the answer will be lost", |faults| {
        faults.lose_answer(Matching::new("POST", "checkout"), Times::Next(1));
    });
    let steps = [vec![weather], decided(Act::HandOver { unit: 0 })].concat();
    moving(plain("doubting_a_loan", reserved(&[]), steps))
}

/// Nobody collected what was reserved.
#[must_use]
pub fn expiring() -> Scenario {
    let days = Step::Pass(5 * 24 * 3600);
    plain("expiring", reserved(&[days]), vec![SETTLE, SETTLE])
}
