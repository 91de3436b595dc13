//! Status labels.

use domain::asset::{AssetSnapshot, Label};
use domain::catalogue::{List, StatusLabel};
use domain::ids::LabelId;
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Record, read_times, times};
use crate::table::all;
use crate::value::{Columns, word_value};
use crate::{Error, Read};

impl Record for StatusLabel {
    const LIST: List = List::StatusLabels;
    const TABLE: &'static str = "mirror_labels";
    const COLUMNS: &'static [&'static str] =
        &["name", "kind", "assets", "created_at", "updated_at"];
    const NAMED_BY: Option<&'static str> = Some("a.label IN (SELECT value FROM json_each(?1))");

    fn number(&self) -> u32 {
        self.label.id.0
    }

    fn values(&self) -> Result<Vec<Value>, Error> {
        let own =
            [self.label.name.clone().into(), word_value(&self.label.kind)?, self.assets.into()];
        Ok([own.as_slice(), &times(self.times)].concat())
    }

    fn read(row: &Row<'_>) -> Result<Self, Error> {
        let label =
            Label { id: LabelId(row.get("id")?), name: row.get("name")?, kind: row.word("kind")? };
        Ok(Self { label, assets: row.get("assets")?, times: read_times(row)? })
    }

    fn is_told_like(&self, other: &Self) -> bool {
        self.label == other.label
    }

    fn tell(&self, asset: &mut AssetSnapshot) {
        if asset.label_id() == Some(self.label.id) {
            asset.label = Some(self.label.clone());
        }
    }
}

impl Read<'_> {
    /// The status labels, by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_labels(&self) -> Result<Vec<StatusLabel>, Error> {
        let sql = "SELECT * FROM mirror_labels ORDER BY name, id";
        all(self.0, sql, [], StatusLabel::read)
    }
}
