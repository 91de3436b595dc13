//! What bears on which answers make sense.

use domain::asset::{AssetSnapshot, Holder};
use domain::decide::answer::{Answer, Ground, answers};
use domain::decide::lending::is_lendable;
use domain::decide::reading::worn;
use domain::decide::unit::{Disagreement, Worn};
use domain::ids::{PersonId, UserId};
use domain::labels::LabelMap;
use domain::operation::Phase;
use workspace::Read;
use workspace::table::discrepancies::DiscrepancyRecord;
use workspace::table::units::UnitRecord;

use crate::api::{AfterReturn, AnswerView, AssetRef, DeskError};
use crate::db::found;
use crate::insiders::user_of;
use crate::moves::Habits;
use crate::requisitions::{Seeker, candidates, kept_by};

/// A holder who can become a member.
pub enum Joining {
    /// Somebody the workspace knows.
    Known(PersonId),
    /// A Snipe-IT user with an e-mail.
    New {
        /// The user.
        user: UserId,
        /// Their name.
        name: String,
        /// Their e-mail.
        email: String,
    },
}

/// The answers that are offered now; none once it ended, or while something is under way.
pub fn offered(
    read: &Read<'_>,
    record: &DiscrepancyRecord,
    habits: Habits,
) -> Result<Vec<AnswerView>, DeskError> {
    let Habits { labels, after_return } = habits;
    let automatic = after_return == AfterReturn::Automatic;
    if record.closed_at.is_some() || is_under_way(read, record)? {
        return Ok(Vec::new());
    }
    let unit = unit_of(read, record)?;
    let asset = read.mirrored(record.asset)?.map(|known| known.snapshot);
    let other = other(read, unit.as_ref(), asset.as_ref(), labels)?;
    let holder = asset.as_ref().and_then(|asset| asset.holder.as_ref());
    let claim = read.claim_on(record.asset)?;
    let ground = Ground {
        state: unit.as_ref().map(|unit| unit.state),
        borrower: borrower(read, unit.as_ref())?.is_some(),
        other: other.is_some(),
        joins: joining(read, holder)?.is_some(),
        claimed: claim.is_some_and(|claim| Some(claim.unit) != record.unit),
    };
    let restores = automatic && asset.as_ref().is_some_and(|asset| is_ours(asset, &labels));
    let lendable = asset.as_ref().is_some_and(is_lendable);
    let view = |answer: Answer| AnswerView {
        answer,
        writes: answer.writes() + u8::from(answer == Answer::Returned && restores),
        other: other.clone().filter(|_| answer == Answer::AnotherAsset),
    };
    let answers = answers(record.about, &ground).into_iter();
    let sensible = answers.filter(|answer| *answer != Answer::LendAgain || lendable);
    Ok(sensible.map(view).collect())
}

/// Whether a free asset wears a label of ours that a return would take off.
fn is_ours(asset: &AssetSnapshot, labels: &LabelMap) -> bool {
    let left_behind = matches!(worn(asset, labels), Worn::Reserved | Worn::CheckedOut);
    left_behind && asset.holder.is_none() && !asset.deleted
}

/// The unit that it is about.
pub fn unit_of(
    read: &Read<'_>,
    record: &DiscrepancyRecord,
) -> Result<Option<UnitRecord>, DeskError> {
    match record.unit {
        Some(unit) => Ok(Some(found(read.unit(unit)?)?)),
        None => Ok(None),
    }
}

/// Whether an operation keeps the asset busy. A doubt that was handed to a person is what that one
/// disagreement is about; every other waits for it.
fn is_under_way(read: &Read<'_>, record: &DiscrepancyRecord) -> Result<bool, DeskError> {
    let doubt = record.about == Disagreement::InDoubtTooLong;
    let of_unit = unit_of(read, record)?.and_then(|unit| unit.operation).map(|(_, phase)| phase);
    let on_asset = read.operation_on(record.asset)?.map(|operation| operation.phase);
    let busy = |phase: Option<Phase>| match phase {
        None => false,
        Some(Phase::Escalated) => !doubt,
        Some(_) => true,
    };
    Ok(busy(of_unit) || busy(on_asset))
}

/// The Snipe-IT user of the requester.
pub fn borrower(read: &Read<'_>, unit: Option<&UnitRecord>) -> Result<Option<UserId>, DeskError> {
    let Some(unit) = unit else { return Ok(None) };
    let requester = found(read.requisition(unit.requisition)?)?.requester;
    user_of(read, requester)
}

/// The free asset of the same model that was longest on the shelf and that nobody else asked for.
pub fn other(
    read: &Read<'_>,
    unit: Option<&UnitRecord>,
    asset: Option<&AssetSnapshot>,
    labels: LabelMap,
) -> Result<Option<AssetRef>, DeskError> {
    let (Some(unit), Some(asset)) = (unit, asset) else { return Ok(None) };
    let Some(model) = &asset.model else { return Ok(None) };
    // One more than is needed: the asset itself may be free.
    let kept = kept_by(&read.units_of(unit.requisition)?, unit.line);
    let seeker = Seeker { requisition: unit.requisition, kept: &kept };
    let candidates = candidates(read, model.id, 2, seeker, labels)?;
    let other = candidates
        .into_iter()
        .find(|candidate| candidate.wanted_by.is_none() && candidate.asset.id != asset.id);
    Ok(other.map(|candidate| candidate.asset))
}

/// The holder, if they can become a member.
pub fn joining(read: &Read<'_>, holder: Option<&Holder>) -> Result<Option<Joining>, DeskError> {
    let Some(Holder::User { id, .. }) = holder else { return Ok(None) };
    if let Some(known) = read.person_by_user(*id)? {
        return Ok(Some(Joining::Known(known.person.id)));
    }
    let Some(user) = read.mirrored_user(*id)? else { return Ok(None) };
    let Some(email) = user.email.filter(|email| !email.is_empty()) else { return Ok(None) };
    Ok(match read.person_by_email(&email)? {
        // Somebody else's link says that this person is another user.
        Some(known) if known.person.user.is_some() => None,
        Some(known) => Some(Joining::Known(known.person.id)),
        None => Some(Joining::New { user: *id, name: user.name, email }),
    })
}
