//! The decoder without a network, for the fuzz target. Not part of the crate's face.

use chrono_tz::Tz;
use domain::activity::Movement;
use domain::asset::AssetSnapshot;
use domain::catalogue::{
    Category, Company, Department, Location, Manufacturer, Model, StatusLabel, Supplier, User,
};
use serde_json::Value;

use crate::classify::classify;
use crate::error::Error;
use crate::request::About;
use crate::transport::Answer;
use crate::wire::activity::{AnyRow, MovementRow};
use crate::wire::asset::{ActionsRow, AssetRow, ChangedAsset};
use crate::wire::listed::ReadRow;
use crate::wire::me::MeRow;
use crate::wire::{RawRows, read, read_page};

/// How the answers of one call are read.
type Reading = (About, fn(Value, Tz) -> Result<(), Error>);

/// Every way in which an answer is read.
const READINGS: [Reading; 18] = [
    (About::Record, asset),
    (About::List, |answer, zone| movements(answer, Movement::CheckOut, zone)),
    (About::List, |answer, zone| movements(answer, Movement::CheckIn, zone)),
    (About::List, end_of_log),
    (About::Change, label_written),
    (About::List, me),
    (About::List, actions),
    (About::List, rows::<AssetSnapshot>),
    (About::List, rows::<User>),
    (About::List, rows::<Company>),
    (About::List, rows::<Location>),
    (About::List, rows::<Category>),
    (About::List, rows::<Manufacturer>),
    (About::List, rows::<Supplier>),
    (About::List, rows::<Model>),
    (About::List, rows::<StatusLabel>),
    (About::List, rows::<Department>),
    (About::Change, |_, _| Ok(())),
];

/// How many ways there are.
pub const WAYS: usize = READINGS.len();

/// Reads an answer in one of the ways.
///
/// # Errors
/// As the client would say.
pub fn decode(way: usize, status: u16, content_type: &str, body: Vec<u8>) -> Result<(), Error> {
    let (about, reading) = READINGS[way % WAYS];
    let content_type = content_type.to_owned();
    let (location, retry_after) = (None, None);
    let limits = Default::default();
    let answer = Answer { status, content_type, location, limits, retry_after, body };
    reading(classify(&answer, about)?, Tz::Europe__Lisbon)
}

fn asset(answer: Value, zone: Tz) -> Result<(), Error> {
    let asset = read::<AssetRow>(&answer)?.snapshot(zone);
    drop(asset.not_free());
    Ok(())
}

fn movements(answer: Value, movement: Movement, zone: Tz) -> Result<(), Error> {
    read_page(answer, |raw: Value| MovementRow::read(raw, movement, zone)).map(drop)
}

fn end_of_log(answer: Value, zone: Tz) -> Result<(), Error> {
    read_page(answer, |row: AnyRow| row.created_at.utc(zone)).map(drop)
}

fn label_written(answer: Value, _: Tz) -> Result<(), Error> {
    let ChangedAsset { payload } = read(&answer)?;
    let _ = (payload.id, payload.status_id, payload.updated_at());
    Ok(())
}

fn me(answer: Value, _: Tz) -> Result<(), Error> {
    read::<MeRow>(&answer).map(|row| drop(row.me()))
}

fn actions(answer: Value, _: Tz) -> Result<(), Error> {
    read_page(answer, ActionsRow::actions).map(drop)
}

fn rows<T: ReadRow>(answer: Value, zone: Tz) -> Result<(), Error> {
    let rows = RawRows::of(answer)?;
    drop(rows.ids());
    drop(rows.page(|raw| T::read_row(raw, zone)));
    Ok(())
}
