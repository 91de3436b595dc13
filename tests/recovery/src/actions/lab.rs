//! Everybody else who works in Snipe-IT.

use anyhow::Result;
use chrono::TimeDelta;
use desk::Round;
use snipeit_simulator::{Asset, Holder};

use crate::book::{number, text};
use crate::meddling::Meddling;
use crate::watch::Ambush;
use crate::world::World;

/// Labels: Pending, Available, Archived, Reserved, Checked Out, In Repair.
const LABELS: [u32; 6] = [1, 2, 3, 7, 8, 9];

/// At the counter, on Snipe-IT's page: what is reserved goes to whom it is reserved for.
pub fn lend(world: &mut World<'_>) -> String {
    let reserved = world.units("reserved");
    let pending = world.units("pending");
    let from = if reserved.is_empty() || world.chance.one_in(6) { &pending } else { &reserved };
    let Some(unit) = world.chance.pick(from).cloned() else { return "lend nothing".to_owned() };
    let Some(meddling) = out(world, &unit) else { return "lend nothing".to_owned() };
    world.happen(&meddling)
}

fn out(world: &mut World<'_>, unit: &str) -> Option<Meddling> {
    let unit = world.book().kind("unit").get(unit)?;
    let requisition = world.book().kind("requisition").get(&text(unit, "requisition"))?;
    let (project, due) = (text(requisition, "project"), text(requisition, "ends").parse().ok());
    let asset = number(unit, "asset")?;
    let first = world.cast().projects[0].0.to_string() == project;
    let users = world.cast().users;
    let user = match world.chance.between(0, 9) {
        0 => users[3],
        1 => users[if first { 2 } else { 0 }],
        _ if first => users[if world.chance.one_in(2) { 0 } else { 1 }],
        _ => users[2],
    };
    let label = world.chance.one_in(3).then_some(8);
    Some(Meddling::Out { asset, to: Holder::User(user), due, label })
}

/// Somebody brings something back.
pub fn bring_back(world: &mut World<'_>) -> String {
    let held: Vec<_> = world.assets().into_iter().filter(|asset| asset.holder.is_some()).collect();
    let Some(asset) = world.chance.pick(&held).map(|asset| asset.id) else {
        return "bring nothing back".to_owned();
    };
    let label = world.chance.one_in(5).then_some(2);
    world.happen(&Meddling::In { asset, label })
}

/// Anything.
pub fn meddle(world: &mut World<'_>) -> String {
    match anything(world) {
        Some(meddling) => world.happen(&meddling),
        None => "nothing happens in Snipe-IT".to_owned(),
    }
}

fn anything(world: &mut World<'_>) -> Option<Meddling> {
    let asset = an_asset(world)?;
    let id = asset.id;
    let day = world.today() + TimeDelta::days(world.chance.between(1, 30).into());
    Some(match world.chance.between(0, 15) {
        0 | 1 => Meddling::Out { asset: id, to: anybody(world), due: Some(day), label: None },
        2 | 3 => Meddling::In { asset: id, label: None },
        // An edit that takes it out of use writes a check-in.
        4 => Meddling::In { asset: id, label: Some(9) },
        5 | 6 => Meddling::Freed { asset: id },
        7..=10 => Meddling::Label { asset: id, label: *world.chance.pick(&LABELS)? },
        11 => Meddling::Extended { asset: id, due: day },
        12 if world.assets().len() > 5 => Meddling::Deleted { asset: id },
        _ => Meddling::Renamed { asset: id, name: format!("No. {}", world.chance.between(1, 99)) },
    })
}

/// More often than not one that somebody wants.
fn an_asset(world: &mut World<'_>) -> Option<Asset> {
    let assets = world.assets();
    let wanted = world.wanted_assets();
    let wanted: Vec<_> = assets.iter().filter(|asset| wanted.contains(&asset.id)).collect();
    if !world.chance.one_in(3)
        && let Some(asset) = world.chance.pick(&wanted)
    {
        return Some((*asset).clone());
    }
    world.chance.pick(&assets).cloned()
}

fn anybody(world: &mut World<'_>) -> Holder {
    let (users, room) = (world.cast().users, world.cast().room);
    match world.chance.between(0, 4) {
        4 => Holder::Location(room),
        user => Holder::User(users[user as usize]),
    }
}

/// Something happens between two requests that are to come.
pub fn ambush(world: &mut World<'_>) -> String {
    let Some(what) = anything(world) else { return "nobody lies in wait".to_owned() };
    let asset = world.wanted_assets();
    let Some(asset) = world.chance.pick(&asset).copied() else {
        return "nobody lies in wait".to_owned();
    };
    let what = about(what, asset);
    let method = if world.chance.one_in(3) { "GET" } else { "PATCH" };
    let path = format!("/hardware/{asset}");
    let words = format!("just before the next {method} {path}: {what:?}");
    world.watcher.sight().ambush.push(Ambush { method, path, what });
    words
}

/// The same with that asset.
fn about(what: Meddling, asset: u32) -> Meddling {
    match what {
        Meddling::Out { to, due, label, .. } => Meddling::Out { asset, to, due, label },
        Meddling::In { label, .. } => Meddling::In { asset, label },
        Meddling::Freed { .. } => Meddling::Freed { asset },
        Meddling::Label { label, .. } => Meddling::Label { asset, label },
        Meddling::Extended { due, .. } => Meddling::Extended { asset, due },
        Meddling::Renamed { name, .. } => Meddling::Renamed { asset, name },
        Meddling::Deleted { .. } => Meddling::Deleted { asset },
    }
}

/// The newest row's transaction is still open, or one that was open ends.
pub fn late_row(world: &mut World<'_>) -> String {
    match world.withheld.pop() {
        Some(row) => {
            world.watcher.sight().truth.appeared(row.id);
            let words = format!("row {} appears", row.id);
            world.server().with_lab(|lab| lab.release(row));
            words
        }
        None => withhold(world),
    }
}

fn withhold(world: &mut World<'_>) -> String {
    let back = world.chance.between(0, 1) as usize;
    let row = world.server().with_lab(|lab| {
        let row = lab.activity().rev().nth(back)?.id;
        lab.withhold(row)
    });
    let Some(row) = row else { return "no row is open".to_owned() };
    let words = format!("row {} is not there yet", row.id);
    world.withheld.push(row);
    words
}

/// The server is backed up, or goes back to its backup. The desk polls before it has done anything
/// new: a log that grew past the cursor again would tell nobody.
pub async fn backup(world: &mut World<'_>) -> Result<String> {
    let newest = world.server().with_lab(|lab| lab.newest_activity());
    let usable = |old: &snipeit_simulator::Lab| old.newest_activity() < newest;
    match world.backup.take() {
        Some(old) if usable(&old) && world.chance.one_in(2) => restore(world, old).await,
        _ => {
            world.backup = Some(world.server().snapshot());
            Ok("the server is backed up".to_owned())
        }
    }
}

async fn restore(world: &mut World<'_>, old: snipeit_simulator::Lab) -> Result<String> {
    let cursor = world.cursor()?;
    if old.newest_activity() >= cursor {
        world.backup = Some(old);
        return Ok("the backup is younger than the feed".to_owned());
    }
    world.server().faults().clear();
    world.offline = false;
    world.withheld.clear();
    {
        let mut sight = world.watcher.sight();
        sight.lingering.clear();
        sight.ambush.clear();
    }
    world.server().restore(old);
    world.server().with_lab(|lab| world.watcher.sight().truth.restored(lab));
    world.desk.round(Round::Feed).await?;
    Ok("the server goes back to its backup; read the feed".to_owned())
}
