//! What a person can say about a disagreement, and what each answer writes to Snipe-IT.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::decide::unit::Disagreement;
use crate::unit::UnitState;

/// What happened, in the words of the person at the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The right device, and the wrong person picked: check it in, then out to the requester.
    WrongPerson,
    /// It stays where it is; the requester gets another one.
    AnotherAsset,
    /// The holder belongs to the project: a member from now on, and the loan is theirs.
    AddMember,
    /// The reservation ends here; Snipe-IT stays as it is.
    ReleaseUnit,
    /// It is this loan.
    AcceptLoan,
    /// It came back; Snipe-IT is right.
    Returned,
    /// It is here: check it in.
    TakeBack,
    /// They still have it: check it out to them again.
    LendAgain,
    /// It is still reserved: set the Reserved label again.
    PutReserved,
    /// It is free: put the Available label back.
    PutAvailable,
    /// It was not done: read once more, and send it again.
    SendAgain,
    /// It was not done and shall not be: close the operation.
    GiveUp,
    /// It is right as it is, here and there.
    Keep,
}

impl Answer {
    /// How many writes to Snipe-IT it leads to.
    #[must_use]
    pub fn writes(self) -> u8 {
        match self {
            Self::WrongPerson => 2,
            Self::AnotherAsset
            | Self::TakeBack
            | Self::LendAgain
            | Self::PutReserved
            | Self::PutAvailable
            | Self::SendAgain => 1,
            _ => 0,
        }
    }
}

/// What bears on which answers make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// The unit's state; `None` when no unit is concerned.
    pub state: Option<UnitState>,
    /// Whether the requester is a user of Snipe-IT.
    pub borrower: bool,
    /// Whether another asset of the model is free.
    pub other: bool,
    /// Whether the holder can become a member: a user whose e-mail is known, or a known person.
    pub joins: bool,
    /// Whether another unit claims the asset.
    pub claimed: bool,
}

/// The answers to a disagreement, the likeliest first; at most four.
#[must_use]
pub fn answers(about: Disagreement, ground: &Ground) -> Vec<Answer> {
    let offered = all(about, ground.state).iter().copied();
    offered.filter(|answer| makes_sense(*answer, ground)).collect()
}

fn all(about: Disagreement, state: Option<UnitState>) -> &'static [Answer] {
    use Answer as A;
    let reserved = state == Some(UnitState::Reserved);
    match about {
        Disagreement::OutsideProject if reserved => {
            &[A::WrongPerson, A::AnotherAsset, A::AddMember, A::ReleaseUnit]
        }
        Disagreement::OutsideProject => &[A::WrongPerson, A::AddMember, A::Returned],
        Disagreement::OutWhilePending | Disagreement::OutAgain => &[A::AcceptLoan, A::Keep],
        Disagreement::AutomaticCheckIn | Disagreement::OutHereInThere => {
            &[A::Returned, A::LendAgain]
        }
        Disagreement::StillHeld => &[A::TakeBack, A::Keep],
        Disagreement::DeletedWhileOut => &[A::Returned],
        Disagreement::AssetGone => &[A::AnotherAsset, A::ReleaseUnit],
        Disagreement::LabelChanged | Disagreement::FreeThere => {
            &[A::PutReserved, A::AnotherAsset, A::ReleaseUnit]
        }
        Disagreement::LabelLeft | Disagreement::Unclaimed => &[A::PutAvailable, A::Keep],
        Disagreement::InDoubtTooLong => &[A::SendAgain, A::GiveUp],
    }
}

fn makes_sense(answer: Answer, ground: &Ground) -> bool {
    match answer {
        Answer::WrongPerson | Answer::LendAgain => ground.borrower,
        Answer::AnotherAsset => ground.other,
        Answer::AddMember => ground.joins,
        Answer::AcceptLoan => !ground.claimed,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Ground =
        Ground { state: None, borrower: true, other: true, joins: true, claimed: false };
    const NONE: Ground =
        Ground { state: None, borrower: false, other: false, joins: false, claimed: true };

    #[test]
    fn every_disagreement_has_between_one_and_four_answers_whatever_is_missing() {
        for about in Disagreement::ALL {
            for state in [UnitState::Reserved, UnitState::CheckedOut] {
                for ground in [ALL, NONE] {
                    let ground = Ground { state: Some(state), ..ground };
                    let answers = answers(about, &ground);
                    assert!((1..=4).contains(&answers.len()), "{about:?} {state:?}: {answers:?}");
                }
            }
        }
    }

    #[test]
    fn what_was_reserved_for_one_and_went_to_another_has_four_ways_out() {
        let ground = Ground { state: Some(UnitState::Reserved), ..ALL };
        let answers = answers(Disagreement::OutsideProject, &ground);
        let writes: Vec<_> = answers.iter().map(|answer| answer.writes()).collect();
        assert_eq!(writes, [2, 1, 0, 0], "{answers:?}");
    }

    #[test]
    fn nobody_is_offered_a_loan_that_another_claims() {
        let ground = Ground { claimed: true, ..ALL };
        assert_eq!(answers(Disagreement::OutAgain, &ground), [Answer::Keep]);
    }
}
