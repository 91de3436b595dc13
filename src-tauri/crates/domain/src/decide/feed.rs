//! What a row of the activity log is to a unit.

use std::collections::HashSet;

use chrono::TimeDelta;

use crate::activity::ActivityRow;
use crate::asset::{AssetSnapshot, Holder};
use crate::decide::lending::is_lendable;
use crate::decide::unit::{CheckIn, CheckOut};
use crate::ids::{ActivityId, UserId};

/// Snipe-IT's times have one second's resolution.
const RESOLUTION: TimeDelta = TimeDelta::seconds(2);

/// Judges a check-out row. `insiders` are the Snipe-IT users of the requester and the members.
#[must_use]
pub fn check_out(
    row: &ActivityRow,
    fence: Option<ActivityId>,
    insiders: &HashSet<UserId>,
) -> CheckOut {
    if is_below(row, fence) {
        return CheckOut::BelowFence;
    }
    match &row.target {
        Some(Holder::User { id, .. }) if insiders.contains(id) => CheckOut::Insider,
        _ => CheckOut::Outsider,
    }
}

/// Judges a check-in row by the asset itself; `None` when Snipe-IT no longer has it.
/// `out_again` tells that a later check-out row of the asset is known.
#[must_use]
pub fn check_in(
    row: &ActivityRow,
    fence: Option<ActivityId>,
    insiders: &HashSet<UserId>,
    asset: Option<&AssetSnapshot>,
    out_again: bool,
) -> CheckIn {
    if is_below(row, fence) {
        return CheckIn::BelowFence;
    }
    let Some(asset) = asset.filter(|asset| !asset.deleted) else {
        return CheckIn::Gone;
    };
    let came_back = asset.last_checkin.is_some_and(|at| at + RESOLUTION >= row.at);
    match &asset.holder {
        Some(Holder::User { id, .. }) if (out_again || came_back) && insiders.contains(id) => {
            CheckIn::BackAndOutToInsider
        }
        Some(_) if out_again || came_back => CheckIn::BackAndOutAgain,
        Some(_) => CheckIn::StillHeld,
        None if is_lendable(asset) => CheckIn::Back,
        None => CheckIn::Unlendable,
    }
}

fn is_below(row: &ActivityRow, fence: Option<ActivityId>) -> bool {
    fence.is_some_and(|fence| row.id <= fence)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::activity::Movement;
    use crate::asset::{Label, LabelKind};
    use crate::ids::{AssetId, LabelId, LocationId};

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).expect("a time")
    }

    fn row(id: u32, target: Option<Holder>) -> ActivityRow {
        ActivityRow {
            id: ActivityId(id),
            movement: Movement::CheckOut,
            asset: Some(AssetId(1)),
            item_name: String::new(),
            target,
            by: None,
            at: at(0),
            expected_checkin: None,
            note: None,
        }
    }

    fn user(id: u32) -> Option<Holder> {
        Some(Holder::User { id: UserId(id), name: "Ana".into() })
    }

    fn asset(kind: LabelKind, holder: Option<Holder>) -> AssetSnapshot {
        AssetSnapshot {
            id: AssetId(1),
            tag: "ML-0001".into(),
            name: None,
            serial: None,
            model: None,
            category: None,
            location: None,
            label: Some(Label { id: LabelId(2), name: String::new(), kind }),
            holder,
            expected_checkin: None,
            last_checkout: None,
            last_checkin: None,
            updated_at: None,
            deleted: false,
            details: crate::asset::AssetDetails::default(),
        }
    }

    #[test]
    fn only_users_of_the_project_are_insiders() {
        let insiders = HashSet::from([UserId(60)]);
        let judge = |row: &ActivityRow| check_out(row, Some(ActivityId(10)), &insiders);
        assert_eq!(judge(&row(11, user(60))), CheckOut::Insider);
        assert_eq!(judge(&row(11, user(61))), CheckOut::Outsider);
        // A location may have the same number as a user.
        let place = Holder::Location { id: LocationId(60), name: "Lab".into() };
        assert_eq!(judge(&row(11, Some(place))), CheckOut::Outsider);
        assert_eq!(judge(&row(11, None)), CheckOut::Outsider);
    }

    #[test]
    fn rows_at_or_below_the_fence_are_history() {
        let insiders = HashSet::from([UserId(60)]);
        let fence = Some(ActivityId(10));
        assert_eq!(check_out(&row(10, user(60)), fence, &insiders), CheckOut::BelowFence);
        let free = asset(LabelKind::Deployable, None);
        assert_eq!(
            check_in(&row(10, None), fence, &insiders, Some(&free), false),
            CheckIn::BelowFence
        );
    }

    #[test]
    fn the_asset_decides_whether_it_came_back() {
        fn judge(asset: Option<&AssetSnapshot>, again: bool) -> CheckIn {
            check_in(&row(11, None), None, &HashSet::from([UserId(61)]), asset, again)
        }
        assert_eq!(judge(Some(&asset(LabelKind::Deployable, None)), false), CheckIn::Back);
        assert_eq!(judge(Some(&asset(LabelKind::Pending, None)), false), CheckIn::Unlendable);
        let held = asset(LabelKind::Deployable, user(60));
        assert_eq!(judge(Some(&held), true), CheckIn::BackAndOutAgain);
        assert_eq!(judge(Some(&held), false), CheckIn::StillHeld);
        let member = asset(LabelKind::Deployable, user(61));
        assert_eq!(judge(Some(&member), true), CheckIn::BackAndOutToInsider);
        assert_eq!(judge(None, false), CheckIn::Gone);
        let deleted = AssetSnapshot { deleted: true, ..held };
        assert_eq!(judge(Some(&deleted), false), CheckIn::Gone);
    }

    #[test]
    fn an_asset_lent_again_after_the_newest_row_did_come_back() {
        let last_checkin = Some(at(-1));
        let held = AssetSnapshot { last_checkin, ..asset(LabelKind::Deployable, user(61)) };
        let judged = check_in(&row(11, None), None, &HashSet::new(), Some(&held), false);
        assert_eq!(judged, CheckIn::BackAndOutAgain);
    }
}
