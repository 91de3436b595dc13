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
        let wanted = Wanted::read(&ask.query);
        let rows = lab.activity.values().filter(|row| wanted.includes(lab, row)).collect();
        let rows = sorted(&ask.query, rows, COLUMNS);
        let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
        paged(&ask.query, &rows, |row| scribe.activity(row))
    });
    let kind = HeaderValue::from_static("application/json;charset=utf8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// A query read once for all rows.
struct Wanted<'a> {
    action: Option<&'a str>,
    by: Option<i64>,
    source: Option<&'a str>,
    item: Option<(String, i64)>,
    target: Option<(String, i64)>,
    search: Option<String>,
}

impl Wanted<'_> {
    /// A type without an id counts for nothing, nor does an id without a type. The text is escaped
    /// before it is looked for, so quotes are never found.
    fn read(query: &Query) -> Wanted<'_> {
        let pair =
            |kind: &str, id: &str| Some((query.get(kind)?.to_lowercase(), query.number(id)?));
        Wanted {
            action: query.get("action_type"),
            by: query.number("created_by"),
            source: query.get("action_source"),
            item: pair("item_type", "item_id"),
            target: pair("target_type", "target_id"),
            search: query.get("search").map(|text| folded(&escaped(text))),
        }
    }

    fn includes(&self, lab: &Lab, row: &Activity) -> bool {
        let action = wording::raw_action(row.action);
        self.action.is_none_or(|raw| raw.eq_ignore_ascii_case(action))
            && self.by.is_none_or(|id| id == i64::from(row.by))
            && self.source.is_none_or(|wanted| source(row.source) == wanted)
            && self.item.as_ref().is_none_or(|item| about(row, item))
            && self.target.as_ref().is_none_or(|wanted| target(row).as_ref() == Some(wanted))
            && self.search.as_ref().is_none_or(|text| mentions(lab, row, text))
    }
}

/// Rows about it, and rows towards it.
fn about(row: &Activity, wanted: &(String, i64)) -> bool {
    let item = match row.item {
        Item::Asset(id) => ("asset".to_owned(), i64::from(id)),
        Item::User(id) => ("user".to_owned(), i64::from(id)),
    };
    item == *wanted || target(row).is_some_and(|target| target == *wanted)
}

fn target(row: &Activity) -> Option<(String, i64)> {
    let (kind, id) = match row.target? {
        Holder::User(id) => ("user", id),
        Holder::Location(id) => ("location", id),
        Holder::Asset(id) => ("asset", id),
    };
    Some((kind.to_owned(), i64::from(id)))
}

fn mentions(lab: &Lab, row: &Activity, text: &str) -> bool {
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
    texts.into_iter().flatten().any(|candidate| folded(candidate).contains(text))
}
