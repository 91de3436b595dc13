//! Finding equipment by what people type: accents and case do not matter.
//!
//! Sorting all of 100,000 assets takes longer than a keystroke may. So a rare word is looked up in
//! the trigram index and its few assets are sorted; where many match, the assets are walked in the
//! order of the answer until there are enough.

use domain::ids::ModelId;
use rusqlite::params_from_iter;

use super::MirrorAsset;
use super::assets::record;
use super::words::{long_and_short, phrases};
use crate::table::{all, each_like, pattern, patterns};
use crate::{Error, Read};

/// So many assets are sorted at once.
const FEW: usize = 4000;

/// A model that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelHit {
    /// Snipe-IT's id.
    pub id: ModelId,
    /// Its name.
    pub name: String,
}

impl Read<'_> {
    /// Assets that match every word, lendable ones first, by tag.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search_assets(&self, typed: &str, limit: u32) -> Result<Vec<MirrorAsset>, Error> {
        let (long, short) = long_and_short(typed);
        match self.few_with(&long)? {
            Some(few) => self.sorted(&few, &short, limit),
            None => self.walk(&[long, short].concat(), limit),
        }
    }

    /// The ids of the assets that have these words, if they are few.
    fn few_with(&self, words: &[String]) -> Result<Option<Vec<u32>>, Error> {
        if words.is_empty() {
            return Ok(None);
        }
        let most = FEW + 1;
        let sql =
            format!("SELECT rowid FROM mirror_search WHERE mirror_search MATCH ? LIMIT {most}");
        let ids = all(self.0, &sql, [phrases(words)], |row| Ok(row.get(0)?))?;
        Ok((ids.len() <= FEW).then_some(ids))
    }

    fn sorted(&self, ids: &[u32], short: &[String], limit: u32) -> Result<Vec<MirrorAsset>, Error> {
        let short = short.iter().map(|word| pattern(word)).collect::<Vec<_>>();
        let sql = format!(
            "SELECT a.snapshot, a.read_at FROM mirror_assets a NOT INDEXED
             WHERE a.deleted = 0 AND a.id IN (SELECT value FROM json_each(?)){}
             ORDER BY a.lendable DESC, a.tag LIMIT {limit}",
            each_like("a.search", &short)
        );
        let values = std::iter::once(serde_json::to_string(ids)?).chain(short);
        all(self.0, &sql, params_from_iter(values), record)
    }

    fn walk(&self, words: &[String], limit: u32) -> Result<Vec<MirrorAsset>, Error> {
        let patterns = words.iter().map(|word| pattern(word)).collect::<Vec<_>>();
        let sql = format!(
            "SELECT a.snapshot, a.read_at FROM mirror_assets a INDEXED BY mirror_assets_in_order
             WHERE a.deleted = 0{} ORDER BY a.lendable DESC, a.tag LIMIT {limit}",
            each_like("a.search", &patterns)
        );
        all(self.0, &sql, params_from_iter(patterns), record)
    }

    /// Models that match every word, by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn search_models(&self, typed: &str, limit: u32) -> Result<Vec<ModelHit>, Error> {
        let patterns = patterns(typed);
        let matching = each_like("search", &patterns);
        let sql = format!(
            "SELECT id, name FROM mirror_models WHERE 1{matching} ORDER BY search LIMIT {limit}"
        );
        all(self.0, &sql, params_from_iter(patterns), |row| {
            Ok(ModelHit { id: ModelId(row.get("id")?), name: row.get("name")? })
        })
    }
}
