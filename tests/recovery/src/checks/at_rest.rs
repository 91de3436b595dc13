//! Once the faults have stopped and everything was read: nothing is left open, and the workspace is
//! what Snipe-IT says, or a person is told that it is not.

use std::collections::HashSet;

use rusqlite::Connection;
use serde_json::Value;
use snipeit_simulator::{Asset, Holder, Lab};

use super::{Found, broken};
use crate::book::{Book, Columns, number, rows, text};
use crate::insiders::Insiders;
use crate::truth::all_assets;
use crate::violation::Rule;

/// Reserved, in every lab here.
const RESERVED: u32 = 7;

/// Everything that must hold at rest.
pub fn at_rest(
    connection: &Connection,
    book: &Book,
    insiders: &Insiders,
    lab: &Lab,
) -> rusqlite::Result<Found> {
    let told = told(book);
    let mut found = open_operations(book);
    found.extend(units(book, insiders, lab, &told));
    found.extend(unclaimed(book, lab, &told));
    found.extend(mirror(connection, lab)?);
    Ok(found)
}

/// Assets about which a person is told, or said that they are right as they are.
fn told(book: &Book) -> HashSet<u32> {
    let open = |row: &&Columns| {
        row.get("closed_at").is_none_or(Value::is_null) || text(row, "answer") == "keep"
    };
    let discrepancies = book.kind("discrepancy").iter().map(|(_, row)| row);
    discrepancies.filter(open).filter_map(|row| number(row, "asset")).collect()
}

fn open_operations(book: &Book) -> Found {
    let operations = book.kind("operation");
    let open = operations.iter().filter(|(_, row)| {
        matches!(text(row, "phase").as_str(), "waiting" | "sending" | "in_doubt")
    });
    let words = |row: &Columns| format!("{} is {}", text(row, "kind"), text(row, "phase"));
    open.map(|(id, row)| {
        broken(Rule::NeverSettled, format!("operation {}, {}", operations.number(id), words(row)))
    })
    .collect()
}

fn units(book: &Book, insiders: &Insiders, lab: &Lab, told: &HashSet<u32>) -> Found {
    let units = book.kind("unit");
    let mut found = Found::new();
    for (id, unit) in units.iter() {
        let Some(asset) = number(unit, "asset").and_then(|asset| lab.asset(asset)) else {
            continue;
        };
        let rule = match text(unit, "state").as_str() {
            "reserved" if !is_reserved(asset) => Rule::ReservedOnlyHere,
            "checked_out" if !is_out(asset, &insiders.of_unit(book, unit)) => Rule::OutOnlyHere,
            _ => continue,
        };
        if !told.contains(&asset.id) {
            let detail = format!("unit {}, {}", units.number(id), describe(asset));
            found.push(broken(rule, detail));
        }
    }
    found
}

fn is_reserved(asset: &Asset) -> bool {
    asset.deleted_at.is_none() && asset.holder.is_none() && asset.label == RESERVED
}

fn is_out(asset: &Asset, insiders: &HashSet<u32>) -> bool {
    matches!(asset.holder, Some(Holder::User(id)) if insiders.contains(&id))
}

/// No asset waits on the shelf, Reserved for nobody.
fn unclaimed(book: &Book, lab: &Lab, told: &HashSet<u32>) -> Found {
    let claimed: HashSet<u32> = book
        .kind("unit")
        .iter()
        .filter(|(_, unit)| matches!(text(unit, "state").as_str(), "reserved" | "checked_out"))
        .filter_map(|(_, unit)| number(unit, "asset"))
        .collect();
    let stray = lab.assets().filter(|asset| {
        is_reserved(asset) && !claimed.contains(&asset.id) && !told.contains(&asset.id)
    });
    stray.map(|asset| broken(Rule::ReservedOnlyThere, describe(asset))).collect()
}

fn describe(asset: &Asset) -> String {
    let Asset { id, label, holder, deleted_at, .. } = asset;
    let deleted = if deleted_at.is_some() { ", deleted" } else { "" };
    format!("asset {id} with label {label}, holder {holder:?}{deleted}")
}

/// The mirror has every asset as the lab has it.
fn mirror(connection: &Connection, lab: &Lab) -> rusqlite::Result<Found> {
    let sql = "SELECT id, tag, name, label, holder, deleted, vanished_at FROM mirror_assets";
    let known = rows(connection, sql, [])?;
    let mut found = Found::new();
    for asset in all_assets(lab) {
        let row = known.iter().find(|row| number(row, "id") == Some(asset.id));
        match row {
            Some(row) => found.extend(differs(row, asset)),
            // What was deleted before anybody read it need not be known.
            None if asset.deleted_at.is_some() => {}
            None => found.push(broken(Rule::MirrorDiffers, format!("no asset {}", asset.id))),
        }
    }
    let stray = known.iter().filter(|row| row["vanished_at"].is_null());
    let stray = stray.filter_map(|row| number(row, "id")).find(|id| lab.asset(*id).is_none());
    found.extend(stray.map(|id| broken(Rule::MirrorDiffers, format!("asset {id} is gone"))));
    Ok(found)
}

fn differs(row: &Columns, asset: &Asset) -> Option<crate::Violation> {
    let deleted = asset.deleted_at.is_some();
    let same = number(row, "deleted") == Some(deleted.into())
        && (deleted || number(row, "label") == Some(asset.label))
        && (deleted || holder(row) == asset.holder)
        && text(row, "tag") == asset.tag
        && text(row, "name") == asset.name.clone().unwrap_or_default();
    let detail = || format!("{}, and the mirror says {row:?}", describe(asset));
    (!same).then(|| broken(Rule::MirrorDiffers, detail()))
}

fn holder(row: &Columns) -> Option<Holder> {
    let holder: Value = serde_json::from_str(&text(row, "holder")).ok()?;
    let id = u32::try_from(holder["id"].as_u64()?).ok()?;
    match holder["kind"].as_str()? {
        "user" => Some(Holder::User(id)),
        "location" => Some(Holder::Location(id)),
        _ => Some(Holder::Asset(id)),
    }
}
