//! Checking out and in over HTTP.

use std::sync::Arc;

use axum::extract::{Path, State};
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeZone, Utc};
use serde_json::{Value, json};

use super::ask::{Ask, Fields, as_id, number};
use super::errors::{self, Answer, Refusal, Wrong};
use super::render::Scribe;
use crate::lab::Lab;
use crate::lab::model::{Holder, LabelKind};
use crate::lab::rights::Permission;
use crate::lab::verbs::{CheckOut, Refused, day_of};
use crate::server::Shared;

const TARGETS: [&str; 3] = ["user", "asset", "location"];

/// `POST hardware/{id}/checkout`
pub(crate) async fn check_out(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    let (id, now) = (number(&id), shared.now());
    hand_over(&shared, &ask, |_| id, now)
}

/// `POST hardware/bytag/{tag}/checkout`
pub(crate) async fn check_out_by_tag(
    State(shared): State<Arc<Shared>>,
    Path(tag): Path<String>,
    ask: Ask,
) -> Answer {
    let now = shared.now();
    hand_over(&shared, &ask, |lab| tagged(lab, &tag), now)
}

fn tagged(lab: &Lab, tag: &str) -> u32 {
    lab.asset_by_tag(tag).map_or(0, |asset| asset.id)
}

fn hand_over(
    shared: &Shared,
    ask: &Ask,
    asset: impl Fn(&Lab) -> u32,
    now: DateTime<Utc>,
) -> Answer {
    ask.needs(Permission::AssetsCheckout)?;
    shared.with_lab(|lab| {
        let id = ask.reach(lab, asset(lab));
        validate(lab, &ask.fields)?;
        let wish = wish(lab, &ask.fields).ok_or_else(|| no_target(lab, id, &ask.fields))?;
        lab.check_out_by(&ask.hand(), id, wish, now).map_err(refusal)?;
        let tag = lab.asset(id).map(|asset| asset.tag.clone());
        Ok(errors::success("Asset checked out successfully.", json!({ "asset": tag })))
    })
}

fn validate(lab: &Lab, fields: &Fields) -> Result<(), Refusal> {
    let label = fields.filled("status_id");
    let expected = fields.filled("expected_checkin");
    let bad_label = label.is_some_and(|label| !deployable(lab, label));
    let bad_day = expected.is_some_and(|day| day.as_str().and_then(day_of).is_none());
    let no_note = lab.notes_required && fields.filled("note").is_none();
    validate_target(fields, Wrong::default())
        .when(bad_label, "status_id", "The selected status id is invalid.")
        .when(bad_day, "expected_checkin", "The expected checkin field must be a valid date.")
        .when(no_note, "note", "The note field is required.")
        .finish()
}

fn validate_target(fields: &Fields, wrong: Wrong) -> Wrong {
    let kind = fields.filled("checkout_to_type");
    let unknown = kind.is_some_and(|kind| !TARGETS.iter().any(|known| kind == known));
    let wrong = wrong
        .when(kind.is_none(), "checkout_to_type", "The checkout to type field is required.")
        .when(unknown, "checkout_to_type", "The selected checkout to type is invalid.");
    let (named, missing): (Vec<&str>, Vec<&str>) =
        TARGETS.into_iter().partition(|target| target_field(fields, target).is_some());
    if named.is_empty() {
        return missing.into_iter().fold(wrong, required);
    }
    named.into_iter().fold(wrong, |wrong, target| numeric(wrong, fields, target))
}

fn required(wrong: Wrong, target: &str) -> Wrong {
    let others = TARGETS.into_iter().filter(|other| *other != target);
    let others: Vec<String> = others.map(|other| format!("assigned {other}")).collect();
    let others = others.join(" / ");
    let message =
        format!("The assigned {target} field is required when none of {others} are present.");
    wrong.field(&format!("assigned_{target}"), &message)
}

fn numeric(wrong: Wrong, fields: &Fields, target: &str) -> Wrong {
    let bad = target_field(fields, target).and_then(as_id).is_none();
    let message = format!("The assigned {target} field must be a number.");
    wrong.when(bad, &format!("assigned_{target}"), &message)
}

fn target_field<'a>(fields: &'a Fields, target: &str) -> Option<&'a Value> {
    fields.filled(&format!("assigned_{target}"))
}

fn deployable(lab: &Lab, label: &Value) -> bool {
    let label = as_id(label).and_then(|id| lab.labels.get(&id));
    label.is_some_and(|label| label.kind == LabelKind::Deployable)
}

/// The check-out asked for, if its kind of target is named.
fn wish(lab: &Lab, fields: &Fields) -> Option<CheckOut> {
    let kind = fields.text("checkout_to_type")?;
    let id = target_field(fields, kind).and_then(as_id)?;
    let target = match kind {
        "location" => Holder::Location(id),
        "asset" => Holder::Asset(id),
        _ => Holder::User(id),
    };
    Some(CheckOut {
        expected: fields.text("expected_checkin").map(str::to_owned),
        note: fields.text("note").map(str::to_owned),
        label: fields.filled("status_id").and_then(as_id),
        name: fields.raw("name").map(|name| name.as_str().unwrap_or_default().to_owned()),
        dated: fields.text("checkout_at").and_then(|text| moment(lab, text)),
        ..CheckOut::to(target)
    })
}

/// A date or date-time in the server's wall-clock time.
fn moment(lab: &Lab, text: &str) -> Option<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok();
    let local = local.or_else(|| Some(day_of(text)?.and_time(NaiveTime::MIN)))?;
    Some(lab.zone.from_local_datetime(&local).earliest()?.to_utc())
}

/// The kind of target is given and another kind is named.
fn no_target(lab: &Lab, id: u32, fields: &Fields) -> Refusal {
    let Ok(asset) = lab.live_asset(id) else {
        return refusal(Refused::AssetNotFound);
    };
    if !lab.is_available(asset) {
        return refusal(Refused::NotAvailable { tag: asset.tag.clone() });
    }
    let kind = TARGETS.into_iter().find(|kind| fields.text("checkout_to_type") == Some(*kind));
    let kind = kind.unwrap_or("user");
    refusal(Refused::TargetInvalid { asset: id, tag: asset.tag.clone(), target: None, kind })
}

/// `POST hardware/{id}/checkin`
pub(crate) async fn check_in(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    ask: Ask,
) -> Answer {
    let (id, now) = (number(&id), shared.now());
    take_back(&shared, &ask, |_| id, now)
}

/// `POST hardware/checkinbytag`: the tag is in the body.
pub(crate) async fn check_in_by_tag(State(shared): State<Arc<Shared>>, ask: Ask) -> Answer {
    let now = shared.now();
    take_back(&shared, &ask, |lab| tagged(lab, ask.fields.text("asset_tag").unwrap_or("")), now)
}

fn take_back(
    shared: &Shared,
    ask: &Ask,
    asset: impl Fn(&Lab) -> u32,
    now: DateTime<Utc>,
) -> Answer {
    ask.needs(Permission::AssetsCheckin)?;
    shared.with_lab(|lab| {
        let id = ask.reach(lab, asset(lab));
        if ask.fields.filled("checkin_at").is_some() {
            return check_in_dated(lab, id, now);
        }
        let label = ask.fields.filled("status_id").map(|label| as_id(label).unwrap_or(0));
        let note = ask.fields.text("note");
        let done = lab.check_in_by(&ask.hand(), id, label, note, now);
        let quote = quote(shared, lab, ask, id);
        match done {
            Ok(_) => Ok(errors::success("Asset checked in successfully.", quote)),
            Err(no @ Refused::AlreadyCheckedIn) => Err(Refusal::said(no.to_string(), quote)),
            Err(no) => Err(refusal(no)),
        }
    })
}

/// The server trips over a chosen date after it has checked the asset in and before it logs it.
fn check_in_dated(lab: &mut Lab, id: u32, now: DateTime<Utc>) -> Answer {
    lab.check_in_silently(id, now).map_err(refusal)?;
    Ok(errors::server_error())
}

fn quote(shared: &Shared, lab: &Lab, ask: &Ask, id: u32) -> Value {
    let Some(asset) = lab.asset(id) else { return Value::Null };
    let scribe = Scribe::new(lab, &ask.token, &shared.address, shared.now());
    let (model, number) = scribe.model_quote(asset.model);
    json!({ "asset_tag": asset.tag, "model": model, "model_number": number })
}

/// A refusal in the server's words.
pub(crate) fn refusal(refused: Refused) -> Refusal {
    let said = refused.to_string();
    match refused {
        Refused::AssetNotFound | Refused::AlreadyCheckedIn | Refused::NotDeleted => {
            Refusal::said(said, Value::Null)
        }
        Refused::NotAvailable { tag } | Refused::NotCheckedIn { tag } => {
            Refusal::said(said, json!({ "asset": tag }))
        }
        Refused::TargetInvalid { asset, tag, target, kind } => Refusal::said(
            said,
            json!({
                "asset": { "id": asset, "asset_tag": tag },
                "target_id": target,
                "target_type": kind,
            }),
        ),
        Refused::NoSuchLabel => Refusal::of_field("status_id", &said),
        Refused::OldValue { field } => Refusal::of_field(field, &said),
    }
}
