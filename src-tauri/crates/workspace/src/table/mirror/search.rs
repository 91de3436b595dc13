//! Finding equipment by what people type: accents and case do not matter.

use domain::ids::ModelId;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::MirrorAsset;
use super::assets::record;
use crate::table::{all, each_like, pattern, patterns, words};
use crate::{Error, Read};

/// The trigram index finds words from this length on.
const INDEXED: usize = 3;

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
        let (long, short): (Vec<_>, Vec<_>) =
            words(typed).into_iter().partition(|word| word.chars().count() >= INDEXED);
        let mut values = Vec::new();
        let mut conditions = String::new();
        if !long.is_empty() {
            conditions.push_str(
                " AND a.id IN (SELECT rowid FROM mirror_search WHERE mirror_search MATCH ?)",
            );
            values.push(Value::Text(phrases(&long)));
        }
        let short: Vec<_> = short.iter().map(|word| pattern(word)).collect();
        conditions.push_str(&each_like("a.search", &short));
        values.extend(short.into_iter().map(Value::Text));
        let sql = format!(
            "SELECT a.snapshot, a.read_at FROM mirror_assets a WHERE a.deleted = 0{conditions}
             ORDER BY a.lendable DESC, a.tag LIMIT {limit}"
        );
        all(self.0, &sql, params_from_iter(values), record)
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

/// Each word as a quoted phrase: what people type is never query syntax.
fn phrases(words: &[String]) -> String {
    let quoted = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(" AND ")
}
