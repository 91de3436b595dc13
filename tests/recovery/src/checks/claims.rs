//! One claim per asset, and nobody left without a word.

use std::collections::HashMap;

use serde_json::Value;

use super::{Found, broken};
use crate::book::{Book, number, text};
use crate::violation::Rule;

/// At most one unit is reserved or out per asset; what was escalated is told to a person.
pub fn check(book: &Book) -> Found {
    let mut found = claims(book);
    found.extend(escalations(book));
    found
}

fn claims(book: &Book) -> Found {
    let mut claims: HashMap<u32, u32> = HashMap::new();
    for (_, unit) in book.kind("unit").iter() {
        if matches!(text(unit, "state").as_str(), "reserved" | "checked_out") {
            *claims.entry(number(unit, "asset").unwrap_or_default()).or_default() += 1;
        }
    }
    let twice = claims.into_iter().filter(|(_, units)| *units > 1);
    twice
        .map(|(asset, units)| broken(Rule::TwoClaims, format!("{units} of asset {asset}")))
        .collect()
}

fn escalations(book: &Book) -> Found {
    let operations = book.kind("operation");
    let escalated =
        operations.iter().filter(|(_, operation)| text(operation, "phase") == "escalated");
    let untold = escalated.filter(|(_, operation)| !is_told(book, number(operation, "asset")));
    let detail = |id| format!("operation {}", operations.number(id));
    untold.map(|(id, _)| broken(Rule::NobodyTold, detail(id))).collect()
}

fn is_told(book: &Book, asset: Option<u32>) -> bool {
    book.kind("discrepancy").iter().any(|(_, discrepancy)| {
        number(discrepancy, "asset") == asset
            && discrepancy.get("closed_at").is_none_or(Value::is_null)
    })
}
