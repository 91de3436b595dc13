//! Rows of lists of which only the name matters: models, locations, categories.

use domain::asset::Named;
use serde::Deserialize;

use super::field::{Number, Text};

/// A row with a name.
#[derive(Deserialize)]
pub(crate) struct NamedRow {
    id: Number,
    #[serde(default)]
    name: Text,
}

impl NamedRow {
    pub(crate) fn named<I>(self, id: fn(u32) -> I) -> Named<I> {
        Named { id: id(self.id.0), name: self.name.or_empty() }
    }
}
