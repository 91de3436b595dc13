//! What a reading of an asset is to a unit, to an open disagreement, and to an asset that nobody
//! claims.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::asset::{AssetSnapshot, Holder, LabelKind};
use crate::decide::unit::{Disagreement, Reading, Worn};
use crate::ids::UserId;
use crate::labels::LabelMap;

/// Snipe-IT's times have one second's resolution, and its clock is not ours.
const TOLERANCE: TimeDelta = TimeDelta::seconds(5);

/// Judges a reading; `None` when Snipe-IT no longer has the asset. `insiders` are the Snipe-IT
/// users of the requester and the members, `since` is when the unit took its present state.
#[must_use]
pub fn judge(
    asset: Option<&AssetSnapshot>,
    insiders: &HashSet<UserId>,
    labels: &LabelMap,
    since: DateTime<Utc>,
) -> Reading {
    let Some(asset) = asset.filter(|asset| !asset.deleted) else {
        return Reading::Gone;
    };
    match &asset.holder {
        Some(Holder::User { id, .. }) if insiders.contains(id) => insider(asset, since),
        Some(_) => Reading::Outsider,
        None if is_archived(asset) => Reading::Gone,
        None if came_back_since(asset, since) => Reading::Back(worn(asset, labels)),
        None => Reading::Free(worn(asset, labels)),
    }
}

fn insider(asset: &AssetSnapshot, since: DateTime<Utc>) -> Reading {
    match asset.last_checkout {
        Some(out) if out + TOLERANCE < since => Reading::InsiderBefore,
        _ => Reading::Insider,
    }
}

/// A check-in from before the unit took its state says nothing of this loan: a restored server
/// knows only those.
fn came_back_since(asset: &AssetSnapshot, since: DateTime<Utc>) -> bool {
    asset.came_back() && asset.last_checkin.is_some_and(|back| back + TOLERANCE >= since)
}

fn is_archived(asset: &AssetSnapshot) -> bool {
    asset.label.as_ref().is_some_and(|label| label.kind == LabelKind::Archived)
}

/// The label that an asset wears, as far as it matters.
#[must_use]
pub fn worn(asset: &AssetSnapshot, labels: &LabelMap) -> Worn {
    let Some(label) = &asset.label else { return Worn::Unlendable };
    match label.id {
        id if id == labels.reserved => Worn::Reserved,
        id if id == labels.available => Worn::Available,
        id if Some(id) == labels.checked_out => Worn::CheckedOut,
        _ if label.kind == LabelKind::Deployable => Worn::Other,
        _ => Worn::Unlendable,
    }
}

/// Whether an open disagreement still stands after a reading. What the asset cannot tell stands
/// until a person says otherwise.
#[must_use]
pub fn stands(about: Disagreement, reading: Reading) -> bool {
    use Reading::{Back, Free, Gone, Insider, InsiderBefore, Outsider};
    let inside = matches!(reading, Insider | InsiderBefore);
    let (free, worn) = match reading {
        Back(worn) | Free(worn) => (true, Some(worn)),
        _ => (false, None),
    };
    match about {
        Disagreement::OutsideProject => reading == Outsider,
        Disagreement::OutWhilePending | Disagreement::OutAgain => inside,
        Disagreement::AutomaticCheckIn => free && worn == Some(Worn::Unlendable),
        Disagreement::StillHeld => inside || reading == Outsider,
        Disagreement::OutHereInThere => free,
        Disagreement::DeletedWhileOut | Disagreement::AssetGone => reading == Gone,
        Disagreement::LabelChanged => free && !matches!(worn, Some(Worn::Reserved)),
        Disagreement::FreeThere => worn == Some(Worn::Available),
        Disagreement::LabelLeft => free && worn != Some(Worn::Available),
        Disagreement::Unclaimed => worn == Some(Worn::Reserved),
        Disagreement::InDoubtTooLong => true,
    }
}

/// What Snipe-IT said, in short: a person who settled a disagreement is not asked again while
/// Snipe-IT says the same.
#[must_use]
pub fn mark(asset: Option<&AssetSnapshot>) -> String {
    let Some(asset) = asset.filter(|asset| !asset.deleted) else { return "gone".to_owned() };
    let time = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp()).unwrap_or_default();
    let label = asset.label_id().map(|label| label.0).unwrap_or_default();
    match &asset.holder {
        Some(holder) => format!("held by {} since {}", identity(holder), time(asset.last_checkout)),
        None => format!("free with label {label} since {}", time(asset.last_checkin)),
    }
}

fn identity(holder: &Holder) -> String {
    match holder {
        Holder::User { id, .. } => format!("user {id}"),
        Holder::Location { id, .. } => format!("location {id}"),
        Holder::Asset { id, .. } => format!("asset {id}"),
        Holder::Unknown { name } => name.clone(),
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
