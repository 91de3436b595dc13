//! Editing and deleting assets.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use super::activity::{Action, Activity, Change, Item};
use super::model::{Asset, Hand, Holder};
use super::verbs::{CheckOut, Refused, expected_change, moves, name_change};
use super::{ADMIN, Lab};

/// What an edit may change; `None` leaves a field alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edit {
    pub label: Option<u32>,
    pub name: Option<String>,
    pub notes: Option<String>,
    pub expected: Option<NaiveDate>,
    /// Take it from its holder, without a row in the log.
    pub free: bool,
    /// Give it to this user, whoever has it.
    pub user: Option<u32>,
}

impl Lab {
    /// Gives an asset another label, as an administrator in the web page. The same label again
    /// changes nothing and writes nothing.
    pub fn set_label(
        &mut self,
        asset: u32,
        label: u32,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, Refused> {
        let edit = Edit { label: Some(label), ..Edit::default() };
        self.edit_by(&Hand::web(ADMIN), asset, edit, at)
    }

    /// Gives an asset another name, as an administrator in the web page.
    pub fn rename_asset(
        &mut self,
        asset: u32,
        name: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, Refused> {
        let edit = Edit { name: Some(name.to_owned()), ..Edit::default() };
        self.edit_by(&Hand::web(ADMIN), asset, edit, at)
    }

    /// Changes an asset's notes, as an administrator in the web page.
    pub fn set_notes(
        &mut self,
        asset: u32,
        notes: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, Refused> {
        let edit = Edit { notes: Some(notes.to_owned()), ..Edit::default() };
        self.edit_by(&Hand::web(ADMIN), asset, edit, at)
    }

    /// Changes the day by which an asset is expected back, as an administrator in the web page.
    pub fn set_expected_checkin(
        &mut self,
        asset: u32,
        day: NaiveDate,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, Refused> {
        let edit = Edit { expected: Some(day), ..Edit::default() };
        self.edit_by(&Hand::web(ADMIN), asset, edit, at)
    }

    /// Takes an asset from its holder by clearing the field, which writes no row.
    pub fn free_silently(&mut self, asset: u32, at: DateTime<Utc>) -> Result<(), Refused> {
        let edit = Edit { free: true, ..Edit::default() };
        self.edit_by(&Hand::web(ADMIN), asset, edit, at).map(|_| ())
    }

    pub(crate) fn edit_by(
        &mut self,
        hand: &Hand,
        asset: u32,
        edit: Edit,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, Refused> {
        let at = at.trunc_subsecs(0);
        let before = self.live_asset(asset)?.clone();
        if edit.label.is_some_and(|label| !self.labels.contains_key(&label)) {
            return Err(Refused::NoSuchLabel);
        }
        self.check_record(&before)?;
        if let Some(user) = edit.user {
            self.check_target(&before, Holder::User(user))?;
        }
        let after = edited(&before, &edit);
        if after == before && edit.user.is_none() {
            return Ok(None);
        }
        let row = self.write_edit(hand, &before, &after, at);
        self.assets.insert(asset, Asset { updated_at: at, ..after });
        Ok(self.reassign(hand, asset, edit.user, at).or(row))
    }

    /// Every edit checks the whole record: an old bad value refuses a mere change of label.
    fn check_record(&self, asset: &Asset) -> Result<(), Refused> {
        let known = [
            ("supplier_id", asset.supplier.is_none_or(|id| self.suppliers.contains_key(&id))),
            ("company_id", asset.company.is_none_or(|id| self.companies.contains_key(&id))),
            ("rtd_location_id", asset.home.is_none_or(|id| self.locations.contains_key(&id))),
        ];
        match known.into_iter().find(|(_, known)| !known) {
            Some((field, _)) => Err(Refused::OldValue { field }),
            None => Ok(()),
        }
    }

    fn write_edit(
        &mut self,
        hand: &Hand,
        before: &Asset,
        after: &Asset,
        at: DateTime<Utc>,
    ) -> Option<u32> {
        let changes = edit_changes(before, after);
        if changes.is_empty() {
            return None;
        }
        let row = Activity::new(Action::Update, Item::Asset(before.id), hand, at);
        Some(self.write_down(row.changes(changes)))
    }

    /// An edit that names a user checks the asset out to them and wipes its name.
    fn reassign(
        &mut self,
        hand: &Hand,
        asset: u32,
        user: Option<u32>,
        at: DateTime<Utc>,
    ) -> Option<u32> {
        let wish = CheckOut {
            note: Some("Checked out on asset update".to_owned()),
            name: Some(String::new()),
            ..CheckOut::to(Holder::User(user?))
        };
        let before = self.assets.get(&asset)?.clone();
        Some(self.hand_out(hand, before, wish, at))
    }

    /// Deletes an asset; if somebody has it, a check-in row comes before the deletion.
    pub fn delete_asset(&mut self, asset: u32, at: DateTime<Utc>) -> Result<u32, Refused> {
        self.delete_asset_by(&Hand::web(ADMIN), asset, at)
    }

    pub(crate) fn delete_asset_by(
        &mut self,
        hand: &Hand,
        asset: u32,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        let at = at.trunc_subsecs(0);
        let before = self.live_asset(asset)?.clone();
        if before.holder.is_some() {
            let row = Activity::new(Action::CheckIn, Item::Asset(asset), hand, at);
            self.write_down(row.target(before.holder).note(Some("Checkin on delete")));
        }
        let checkins = before.checkins + u32::from(before.holder.is_some());
        let deleted_at = Some(at);
        let after = Asset { holder: None, checkins, deleted_at, updated_at: at, ..before };
        self.assets.insert(asset, after);
        Ok(self.write_down(Activity::new(Action::Delete, Item::Asset(asset), hand, at)))
    }

    /// Removes an asset for good; its rows in the log stay and refer to nothing.
    pub fn purge_asset(&mut self, asset: u32) -> Option<Asset> {
        self.assets.remove(&asset)
    }
}

fn edited(before: &Asset, edit: &Edit) -> Asset {
    Asset {
        label: edit.label.unwrap_or(before.label),
        name: edit.name.clone().or_else(|| before.name.clone()),
        notes: edit.notes.clone().or_else(|| before.notes.clone()),
        expected_checkin: edit.expected.or(before.expected_checkin),
        holder: before.holder.filter(|_| !edit.free),
        ..before.clone()
    }
}

fn edit_changes(before: &Asset, after: &Asset) -> Vec<Change> {
    let expected = after.expected_checkin.map(|day| day.to_string()).unwrap_or_default();
    [name_change(before, after), notes_change(before, after), expected_change(before, &expected)]
        .into_iter()
        .flatten()
        .chain(moves(before, after))
        .collect()
}

fn notes_change(before: &Asset, after: &Asset) -> Option<Change> {
    let old = before.notes.clone().unwrap_or_default();
    let new = after.notes.clone().unwrap_or_default();
    (old != new).then_some(Change::Notes { old, new })
}
