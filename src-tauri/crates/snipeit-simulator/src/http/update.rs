//! Editing and deleting assets over HTTP.

use std::sync::Arc;

use axum::extract::{Path, State};
use serde_json::Value;

use super::ask::{Ask, Fields, as_id, number};
use super::checkout::refusal;
use super::errors::{self, Answer, Refusal, Wrong};
use super::render::Scribe;
use super::wording;
use crate::lab::edits::Edit;
use crate::lab::rights::Permission;
use crate::lab::verbs::{Refused, day_of};
use crate::server::Shared;

/// `PATCH` and `PUT hardware/{id}`
pub(crate) async fn update(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsEdit)?;
    let now = shared.now();
    shared.with_lab(|lab| {
        let id = ask.reach(lab, number(&id));
        let alive = lab.live_asset(id).is_ok();
        let edit = if alive { edit(&ask.fields)? } else { Edit::default() };
        lab.edit_by(&ask.hand(), id, edit, now).map_err(edit_refusal)?;
        let scribe = Scribe::new(lab, &ask.token, &shared.address, now);
        let reassigned = ask.fields.filled("assigned_user").is_some();
        let payload = lab.asset(id).map_or(Value::Null, |asset| match reassigned {
            true => scribe.raw_reassigned(asset),
            false => scribe.raw_asset(asset),
        });
        Ok(errors::success("Asset updated successfully.", payload))
    })
}

/// `POST hardware/{id}` is what `_method` in the body says, for clients that know only POST.
pub(crate) async fn override_method(
    state: State<Arc<Shared>>,
    path: Path<String>,
    ask: Ask,
) -> Answer {
    let method = ask.fields.text("_method").unwrap_or_default().to_uppercase();
    match method.as_str() {
        "PATCH" | "PUT" => update(state, path, ask).await,
        "DELETE" => delete(state, path, ask).await,
        _ => Ok(errors::method_not_allowed().await),
    }
}

/// Clients that do not ask for JSON are sent to the list instead of being told of a lost asset.
fn edit_refusal(refused: Refused) -> Refusal {
    let lost = refused == Refused::AssetNotFound;
    let refusal = refusal(refused);
    if lost { refusal.or_elsewhere("/hardware") } else { refusal }
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
    let now = shared.now();
    let done = shared.with_lab(|lab| {
        let id = ask.reach(lab, number(&id));
        lab.delete_asset_by(&ask.hand(), id, now)
    });
    match done {
        Ok(_) => Ok(errors::success("The asset was deleted successfully.", Value::Null)),
        Err(_) => Err(Refusal::said(wording::no_such_asset(ask.token.locale), Value::Null)),
    }
}
