//! Companies.

use domain::asset::AssetSnapshot;
use domain::catalogue::{Company, List};
use domain::ids::CompanyId;
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, read_times, rename, text, times};
use crate::Error;

impl Record for Company {
    const LIST: List = List::Companies;
    const TABLE: &'static str = "mirror_companies";
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "phone",
        "email",
        "assets",
        "licenses",
        "accessories",
        "users",
        "created_at",
        "updated_at",
    ];
    const NAMED_BY: Option<&'static str> =
        Some("a.snapshot ->> '$.details.company.id' IN (SELECT value FROM json_each(?1))");

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [
            self.name.clone().into(),
            text(self.phone.as_ref()),
            text(self.email.as_ref()),
            self.assets.into(),
            self.licenses.into(),
            self.accessories.into(),
            self.users.into(),
        ];
        Ok([own.as_slice(), &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: CompanyId(row.get("id")?),
            name: row.get("name")?,
            phone: row.get("phone")?,
            email: row.get("email")?,
            assets: row.get("assets")?,
            licenses: row.get("licenses")?,
            accessories: row.get("accessories")?,
            users: row.get("users")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.name == other.name
    }

    fn tell(&self, asset: &mut AssetSnapshot) {
        rename(asset.details.company.as_mut(), &self.id, &self.name);
    }
}
