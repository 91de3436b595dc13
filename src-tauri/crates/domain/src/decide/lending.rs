//! Handing over and taking back: what may be sent, and what a reading of the asset proves.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::asset::{AssetSnapshot, Holder, LabelKind, NotFree};
use crate::decide::label::Confirmation;
use crate::evidence::AssetFact;
use crate::ids::UserId;
use crate::operation::Refusal;
use crate::unit::UnitState;

/// A check-out that was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loan {
    /// To whom.
    pub to: UserId,
    /// When it is expected back.
    pub until: NaiveDate,
}

/// Why a unit cannot be handed over. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CannotHandOver {
    /// It waits for no collection.
    #[error("the unit is {state:?}")]
    NotReserved {
        /// Its state.
        state: UnitState,
    },
    /// A decision on it is under way.
    #[error("a decision is under way")]
    UnderWay,
    /// The borrower may not borrow.
    #[error("the borrower is blocked: {reason}")]
    Blocked {
        /// Why.
        reason: String,
    },
    /// The borrower is no user of Snipe-IT, or several have their e-mail.
    #[error("the borrower is not linked to a user of Snipe-IT")]
    NoUser,
    /// The borrower does not belong to the project.
    #[error("the borrower is not in the project")]
    NotInProject,
}

/// What to do with a lending operation after reading the asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Send it.
    Send,
    /// It is so already; this is why.
    Nothing(AssetFact),
    /// It may not be done.
    Refuse(Refusal),
}

/// Before a check-out: the asset must be free and lendable. Who has it already, has it.
#[must_use]
pub fn before_hand_over(asset: &AssetSnapshot, to: UserId) -> Plan {
    match asset.not_free() {
        None => Plan::Send,
        Some(NotFree::Deleted) => Plan::Refuse(Refusal::AssetGone),
        Some(NotFree::Held { .. }) if is_held_by(asset, to) => Plan::Nothing(AssetFact::Held),
        Some(reason) => Plan::Refuse(Refusal::NotFree { reason }),
    }
}

/// After a check-out. That Snipe-IT said yes proves nothing: of two at the same time both may be
/// told so (`race-two-simultaneous-checkouts`).
#[must_use]
pub fn after_hand_over(asset: &AssetSnapshot, to: UserId) -> Confirmation {
    if asset.deleted {
        return Confirmation::Refuse(Refusal::AssetGone);
    }
    match &asset.holder {
        Some(_) if is_held_by(asset, to) => Confirmation::Confirmed,
        Some(holder) => {
            Confirmation::Refuse(Refusal::TakenMeanwhile { holder: holder.name().to_owned() })
        }
        None => Confirmation::NotSeen,
    }
}

/// Before a check-in: what nobody holds is back already.
#[must_use]
pub fn before_take_back(asset: &AssetSnapshot) -> Plan {
    match (&asset.holder, asset.deleted) {
        (_, true) => Plan::Refuse(Refusal::AssetGone),
        (Some(_), false) => Plan::Send,
        (None, false) => Plan::Nothing(AssetFact::Free),
    }
}

/// After a check-in: nobody may hold it any more.
#[must_use]
pub fn after_take_back(asset: &AssetSnapshot) -> Confirmation {
    match (&asset.holder, asset.deleted) {
        (_, true) => Confirmation::Refuse(Refusal::AssetGone),
        (None, false) => Confirmation::Confirmed,
        (Some(_), false) => Confirmation::NotSeen,
    }
}

/// Whether this user holds the asset.
#[must_use]
pub fn is_held_by(asset: &AssetSnapshot, user: UserId) -> bool {
    matches!(&asset.holder, Some(Holder::User { id, .. }) if *id == user)
}

/// Whether a free asset may be checked out as it is.
#[must_use]
pub fn is_lendable(asset: &AssetSnapshot) -> bool {
    asset.label.as_ref().is_some_and(|label| label.kind == LabelKind::Deployable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::{AssetDetails, Label};
    use crate::ids::{AssetId, LabelId};

    const ANA: UserId = UserId(60);

    fn asset(kind: LabelKind, holder: Option<u32>) -> AssetSnapshot {
        AssetSnapshot {
            id: AssetId(412),
            tag: "ML-0412".into(),
            name: None,
            serial: None,
            model: None,
            category: None,
            location: None,
            label: Some(Label { id: LabelId(7), name: "Reservado".into(), kind }),
            holder: holder.map(|id| Holder::User { id: UserId(id), name: "Rui".into() }),
            expected_checkin: None,
            last_checkout: None,
            last_checkin: None,
            updated_at: None,
            deleted: false,
            details: AssetDetails::default(),
        }
    }

    fn deleted() -> AssetSnapshot {
        AssetSnapshot { deleted: true, ..asset(LabelKind::Deployable, None) }
    }

    #[test]
    fn only_what_is_free_and_lendable_is_handed_over() {
        let plan = |asset: &AssetSnapshot| before_hand_over(asset, ANA);
        assert_eq!(plan(&asset(LabelKind::Deployable, None)), Plan::Send);
        let theirs = asset(LabelKind::Deployable, Some(60));
        assert_eq!(plan(&theirs), Plan::Nothing(AssetFact::Held));
        let reason = NotFree::Held { holder: "Rui".into() };
        let refused = Plan::Refuse(Refusal::NotFree { reason });
        assert_eq!(plan(&asset(LabelKind::Deployable, Some(61))), refused);
        let reason = NotFree::NotDeployable { label: "Reservado".into() };
        let refused = Plan::Refuse(Refusal::NotFree { reason });
        assert_eq!(plan(&asset(LabelKind::Undeployable, None)), refused);
        assert_eq!(plan(&deleted()), Plan::Refuse(Refusal::AssetGone));
    }

    #[test]
    fn only_the_borrower_in_the_record_proves_a_hand_over() {
        let proved = |asset: &AssetSnapshot| after_hand_over(asset, ANA);
        let out = |user| asset(LabelKind::Deployable, Some(user));
        assert_eq!(proved(&out(60)), Confirmation::Confirmed);
        let taken = Refusal::TakenMeanwhile { holder: "Rui".into() };
        assert_eq!(proved(&out(61)), Confirmation::Refuse(taken));
        assert_eq!(proved(&asset(LabelKind::Deployable, None)), Confirmation::NotSeen);
        assert_eq!(proved(&deleted()), Confirmation::Refuse(Refusal::AssetGone));
    }

    #[test]
    fn an_asset_that_nobody_holds_is_back() {
        let held = asset(LabelKind::Deployable, Some(60));
        let free = asset(LabelKind::Deployable, None);
        assert_eq!(before_take_back(&held), Plan::Send);
        assert_eq!(before_take_back(&free), Plan::Nothing(AssetFact::Free));
        assert_eq!(before_take_back(&deleted()), Plan::Refuse(Refusal::AssetGone));
        assert_eq!(after_take_back(&free), Confirmation::Confirmed);
        assert_eq!(after_take_back(&held), Confirmation::NotSeen);
    }
}
