//! Checking out and in, as people and programs do it.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use super::activity::{Action, Activity, Change, Item};
use super::model::{Asset, Hand, Holder, LabelKind};
use super::{ADMIN, Lab};

/// Why the server said no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum Refused {
    #[error("Asset not found")]
    AssetNotFound,
    #[error("That asset is not available for checkout!")]
    NotAvailable { tag: String },
    #[error("Checkout target for asset {tag} is invalid - {kind} does not exist.")]
    TargetInvalid { asset: u32, tag: String, target: Option<u32>, kind: &'static str },
    #[error("That asset is already checked in.")]
    AlreadyCheckedIn,
    #[error("Asset was not checked in, please try again")]
    NotCheckedIn { tag: String },
    #[error("The selected status id is invalid.")]
    NoSuchLabel,
    /// A value that was stored long ago and that today's rules do not accept.
    #[error("The selected {} is invalid.", .field.replace('_', " "))]
    OldValue { field: &'static str },
    #[error("The asset is not deleted, so it cannot be restored")]
    NotDeleted,
}

/// Everything a check-out may say.
#[derive(Debug, Clone)]
pub struct CheckOut {
    /// Who or what gets the asset.
    pub target: Holder,
    /// The expected return, as the log will quote it; a time part is kept there and ignored.
    pub expected: Option<String>,
    /// A note for the log.
    pub note: Option<String>,
    /// A deployable label to set in the same step.
    pub label: Option<u32>,
    /// A new name for the asset; empty removes it.
    pub name: Option<String>,
    /// When it is said to have happened, if not now.
    pub dated: Option<DateTime<Utc>>,
}

impl CheckOut {
    /// A plain check-out.
    pub fn to(target: Holder) -> CheckOut {
        CheckOut { target, expected: None, note: None, label: None, name: None, dated: None }
    }
}

impl Lab {
    /// Checks an asset out to a user, as an administrator in the web page.
    pub fn check_out(
        &mut self,
        asset: u32,
        user: u32,
        expected: Option<NaiveDate>,
        note: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        let wish = CheckOut {
            expected: expected.map(|day| day.to_string()),
            note: note.map(str::to_owned),
            ..CheckOut::to(Holder::User(user))
        };
        self.check_out_by(&Hand::web(ADMIN), asset, wish, at)
    }

    /// Checks an asset in, as an administrator in the web page.
    pub fn check_in(
        &mut self,
        asset: u32,
        note: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        self.check_in_by(&Hand::web(ADMIN), asset, None, note, at)
    }

    /// Checks an asset out with everything a check-out may say.
    pub fn check_out_by(
        &mut self,
        hand: &Hand,
        asset: u32,
        wish: CheckOut,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        let at = at.trunc_subsecs(0);
        let before = self.live_asset(asset)?.clone();
        if !self.overlooked(&before) && !self.is_available(&before) {
            return Err(Refused::NotAvailable { tag: before.tag });
        }
        self.check_target(&before, wish.target)?;
        if wish.label.is_some_and(|label| !self.is_deployable(label)) {
            return Err(Refused::NoSuchLabel);
        }
        Ok(self.hand_out(hand, before, wish, at))
    }

    /// Gives the asset away without asking whether it is free.
    pub(super) fn hand_out(
        &mut self,
        hand: &Hand,
        before: Asset,
        wish: CheckOut,
        at: DateTime<Utc>,
    ) -> u32 {
        let location = self.location_of(wish.target);
        let after = Asset {
            holder: Some(wish.target),
            location,
            expected_checkin: wish.expected.as_deref().and_then(day_of),
            label: wish.label.unwrap_or(before.label),
            name: wish.name.clone().or_else(|| before.name.clone()),
            last_checkout: Some(wish.dated.unwrap_or(at)),
            checkouts: before.checkouts + 1,
            updated_at: at,
            ..before.clone()
        };
        let row = Activity {
            location,
            action_date: wish.dated.unwrap_or(at),
            ..Activity::new(Action::CheckOut, Item::Asset(before.id), hand, at)
        };
        let row = row
            .target(Some(wish.target))
            .note(wish.note.as_deref())
            .changes(check_out_changes(&before, &after, &wish, at));
        self.assets.insert(after.id, after);
        self.write_down(row)
    }

    /// The same in the moment the asset is added: its label must be deployable, and the log says
    /// nothing of what changed.
    pub(crate) fn check_out_at_birth(
        &mut self,
        hand: &Hand,
        asset: u32,
        wish: CheckOut,
        at: DateTime<Utc>,
    ) -> Result<(), Refused> {
        let row = self.check_out_by(hand, asset, wish, at)?;
        if let Some(row) = self.activity.get_mut(&row) {
            row.changes.clear();
        }
        Ok(())
    }

    /// Checks an asset in, setting a label in the same step if one is given.
    pub fn check_in_by(
        &mut self,
        hand: &Hand,
        asset: u32,
        label: Option<u32>,
        note: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        let (before, after) = self.take_back(asset, label, at)?;
        let row = Activity::new(Action::CheckIn, Item::Asset(asset), hand, after.updated_at)
            .target(before.holder)
            .note(note)
            .changes(check_in_changes(&before, &after));
        Ok(self.write_down(row))
    }

    /// Checks an asset in and leaves no trace in the log, as some of the server's paths do.
    pub fn check_in_silently(&mut self, asset: u32, at: DateTime<Utc>) -> Result<(), Refused> {
        self.take_back(asset, None, at).map(|_| ())
    }

    fn take_back(
        &mut self,
        asset: u32,
        label: Option<u32>,
        at: DateTime<Utc>,
    ) -> Result<(Asset, Asset), Refused> {
        let at = at.trunc_subsecs(0);
        let before = self.live_asset(asset)?.clone();
        if before.holder.is_none() {
            return Err(Refused::AlreadyCheckedIn);
        }
        if label.is_some_and(|label| !self.labels.contains_key(&label)) {
            return Err(Refused::NotCheckedIn { tag: before.tag });
        }
        let after = Asset {
            holder: None,
            location: before.home.or(before.location),
            expected_checkin: None,
            label: label.unwrap_or(before.label),
            last_checkin: Some(at),
            checkins: before.checkins + 1,
            updated_at: at,
            ..before.clone()
        };
        self.assets.insert(asset, after.clone());
        Ok((before, after))
    }

    pub(crate) fn live_asset(&self, id: u32) -> Result<&Asset, Refused> {
        let found = self.assets.get(&id).filter(|asset| asset.deleted_at.is_none());
        found.ok_or(Refused::AssetNotFound)
    }

    /// Whether the asset could be checked out now.
    pub fn is_available(&self, asset: &Asset) -> bool {
        asset.deleted_at.is_none() && asset.holder.is_none() && self.is_deployable(asset.label)
    }

    fn is_deployable(&self, label: u32) -> bool {
        self.labels.get(&label).is_some_and(|label| label.kind == LabelKind::Deployable)
    }

    pub(super) fn check_target(&self, asset: &Asset, target: Holder) -> Result<(), Refused> {
        let (exists, id, kind) = match target {
            Holder::User(id) => (self.user(id).is_some(), id, "user"),
            Holder::Location(id) => (self.locations.contains_key(&id), id, "location"),
            Holder::Asset(id) => (id != asset.id && self.live_asset(id).is_ok(), id, "asset"),
        };
        if exists {
            return Ok(());
        }
        let tag = asset.tag.clone();
        Err(Refused::TargetInvalid { asset: asset.id, tag, target: Some(id), kind })
    }

    fn location_of(&self, target: Holder) -> Option<u32> {
        match target {
            Holder::User(id) => self.users.get(&id)?.location,
            Holder::Location(id) => Some(id),
            Holder::Asset(id) => self.assets.get(&id)?.location,
        }
    }
}

/// The day at the start of a date or date-time text, if there is one.
pub(crate) fn day_of(text: &str) -> Option<NaiveDate> {
    let rest = text.get(10..)?;
    if !(rest.is_empty() || rest.starts_with([' ', 'T'])) {
        return None;
    }
    text.get(..10)?.parse().ok()
}

fn check_out_changes(
    before: &Asset,
    after: &Asset,
    wish: &CheckOut,
    at: DateTime<Utc>,
) -> Vec<Change> {
    let dated = wish.dated.map(|new| Change::ActionDate { old: at, new });
    let expected = expected_change(before, wish.expected.as_deref().unwrap_or_default());
    [dated, name_change(before, after), expected]
        .into_iter()
        .flatten()
        .chain(moves(before, after))
        .collect()
}

fn check_in_changes(before: &Asset, after: &Asset) -> Vec<Change> {
    expected_change(before, "").into_iter().chain(moves(before, after)).collect()
}

pub(super) fn expected_change(before: &Asset, new: &str) -> Option<Change> {
    let old = before.expected_checkin.map(|day| day.to_string()).unwrap_or_default();
    (old != new).then(|| Change::ExpectedCheckin { old, new: new.to_owned() })
}

pub(super) fn name_change(before: &Asset, after: &Asset) -> Option<Change> {
    let old = before.name.clone().unwrap_or_default();
    let new = after.name.clone().unwrap_or_default();
    (old != new).then_some(Change::Name { old, new })
}

pub(super) fn moves(before: &Asset, after: &Asset) -> Vec<Change> {
    let place = (before.location != after.location)
        .then_some(Change::Location { old: before.location, new: after.location });
    let label = (before.label != after.label)
        .then_some(Change::Label { old: before.label, new: after.label });
    place.into_iter().chain(label).collect()
}
