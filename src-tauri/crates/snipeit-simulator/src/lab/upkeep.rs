//! What administrators do to records now and then.

use chrono::{DateTime, SubsecRound, Utc};

use super::Lab;
use super::activity::{Action, Activity, Change, Item};
use super::model::{Asset, Hand, Label, Location, Named, User};
use super::verbs::Refused;

impl Lab {
    /// Puts an asset in as it is, without a row: for a state that took years to come about.
    pub fn put_asset(&mut self, asset: Asset) {
        self.last_asset = self.last_asset.max(asset.id);
        self.assets.insert(asset.id, asset);
    }

    /// Puts a user in as they are, without a row.
    pub fn put_user(&mut self, user: User) {
        self.users.insert(user.id, user);
    }

    /// Puts a label in as it is.
    pub fn put_label(&mut self, label: Label) {
        self.labels.insert(label.id, label);
    }

    /// Puts a category in as it is.
    pub fn put_category(&mut self, category: Named) {
        self.categories.insert(category.id, category);
    }

    /// Puts a location in as it is.
    pub fn put_location(&mut self, location: Location) {
        self.locations.insert(location.id, location);
    }

    /// Renames a label. Assets with it stay as they were, and old rows of the log are told with
    /// the new name.
    pub fn rename_label(&mut self, label: u32, name: &str, at: DateTime<Utc>) {
        if let Some(label) = self.labels.get_mut(&label) {
            label.name = name.to_owned();
            label.updated_at = Some(at.trunc_subsecs(0));
        }
    }

    /// Renames a kind of equipment; its assets stay as they were.
    pub fn rename_model(&mut self, model: u32, name: &str, at: DateTime<Utc>) {
        if let Some(model) = self.models.get_mut(&model) {
            model.name = name.to_owned();
            model.updated_at = at.trunc_subsecs(0);
        }
    }

    /// Deactivates a user: they cannot log in any more, and their tokens go on working.
    pub fn deactivate_user(&mut self, user: u32) {
        if let Some(user) = self.users.get_mut(&user) {
            user.activated = false;
        }
    }

    /// Brings a deleted asset back.
    pub(crate) fn restore_asset_by(
        &mut self,
        hand: &Hand,
        asset: u32,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        let at = at.trunc_subsecs(0);
        let asset = self.assets.get_mut(&asset).ok_or(Refused::AssetNotFound)?;
        if asset.deleted_at.take().is_none() {
            return Err(Refused::NotDeleted);
        }
        asset.updated_at = at;
        let item = Item::Asset(asset.id);
        Ok(self.write_down(Activity::new(Action::Restore, item, hand, at)))
    }

    /// Notes that somebody has seen the asset. Without an interval the next audit is due at once.
    pub(crate) fn audit_by(
        &mut self,
        hand: &Hand,
        asset: u32,
        note: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        let at = at.trunc_subsecs(0);
        let due = at.with_timezone(&self.zone).date_naive();
        let before = self.live_asset(asset)?.clone();
        let old = before.next_audit.map(|day| day.to_string()).unwrap_or_default();
        let new = due.to_string();
        let change = (old != new).then_some(Change::NextAudit { old, new });
        let (last_audit, next_audit) = (Some(at), Some(due));
        self.assets.insert(asset, Asset { last_audit, next_audit, updated_at: at, ..before });
        let row = Activity::new(Action::Audit, Item::Asset(asset), hand, at).note(note);
        Ok(self.write_down(row.changes(change.into_iter().collect())))
    }

    /// Keeps a file with an asset; only its name matters here.
    pub(crate) fn upload_by(
        &mut self,
        hand: &Hand,
        asset: u32,
        file: &str,
        note: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<u32, Refused> {
        self.live_asset(asset)?;
        let row = Activity::new(Action::Upload, Item::Asset(asset), hand, at.trunc_subsecs(0));
        let file = Some(file.to_owned());
        Ok(self.write_down(Activity { file, ..row.note(note) }))
    }
}
