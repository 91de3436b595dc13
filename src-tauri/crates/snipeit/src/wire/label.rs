//! What a status label's type means.

use domain::asset::LabelKind;
use serde_json::Value;

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
