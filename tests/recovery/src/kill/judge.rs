//! What must always be so: at the moment of a kill, and whenever the core has come to rest.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::evidence::Evidence;
use domain::ids::NotificationId;
use serde_json::{Map, Value};
use snipeit_simulator::Lab;

use super::facts::{Facts, Sent, movement};
use super::record::{Record, Transition};

/// A write may still be at work on the server for so long.
const STILL_AT_WORK: TimeDelta = TimeDelta::seconds(60);

/// Everything that is wrong with a workspace, in words.
#[must_use]
pub fn judge(record: &Record, facts: &Facts, lab: &Lab) -> Vec<String> {
    [
        evidence(record, facts),
        history(record),
        journal(record),
        claims(record),
        cursor(record, lab),
        writes(record, facts),
        repetitions(&facts.sent),
    ]
    .concat()
}

/// What was there before and is not there any more, or is otherwise.
#[must_use]
pub fn lost(before: &Record, after: &Record) -> Vec<String> {
    let mut lost = Vec::new();
    for operation in &before.operations {
        match after.operations.iter().find(|one| one.id == operation.id) {
            None => lost.push(format!("the operation {operation:?} vanished")),
            Some(now) if now.kind != operation.kind || now.unit != operation.unit => {
                lost.push(format!("the operation {operation:?} became {now:?}"));
            }
            Some(_) => {}
        }
    }
    for message in &before.messages {
        if !after.messages.iter().any(|one| one.id == message.id) {
            lost.push(format!("the message {} vanished", message.news));
        }
    }
    let same = |(one, other): (&Transition, &Transition)| one == other;
    if after.transitions.len() < before.transitions.len()
        || !before.transitions.iter().zip(&after.transitions).all(same)
    {
        lost.push("the history is not the longer history of before".to_owned());
    }
    if !before.applied.is_subset(&after.applied) && after.feed >= before.feed {
        lost.push("an applied row is forgotten".to_owned());
    }
    lost
}

/// Each message was handed over once; twice, or nobody knows whether, only in the moment of a kill.
#[must_use]
pub fn told(record: &Record, told: &[NotificationId], at_the_kill: Option<&Record>) -> Vec<String> {
    let mut wrong = Vec::new();
    for message in &record.messages {
        let times = told.iter().filter(|id| id.0.to_string() == message.id).count();
        let killed = |shown| {
            let at = at_the_kill.and_then(|at| at.messages.iter().find(|m| m.id == message.id));
            at.is_some_and(|at| at.shown == shown)
        };
        let right = times == 1 || (times == 2 && killed(false)) || (times == 0 && killed(true));
        if !message.shown || !right {
            let noted = if message.shown { "noted as told" } else { "not noted as told" };
            wrong.push(format!(
                "the message {} was told {times} times and is {noted}",
                message.news
            ));
        }
    }
    wrong
}

/// Nothing that moves an asset was even begun twice for one operation, unless a person said so.
#[must_use]
pub fn posted(record: &Record, facts: &Facts, posted: &[String]) -> Vec<String> {
    let mut times = BTreeMap::<_, usize>::new();
    for path in posted {
        *times.entry(path).or_default() += 1;
    }
    let of = |path: &str| path.split('/').nth(1).and_then(|asset| asset.parse::<u32>().ok());
    let moves = |asset| {
        let on_it = record.operations.iter().filter(|one| one.asset == asset);
        on_it.filter(|one| one.kind.moves_asset()).count() + facts.again
    };
    let twice = times.into_iter().filter(|(path, times)| *times > moves(of(path)));
    twice.map(|(path, times)| format!("POST {path} was begun {times} times")).collect()
}

fn evidence(record: &Record, facts: &Facts) -> Vec<String> {
    let needed = |to: &str| matches!(to, "reserved" | "checked_out" | "returned");
    let moves = record.transitions.iter().filter(|one| needed(&one.to));
    moves.filter_map(|one| unfounded(record, facts, one)).collect()
}

fn unfounded(record: &Record, facts: &Facts, transition: &Transition) -> Option<String> {
    let asset = record.units.iter().find(|unit| unit.id == transition.unit)?.asset;
    let Some(asset) = asset else { return Some(format!("{transition:?} without an asset")) };
    let Some(evidence) = &transition.evidence else {
        return Some(format!("without evidence: {transition:?}"));
    };
    match serde_json::from_value::<Evidence>(evidence.clone()) {
        Err(error) => Some(format!("evidence that cannot be read: {evidence}: {error}")),
        Ok(read) if facts.confirm(&read, asset, &transition.to) => None,
        Ok(_) => Some(format!("never so in Snipe-IT: {transition:?}")),
    }
}

/// Each state follows from the one before, and the last is the unit's.
fn history(record: &Record) -> Vec<String> {
    let mut wrong = Vec::new();
    for unit in &record.units {
        let mut state = None;
        for step in record.transitions.iter().filter(|one| one.unit == unit.id) {
            if state.is_some() && step.from != state {
                wrong.push(format!("the history jumps from {state:?}: {step:?}"));
            }
            state = Some(step.to.clone());
        }
        if state.as_ref().is_some_and(|last| *last != unit.state) {
            wrong.push(format!("{unit:?} is not where its history ends, {state:?}"));
        }
        if state.is_none() && unit.state != "pending" {
            wrong.push(format!("{unit:?} has no history"));
        }
    }
    wrong
}

/// What the journal says, put together, is the row.
fn journal(record: &Record) -> Vec<String> {
    let mut wrong = Vec::new();
    for unit in &record.units {
        let mut row = Map::new();
        for change in record.changes.iter().filter(|change| change.unit == unit.id) {
            if let Value::Object(values) = &change.values {
                row.extend(values.clone());
            }
        }
        let asset = unit.asset.map_or(Value::Null, Value::from);
        if row.get("state").and_then(Value::as_str) != Some(&unit.state)
            || row.get("asset").unwrap_or(&Value::Null) != &asset
        {
            wrong.push(format!("the journal does not lead to {unit:?}"));
        }
    }
    wrong
}

fn claims(record: &Record) -> Vec<String> {
    let mut claims = BTreeMap::new();
    for unit in record.units.iter().filter(|unit| {
        matches!(unit.state.as_str(), "reserved" | "checked_out") && unit.asset.is_some()
    }) {
        *claims.entry(unit.asset).or_insert(0) += 1;
    }
    let double = claims.into_iter().filter(|(_, times)| *times > 1);
    double.map(|(asset, times)| format!("the asset {asset:?} is claimed {times} times")).collect()
}

/// Every check-out and check-in that the feed has left behind was applied.
fn cursor(record: &Record, lab: &Lab) -> Vec<String> {
    let Some((start, cursor)) = record.feed else { return Vec::new() };
    let passed = lab.activity().filter_map(movement).map(|(id, ..)| id);
    let missed = passed.filter(|id| *id > start && *id <= cursor && !record.applied.contains(id));
    missed.map(|id| format!("the cursor {cursor} is ahead of the row {id}")).collect()
}

/// Nothing is written that was not stored before, and nothing that moves an asset twice.
fn writes(record: &Record, facts: &Facts) -> Vec<String> {
    let mut wrong = Vec::new();
    for sent in &facts.sent {
        let for_it = |asset: Option<u32>| asset.is_some() && asset == sent.asset();
        let stored = record.operations.iter().filter(|one| for_it(one.asset));
        let stored = stored.filter(|one| record.sent.contains(&one.id));
        let moves = stored.clone().filter(|one| one.kind.moves_asset()).count() + facts.again;
        if stored.count() == 0 {
            wrong.push(format!("sent without being stored as sending: {sent:?}"));
        }
        let same = |other: &&Sent| other.request.path == sent.request.path;
        let times = facts.sent.iter().filter(same).count();
        if sent.request.method == "POST" && times > moves {
            wrong.push(format!("sent {times} times for {moves} operations: {sent:?}"));
        }
    }
    wrong
}

/// The same write twice within a minute, with nothing written to that asset in between.
fn repetitions(sent: &[Sent]) -> Vec<String> {
    let mut last = BTreeMap::<_, &Sent>::new();
    let mut wrong = Vec::new();
    for write in sent {
        let before = last.insert(write.asset(), write);
        let again = before.filter(|before| before.request == write.request);
        if again.is_some_and(|before| write.at - before.at < STILL_AT_WORK) {
            wrong.push(format!("sent again within a minute: {write:?}"));
        }
    }
    wrong
}
