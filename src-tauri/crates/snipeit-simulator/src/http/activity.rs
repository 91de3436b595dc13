//! `GET reports/activity`

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};

use super::ask::{Ask, Query};
use super::errors::Answer;
use super::listing::{Column, Key, paged, sorted};
use super::render::{Scribe, escaped, source};
use super::wording;
use crate::lab::Lab;
use crate::lab::activity::{Activity, Item};
use crate::lab::find::folded;
use crate::lab::model::Holder;
use crate::lab::rights::Permission;
use crate::server::Shared;

/// Sorting by anything else, `updated_at` too, sorts by the first one.
const COLUMNS: &[Column<Activity>] = &[
    ("created_at", |row| Key::Number(row.created_at.timestamp())),
    ("id", |row| Key::Number(row.id.into())),
    ("action_date", |row| Key::Number(row.action_date.timestamp())),
    ("action_type", |row| Key::Text(wording::raw_action(row.action).to_owned())),
];

/// The log, newest first unless asked otherwise.
pub(crate) async fn list(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    ask.needs(Permission::ReportsView)?;
    let mut response = shared.read(|lab| {
        let rows = lab.activity.values().filter(|row| fits(lab, row, &ask.query)).collect();
        let rows = sorted(&ask.query, rows, COLUMNS);
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        paged(&ask.query, &rows, |row| scribe.activity(row))
    });
    let kind = HeaderValue::from_static("application/json;charset=utf8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

fn fits(lab: &Lab, row: &Activity, query: &Query) -> bool {
    query
        .get("action_type")
        .is_none_or(|raw| raw.eq_ignore_ascii_case(wording::raw_action(row.action)))
        && query.number("created_by").is_none_or(|id| id == i64::from(row.by))
        && query.get("action_source").is_none_or(|wanted| source(row.source) == wanted)
        && about(row, query)
        && towards(row, query)
        && query.get("search").is_none_or(|text| mentions(lab, row, text))
}

/// `item_type` and `item_id` together find rows about it and rows towards it; alone, neither counts.
fn about(row: &Activity, query: &Query) -> bool {
    let (Some(kind), Some(id)) = (query.get("item_type"), query.number("item_id")) else {
        return true;
    };
    let wanted = (kind.to_lowercase(), id);
    let item = match row.item {
        Item::Asset(id) => ("asset".to_owned(), i64::from(id)),
        Item::User(id) => ("user".to_owned(), i64::from(id)),
    };
    item == wanted || target(row).is_some_and(|target| target == wanted)
}

fn towards(row: &Activity, query: &Query) -> bool {
    let (Some(kind), Some(id)) = (query.get("target_type"), query.number("target_id")) else {
        return true;
    };
    target(row).is_some_and(|target| target == (kind.to_lowercase(), id))
}

fn target(row: &Activity) -> Option<(String, i64)> {
    let (kind, id) = match row.target? {
        Holder::User(id) => ("user", id),
        Holder::Location(id) => ("location", id),
        Holder::Asset(id) => ("asset", id),
    };
    Some((kind.to_owned(), i64::from(id)))
}

/// The text is escaped before it is looked for, so quotes are never found.
fn mentions(lab: &Lab, row: &Activity, text: &str) -> bool {
    let text = folded(&escaped(text));
    let asset = match row.item {
        Item::Asset(id) => lab.asset(id),
        Item::User(_) => None,
    };
    let model = asset.and_then(|asset| lab.models.get(&asset.model));
    let texts = [
        row.note.as_deref(),
        asset.map(|asset| asset.tag.as_str()),
        asset.and_then(|asset| asset.name.as_deref()),
        asset.and_then(|asset| asset.serial.as_deref()),
        model.map(|model| model.name.as_str()),
    ];
    texts.into_iter().flatten().any(|candidate| folded(candidate).contains(&text))
}
