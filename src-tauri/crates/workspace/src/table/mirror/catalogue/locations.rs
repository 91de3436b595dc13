//! Locations.

use domain::asset::{AssetSnapshot, Holder};
use domain::catalogue::{List, Location};
use domain::ids::LocationId;
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, read_times, rename, text, times};
use crate::Error;

impl Record for Location {
    const LIST: List = List::Locations;
    const TABLE: &'static str = "mirror_locations";
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "address",
        "city",
        "state",
        "country",
        "zip",
        "assets",
        "assigned_assets",
        "users",
        "created_at",
        "updated_at",
    ];
    const NAMED_BY: Option<&'static str> = Some("a.snapshot ->> '$.location.id' IN (SELECT value FROM json_each(?1))
         OR a.snapshot ->> '$.details.home.id' IN (SELECT value FROM json_each(?1))
         OR a.holder ->> 'kind' = 'location' AND a.holder ->> 'id' IN (SELECT value FROM json_each(?1))");

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [
            self.name.clone().into(),
            text(self.address.as_ref()),
            text(self.city.as_ref()),
            text(self.state.as_ref()),
            text(self.country.as_ref()),
            text(self.zip.as_ref()),
            self.assets.into(),
            self.assigned_assets.into(),
            self.users.into(),
        ];
        Ok([own.as_slice(), &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: LocationId(row.get("id")?),
            name: row.get("name")?,
            address: row.get("address")?,
            city: row.get("city")?,
            state: row.get("state")?,
            country: row.get("country")?,
            zip: row.get("zip")?,
            assets: row.get("assets")?,
            assigned_assets: row.get("assigned_assets")?,
            users: row.get("users")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.name == other.name
    }

    fn tell(&self, asset: &mut AssetSnapshot) {
        rename(asset.location.as_mut(), &self.id, &self.name);
        rename(asset.details.home.as_mut(), &self.id, &self.name);
        if let Some(Holder::Location { id, name }) = &mut asset.holder
            && *id == self.id
        {
            name.clone_from(&self.name);
        }
    }
}
