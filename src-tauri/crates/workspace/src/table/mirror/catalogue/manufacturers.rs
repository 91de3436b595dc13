//! Manufacturers.

use domain::asset::AssetSnapshot;
use domain::catalogue::{List, Manufacturer};
use domain::ids::ManufacturerId;
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, read_times, rename, text, times};
use crate::Error;

impl Record for Manufacturer {
    const LIST: List = List::Manufacturers;
    const TABLE: &'static str = "mirror_manufacturers";
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "url",
        "support_url",
        "support_phone",
        "support_email",
        "assets",
        "created_at",
        "updated_at",
    ];
    const NAMED_BY: Option<&'static str> =
        Some("a.snapshot ->> '$.details.manufacturer.id' IN (SELECT value FROM json_each(?1))");

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [
            self.name.clone().into(),
            text(self.url.as_ref()),
            text(self.support_url.as_ref()),
            text(self.support_phone.as_ref()),
            text(self.support_email.as_ref()),
            self.assets.into(),
        ];
        Ok([own.as_slice(), &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: ManufacturerId(row.get("id")?),
            name: row.get("name")?,
            url: row.get("url")?,
            support_url: row.get("support_url")?,
            support_phone: row.get("support_phone")?,
            support_email: row.get("support_email")?,
            assets: row.get("assets")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.name == other.name
    }

    fn tell(&self, asset: &mut AssetSnapshot) {
        rename(asset.details.manufacturer.as_mut(), &self.id, &self.name);
    }
}
