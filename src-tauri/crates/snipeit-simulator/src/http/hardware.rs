//! Reading assets.

use std::sync::Arc;

use axum::extract::{Path, State};
use serde_json::Value;

use super::ask::{Ask, number};
use super::errors::{self, Answer, Refusal};
use super::hardware_query as query;
use super::listing::paged;
use super::render::Scribe;
use super::wording;
use crate::lab::Lab;
use crate::lab::model::Asset;
use crate::lab::rights::Permission;
use crate::server::Shared;

/// `GET hardware`
pub(crate) async fn list(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    ask.needs(Permission::AssetsView)?;
    Ok(shared.read(|lab| {
        let rows = query::assets(lab, &ask);
        page(&shared, lab, &ask, &rows)
    }))
}

/// `GET hardware/checkins/{which}`: `due`, `overdue` or `due-or-overdue`.
pub(crate) async fn due(
    State(shared): State<Arc<Shared>>,
    Path(which): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsView)?;
    let now = shared.now();
    shared.read(|lab| {
        let today = now.with_timezone(&lab.zone).date_naive();
        let rows = match which.as_str() {
            "due" => query::due(lab, &ask, |day| day == today),
            "overdue" => query::due(lab, &ask, |day| day < today),
            "due-or-overdue" => query::due(lab, &ask, |day| day <= today),
            _ => return Err(errors::unknown_route(false).into()),
        };
        Ok(page(&shared, lab, &ask, &rows))
    })
}

/// `GET hardware/{id}`, deleted assets included.
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsView)?;
    shared.read(|lab| {
        let asset = lab.asset(ask.reach(lab, number(&id)));
        one(&shared, lab, &ask, asset)
    })
}

/// `GET hardware/bytag/{tag}`: with `deleted=true` deleted ones too, and a list.
pub(crate) async fn by_tag(
    State(shared): State<Arc<Shared>>,
    Path(tag): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsView)?;
    shared.read(|lab| {
        if ask.query.get("deleted") != Some("true") {
            let asset = lab.asset_by_tag(&tag).filter(|asset| lab.shows(&ask.token, asset));
            return one(&shared, lab, &ask, asset);
        }
        let fits = |asset: &&Asset| asset.tag.eq_ignore_ascii_case(&tag);
        some(&shared, lab, &ask, lab.assets.values().filter(fits).collect())
    })
}

/// `GET hardware/byserial/{serial}`: always a list.
pub(crate) async fn by_serial(
    State(shared): State<Arc<Shared>>,
    Path(serial): Path<String>,
    ask: Ask,
) -> Answer {
    ask.needs(Permission::AssetsView)?;
    shared.read(|lab| {
        let fits = |asset: &&Asset| {
            asset.serial.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(&serial))
        };
        some(&shared, lab, &ask, lab.assets().filter(fits).collect())
    })
}

/// `GET hardware/byserial/` without a serial number finds nothing.
pub(crate) async fn no_serial(ask: Ask) -> Answer {
    ask.needs(Permission::AssetsView)?;
    Err(missing(&ask))
}

fn one(shared: &Shared, lab: &Lab, ask: &Ask, asset: Option<&Asset>) -> Answer {
    let asset = asset.ok_or_else(|| missing(ask))?;
    let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
    Ok(errors::json(200, scribe.asset(asset)))
}

fn some(shared: &Shared, lab: &Lab, ask: &Ask, mut rows: Vec<&Asset>) -> Answer {
    rows.retain(|asset| lab.shows(&ask.token, asset));
    match rows.is_empty() {
        true => Err(missing(ask)),
        false => Ok(page(shared, lab, ask, &rows)),
    }
}

fn page(shared: &Shared, lab: &Lab, ask: &Ask, rows: &[&Asset]) -> axum::response::Response {
    let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
    paged(&ask.query, rows, |asset| scribe.asset(asset))
}

pub(crate) fn missing(ask: &Ask) -> Refusal {
    Refusal::said(wording::no_such_asset(ask.token.locale), Value::Null)
}
