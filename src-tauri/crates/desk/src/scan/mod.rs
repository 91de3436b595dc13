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
use crate::reconcile;

/// The longest text that is looked for: labels hold less.
const LONGEST: usize = 500;

/// What a code stands for, as far as the mirror knows.
pub async fn scan(counter: &Counter, code: ScanCode) -> Result<Scanned, DeskError> {
    let servers = Servers::of(counter);
    let moment = equipment::moment(counter);
    let find = move |read: &Read<'_>| {
        let found = |asset| equipment::row_of(read, asset, moment);
        resolve(read, &code, &servers, found)
    };
    counter.db.read(find).await
}

/// The same once Snipe-IT was asked about what the mirror does not know.
///
/// # Errors
/// What kept Snipe-IT from answering.
pub async fn scan_asked(counter: &Counter, code: ScanCode) -> Result<Scanned, DeskError> {
    let text = Servers::of(counter).read(&code.text);
    match &text {
        Code::Asset(id) => reconcile::read_asset(counter, *id).await?,
        Code::Tag(name) | Code::Text(name) if may_name(name) => {
            reconcile::read_named(counter, name).await?;
        }
        _ => {}
    }
    Ok(match scan(counter, code).await? {
        Scanned::Nothing { code, .. } => Scanned::Nothing { code, ask: false },
        found => found,
    })
}

/// The addresses under which this server is known.
struct Servers(Vec<String>);

impl Servers {
    fn of(counter: &Counter) -> Self {
        let connection = counter.configuration().connection;
        Self(std::iter::once(connection.address).chain(connection.public_address).collect())
    }

    fn read(&self, scanned: &str) -> Code {
        let known: Vec<_> = self.0.iter().map(String::as_str).collect();
        read_code(shortened(scanned), &known)
    }
}

/// Whether Snipe-IT may know an asset by this name; pages of the web are none.
fn may_name(text: &str) -> bool {
    !text.is_empty() && !text.contains("://")
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
    servers: &Servers,
    row: impl Fn(AssetId) -> Result<EquipmentRow, DeskError>,
) -> Result<Scanned, DeskError> {
    let text = servers.read(&code.text);
    Ok(match find(read, &text)? {
        Found::One(id, by) => Scanned::Asset { id, by },
        Found::Several(ids, by) => {
            let rows = ids.into_iter().map(row).collect::<Result<_, _>>()?;
            Scanned::Several { code: words(&text), by, rows }
        }
        Found::Elsewhere(host) => Scanned::OtherServer { host },
        Found::Nothing => otherwise(read, code, servers, &text)?,
    })
}

/// Nothing as typed: perhaps as a US keyboard would have typed it.
fn otherwise(
    read: &Read<'_>,
    scanned: &ScanCode,
    servers: &Servers,
    text: &Code,
) -> Result<Scanned, DeskError> {
    let us = scanned.us.as_deref().map(|us| find(read, &servers.read(us))).transpose()?;
    let code = words(text);
    Ok(match us {
        Some(Found::One(id, _)) => Scanned::DidYouMean { code, asset: asset_ref(read, id)? },
        Some(Found::Elsewhere(host)) => Scanned::OtherServer { host },
        Some(Found::Several(..) | Found::Nothing) | None => {
            let ask = matches!(text, Code::Asset(_)) || may_name(&code);
            Scanned::Nothing { code, ask }
        }
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
