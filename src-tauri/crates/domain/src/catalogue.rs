//! The ten lists of Snipe-IT that are mirrored, and the records of nine of them; the tenth, the
//! hardware, is in [`crate::asset`]. Every text is decoded, every time in UTC.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::asset::{Label, Named};
use crate::ids::{
    CategoryId, CompanyId, DepartmentId, LocationId, ManufacturerId, ModelId, SupplierId, UserId,
};

/// A list of Snipe-IT.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Assets.
    Hardware,
    /// Users.
    Users,
    /// Companies.
    Companies,
    /// Locations.
    Locations,
    /// Categories.
    Categories,
    /// Manufacturers.
    Manufacturers,
    /// Suppliers.
    Suppliers,
    /// Asset models.
    Models,
    /// Status labels.
    StatusLabels,
    /// Departments.
    Departments,
}

impl List {
    /// All ten.
    pub const ALL: [Self; 10] = [
        Self::Hardware,
        Self::Users,
        Self::Companies,
        Self::Locations,
        Self::Categories,
        Self::Manufacturers,
        Self::Suppliers,
        Self::Models,
        Self::StatusLabels,
        Self::Departments,
    ];
}

/// When a record came to be and last changed, by Snipe-IT's own clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// When it was created.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last changed; one second's resolution.
    pub updated_at: Option<DateTime<Utc>>,
}

/// A user of Snipe-IT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Snipe-IT's id.
    pub id: UserId,
    /// The whole name.
    pub name: String,
    /// The name to log in with.
    pub username: String,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The e-mail address; Snipe-IT lets several users share one.
    pub email: Option<String>,
    /// The employee or student number.
    pub employee_number: Option<String>,
    /// What they work as.
    pub job_title: Option<String>,
    /// Their telephone.
    pub phone: Option<String>,
    /// Their department.
    pub department: Option<Named<DepartmentId>>,
    /// Their company.
    pub company: Option<Named<CompanyId>>,
    /// Whether they may log in.
    pub activated: bool,
    /// Its times.
    pub times: Times,
}

/// A company, or whatever a lab divides its equipment by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Snipe-IT's id.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its assets.
    pub assets: Option<u32>,
    /// Its licences.
    pub licenses: Option<u32>,
    /// Its accessories.
    pub accessories: Option<u32>,
    /// Its users.
    pub users: Option<u32>,
    /// Its times.
    pub times: Times,
}

/// A place where assets are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Snipe-IT's id.
    pub id: LocationId,
    /// Its name.
    pub name: String,
    /// The street.
    pub address: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The state.
    pub state: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The postal code.
    pub zip: Option<String>,
    /// The assets that are there.
    pub assets: Option<u32>,
    /// The assets that are checked out to it.
    pub assigned_assets: Option<u32>,
    /// Its users.
    pub users: Option<u32>,
    /// Its times.
    pub times: Times,
}

/// A kind of equipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Snipe-IT's id.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// What it is a category of, in the server's words; translated.
    pub kind: Option<String>,
    /// Its assets.
    pub assets: Option<u32>,
    /// Its accessories.
    pub accessories: Option<u32>,
    /// Its consumables.
    pub consumables: Option<u32>,
    /// Its times.
    pub times: Times,
}

/// Who makes models.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manufacturer {
    /// Snipe-IT's id.
    pub id: ManufacturerId,
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// Its support's page.
    pub support_url: Option<String>,
    /// Its support's telephone.
    pub support_phone: Option<String>,
    /// Its support's e-mail address.
    pub support_email: Option<String>,
    /// Its assets.
    pub assets: Option<u32>,
    /// Its times.
    pub times: Times,
}

/// Who sells assets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplier {
    /// Snipe-IT's id.
    pub id: SupplierId,
    /// Its name.
    pub name: String,
    /// The street.
    pub address: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Whom to ask there.
    pub contact: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// Its assets.
    pub assets: Option<u32>,
    /// Its licences.
    pub licenses: Option<u32>,
    /// Its times.
    pub times: Times,
}

/// A model of assets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// Snipe-IT's id.
    pub id: ModelId,
    /// Its name.
    pub name: String,
    /// Its maker's number.
    pub model_number: Option<String>,
    /// Who makes it.
    pub manufacturer: Option<Named<ManufacturerId>>,
    /// Its category.
    pub category: Option<Named<CategoryId>>,
    /// How long it is to serve, in the server's words.
    pub eol: Option<String>,
    /// Its assets.
    pub assets: Option<u32>,
    /// Its times.
    pub times: Times,
}

/// A status label as its own list tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusLabel {
    /// The label.
    pub label: Label,
    /// How many assets wear it, if the server says.
    pub assets: Option<u32>,
    /// Its times.
    pub times: Times,
}

/// A department of a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Snipe-IT's id.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
    /// Its company.
    pub company: Option<Named<CompanyId>>,
    /// Its users.
    pub users: Option<u32>,
    /// Its times.
    pub times: Times,
}
