//! Restoring, auditing and keeping files with assets over HTTP.

use std::sync::Arc;

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::ask::{Ask, number};
use super::errors::{self, Answer, Refusal};
use super::hardware::missing;
use super::render::Scribe;
use crate::lab::Lab;
use crate::lab::rights::Permission;
use crate::lab::verbs::Refused;
use crate::server::Shared;

/// `POST hardware/{id}/restore`: the words are where the payload belongs.
pub(crate) async fn restore(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsDelete)?;
    let now = shared.now();
    shared.with_lab(|lab| {
        let id = ask.reach(lab, number(&id));
        match lab.restore_asset_by(&ask.hand(), id, now) {
            Ok(_) => Ok(errors::success(Value::Null, "Asset restored successfully.".into())),
            Err(Refused::NotDeleted) => {
                Err(Refusal::said(Refused::NotDeleted.to_string(), Value::Null))
            }
            Err(_) => Err(missing(&ask)),
        }
    })
}

/// `POST hardware/audit`: the tag is in the body.
pub(crate) async fn audit_by_tag(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    let now = shared.now();
    shared.with_lab(|lab| {
        let tagged = ask.fields.text("asset_tag").and_then(|tag| lab.asset_by_tag(tag));
        let id = tagged.map_or(0, |asset| asset.id);
        audit(&shared, lab, &ask, id, now)
    })
}

/// `POST hardware/{id}/audit`
pub(crate) async fn audit_by_id(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    let now = shared.now();
    shared.with_lab(|lab| audit(&shared, lab, &ask, number(&id), now))
}

fn audit(shared: &Shared, lab: &mut Lab, ask: &Ask, id: u32, now: DateTime<Utc>) -> Answer {
    ask.needs(Permission::AssetsAudit)?;
    let (id, note) = (ask.reach(lab, id), ask.fields.text("note"));
    lab.audit_by(&ask.hand(), id, note, now).map_err(|_| missing(ask))?;
    let scribe = Scribe::new(lab, &ask.token, &shared.address, now);
    let payload = lab.asset(id).map_or(Value::Null, |asset| scribe.audited(asset, note));
    Ok(errors::success("Asset audit successfully logged.", payload))
}

/// `POST hardware/{id}/files` with `file[]` and `notes`. Unlike everything else of an asset, one
/// that is not there is a 404 and nothing sent is a 500.
pub(crate) async fn upload(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsEdit)?;
    let now = shared.now();
    shared.with_lab(|lab| {
        let id = ask.reach(lab, number(&id));
        if lab.live_asset(id).is_err() {
            return Err(refused(404, "Asset does not exist."));
        }
        if ask.files.is_empty() {
            return Err(refused(500, NO_FILES));
        }
        for file in &ask.files {
            let note = ask.fields.text("notes");
            lab.upload_by(&ask.hand(), id, &stored(id, file), note, now)
                .map_err(|_| missing(&ask))?;
        }
        let scribe = Scribe::new(lab, &ask.token, &shared.address, now);
        let payload = lab.asset(id).map_or(Value::Null, |asset| scribe.raw_asset(asset));
        Ok(errors::success("File(s) successfully uploaded.", payload))
    })
}

const NO_FILES: &str =
    "You did not select any files for upload, or the file you are trying to upload is too large";

fn refused(status: u16, message: &str) -> Refusal {
    errors::json(status, json!({ "status": "error", "messages": message, "payload": null })).into()
}

/// The name under which a file is kept, which tells whose it is.
fn stored(asset: u32, file: &str) -> String {
    format!("hardware-{asset}-{file}")
}
