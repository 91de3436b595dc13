//! Single fields, read leniently: versions differ in whether numbers are text, and nothing is
//! sometimes `null`, sometimes an empty text, sometimes an empty list.

use domain::asset::Named;
use html_escape::decode_html_entities;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

/// A number that must be there, also when written as text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number(pub(crate) u32);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        number(&value).map(Self).ok_or_else(|| D::Error::custom("not an id or a count"))
    }
}

/// The number that a value stands for, if it does.
pub(crate) fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => number.as_u64().and_then(|number| number.try_into().ok()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A text, its entities decoded once; `None` when there is nothing in it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Text(pub(crate) Option<String>);

impl From<Value> for Text {
    fn from(value: Value) -> Self {
        Self(text(&value))
    }
}

impl Text {
    pub(crate) fn or_empty(self) -> String {
        self.0.unwrap_or_default()
    }
}

/// The text of a value, decoded.
pub(crate) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => decode_html_entities(text).trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A count that may be missing.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Count(pub(crate) Option<u32>);

impl From<Value> for Count {
    fn from(value: Value) -> Self {
        Self(number(&value))
    }
}

/// A yes or no, if it says either.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Flag(pub(crate) Option<bool>);

impl From<Value> for Flag {
    fn from(value: Value) -> Self {
        Self(value.as_bool().or_else(|| number(&value).map(|number| number != 0)))
    }
}

/// Something else of Snipe-IT, named inside a row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Reference(Option<(u32, String)>);

impl From<Value> for Reference {
    fn from(value: Value) -> Self {
        let id = value.get("id").and_then(number);
        let name = value.get("name").and_then(text).unwrap_or_default();
        Self(id.map(|id| (id, name)))
    }
}

impl Reference {
    pub(crate) fn named<I>(self, id: fn(u32) -> I) -> Option<Named<I>> {
        self.0.map(|(number, name)| Named { id: id(number), name })
    }

    pub(crate) fn name(self) -> Option<String> {
        self.0.map(|(_, name)| name).filter(|name| !name.is_empty())
    }
}

/// Whether something is there at all, in whatever shape.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(from = "Value")]
pub(crate) struct Present(pub(crate) bool);

impl From<Value> for Present {
    fn from(value: Value) -> Self {
        Self(match value {
            Value::Null | Value::Bool(false) => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        })
    }
}
