//! A row of `statuslabels`.

use domain::asset::{Label, LabelKind};
use domain::ids::LabelId;
use serde::Deserialize;
use serde_json::Value;

use super::field::{Number, Text, number};

/// A status label and how many assets carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusLabel {
    /// The label.
    pub label: Label,
    /// How many assets carry it, if the server says.
    pub assets: Option<u32>,
}

/// A row of `statuslabels`; here the type is called `type`.
#[derive(Deserialize)]
pub(crate) struct LabelRow {
    id: Number,
    #[serde(default)]
    name: Text,
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(default)]
    assets_count: Value,
}

impl LabelRow {
    pub(crate) fn label(self) -> StatusLabel {
        let (id, name, kind) = (LabelId(self.id.0), self.name.or_empty(), kind(Some(&self.kind)));
        StatusLabel { label: Label { id, name, kind }, assets: number(&self.assets_count) }
    }
}

/// A label's type; these words are not translated.
pub(crate) fn kind(value: Option<&Value>) -> LabelKind {
    match value.and_then(Value::as_str) {
        Some("deployable") => LabelKind::Deployable,
        Some("pending") => LabelKind::Pending,
        Some("undeployable") => LabelKind::Undeployable,
        Some("archived") => LabelKind::Archived,
        _ => LabelKind::Unknown,
    }
}
