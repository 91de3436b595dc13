//! Status labels.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::ask::{Ask, Fields, Query};
use super::errors::{self, Answer, Refusal, Wrong};
use super::hardware_query;
use super::listing::{Column, Key, choices, paged, sorted};
use super::render::Scribe;
use crate::lab::Lab;
use crate::lab::find::folded;
use crate::lab::model::{Label, LabelKind};
use crate::lab::rights::Permission;
use crate::server::Shared;

/// `updated_at` is not among them.
const COLUMNS: &[Column<Label>] = &[
    ("created_at", |label| Key::Number(label.created_at.map_or(i64::MIN, |at| at.timestamp()))),
    ("id", |label| Key::Number(label.id.into())),
    ("name", |label| Key::Text(folded(&label.name))),
];

/// `GET statuslabels`
pub(crate) async fn list(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    ask.needs(Permission::StatusLabelsView)?;
    Ok(shared.read(|lab| {
        let rows = lab.labels().filter(|label| fits(label, &ask.query)).collect();
        let rows = sorted(&ask.query, rows, COLUMNS);
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        paged(&ask.query, &rows, |label| scribe.label(label))
    }))
}

fn fits(label: &Label, query: &Query) -> bool {
    let name = folded(&label.name);
    query.get("name").is_none_or(|wanted| name == folded(wanted))
        && query.get("search").is_none_or(|text| name.contains(&folded(text)))
        && query.get("status_type").is_none_or(|kind| label.kind.word() == kind)
}

/// `GET statuslabels/{id}`
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::StatusLabelsView)?;
    shared.read(|lab| {
        let label = find(lab, &id)?;
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        Ok(errors::json(200, scribe.label(label)))
    })
}

fn find<'a>(lab: &'a Lab, id: &str) -> Result<&'a Label, Refusal> {
    let label = id.parse::<u32>().ok().and_then(|id| lab.labels.get(&id));
    label.ok_or_else(|| Refusal::said("Statuslabel not found", Value::Null))
}

/// `GET statuslabels/{id}/assetlist`: the assets with this label.
pub(crate) async fn assets(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::StatusLabelsView)?;
    shared.read(|lab| {
        let label = find(lab, &id)?.id;
        let rows = lab.assets().filter(|asset| asset.label == label);
        let rows = rows.filter(|asset| lab.shows(&ask.token, asset)).collect();
        let rows = sorted(&ask.query, rows, hardware_query::COLUMNS);
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        Ok(paged(&ask.query, &rows, |asset| scribe.asset(asset)))
    })
}

/// `GET statuslabels/{id}/deployable`: "1" or "0", and not even JSON.
pub(crate) async fn deployable(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::StatusLabelsView)?;
    shared.read(|lab| {
        let deployable = find(lab, &id)?.kind == LabelKind::Deployable;
        let body = u8::from(deployable).to_string();
        Ok(errors::with_type(200, "text/html; charset=UTF-8", body))
    })
}

/// `GET statuslabels/selectlist`: everybody may; the default label comes first.
pub(crate) async fn select_list(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    Ok(shared.read(|lab| {
        let mut rows: Vec<&Label> = lab.labels().filter(|label| fits(label, &ask.query)).collect();
        rows.sort_by_key(|label| (!label.default_label, folded(&label.name)));
        choices(
            &ask.query,
            &rows,
            |label| json!({ "id": label.id, "text": label.name, "image": null }),
        )
    }))
}

/// `POST statuslabels`: an unknown type gives a label nobody can deploy.
pub(crate) async fn create(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    ask.needs(Permission::StatusLabelsCreate)?;
    let now = shared.now();
    shared.with_lab(|lab| {
        validate(lab, &ask.fields)?;
        let (name, kind) = (ask.fields.text("name"), ask.fields.text("type"));
        let kind = LabelKind::from_word(kind.unwrap_or_default());
        let id = lab.add_label(name.unwrap_or_default(), kind, now);
        if let Some(label) = lab.labels.get_mut(&id) {
            label.notes = ask.fields.text("notes").unwrap_or_default().to_owned();
            label.color = ask.fields.text("color").map(str::to_owned);
            label.created_by = Some(ask.token.user);
        }
        Ok(created(&Scribe::new(lab, &ask.token, &shared.address, now), lab.labels.get(&id)))
    })
}

fn validate(lab: &Lab, fields: &Fields) -> Result<(), Refusal> {
    let name = fields.text("name").map(folded);
    let taken = lab.labels().any(|label| Some(folded(&label.name)) == name);
    Wrong::default()
        .when(name.is_none(), "name", "The name field is required.")
        .when(taken, "name", "The name must be unique.")
        .when(fields.text("type").is_none(), "type", "Status label type is required.")
        .finish()
}

fn created(scribe: &Scribe, label: Option<&Label>) -> Response {
    let payload = label.map_or(Value::Null, |label| scribe.raw_label(label));
    errors::success("Status Label created successfully.", payload)
}
