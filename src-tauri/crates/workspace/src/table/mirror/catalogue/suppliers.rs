//! Suppliers.

use domain::asset::AssetSnapshot;
use domain::catalogue::{List, Supplier};
use domain::ids::SupplierId;
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, read_times, rename, text, times};
use crate::Error;

impl Record for Supplier {
    const LIST: List = List::Suppliers;
    const TABLE: &'static str = "mirror_suppliers";
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "address",
        "phone",
        "email",
        "contact",
        "url",
        "assets",
        "licenses",
        "created_at",
        "updated_at",
    ];
    const NAMED_BY: Option<&'static str> =
        Some("a.snapshot ->> '$.details.supplier.id' IN (SELECT value FROM json_each(?1))");

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [
            self.name.clone().into(),
            text(self.address.as_ref()),
            text(self.phone.as_ref()),
            text(self.email.as_ref()),
            text(self.contact.as_ref()),
            text(self.url.as_ref()),
            self.assets.into(),
            self.licenses.into(),
        ];
        Ok([own.as_slice(), &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: SupplierId(row.get("id")?),
            name: row.get("name")?,
            address: row.get("address")?,
            phone: row.get("phone")?,
            email: row.get("email")?,
            contact: row.get("contact")?,
            url: row.get("url")?,
            assets: row.get("assets")?,
            licenses: row.get("licenses")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.name == other.name
    }

    fn tell(&self, asset: &mut AssetSnapshot) {
        rename(asset.details.supplier.as_mut(), &self.id, &self.name);
    }
}
