//! How an asset stands: what Snipe-IT said of it, and what the workspace makes of it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::asset::{AssetSnapshot, NotFree};
use domain::equipment::{Span, Whereabouts};
use domain::ids::LabelId;
use domain::standing::Standing;
use domain::unit::UnitState;

use crate::api::EquipmentStanding;

/// A unit that has an asset or wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Its state.
    pub state: UnitState,
    /// Its word.
    pub standing: Standing,
    /// A reservation waits for collection until then.
    pub hold_until: Option<NaiveDate>,
    /// Due back.
    pub due: NaiveDate,
    /// Whether something is under way, such as a label that is put back after the return.
    pub under_way: bool,
    /// When Snipe-IT is asked again.
    pub check_at: Option<DateTime<Utc>>,
    /// First and last day of its requisition.
    pub period: (NaiveDate, NaiveDate),
}

impl Claim {
    /// Whether it has the asset, or is about to: a mere wish is no claim.
    fn counts(&self) -> bool {
        self.standing != Standing::Pending && (!self.state.is_final() || self.under_way)
    }

    fn until(&self) -> Option<NaiveDate> {
        match self.standing {
            Standing::Reserved => self.hold_until,
            Standing::CheckedOut | Standing::DueToday | Standing::Overdue => Some(self.due),
            _ => None,
        }
    }
}

/// How an asset stands on a day. `vanished` says that Snipe-IT no longer knows its id.
pub fn standing(
    asset: &AssetSnapshot,
    vanished: bool,
    claims: &[Claim],
    reserved: LabelId,
    today: NaiveDate,
) -> EquipmentStanding {
    let claim = claims.iter().filter(|claim| claim.counts()).min_by_key(|claim| claim.standing);
    if let Some(claim) = claim {
        return EquipmentStanding::Claimed {
            standing: claim.standing,
            until: claim.until(),
            check_at: claim.check_at.filter(|_| claim.standing == Standing::InDoubt),
        };
    }
    match asset.not_free() {
        Some(NotFree::Deleted) if vanished => EquipmentStanding::Vanished,
        Some(NotFree::Deleted) => EquipmentStanding::Deleted,
        Some(NotFree::Held { .. }) => held(asset.expected_checkin, today),
        Some(NotFree::Archived { label } | NotFree::NotDeployable { label }) => {
            EquipmentStanding::NotLendable { label }
        }
        None if asset.label_id() == Some(reserved) => EquipmentStanding::ReservedElsewhere,
        None => EquipmentStanding::Available,
    }
}

fn held(due: Option<NaiveDate>, today: NaiveDate) -> EquipmentStanding {
    let standing = match due {
        Some(due) if due < today => Standing::Overdue,
        Some(due) if due == today => Standing::DueToday,
        _ => Standing::CheckedOut,
    };
    EquipmentStanding::Held { due, standing }
}

/// Where an asset is, as far as its next days are concerned. A unit's word on when it is due
/// weighs more than the asset's: the log may have told a later day.
pub fn whereabouts(asset: &AssetSnapshot, claims: &[Claim]) -> Whereabouts {
    if let Some(out) = claims.iter().find(|claim| claim.state == UnitState::CheckedOut) {
        return Whereabouts::Out(Some(out.due));
    }
    match asset.not_free() {
        None => Whereabouts::Shelf,
        Some(NotFree::Held { .. }) => Whereabouts::Out(asset.expected_checkin),
        Some(_) => Whereabouts::NotLendable,
    }
}

/// The days that requisitions are promised, or want.
pub fn spans(claims: &[Claim]) -> Vec<Span> {
    let waiting = claims
        .iter()
        .filter(|claim| matches!(claim.state, UnitState::Pending | UnitState::Reserved));
    let span = |claim: &Claim| Span {
        from: claim.period.0,
        until: claim.period.1,
        promised: claim.state == UnitState::Reserved,
    };
    waiting.map(span).collect()
}

#[cfg(test)]
mod tests {
    use domain::asset::{AssetDetails, Holder, Label, LabelKind};
    use domain::ids::{AssetId, UserId};

    use super::*;

    const AVAILABLE: LabelId = LabelId(2);
    const RESERVED: LabelId = LabelId(7);

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, d).expect("a day")
    }

    fn asset(label: LabelId, kind: LabelKind) -> AssetSnapshot {
        AssetSnapshot {
            id: AssetId(1),
            tag: "ML-0001".to_owned(),
            name: None,
            serial: None,
            model: None,
            category: None,
            location: None,
            label: Some(Label { id: label, name: "the label".to_owned(), kind }),
            holder: None,
            expected_checkin: None,
            last_checkout: None,
            last_checkin: None,
            updated_at: None,
            deleted: false,
            details: AssetDetails::default(),
        }
    }

    fn shelf() -> AssetSnapshot {
        asset(AVAILABLE, LabelKind::Deployable)
    }

    fn lent(due: Option<NaiveDate>) -> AssetSnapshot {
        let holder = Some(Holder::User { id: UserId(60), name: "Ana".to_owned() });
        AssetSnapshot { holder, expected_checkin: due, ..shelf() }
    }

    fn claim(state: UnitState, standing: Standing) -> Claim {
        let check_at = DateTime::from_timestamp(1_800_000_000, 0);
        let period = (day(19), day(23));
        let under_way = false;
        Claim {
            state,
            standing,
            under_way,
            hold_until: Some(day(16)),
            due: day(23),
            check_at,
            period,
        }
    }

    fn of(asset: &AssetSnapshot, vanished: bool, claims: &[Claim]) -> EquipmentStanding {
        standing(asset, vanished, claims, RESERVED, day(14))
    }

    #[test]
    fn without_a_requisition_here_the_asset_speaks_for_itself() {
        let label = "the label".to_owned();
        let gone = AssetSnapshot { deleted: true, ..shelf() };
        let out = |due, standing| EquipmentStanding::Held { due, standing };
        let cases = [
            (shelf(), false, EquipmentStanding::Available),
            (asset(RESERVED, LabelKind::Deployable), false, EquipmentStanding::ReservedElsewhere),
            (lent(Some(day(13))), false, out(Some(day(13)), Standing::Overdue)),
            (lent(Some(day(14))), false, out(Some(day(14)), Standing::DueToday)),
            (lent(Some(day(15))), false, out(Some(day(15)), Standing::CheckedOut)),
            (lent(None), false, out(None, Standing::CheckedOut)),
            (
                asset(LabelId(9), LabelKind::Undeployable),
                false,
                EquipmentStanding::NotLendable { label: label.clone() },
            ),
            (
                asset(LabelId(3), LabelKind::Archived),
                false,
                EquipmentStanding::NotLendable { label },
            ),
            (gone.clone(), false, EquipmentStanding::Deleted),
            (gone, true, EquipmentStanding::Vanished),
        ];
        for (asset, vanished, expected) in cases {
            assert_eq!(of(&asset, vanished, &[]), expected, "{asset:?}");
        }
    }

    #[test]
    fn a_units_word_comes_first_and_a_wish_is_none() {
        let wish = claim(UnitState::Pending, Standing::Pending);
        assert_eq!(of(&shelf(), false, &[wish]), EquipmentStanding::Available);
        let doubt = claim(UnitState::Pending, Standing::InDoubt);
        let claimed =
            |standing, until, check_at| EquipmentStanding::Claimed { standing, until, check_at };
        assert_eq!(
            of(&shelf(), false, &[wish, doubt]),
            claimed(Standing::InDoubt, None, doubt.check_at)
        );
        let reserved = claim(UnitState::Reserved, Standing::Reserved);
        assert_eq!(
            of(&shelf(), false, &[reserved]),
            claimed(Standing::Reserved, Some(day(16)), None)
        );
        let overdue = claim(UnitState::CheckedOut, Standing::Overdue);
        assert_eq!(
            of(&lent(None), false, &[overdue]),
            claimed(Standing::Overdue, Some(day(23)), None)
        );
        let gone = AssetSnapshot { deleted: true, ..shelf() };
        let torn = claim(UnitState::CheckedOut, Standing::Discrepancy);
        assert_eq!(of(&gone, true, &[torn]), claimed(Standing::Discrepancy, None, None));
    }

    #[test]
    fn a_label_on_its_way_back_keeps_its_asset() {
        let over = claim(UnitState::Returned, Standing::Returned);
        assert_eq!(of(&shelf(), false, &[over]), EquipmentStanding::Available);
        let settling = Claim { under_way: true, ..over };
        let returned = of(&shelf(), false, &[settling]);
        assert!(
            matches!(returned, EquipmentStanding::Claimed { standing: Standing::Returned, .. }),
            "{returned:?}"
        );
    }

    #[test]
    fn the_next_days_follow_the_unit_before_the_asset() {
        let out = claim(UnitState::CheckedOut, Standing::CheckedOut);
        assert_eq!(whereabouts(&lent(Some(day(16))), &[out]), Whereabouts::Out(Some(day(23))));
        assert_eq!(whereabouts(&lent(None), &[]), Whereabouts::Out(None));
        assert_eq!(whereabouts(&shelf(), &[]), Whereabouts::Shelf);
        let repair = asset(LabelId(9), LabelKind::Undeployable);
        assert_eq!(whereabouts(&repair, &[]), Whereabouts::NotLendable);
    }

    #[test]
    fn promises_and_wishes_have_days_and_a_loan_has_none() {
        let wish = claim(UnitState::Pending, Standing::Pending);
        let promise = claim(UnitState::Reserved, Standing::Reserved);
        let loan = claim(UnitState::CheckedOut, Standing::CheckedOut);
        let promised: Vec<_> = spans(&[promise, loan, wish]).iter().map(|s| s.promised).collect();
        assert_eq!(promised, [true, false]);
    }
}
