//! Scanning: what a code stands for, and everything about the asset that it found.

mod borrower;
mod card;

pub use card::card;

use domain::ids::AssetId;
use domain::scan::{Code, read_code};
use workspace::Read;

use crate::api::{DeskError, EquipmentRow, FoundBy, ScanCode, Scanned};
use crate::counter::Counter;
use crate::equipment;
use crate::lines::asset_ref;

/// The longest text that is looked for: labels hold less.
const LONGEST: usize = 500;

/// What a code stands for, as far as the mirror knows.
pub async fn scan(counter: &Counter, code: ScanCode) -> Result<Scanned, DeskError> {
    let connection = counter.configuration().connection;
    let moment = equipment::moment(counter);
    let find = move |read: &Read<'_>| {
        let public = connection.public_address.as_deref();
        let servers: Vec<_> = std::iter::once(&*connection.address).chain(public).collect();
        let found = |asset| equipment::row_of(read, asset, moment);
        resolve(read, &code, &servers, found)
    };
    counter.db.read(find).await
}

/// What was found, not yet told.
enum Found {
    Nothing,
    One(AssetId, FoundBy),
    Several(Vec<AssetId>, FoundBy),
    Elsewhere(String),
}

fn resolve(
    read: &Read<'_>,
    code: &ScanCode,
    servers: &[&str],
    row: impl Fn(AssetId) -> Result<EquipmentRow, DeskError>,
) -> Result<Scanned, DeskError> {
    let text = read_code(shortened(&code.text), servers);
    Ok(match find(read, &text)? {
        Found::One(id, by) => Scanned::Asset { id, by },
        Found::Several(ids, by) => {
            let rows = ids.into_iter().map(row).collect::<Result<_, _>>()?;
            Scanned::Several { code: words(&text), by, rows }
        }
        Found::Elsewhere(host) => Scanned::OtherServer { host },
        Found::Nothing => otherwise(read, code, servers, words(&text))?,
    })
}

/// Nothing as typed: perhaps as a US keyboard would have typed it.
fn otherwise(
    read: &Read<'_>,
    scanned: &ScanCode,
    servers: &[&str],
    code: String,
) -> Result<Scanned, DeskError> {
    let Some(us) = &scanned.us else { return Ok(Scanned::Nothing { code }) };
    Ok(match find(read, &read_code(shortened(us), servers))? {
        Found::One(id, _) => Scanned::DidYouMean { code, asset: asset_ref(read, id)? },
        Found::Elsewhere(host) => Scanned::OtherServer { host },
        Found::Several(..) | Found::Nothing => Scanned::Nothing { code },
    })
}

fn find(read: &Read<'_>, code: &Code) -> Result<Found, DeskError> {
    Ok(match code {
        Code::Asset(id) if read.mirrored(*id)?.is_some() => Found::One(*id, FoundBy::Address),
        Code::Asset(_) => Found::Nothing,
        Code::Tag(tag) => told_apart(read, read.assets_by_tag(tag)?, FoundBy::Address)?,
        Code::OtherServer { host } => Found::Elsewhere(host.clone()),
        Code::Text(text) => match told_apart(read, read.assets_by_tag(text)?, FoundBy::Tag)? {
            Found::Nothing => told_apart(read, read.assets_by_serial(text)?, FoundBy::Serial)?,
            found => found,
        },
    })
}

/// A tag is used again once its asset was deleted: those that are there come before those that
/// are gone.
fn told_apart(read: &Read<'_>, ids: Vec<AssetId>, by: FoundBy) -> Result<Found, DeskError> {
    let mut present = Vec::new();
    for id in &ids {
        if read.mirrored(*id)?.is_some_and(|known| !known.snapshot.deleted) {
            present.push(*id);
        }
    }
    let found = if present.is_empty() { ids } else { present };
    Ok(match found.as_slice() {
        [] => Found::Nothing,
        [one] => Found::One(*one, by),
        _ => Found::Several(found, by),
    })
}

fn words(code: &Code) -> String {
    match code {
        Code::Asset(id) => id.to_string(),
        Code::Tag(text) | Code::Text(text) => text.clone(),
        Code::OtherServer { host } => host.clone(),
    }
}

fn shortened(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
