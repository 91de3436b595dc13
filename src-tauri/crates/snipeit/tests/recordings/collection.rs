//! The recordings, taken apart: some are one exchange, some an exchange with the asset before and
//! after it and the rows it wrote into the log, some a story of several.

use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use serde_json::Value;

use super::support::{self, Reply};

/// A recording and the replies in it.
pub struct Recording {
    pub name: String,
    /// The zone of the server's clock while it was recorded.
    pub zone: Tz,
    pub parts: Vec<Part>,
}

/// A reply, and what it was a reply to.
pub struct Part {
    /// Where in the recording.
    pub place: String,
    pub asked: Asked,
    pub reply: Reply,
}

/// What a reply was a reply to.
pub enum Asked {
    Request {
        method: String,
        path: String,
        body: Value,
    },
    /// The asset, cut to the keys that may change.
    Asset,
    /// The log: this row of it is new.
    Log,
}

impl Recording {
    /// What was counted while paging is recorded without the pages.
    pub fn without_replies(&self) -> bool {
        self.name.starts_with("paging-")
    }
}

/// All recordings, in the index's order.
pub fn all() -> Vec<Recording> {
    index().into_iter().map(recording).collect()
}

/// The names in the index.
pub fn index() -> Vec<String> {
    let index = std::fs::read_to_string(folder().join("INDEX.tsv")).unwrap();
    index.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/recordings")
}

/// One recording.
pub fn recording(name: String) -> Recording {
    let text = std::fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
    let mut parts = Vec::new();
    take_apart(&serde_json::from_str(&text).unwrap(), "", &mut parts);
    Recording { zone: zone(&name), name, parts }
}

fn zone(name: &str) -> Tz {
    let zone = name.strip_prefix("timezone-").map(|zone| zone.replacen('_', "/", 1));
    zone.map_or(support::ZONE, |zone| zone.parse().unwrap())
}

fn take_apart(value: &Value, place: &str, parts: &mut Vec<Part>) {
    if let (Some(request), Some(response)) = (value.get("request"), value.get("response")) {
        let asked = Asked::Request {
            method: request["method"].as_str().unwrap().to_owned(),
            path: request["path"].as_str().unwrap().to_owned(),
            body: request["body"].clone(),
        };
        return parts.push(Part { place: place.to_owned(), asked, reply: Reply::of(response) });
    }
    for (key, inner) in children(value) {
        let place = format!("{place}/{key}");
        match key.as_str() {
            // No asset was looked at.
            "before" | "after" if inner.is_null() => {}
            "before" | "after" if inner.get("request").is_none() => {
                let reply = Reply::json(inner);
                parts.push(Part { place, asked: Asked::Asset, reply });
            }
            "new_activity_rows" | "rows_by_id_desc" => {
                let rows = inner.as_array().unwrap().iter();
                let page = |row: &Value| Reply::page(1, std::slice::from_ref(row));
                parts.extend(rows.map(page).map(|reply| Part {
                    place: place.clone(),
                    asked: Asked::Log,
                    reply,
                }));
            }
            _ => take_apart(inner, &place, parts),
        }
    }
}

/// Whether an object keeps the order of its file depends on what else is built: here its keys are
/// sorted.
fn children(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> =
                fields.iter().map(|(key, value)| (key.clone(), value)).collect();
            fields.sort_by(|(a, _), (b, _)| a.cmp(b));
            fields
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    }
}
