//! Adding an asset over HTTP.

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::ask::{Ask, Fields, as_id};
use super::checkout::refusal;
use super::errors::{self, Answer, Refusal, Wrong};
use super::render::Scribe;
use crate::lab::Lab;
use crate::lab::find::folded;
use crate::lab::model::{Holder, NewAsset};
use crate::lab::rights::Permission;
use crate::lab::verbs::{CheckOut, day_of};
use crate::server::Shared;

/// `POST hardware`: a tag is found if none is given, and a user named in it gets the asset at once.
pub(crate) async fn create(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    ask.needs(Permission::AssetsCreate)?;
    let now = shared.now();
    shared.with_lab(|lab| {
        validate(lab, &ask.fields)?;
        let id = lab.add_asset_by(&ask.hand(), wished(lab, &ask.fields), now);
        hand_over(lab, &ask, id, now)?;
        let scribe = Scribe::new(lab, &ask.token, &shared.address, now);
        let sent = |field: &str| ask.fields.raw(field).is_some();
        let payload = lab.asset(id).map_or(Value::Null, |asset| scribe.new_asset(asset, sent));
        Ok(errors::success("Asset created successfully. :)", payload))
    })
}

/// The model is looked at before anything else.
fn validate(lab: &Lab, fields: &Fields) -> Result<(), Refusal> {
    let model = fields.filled("model_id");
    let known = model.and_then(as_id).is_some_and(|id| lab.models.contains_key(&id));
    Wrong::default()
        .when(model.is_none(), "model_id", "The model id field is required.")
        .when(model.is_some() && !known, "model_id", "The selected model id is invalid.")
        .finish()?;
    let label = fields.filled("status_id");
    let known = label.and_then(as_id).is_some_and(|id| lab.labels.contains_key(&id));
    let user = fields.filled("assigned_user");
    let nobody = user.is_some_and(|id| as_id(id).and_then(|id| lab.user(id)).is_none());
    Wrong::default()
        .when(tag_taken(lab, fields), "asset_tag", "The asset tag must be unique.")
        .when(label.is_none(), "status_id", "The status id field is required.")
        .when(label.is_some() && !known, "status_id", "The selected status id is invalid.")
        .when(nobody, "assigned_user", "The selected assigned user is invalid.")
        .finish()
}

fn tag_taken(lab: &Lab, fields: &Fields) -> bool {
    let wanted = fields.text("asset_tag").map(folded);
    wanted.is_some_and(|wanted| lab.assets().any(|asset| folded(&asset.tag) == wanted))
}

fn wished(lab: &Lab, fields: &Fields) -> NewAsset {
    let id = |name| fields.filled(name).and_then(as_id);
    let text = |name| fields.text(name).map(str::to_owned);
    NewAsset {
        tag: text("asset_tag").unwrap_or_else(|| lab.next_tag()),
        name: text("name"),
        serial: text("serial"),
        model: id("model_id").unwrap_or(0),
        label: id("status_id").unwrap_or(0),
        home: id("rtd_location_id"),
        supplier: id("supplier_id"),
        company: id("company_id"),
        notes: text("notes"),
        purchase_date: day(fields, "purchase_date"),
        purchase_cost: fields.filled("purchase_cost").and_then(cents),
    }
}

fn day(fields: &Fields, name: &str) -> Option<NaiveDate> {
    fields.text(name).and_then(day_of)
}

/// An amount such as 12.5 or "12.50".
fn cents(amount: &Value) -> Option<u32> {
    let text = amount.as_str().map_or_else(|| amount.to_string(), str::to_owned);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part: u32 = format!("{part:0<2}").get(..2)?.parse().ok()?;
    whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(part)
}

/// An asset that is added with a user is checked out to them, and loses its name.
fn hand_over(lab: &mut Lab, ask: &Ask, id: u32, now: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(user) = ask.fields.filled("assigned_user").and_then(as_id) else { return Ok(()) };
    let wish = CheckOut {
        note: Some("Checked out on asset creation".to_owned()),
        name: Some(String::new()),
        ..CheckOut::to(Holder::User(user))
    };
    lab.check_out_at_birth(&ask.hand(), id, wish, now).map_err(refusal)
}
