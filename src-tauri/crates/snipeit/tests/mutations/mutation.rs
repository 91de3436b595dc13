//! Ways in which a reply can be spoiled.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::support::Reply;

/// Where a value is put in as text, since not all of them are JSON.
const HERE: &str = "@here@";

/// One thing that is wrong with a reply.
#[derive(Debug, Clone)]
pub enum Mutation {
    /// It ends early.
    Cut(Index),
    /// A value of another kind, or none at all, in one place.
    Swap(Index, String),
    /// A key or an item is missing.
    Remove(Index),
    /// A key is there twice; the second value is another.
    Twice(Index, String),
}

impl Mutation {
    pub fn any() -> impl Strategy<Value = Self> {
        let place = any::<Index>;
        prop_oneof![
            1 => place().prop_map(Self::Cut),
            4 => (place(), odd()).prop_map(|(place, odd)| Self::Swap(place, odd)),
            2 => place().prop_map(Self::Remove),
            1 => (place(), odd()).prop_map(|(place, odd)| Self::Twice(place, odd)),
        ]
    }

    /// The reply with this one thing wrong. What is no JSON can only be cut.
    pub fn of(&self, reply: &Reply) -> Reply {
        let reply = reply.clone();
        let value = serde_json::from_str(&reply.body).ok();
        let body = match (self, value) {
            (Self::Swap(place, odd), Some(body)) => swapped(body, place, odd),
            (Self::Remove(place), Some(body)) => removed(body, place),
            (Self::Twice(place, odd), Some(body)) => twice(body, place, odd),
            (Self::Cut(place) | Self::Swap(place, _) | Self::Remove(place), _)
            | (Self::Twice(place, _), None) => cut(&reply.body, place),
        };
        Reply { body, ..reply }
    }
}

/// What no server should send where it sends something else.
pub const ODD: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-1",
    "-0.0",
    "4294967296",
    "18446744073709551616",
    "1e308",
    "1e999",
    "0.5",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "{\"id\":{}}",
    "{\"id\":\"1\"}",
    "\"\"",
    "\"0\"",
    "\" 7 \"",
    "\"-7\"",
    "\"&#x110000;&#0;&amp;amp;&\"",
    "\"<p><b><\"",
    "\"\\u0000\\u202e\\ufeff\"",
    "\"\\ud800\"",
    "\"0000-00-00 00:00:00\"",
    "\"262142-12-31 23:59:59\"",
    "{\"datetime\":\"-262143-01-01 00:00:00\"}",
    "{\"date\":\"9999-99-99\"}",
    "\"2026-11-2é 20:00:00\"",
    "not json",
    "\"\u{1}\"",
    "",
];

fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(ODD).prop_map(str::to_owned),
        2 => "\\PC{0,40}".prop_map(|text| Value::from(text).to_string()),
        1 => (1_usize..4_000).prop_map(|depth| "[".repeat(depth) + &"]".repeat(depth)),
        1 => (1_usize..4_000).prop_map(|depth| "{\"id\":".repeat(depth) + "1" + &"}".repeat(depth)),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<f64>().prop_map(|number| Value::from(number).to_string()),
    ]
}

fn cut(body: &str, place: &Index) -> String {
    let end = place.index(body.len() + 1);
    body[..body.floor_char_boundary(end)].to_owned()
}

fn swapped(body: Value, place: &Index, odd: &str) -> String {
    let places = places(&body);
    swapped_at(body, place.get::<String>(&places), odd)
}

/// The body with something odd in one place.
pub fn swapped_at(mut body: Value, place: &str, odd: &str) -> String {
    *body.pointer_mut(place).unwrap() = HERE.into();
    body.to_string().replacen(&format!("\"{HERE}\""), odd, 1)
}

fn twice(mut body: Value, place: &Index, odd: &str) -> String {
    let (key, value) = at(&mut body, place);
    let (key, before) = (Value::from(key), std::mem::replace(value, HERE.into()));
    let both = format!("{before},{key}:{odd}");
    body.to_string().replacen(&format!("\"{HERE}\""), &both, 1)
}

fn removed(body: Value, place: &Index) -> String {
    let places = places(&body);
    removed_at(body, place.get::<String>(&places))
}

/// The body without what is in one place.
pub fn removed_at(mut body: Value, place: &str) -> String {
    let (parent, key) = place.rsplit_once('/').unwrap_or(("", ""));
    let key = unescaped(key);
    match body.pointer_mut(parent) {
        Some(Value::Object(fields)) => drop(fields.remove(&key)),
        Some(Value::Array(items)) if !items.is_empty() => {
            drop(items.remove(key.parse().unwrap_or_default()));
        }
        _ => body = Value::Null,
    }
    body.to_string()
}

/// The value in one place of all, and its key.
fn at<'a>(body: &'a mut Value, place: &Index) -> (String, &'a mut Value) {
    let places = places(body);
    let place = place.get(&places);
    let key = place.rsplit('/').next().unwrap_or_default();
    (unescaped(key), body.pointer_mut(place).unwrap())
}

/// All places as JSON pointers.
pub fn places(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                let within = places(inner).into_iter();
                all.extend(within.map(|place| format!("/{}{place}", escaped(key))));
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                all.extend(places(inner).into_iter().map(|place| format!("/{index}{place}")));
            }
        }
        _ => {}
    }
    all
}

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}
