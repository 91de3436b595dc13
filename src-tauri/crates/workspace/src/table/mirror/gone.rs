//! Assets that a full pass did not meet. A pass can miss an asset that is there: only when Snipe-IT
//! says, asked by id, that there is none, it has vanished.

use domain::asset::AssetSnapshot;
use domain::catalogue::List;
use domain::ids::AssetId;

use crate::table::{all, first};
use crate::value::Columns;
use crate::{Entity, Error, Read, Write};

/// How many assets the mirror knows in each of Snipe-IT's listings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListingSizes {
    /// Neither archived nor deleted.
    pub plain: u32,
    /// With an archived label.
    pub archived: u32,
    /// Deleted, and still to be had by id.
    pub deleted: u32,
}

impl Read<'_> {
    /// How many assets the mirror knows in each listing.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn listing_sizes(&self) -> Result<ListingSizes, Error> {
        let mut sizes = ListingSizes::default();
        let sql = "SELECT listing, rows FROM mirror_sizes";
        let rows = all(self.0, sql, [], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        for (listing, rows) in rows {
            match listing.as_str() {
                "plain" => sizes.plain = rows,
                "archived" => sizes.archived = rows,
                "deleted" => sizes.deleted = rows,
                _ => {}
            }
        }
        Ok(sizes)
    }

    /// How many assets the mirror knows that are neither deleted nor vanished.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_count(&self) -> Result<u32, Error> {
        let sizes = self.listing_sizes()?;
        Ok(sizes.plain + sizes.archived)
    }

    /// Assets that the last full pass did not meet, in the order of their ids.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unmet_assets(&self, limit: u32) -> Result<Vec<AssetId>, Error> {
        let pass = self.list_position(List::Hardware)?.pass;
        let sql = "SELECT id FROM mirror_assets WHERE met <> ? AND vanished_at IS NULL
             ORDER BY id LIMIT ?";
        all(self.0, sql, [pass, limit], |row| Ok(AssetId(row.get(0)?)))
    }

    /// Since when Snipe-IT says that there is no such asset, if it does.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn vanished_at(&self, id: AssetId) -> Result<Option<chrono::DateTime<chrono::Utc>>, Error> {
        let sql = "SELECT vanished_at FROM mirror_assets WHERE id = ?";
        Ok(first(self.0, sql, [id.0], |row| row.maybe_time("vanished_at"))?.flatten())
    }
}

impl Write<'_> {
    /// Notes that Snipe-IT, asked by id, knows no such asset. What it last said is kept.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn asset_vanished(&self, id: AssetId) -> Result<(), Error> {
        let Some(known) = self.read().mirrored(id)? else { return Ok(()) };
        if self.read().vanished_at(id)?.is_some() {
            return Ok(());
        }
        let gone = AssetSnapshot { deleted: true, ..known.snapshot };
        self.store_asset(&gone, known.read_at)?;
        let sql = "UPDATE mirror_assets SET vanished_at = ? WHERE id = ?";
        let row = (self.at().timestamp_millis(), id.0);
        self.cache(Entity::Mirror).prepare_cached(sql)?.execute(row)?;
        Ok(())
    }
}
