//! Mirrored assets.

use chrono::{DateTime, Utc};
use domain::asset::{AssetSnapshot, Holder, LabelKind};
use domain::catalogue::List;
use domain::ids::{AssetId, LabelId, ModelId};
use domain::text::fold;
use rusqlite::{Row, params};

use crate::table::{all, first};
use crate::value::{Columns, word};
use crate::{Entity, Error, Read, Write};

/// What Snipe-IT said of an asset, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirrorAsset {
    /// The reading.
    pub snapshot: AssetSnapshot,
    /// When it was read.
    pub read_at: DateTime<Utc>,
}

/// A free asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Free {
    /// The reading.
    pub snapshot: AssetSnapshot,
    /// On the shelf since, if known.
    pub since: Option<DateTime<Utc>>,
}

/// How many of a model there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ModelStock {
    /// Those that can be had now.
    pub free: u32,
    /// Those that can be lent at all.
    pub total: u32,
}

pub(super) fn record(row: &Row<'_>) -> Result<MirrorAsset, Error> {
    Ok(MirrorAsset { snapshot: row.json("snapshot")?, read_at: row.time("read_at")? })
}

/// So many assets of one tag or serial number are told apart by a person.
const MOST_ALIKE: u32 = 200;

/// Free: deployable, held by nobody, not labelled Reserved (`?1`), claimed by nobody here.
const FREE: &str = "a.shelf = 'shelf' AND a.label <> ?1
    AND NOT EXISTS (SELECT 1 FROM units u WHERE u.asset = a.id
                    AND u.state IN ('reserved', 'checked_out'))
    AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.asset = a.id
                    AND o.phase IN ('waiting', 'sending', 'in_doubt', 'escalated'))";

impl Read<'_> {
    /// What the mirror knows of an asset.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn mirrored(&self, id: AssetId) -> Result<Option<MirrorAsset>, Error> {
        let sql = "SELECT snapshot, read_at FROM mirror_assets WHERE id = ?";
        first(self.0, sql, [id.0], record)
    }

    /// The assets with this tag, capital letters aside: several where a deleted one had it too.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn assets_by_tag(&self, tag: &str) -> Result<Vec<AssetId>, Error> {
        self.assets_by("tag", tag)
    }

    /// The assets with this serial number, capital letters aside.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn assets_by_serial(&self, serial: &str) -> Result<Vec<AssetId>, Error> {
        self.assets_by("serial", serial)
    }

    /// SQLite ignores the case of plain letters alone; of others both are asked for.
    fn assets_by(&self, column: &str, text: &str) -> Result<Vec<AssetId>, Error> {
        let sql = format!(
            "SELECT id FROM mirror_assets WHERE {column} COLLATE NOCASE IN (?, ?, ?)
             ORDER BY id LIMIT {MOST_ALIKE}"
        );
        let cases = [text.to_owned(), text.to_lowercase(), text.to_uppercase()];
        all(self.0, &sql, cases, |row| Ok(AssetId(row.get(0)?)))
    }

    /// Free assets of a model, longest on the shelf first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn free_of_model(
        &self,
        model: ModelId,
        reserved: LabelId,
        limit: u32,
    ) -> Result<Vec<Free>, Error> {
        let sql = format!(
            "SELECT snapshot, last_checkin FROM mirror_assets a WHERE a.model = ?2 AND {FREE}
             ORDER BY COALESCE(a.last_checkin, 0), a.tag LIMIT ?3"
        );
        all(self.0, &sql, [reserved.0, model.0, limit], |row| {
            Ok(Free { snapshot: row.json("snapshot")?, since: row.maybe_time("last_checkin")? })
        })
    }

    /// How many of a model there are.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn model_stock(&self, model: ModelId, reserved: LabelId) -> Result<ModelStock, Error> {
        let sql = format!(
            "SELECT count(*) AS total, COALESCE(sum({FREE}), 0) AS free
             FROM mirror_assets a WHERE a.model = ?2 AND a.lendable = 1"
        );
        let stock = first(self.0, &sql, [reserved.0, model.0], |row| {
            Ok(ModelStock { free: row.get("free")?, total: row.get("total")? })
        })?;
        Ok(stock.unwrap_or_default())
    }

    /// The name of a model.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn model_name(&self, model: ModelId) -> Result<Option<String>, Error> {
        let sql = "SELECT name FROM mirror_models WHERE id = ?";
        first(self.0, sql, [model.0], |row| Ok(row.get(0)?))
    }
}

impl Write<'_> {
    /// Takes over what Snipe-IT said of these assets; says how many differ from before. The present
    /// full pass has met them.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn mirror_assets(&self, assets: &[AssetSnapshot]) -> Result<u32, Error> {
        self.mirror_page(assets, self.at())
    }

    /// The same for a page that was asked for at `asked_at`: an asset that was read by itself while
    /// the page was on its way is known better already.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn mirror_page(
        &self,
        assets: &[AssetSnapshot],
        asked_at: DateTime<Utc>,
    ) -> Result<u32, Error> {
        let pass = self.read().list_position(List::Hardware)?.pass;
        let mut changed = 0;
        for asset in assets {
            let before = self.read().mirrored(asset.id)?;
            if before
                .as_ref()
                .is_some_and(|known| asked_at < known.read_at && known.read_at <= self.at())
            {
                self.meet_known(asset.id, pass)?;
                continue;
            }
            let before = before.map(|mirrored| mirrored.snapshot);
            if before.as_ref() != Some(asset) {
                changed += 1;
                self.observe_change(before.as_ref(), asset)?;
                self.store_asset(asset, self.at())?;
            }
            self.meet_asset(asset.id, pass)?;
        }
        Ok(changed)
    }

    /// The pass has met an asset that is known better than from its page.
    fn meet_known(&self, id: AssetId, pass: u32) -> Result<(), Error> {
        let sql = "UPDATE mirror_assets SET met = ? WHERE id = ?";
        self.read().0.prepare_cached(sql)?.execute((pass, id.0))?;
        Ok(())
    }

    /// An unchanged asset only becomes fresher; that is no news for the window.
    fn meet_asset(&self, id: AssetId, pass: u32) -> Result<(), Error> {
        let sql = "UPDATE mirror_assets SET read_at = ?, met = ?, vanished_at = NULL WHERE id = ?";
        let at = self.at().timestamp_millis();
        self.read().0.prepare_cached(sql)?.execute((at, pass, id.0))?;
        Ok(())
    }

    /// Stores a reading, whoever noticed it; it is there again if it had vanished.
    pub(super) fn store_asset(
        &self,
        asset: &AssetSnapshot,
        read_at: DateTime<Utc>,
    ) -> Result<(), Error> {
        let kind = asset.label.as_ref().map(|label| label.kind);
        let lendable = kind == Some(LabelKind::Deployable) && !asset.deleted;
        let home = asset.home();
        let name =
            |text: &Option<domain::asset::Named<ModelId>>| text.as_ref().map(|m| m.name.clone());
        self.cache(Entity::Mirror)
            .prepare_cached(
                "INSERT INTO mirror_assets (id, tag, name, serial, title, model, model_name,
                 location_name, label, label_name, label_kind, holder, expected_checkin,
                 last_checkin, updated_at, deleted, lendable, snapshot, search, read_at,
                 category, category_name, home, home_name, shelf, title_key)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET tag = excluded.tag, name = excluded.name,
                 serial = excluded.serial, title = excluded.title, model = excluded.model,
                 model_name = excluded.model_name, location_name = excluded.location_name,
                 label = excluded.label, label_name = excluded.label_name,
                 label_kind = excluded.label_kind, holder = excluded.holder,
                 expected_checkin = excluded.expected_checkin,
                 last_checkin = excluded.last_checkin, updated_at = excluded.updated_at,
                 deleted = excluded.deleted, lendable = excluded.lendable,
                 snapshot = excluded.snapshot, search = excluded.search,
                 read_at = excluded.read_at, vanished_at = NULL, category = excluded.category,
                 category_name = excluded.category_name, home = excluded.home,
                 home_name = excluded.home_name, shelf = excluded.shelf,
                 title_key = excluded.title_key",
            )?
            .execute(params![
                asset.id.0,
                asset.tag,
                asset.name,
                asset.serial,
                asset.title(),
                asset.model.as_ref().map(|model| model.id.0),
                name(&asset.model),
                asset.location.as_ref().map(|location| location.name.clone()),
                asset.label.as_ref().map(|label| label.id.0),
                asset.label.as_ref().map(|label| label.name.clone()),
                kind.map(|kind| word(&kind)).transpose()?,
                asset.holder.as_ref().map(serde_json::to_string).transpose()?,
                asset.expected_checkin,
                asset.last_checkin.map(|at| at.timestamp_millis()),
                asset.updated_at.map(|at| at.timestamp_millis()),
                asset.deleted,
                lendable,
                serde_json::to_string(asset)?,
                searched(asset),
                read_at.timestamp_millis(),
                asset.category.as_ref().map(|category| category.id.0),
                asset.category.as_ref().map(|category| category.name.clone()),
                home.map(|home| home.id.0),
                home.map(|home| home.name.clone()),
                shelf(asset, lendable),
                fold(asset.title()),
            ])?;
        self.store_model(asset)
    }

    /// Where the list of the models may not be read, they are known from their assets.
    fn store_model(&self, asset: &AssetSnapshot) -> Result<(), Error> {
        let Some(model) = &asset.model else { return Ok(()) };
        let sql = "INSERT INTO mirror_models (id, name, search) VALUES (?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, search = excluded.search
             WHERE name <> excluded.name AND met = 0";
        let row = (model.id.0, &model.name, fold(&model.name));
        self.cache(Entity::Mirror).prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    /// Reports need to know who had what when, even after the mirror was rebuilt.
    fn observe_change(
        &self,
        before: Option<&AssetSnapshot>,
        now: &AssetSnapshot,
    ) -> Result<(), Error> {
        let Some(before) = before else { return Ok(()) };
        if before.label_id() == now.label_id() && same(before.holder.as_ref(), now.holder.as_ref())
        {
            return Ok(());
        }
        let holder = |asset: &AssetSnapshot| asset.holder.as_ref().map(|h| h.name().to_owned());
        self.cache(Entity::Mirror)
            .prepare_cached(
                "INSERT INTO asset_changes
                 (asset, tag, old_label, new_label, old_holder, new_holder, at)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute((
                now.id.0,
                &now.tag,
                before.label_id().map(|label| label.0),
                now.label_id().map(|label| label.0),
                holder(before),
                holder(now),
                self.at().timestamp_millis(),
            ))?;
        Ok(())
    }
}

/// Whether both are the same holder; one who was renamed is.
fn same(a: Option<&Holder>, b: Option<&Holder>) -> bool {
    match (a, b) {
        (Some(Holder::User { id, .. }), Some(Holder::User { id: other, .. })) => id == other,
        (Some(Holder::Location { id, .. }), Some(Holder::Location { id: other, .. })) => {
            id == other
        }
        (Some(Holder::Asset { id, .. }), Some(Holder::Asset { id: other, .. })) => id == other,
        _ => a == b,
    }
}

/// How an asset stands as far as neither today nor the settings matter.
fn shelf(asset: &AssetSnapshot, lendable: bool) -> &'static str {
    match &asset.holder {
        _ if asset.deleted => "gone",
        Some(_) => "held",
        None if lendable => "shelf",
        None => "unlendable",
    }
}

/// What a search looks at. It ends in two spaces, so that its last letters begin a trigram, too.
fn searched(asset: &AssetSnapshot) -> String {
    let parts = [
        Some(asset.tag.as_str()),
        asset.name.as_deref(),
        asset.serial.as_deref(),
        asset.model.as_ref().map(|model| model.name.as_str()),
        asset.category.as_ref().map(|category| category.name.as_str()),
        asset.location.as_ref().map(|location| location.name.as_str()),
    ];
    fold(&parts.into_iter().flatten().collect::<Vec<_>>().join(" ")) + "  "
}
