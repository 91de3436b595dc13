//! Reading what is kept in memory: everything once, then what has changed.

use std::cell::RefCell;

use domain::ids::AssetId;
use rusqlite::Row;

use super::kept::{Kept, KeptAsset, Place, Shelf, Texts};
use crate::table::{all, first};
use crate::{Error, Read};

/// Of more changes, everything is read again: putting each in its place would take longer.
const MOST: usize = 200;

const KEPT: &str = "a.id, a.tag, a.title_key, a.shelf, a.category, a.home, a.label,
    a.expected_checkin, a.search";

/// The edition of the snapshot: it grows with each change of what is kept.
pub fn edition(read: &Read<'_>) -> Result<i64, Error> {
    let sql = "SELECT max(edition) FROM mirror_editions";
    let newest: Option<i64> = first(read.0, sql, [], |row| Ok(row.get(0)?))?.flatten();
    Ok(newest.unwrap_or_default())
}

/// Everything.
pub fn everything(read: &Read<'_>) -> Result<Kept, Error> {
    let sql =
        format!("SELECT {KEPT} FROM mirror_assets a INDEXED BY equipment_kept ORDER BY a.tag");
    let kept = RefCell::new(Kept::default());
    all(read.0, &sql, [], |row| keep(row, |asset, texts| kept.borrow_mut().push(asset, texts)))?;
    let mut kept = kept.into_inner();
    kept.put_in_order();
    kept.edition = edition(read)?;
    for asset in kept.one_of_each_name() {
        call(read, &mut kept, asset)?;
    }
    Ok(kept)
}

/// Which assets have changed since an edition; `None` when they are many.
pub fn changed_since(read: &Read<'_>, edition: i64) -> Result<Option<Vec<AssetId>>, Error> {
    let most = MOST + 1;
    let sql = format!("SELECT asset FROM mirror_editions WHERE edition > ? LIMIT {most}");
    let changed = all(read.0, &sql, [edition], |row| Ok(AssetId(row.get(0)?)))?;
    Ok((changed.len() <= MOST).then_some(changed))
}

/// These once more.
pub fn again(read: &Read<'_>, kept: Kept, changed: &[AssetId]) -> Result<Kept, Error> {
    let sql = format!("SELECT {KEPT} FROM mirror_assets a WHERE a.id = ?");
    let kept = RefCell::new(kept);
    for id in changed {
        kept.borrow_mut().remove(*id);
        first(read.0, &sql, [id.0], |row| {
            keep(row, |asset, texts| kept.borrow_mut().insert(asset, texts))
        })?;
        call(read, &mut kept.borrow_mut(), *id)?;
    }
    let mut kept = kept.into_inner();
    kept.edition = edition(read)?;
    Ok(kept)
}

/// Categories and homes are called what one of their assets says.
fn call(read: &Read<'_>, kept: &mut Kept, asset: AssetId) -> Result<(), Error> {
    let sql = "SELECT category, category_name, home, home_name FROM mirror_assets WHERE id = ?";
    let names = first(read.0, sql, [asset.0], |row| {
        Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
    })?;
    if let Some((category, home)) = names {
        kept.call(category, home);
    }
    Ok(())
}

fn keep(row: &Row<'_>, to: impl FnOnce(KeptAsset, Texts<'_>)) -> Result<(), Error> {
    let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let asset = KeptAsset {
        id: AssetId(row.get(0)?),
        shelf: shelf(text(3)?),
        place: Place { category: row.get(4)?, home: row.get(5)? },
        label: row.get(6)?,
        due: row.get(7)?,
    };
    to(asset, Texts { tag: text(1)?, title: text(2)?, search: text(8)? });
    Ok(())
}

/// The table allows no other word.
fn shelf(word: &str) -> Shelf {
    match word {
        "gone" => Shelf::Gone,
        "held" => Shelf::Held,
        "unlendable" => Shelf::Unlendable,
        _ => Shelf::There,
    }
}
