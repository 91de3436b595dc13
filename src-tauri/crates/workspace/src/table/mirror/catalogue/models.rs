//! Models.

use domain::asset::AssetSnapshot;
use domain::catalogue::{List, Model};
use domain::ids::{CategoryId, ManufacturerId, ModelId};
use domain::text::fold;
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, named, read_times, reference, rename, text, times};
use crate::Error;

impl Record for Model {
    const LIST: List = List::Models;
    const TABLE: &'static str = "mirror_models";
    const COLUMNS: &'static [&'static str] = &[
        "name",
        "search",
        "model_number",
        "eol",
        "assets",
        "manufacturer",
        "manufacturer_name",
        "category",
        "category_name",
        "created_at",
        "updated_at",
    ];
    const NAMED_BY: Option<&'static str> = Some("a.model IN (SELECT value FROM json_each(?1))");

    fn number(&self) -> u32 {
        self.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own = [
            self.name.clone().into(),
            fold(&self.name).into(),
            text(self.model_number.as_ref()),
            text(self.eol.as_ref()),
            self.assets.into(),
        ];
        let manufacturer = reference(self.manufacturer.as_ref(), |id| id.0);
        let category = reference(self.category.as_ref(), |id| id.0);
        Ok([own.as_slice(), &manufacturer, &category, &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: ModelId(row.get("id")?),
            name: row.get("name")?,
            model_number: row.get("model_number")?,
            manufacturer: named(row, "manufacturer", ManufacturerId)?,
            category: named(row, "category", CategoryId)?,
            eol: row.get("eol")?,
            assets: row.get("assets")?,
            times: read_times(row)?,
        })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        let told = |model: &Self| {
            let (name, number) = (model.name.clone(), model.model_number.clone());
            (name, number, model.manufacturer.clone(), model.category.clone())
        };
        told(self) == told(other)
    }

    /// An asset has its maker and its category from its model.
    fn tell(&self, asset: &mut AssetSnapshot) {
        if asset.model.as_ref().is_none_or(|model| model.id != self.id) {
            return;
        }
        rename(asset.model.as_mut(), &self.id, &self.name);
        asset.category.clone_from(&self.category);
        asset.details.model_number.clone_from(&self.model_number);
        asset.details.manufacturer.clone_from(&self.manufacturer);
    }
}
