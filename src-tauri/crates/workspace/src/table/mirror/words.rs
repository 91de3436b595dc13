//! The words of a search, as the trigram index wants them.

use crate::table::words;

/// The trigram index finds words from this length on.
const INDEXED: usize = 3;

/// The words that the trigram index finds, and those too short for it.
pub fn long_and_short(typed: &str) -> (Vec<String>, Vec<String>) {
    words(typed).into_iter().partition(|word| word.chars().count() >= INDEXED)
}

/// Each word as a quoted phrase: what people type is never query syntax.
pub fn phrases(words: &[String]) -> String {
    let quoted = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(" AND ")
}
