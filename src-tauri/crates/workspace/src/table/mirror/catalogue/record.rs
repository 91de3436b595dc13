//! What the nine lists have in common: one way to read a row, to store it, and to let the assets
//! follow when it is renamed. An asset's own time of change does not move then.

use domain::asset::AssetSnapshot;
use domain::catalogue::List;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::table::{all, first};
use crate::{Entity, Error, Read, Write};

/// A record of one of the nine small lists.
pub trait Listed: sealed::Record {}

impl<T: sealed::Record> Listed for T {}

pub(in super::super) mod sealed {
    use super::{AssetSnapshot, Error, List, Value};

    /// A record and its table.
    pub trait Record: Sized + PartialEq {
        /// Its list.
        const LIST: List;
        /// Its table.
        const TABLE: &'static str;
        /// The table's columns besides `id` and `met`, in the order of [`Record::values`].
        const COLUMNS: &'static [&'static str];
        /// Which assets may name one of the ids in the JSON list `?1`; `None` when assets name no
        /// such thing.
        const NAMED_BY: Option<&'static str>;

        /// Snipe-IT's id.
        fn number(&self) -> u32;
        /// The values of [`Record::COLUMNS`].
        fn values(&self) -> Result<Vec<Value>, Error>;
        /// The record of a row.
        fn read(row: &rusqlite::Row<'_>) -> Result<Self, Error>;
        /// Whether assets would say the same of both.
        fn is_told_like(&self, other: &Self) -> bool;
        /// Lets an asset that names this say what this says now.
        fn tell(&self, asset: &mut AssetSnapshot);
    }
}

impl Read<'_> {
    /// What the mirror knows of a record.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_row<T: Listed>(&self, id: u32) -> Result<Option<T>, Error> {
        let sql = format!("SELECT * FROM {} WHERE id = ?", T::TABLE);
        first(self.0, &sql, [id], T::read)
    }

    /// All records of a list, by id.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored_rows<T: Listed>(&self) -> Result<Vec<T>, Error> {
        let sql = format!("SELECT * FROM {} ORDER BY id", T::TABLE);
        all(self.0, &sql, [], T::read)
    }
}

impl Write<'_> {
    /// Takes over what Snipe-IT said of these records, and lets the assets that name them follow;
    /// says how many differ from before. The present full pass of their list has met them.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn mirror_rows<T: Listed>(&self, rows: &[T]) -> Result<u32, Error> {
        let pass = self.read().list_position(T::LIST)?.pass;
        let mut changed = 0;
        let mut renamed = Vec::new();
        for row in rows {
            let before = self.read().mirrored_row::<T>(row.number())?;
            if before.as_ref() == Some(row) {
                self.meet::<T>(row.number(), pass)?;
                continue;
            }
            changed += 1;
            self.store_row(row, pass)?;
            if before.is_some_and(|before| !row.is_told_like(&before)) {
                renamed.push(row);
            }
        }
        self.let_assets_follow(&renamed)?;
        Ok(changed)
    }

    /// Removes the records that a complete pass did not meet; says how many there were.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn forget_unmet<T: Listed>(&self) -> Result<u32, Error> {
        let pass = self.read().list_position(T::LIST)?.pass;
        let sql = format!("DELETE FROM {} WHERE met <> ?", T::TABLE);
        let removed = self.read().0.prepare_cached(&sql)?.execute([pass])?;
        if removed > 0 {
            self.touch(Entity::Mirror);
        }
        Ok(u32::try_from(removed).unwrap_or(u32::MAX))
    }

    fn meet<T: Listed>(&self, id: u32, pass: u32) -> Result<(), Error> {
        let sql = format!("UPDATE {} SET met = ? WHERE id = ? AND met <> ?1", T::TABLE);
        self.read().0.prepare_cached(&sql)?.execute([pass, id])?;
        Ok(())
    }

    fn store_row<T: Listed>(&self, row: &T, pass: u32) -> Result<(), Error> {
        let columns = T::COLUMNS.join(", ");
        let marks = ", ?".repeat(T::COLUMNS.len());
        let sql = format!(
            "INSERT OR REPLACE INTO {} (id, met, {columns}) VALUES (?, ?{marks})",
            T::TABLE
        );
        let values = [row.number().into(), pass.into()].into_iter().chain(row.values()?);
        let connection = self.cache(Entity::Mirror);
        connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Only the assets that name a renamed record are written.
    fn let_assets_follow<T: Listed>(&self, renamed: &[&T]) -> Result<(), Error> {
        let (Some(named_by), false) = (T::NAMED_BY, renamed.is_empty()) else { return Ok(()) };
        let ids: Vec<_> = renamed.iter().map(|row| row.number()).collect();
        let sql = format!(
            "SELECT snapshot, read_at FROM mirror_assets a 
             WHERE a.vanished_at IS NULL AND ({named_by})"
        );
        let ids = serde_json::to_string(&ids)?;
        for known in all(self.read().0, &sql, [ids], super::super::assets::record)? {
            let mut now = known.snapshot.clone();
            renamed.iter().for_each(|row| row.tell(&mut now));
            if now != known.snapshot {
                self.store_asset(&now, known.read_at)?;
            }
        }
        Ok(())
    }
}
