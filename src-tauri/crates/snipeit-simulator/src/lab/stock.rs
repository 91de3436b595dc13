//! Adding what a lab consists of.

use chrono::{DateTime, SubsecRound, Utc};

use super::activity::{Action, Activity, Item};
use super::model::{
    Asset, AssetModel, Department, Hand, Holder, Label, LabelKind, Location, Named, NewAsset,
    NewUser, User,
};
use super::rights::{Locale, Rights, Token};
use super::{ADMIN, Lab};

impl Lab {
    /// Adds an asset, as an administrator in the web page, and returns its id.
    pub fn add_asset(&mut self, new: NewAsset, at: DateTime<Utc>) -> u32 {
        self.add_asset_by(&Hand::web(ADMIN), new, at)
    }

    pub(crate) fn add_asset_by(&mut self, hand: &Hand, new: NewAsset, at: DateTime<Utc>) -> u32 {
        let at = at.trunc_subsecs(0);
        self.last_asset += 1;
        let id = self.last_asset;
        let created_by = hand.user;
        self.assets.insert(id, Asset { created_by, ..fresh_asset(id, new, at) });
        self.write_down(Activity::new(Action::Create, Item::Asset(id), hand, at));
        id
    }

    /// The tag the server gives to an asset that is added without one: it counts on.
    pub(crate) fn next_tag(&self) -> String {
        let newest = self.assets.values().next_back().map_or("", |asset| &asset.tag);
        let prefix = newest.trim_end_matches(|c: char| c.is_ascii_digit());
        let width = newest.len() - prefix.len();
        format!("{prefix}{:0width$}", self.last_asset + 1)
    }

    /// Adds a user and returns their id.
    pub fn add_user(&mut self, new: NewUser, at: DateTime<Utc>) -> u32 {
        self.add_user_by(&Hand::web(ADMIN), new, at)
    }

    pub(crate) fn add_user_by(&mut self, hand: &Hand, new: NewUser, at: DateTime<Utc>) -> u32 {
        let at = at.trunc_subsecs(0);
        let id = next(self.users.keys());
        self.users.insert(id, fresh_user(id, new, at));
        self.write_down(Activity::new(Action::Create, Item::User(id), hand, at));
        id
    }

    /// Deletes a user: their tokens stop working and nothing can be checked out to them. The log
    /// names them as the target too.
    pub fn delete_user(&mut self, user: u32, at: DateTime<Utc>) {
        let at = at.trunc_subsecs(0);
        let Some(record) = self.users.get_mut(&user) else { return };
        record.deleted_at = Some(at);
        let row = Activity::new(Action::Delete, Item::User(user), &Hand::web(ADMIN), at);
        self.write_down(row.target(Some(Holder::User(user))));
    }

    /// Makes a token for a user and returns its text.
    pub fn add_token(&mut self, user: u32, rights: Rights, locale: Locale) -> String {
        let text = format!("simulated-token-{:04}-of-user-{user}", self.tokens.len() + 1);
        self.tokens.push(Token { text: text.clone(), user, rights, locale });
        if let Some(user) = self.users.get_mut(&user) {
            user.locale = Some(locale);
        }
        text
    }

    /// Gives the user of a token other rights; its text stays.
    pub fn grant(&mut self, text: &str, rights: Rights) {
        if let Some(token) = self.tokens.iter_mut().find(|token| token.text == text) {
            token.rights = rights;
        }
    }

    /// Revokes a token.
    pub fn revoke_token(&mut self, text: &str) {
        self.tokens.retain(|token| token.text != text);
    }

    /// Adds a kind of equipment and returns its id.
    pub fn add_model(
        &mut self,
        name: &str,
        number: Option<&str>,
        manufacturer: Option<u32>,
        category: u32,
        at: DateTime<Utc>,
    ) -> u32 {
        let at = at.trunc_subsecs(0);
        let id = next(self.models.keys());
        let (name, number) = (name.to_owned(), number.map(str::to_owned));
        let model =
            AssetModel { id, name, number, manufacturer, category, created_at: at, updated_at: at };
        self.models.insert(id, model);
        id
    }

    /// Adds a category and returns its id.
    pub fn add_category(&mut self, name: &str, at: DateTime<Utc>) -> u32 {
        let id = next(self.categories.keys());
        self.categories.insert(id, named(id, name, at));
        id
    }

    /// Adds a manufacturer and returns its id.
    pub fn add_manufacturer(&mut self, name: &str, at: DateTime<Utc>) -> u32 {
        let id = next(self.manufacturers.keys());
        self.manufacturers.insert(id, named(id, name, at));
        id
    }

    /// Adds a supplier and returns its id.
    pub fn add_supplier(&mut self, name: &str, at: DateTime<Utc>) -> u32 {
        let id = next(self.suppliers.keys());
        self.suppliers.insert(id, named(id, name, at));
        id
    }

    /// Adds a company and returns its id.
    pub fn add_company(&mut self, name: &str, at: DateTime<Utc>) -> u32 {
        let id = next(self.companies.keys());
        self.companies.insert(id, named(id, name, at));
        id
    }

    /// Adds a department and returns its id.
    pub fn add_department(
        &mut self,
        name: &str,
        company: Option<u32>,
        location: Option<u32>,
        at: DateTime<Utc>,
    ) -> u32 {
        let id = next(self.departments.keys());
        let (name, created_at) = (name.to_owned(), at.trunc_subsecs(0));
        self.departments.insert(id, Department { id, name, company, location, created_at });
        id
    }

    /// Adds a location, possibly inside another, and returns its id.
    pub fn add_location(&mut self, name: &str, parent: Option<u32>, at: DateTime<Utc>) -> u32 {
        let id = next(self.locations.keys());
        let created_at = at.trunc_subsecs(0);
        let (name, city) = (name.to_owned(), None);
        self.locations.insert(id, Location { id, name, parent, city, created_at });
        id
    }

    /// Adds a status label and returns its id.
    pub fn add_label(&mut self, name: &str, kind: LabelKind, at: DateTime<Utc>) -> u32 {
        let id = next(self.labels.keys());
        self.labels.insert(id, Label::new(id, name, kind, at.trunc_subsecs(0)));
        id
    }
}

fn next<'a>(mut ids: impl DoubleEndedIterator<Item = &'a u32>) -> u32 {
    ids.next_back().copied().unwrap_or(0) + 1
}

fn named(id: u32, name: &str, at: DateTime<Utc>) -> Named {
    Named { id, name: name.to_owned(), created_at: at.trunc_subsecs(0) }
}

fn fresh_asset(id: u32, new: NewAsset, at: DateTime<Utc>) -> Asset {
    Asset {
        id,
        tag: new.tag,
        name: new.name,
        serial: new.serial,
        model: new.model,
        label: new.label,
        supplier: new.supplier,
        company: new.company,
        home: new.home,
        location: new.home,
        holder: None,
        expected_checkin: None,
        notes: new.notes,
        purchase_date: new.purchase_date,
        purchase_cost: new.purchase_cost,
        created_by: ADMIN,
        created_at: at,
        updated_at: at,
        deleted_at: None,
        last_checkout: None,
        last_checkin: None,
        checkouts: 0,
        checkins: 0,
        last_audit: None,
        next_audit: None,
    }
}

fn fresh_user(id: u32, new: NewUser, at: DateTime<Utc>) -> User {
    User {
        id,
        first_name: new.first_name,
        last_name: new.last_name,
        username: new.username,
        email: new.email,
        employee_number: new.employee_number,
        location: new.location,
        department: new.department,
        company: new.company,
        activated: true,
        locale: Some(Locale::English),
        created_at: at,
        updated_at: at,
        deleted_at: None,
    }
}
