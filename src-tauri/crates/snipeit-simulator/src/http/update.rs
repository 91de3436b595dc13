//! Editing and deleting assets over HTTP.

use std::sync::Arc;

use axum::extract::{Path, State};
use serde_json::Value;

use super::ask::{Ask, Fields, as_id};
use super::checkout::refusal;
use super::errors::{self, Answer, Refusal, Wrong};
use super::render::Scribe;
use super::wording;
use crate::lab::edits::Edit;
use crate::lab::rights::Permission;
use crate::lab::verbs::day_of;
use crate::server::Shared;

/// `PATCH` and `PUT hardware/{id}`
pub(crate) async fn update(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsEdit)?;
    let (id, now) = (id.parse().unwrap_or(0), shared.now());
    shared.with_lab(|lab| {
        let alive = lab.live_asset(id).is_ok();
        let edit = if alive { edit(&ask.fields)? } else { Edit::default() };
        lab.edit_by(&ask.hand(), id, edit, now).map_err(refusal)?;
        let scribe = Scribe::new(lab, &ask.token, &shared.address, now);
        let payload = lab.asset(id).map_or(Value::Null, |asset| scribe.raw_asset(asset));
        Ok(errors::success("Asset updated successfully.", payload))
    })
}

fn edit(fields: &Fields) -> Result<Edit, Refusal> {
    let label = fields.raw("status_id").map(as_id);
    let expected = fields.filled("expected_checkin").map(|day| day.as_str().and_then(day_of));
    Wrong::default()
        .when(label == Some(None), "status_id", "The status id field must be an integer.")
        .when(
            expected == Some(None),
            "expected_checkin",
            "The expected checkin field must be a valid date.",
        )
        .finish()?;
    Ok(Edit {
        label: label.flatten(),
        name: text(fields, "name"),
        notes: text(fields, "notes"),
        expected: expected.flatten(),
        free: fields.raw("assigned_to").is_some_and(Value::is_null),
        user: fields.filled("assigned_user").and_then(as_id),
    })
}

/// A text field that was sent; null empties it.
fn text(fields: &Fields, name: &str) -> Option<String> {
    fields.raw(name).map(|value| value.as_str().unwrap_or_default().to_owned())
}

/// `DELETE hardware/{id}`
pub(crate) async fn delete(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsDelete)?;
    let (id, now) = (id.parse().unwrap_or(0), shared.now());
    let done = shared.with_lab(|lab| lab.delete_asset_by(&ask.hand(), id, now));
    match done {
        Ok(_) => Ok(errors::success("The asset was deleted successfully.", Value::Null)),
        Err(_) => Err(Refusal::said(wording::no_such_asset(ask.token.locale), Value::Null)),
    }
}
