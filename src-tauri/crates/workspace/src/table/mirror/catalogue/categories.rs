//! Categories.

use domain::asset::AssetSnapshot;
use domain::catalogue::{Category, List};
use domain::ids::CategoryId;
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, read_times, rename, text, times};
use crate::Error;

impl Record for Category {
    const LIST: List = List::Categories;
    const TABLE: &'static str = "mirror_categories";
    const COLUMNS: &'static [&'static str] =
        &["name", "kind", "assets", "accessories", "consumables", "created_at", "updated_at"];
    const NAMED_BY: Option<&'static str> =
        Some("a.snapshot ->> '$.category.id' IN (SELECT value FROM json_each(?1))");

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [
            self.name.clone().into(),
            text(self.kind.as_ref()),
            self.assets.into(),
            self.accessories.into(),
            self.consumables.into(),
        ];
        Ok([own.as_slice(), &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: CategoryId(row.get("id")?),
            name: row.get("name")?,
            kind: row.get("kind")?,
            assets: row.get("assets")?,
            accessories: row.get("accessories")?,
            consumables: row.get("consumables")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.name == other.name
    }

    fn tell(&self, asset: &mut AssetSnapshot) {
        rename(asset.category.as_mut(), &self.id, &self.name);
    }
}
