//! What a reading of the asset means for an operation that writes its label.

use crate::asset::{AssetSnapshot, Label, NotFree};
use crate::evidence::AssetFact;
use crate::ids::LabelId;
use crate::labels::LabelMap;
use crate::operation::Refusal;

/// What to do with a label operation after reading the asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Write this label.
    Write(LabelId),
    /// Nothing needs writing; this is why.
    Nothing(AssetFact),
    /// It may not be done.
    Refuse(Refusal),
}

/// What the asset says after the write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// The label is there and nobody holds the asset.
    Confirmed,
    /// The label is there, but somebody took the asset: put the old label back and refuse.
    PutBack(Refusal),
    /// The label is not there.
    NotSeen,
    /// It can never be there.
    Refuse(Refusal),
}

/// Step 3 of an approval.
#[must_use]
pub fn before_reserve(asset: &AssetSnapshot, labels: &LabelMap) -> Plan {
    match asset.not_free() {
        Some(NotFree::Deleted) => Plan::Refuse(Refusal::AssetGone),
        Some(reason) => Plan::Refuse(Refusal::NotFree { reason }),
        None if asset.label_id() == Some(labels.reserved) => Plan::Refuse(Refusal::AlreadyReserved),
        None => Plan::Write(labels.reserved),
    }
}

/// Step 5 of an approval: the label must be Reserved and nobody may hold the asset.
#[must_use]
pub fn after_reserve(asset: &AssetSnapshot, labels: &LabelMap) -> Confirmation {
    if asset.deleted {
        return Confirmation::Refuse(Refusal::AssetGone);
    }
    let seen = asset.label_id() == Some(labels.reserved);
    match &asset.holder {
        Some(holder) if seen => {
            Confirmation::PutBack(Refusal::TakenMeanwhile { holder: holder.name().to_owned() })
        }
        Some(holder) => {
            Confirmation::Refuse(Refusal::TakenMeanwhile { holder: holder.name().to_owned() })
        }
        None if seen => Confirmation::Confirmed,
        None => Confirmation::NotSeen,
    }
}

/// Before a release: restore the label the asset had, unless it is no longer ours to change.
#[must_use]
pub fn before_release(asset: &AssetSnapshot, labels: &LabelMap, former: LabelId) -> Plan {
    if asset.deleted {
        return Plan::Nothing(AssetFact::Deleted);
    }
    if let Some(holder) = &asset.holder {
        return Plan::Refuse(Refusal::CheckedOutMeanwhile { holder: holder.name().to_owned() });
    }
    if asset.label_id() == Some(labels.reserved) {
        return Plan::Write(former);
    }
    Plan::Nothing(AssetFact::LabelChanged)
}

/// Before the Reserved label is set again on what is reserved here.
#[must_use]
pub fn before_relabel(asset: &AssetSnapshot, labels: &LabelMap) -> Plan {
    if asset.deleted {
        return Plan::Refuse(Refusal::AssetGone);
    }
    match &asset.holder {
        Some(holder) => {
            Plan::Refuse(Refusal::CheckedOutMeanwhile { holder: holder.name().to_owned() })
        }
        None if asset.label_id() == Some(labels.reserved) => Plan::Nothing(AssetFact::Free),
        None => Plan::Write(labels.reserved),
    }
}

/// Before Available is put back after a return: only on a free asset, and only over a label of
/// ours, unless a person `asked` for it.
#[must_use]
pub fn before_restore(asset: &AssetSnapshot, labels: &LabelMap, asked: bool) -> Plan {
    if asset.deleted {
        return Plan::Nothing(AssetFact::Deleted);
    }
    if let Some(holder) = &asset.holder {
        return Plan::Refuse(Refusal::CheckedOutMeanwhile { holder: holder.name().to_owned() });
    }
    match &asset.label {
        Some(label) if label.id == labels.available => Plan::Nothing(AssetFact::Free),
        Some(label) if asked || labels.is_left_behind(label.id) => Plan::Write(labels.available),
        other => Plan::Refuse(foreign(other.as_ref())),
    }
}

/// After a release or a restored label: the label that was written must be there.
#[must_use]
pub fn after_write(asset: &AssetSnapshot, written: LabelId) -> Confirmation {
    if asset.deleted {
        return Confirmation::Refuse(Refusal::AssetGone);
    }
    if asset.label_id() == Some(written) { Confirmation::Confirmed } else { Confirmation::NotSeen }
}

fn foreign(label: Option<&Label>) -> Refusal {
    let label = label.map(|label| label.name.clone()).unwrap_or_default();
    Refusal::ForeignLabel { label }
}

#[cfg(test)]
#[path = "label_tests.rs"]
mod tests;
