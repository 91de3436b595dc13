//! Finding assets for the one search over everything: whatever is typed, at once.
//!
//! The search of the pickers walks all assets where many match; of one or two letters that nothing
//! has, it walks them to the end. Here every word is looked up: long ones as phrases of trigrams,
//! short ones as the beginnings of trigrams. Of very many, the first ones met are enough.

use domain::ids::AssetId;
use rusqlite::params_from_iter;

use super::words::{long_and_short, phrases};
use crate::table::{all, each_like, pattern};
use crate::{Error, Read};

/// So many are put in order; what is looked for among more was typed too short.
const ENOUGH: usize = 500;

/// Above every letter.
const LAST: char = '\u{10FFFF}';

impl Read<'_> {
    /// The ids of at most so many assets that match every word, lendable ones first, by tag.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find_assets(&self, typed: &str, most: u32) -> Result<Vec<AssetId>, Error> {
        let (long, short) = long_and_short(typed);
        let Some(candidates) = self.candidates(&long, &short)? else { return Ok(Vec::new()) };
        let words = [long, short].concat();
        let found = self.in_order(&candidates, &words, most)?;
        // What has every word may lie beyond the candidates of each.
        if candidates.len() > ENOUGH && found.len() < most as usize {
            return self.walk_all(&words, most);
        }
        Ok(found)
    }

    /// Assets with some of the words: all of them, or more than enough.
    fn candidates(&self, long: &[String], short: &[String]) -> Result<Option<Vec<u32>>, Error> {
        let mut fewest = match long {
            [] => None,
            _ => Some(self.having(long)?),
        };
        for word in short {
            if fewest.as_ref().is_some_and(|ids| ids.len() <= ENOUGH) {
                break;
            }
            let ids = self.with_beginning(word)?;
            if fewest.as_ref().is_none_or(|fewest| ids.len() < fewest.len()) {
                fewest = Some(ids);
            }
        }
        Ok(fewest)
    }

    fn having(&self, words: &[String]) -> Result<Vec<u32>, Error> {
        let most = ENOUGH + 1;
        let sql =
            format!("SELECT rowid FROM mirror_search WHERE mirror_search MATCH ? LIMIT {most}");
        all(self.0, &sql, [phrases(words)], |row| Ok(row.get(0)?))
    }

    fn with_beginning(&self, word: &str) -> Result<Vec<u32>, Error> {
        let most = ENOUGH + 1;
        let sql = format!(
            "SELECT DISTINCT doc FROM mirror_search_terms WHERE term >= ? AND term < ? LIMIT {most}"
        );
        all(self.0, &sql, [word, &format!("{word}{LAST}")], |row| Ok(row.get(0)?))
    }

    fn in_order(&self, ids: &[u32], words: &[String], most: u32) -> Result<Vec<AssetId>, Error> {
        let patterns: Vec<_> = words.iter().map(|word| pattern(word)).collect();
        let sql = format!(
            "SELECT a.id FROM mirror_assets a NOT INDEXED
             WHERE a.deleted = 0 AND a.id IN (SELECT value FROM json_each(?)){}
             ORDER BY a.lendable DESC, a.tag LIMIT {most}",
            each_like("a.search", &patterns)
        );
        let values = std::iter::once(serde_json::to_string(ids)?).chain(patterns);
        all(self.0, &sql, params_from_iter(values), |row| Ok(AssetId(row.get(0)?)))
    }

    fn walk_all(&self, words: &[String], most: u32) -> Result<Vec<AssetId>, Error> {
        let patterns: Vec<_> = words.iter().map(|word| pattern(word)).collect();
        let sql = format!(
            "SELECT a.id FROM mirror_assets a INDEXED BY mirror_assets_in_order
             WHERE a.deleted = 0{} ORDER BY a.lendable DESC, a.tag LIMIT {most}",
            each_like("a.search", &patterns)
        );
        all(self.0, &sql, params_from_iter(patterns), |row| Ok(AssetId(row.get(0)?)))
    }
}
