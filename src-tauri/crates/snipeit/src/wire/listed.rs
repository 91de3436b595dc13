//! What the ten lists have in common: a path, an order, and rows that mean something of `domain`.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::asset::AssetSnapshot;
use domain::catalogue::{
    Category, Company, Department, List, Location, Manufacturer, Model, StatusLabel, Supplier, User,
};
use serde_json::Value;

use super::asset::AssetRow;
use super::catalogue::{
    CategoryRow, CompanyRow, DepartmentRow, LocationRow, ManufacturerRow, ModelRow, StatusLabelRow,
    SupplierRow, UserRow,
};
use super::read;
use crate::error::Error;

/// A row of one of the ten lists.
pub trait Listed: ReadRow + Send + 'static {
    /// Whose rows these are.
    const LIST: List;

    /// Snipe-IT's id, as a plain number.
    fn number(&self) -> u32;

    /// When it last changed, by Snipe-IT's own clock.
    fn changed_at(&self) -> Option<DateTime<Utc>>;
}

/// A row of a list that the server can sort by the time of the last change.
pub trait SortedByChange: Listed {}

/// How a row is asked for and read.
pub trait ReadRow: Sized {
    /// The list's path below `api/v1`.
    const PATH: &'static str;
    /// The column in whose order pages fit together.
    const ORDER: &'static str;

    /// Reads a row.
    ///
    /// # Errors
    /// [`Error::Malformed`] with the place.
    fn read_row(raw: &Value, zone: Tz) -> Result<Self, Error>;
}

macro_rules! listed {
    ($($list:ident: $type:ident, $path:literal by $order:literal, $row:ident.$means:ident,
       $($id:ident).+, $($changed:ident).+;)*) => {$(
        impl Listed for $type {
            const LIST: List = List::$list;

            fn number(&self) -> u32 {
                self.$($id).+.0
            }

            fn changed_at(&self) -> Option<DateTime<Utc>> {
                self.$($changed).+
            }
        }

        impl ReadRow for $type {
            const PATH: &'static str = $path;
            const ORDER: &'static str = $order;

            fn read_row(raw: &Value, zone: Tz) -> Result<Self, Error> {
                read::<$row>(raw).map(|row| row.$means(zone))
            }
        }
    )*};
}

// Suppliers cannot be sorted by id; their names are unique.
listed! {
    Hardware: AssetSnapshot, "hardware" by "id", AssetRow.snapshot, id, updated_at;
    Users: User, "users" by "id", UserRow.user, id, times.updated_at;
    Companies: Company, "companies" by "id", CompanyRow.company, id, times.updated_at;
    Locations: Location, "locations" by "id", LocationRow.location, id, times.updated_at;
    Categories: Category, "categories" by "id", CategoryRow.category, id, times.updated_at;
    Manufacturers: Manufacturer, "manufacturers" by "id", ManufacturerRow.manufacturer, id,
        times.updated_at;
    Suppliers: Supplier, "suppliers" by "name", SupplierRow.supplier, id, times.updated_at;
    Models: Model, "models" by "id", ModelRow.model, id, times.updated_at;
    StatusLabels: StatusLabel, "statuslabels" by "id", StatusLabelRow.status_label, label.id,
        times.updated_at;
    Departments: Department, "departments" by "id", DepartmentRow.department, id,
        times.updated_at;
}

impl SortedByChange for AssetSnapshot {}
impl SortedByChange for User {}
impl SortedByChange for Company {}
impl SortedByChange for Location {}
impl SortedByChange for Manufacturer {}
impl SortedByChange for Model {}
