//! What the workspace claims rests on evidence, and the evidence is true.

use serde_json::Value;
use snipeit_simulator::Holder;

use super::{Found, broken};
use crate::book::{Book, Columns, number, text};
use crate::insiders::Insiders;
use crate::truth::{Moment, Truth};
use crate::violation::{Rule, Violation};

/// Reserved, in every lab here.
const RESERVED: u64 = 7;

/// A transition of a unit, as the history tells it.
struct Move<'a> {
    unit: &'a Columns,
    number: usize,
    fence: Option<u32>,
    to: String,
    by_person: bool,
}

/// Judges what the history says anew.
pub fn check(fresh: &[Columns], book: &Book, truth: &Truth, insiders: &Insiders) -> Found {
    let mut found = out_of_order(fresh);
    for row in fresh {
        let evidence: Option<Value> = serde_json::from_str(&text(row, "evidence")).ok();
        let of_unit = (text(row, "entity") == "unit").then(|| transition(row, book)).flatten();
        match (&evidence, &of_unit) {
            (None, Some(of)) if of.needs_evidence() => {
                found.push(broken(Rule::NoEvidence, format!("unit {} is {}", of.number, of.to)));
            }
            (Some(evidence), of) => {
                found.extend(judge(evidence, of.as_ref(), &Known { book, truth, insiders }));
            }
            _ => {}
        }
    }
    found
}

fn transition<'a>(row: &Columns, book: &'a Book) -> Option<Move<'a>> {
    let id = text(row, "entity_id");
    let (unit, number) = (book.kind("unit").get(&id)?, book.kind("unit").number(&id));
    let by_person = text(row, "actor").contains("\"technician\"");
    let fence = book.fence_then(&text(row, "id"));
    Some(Move { unit, number, fence, to: text(row, "new_status"), by_person })
}

impl Move<'_> {
    fn needs_evidence(&self) -> bool {
        matches!(self.to.as_str(), "reserved" | "checked_out" | "returned")
    }

    fn asset(&self) -> Option<u32> {
        number(self.unit, "asset")
    }
}

/// Rows of the log move units in the order of their ids.
fn out_of_order(fresh: &[Columns]) -> Found {
    let moves = fresh.iter().filter(|row| text(row, "entity") == "unit");
    let ids: Vec<_> = moves.filter_map(activity).collect();
    match ids.windows(2).find(|pair| pair[0] > pair[1]) {
        Some(pair) => {
            let detail = format!("row {} before row {}", pair[0], pair[1]);
            vec![broken(Rule::OutOfOrder, detail)]
        }
        None => Found::new(),
    }
}

fn activity(row: &Columns) -> Option<u64> {
    let evidence: Value = serde_json::from_str(&text(row, "evidence")).ok()?;
    if evidence["kind"] == "activity" { evidence["id"].as_u64() } else { None }
}

/// What evidence is judged by.
struct Known<'a> {
    book: &'a Book,
    truth: &'a Truth,
    insiders: &'a Insiders,
}

fn judge(evidence: &Value, of: Option<&Move<'_>>, known: &Known<'_>) -> Found {
    let mut found = Found::new();
    let fails = match evidence["kind"].as_str() {
        Some("label_seen") => label_seen(evidence, of, known.truth),
        Some("asset_seen") => asset_seen(evidence, known.truth),
        Some("activity") => {
            found.extend(of.and_then(|of| below_fence(evidence, of)));
            row_seen(evidence, of, known)
        }
        _ => Err("of an unknown kind".to_owned()),
    };
    if let Err(why) = fails {
        let unit = of.map(|of| format!(" for unit {} to be {}", of.number, of.to));
        let detail = format!("{evidence}{}: {why}", unit.unwrap_or_default());
        found.push(broken(Rule::FalseEvidence, detail));
    }
    found
}

type Judgement = Result<(), String>;

fn expect(so: bool, otherwise: &str) -> Judgement {
    if so { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// The asset wore that label while it was read; reserved, nobody had it either.
fn label_seen(evidence: &Value, of: Option<&Move<'_>>, truth: &Truth) -> Judgement {
    let asset = asset(evidence);
    expect(of.is_none_or(|of| of.asset() == Some(asset)), "another asset")?;
    let reserves = of.is_some_and(|of| of.to == "reserved");
    expect(!reserves || evidence["label"] == RESERVED, "another label than Reserved")?;
    let so = |moment: &Moment| {
        evidence["label"] == moment.label
            && !moment.deleted
            && !(reserves && moment.holder.is_some())
    };
    expect(truth.during(asset).iter().any(so), "it was not so then")
}

fn asset_seen(evidence: &Value, truth: &Truth) -> Judgement {
    let moments = truth.during(asset(evidence));
    let any = |so: fn(&Moment) -> bool| expect(moments.iter().any(so), "it was not so then");
    match evidence["fact"].as_str() {
        Some("deleted") => any(|moment| moment.deleted),
        Some("label_changed") => any(|moment| u64::from(moment.label) != RESERVED),
        Some("free") => any(|moment| moment.holder.is_none()),
        Some("held") => any(|moment| moment.holder.is_some()),
        Some("came_back") => any(|moment| moment.last_checkin.is_some()),
        Some("archived") => any(|moment| !moment.lendable),
        _ => Err("an unknown fact".to_owned()),
    }
}

fn below_fence(evidence: &Value, of: &Move<'_>) -> Option<Violation> {
    let (row, fence) = (evidence["id"].as_u64()?, of.fence?);
    let detail = format!("row {row} moved unit {}, whose fence is {fence}", of.number);
    (row <= fence.into()).then(|| broken(Rule::BelowFence, detail))
}

fn row_seen(evidence: &Value, of: Option<&Move<'_>>, known: &Known<'_>) -> Judgement {
    let Known { book, truth, insiders } = known;
    let id = evidence["id"].as_u64().and_then(|id| u32::try_from(id).ok()).unwrap_or_default();
    let Some(row) = truth.movement(id) else { return Err("there is no such row".to_owned()) };
    let Some(of) = of else { return Ok(()) };
    expect(of.asset() == Some(row.asset), "it is about another asset")?;
    match of.to.as_str() {
        "checked_out" => {
            expect(row.out, "it is no check-out")?;
            let inside = insiders.of_unit(book, of.unit);
            let meant = matches!(row.target, Some(Holder::User(id)) if inside.contains(&id));
            expect(meant || of.by_person, "it went to somebody else")
        }
        "returned" => {
            expect(!row.out, "it is no check-in")?;
            let back = |moment: &Moment| came_back(moment, id, row.asset, row.at, truth);
            let so = truth.during(row.asset).iter().any(back);
            expect(so || of.by_person, "the asset did not come back by it")
        }
        _ => Ok(()),
    }
}

/// Whether the asset itself says that it came back: it is free and can be lent, or it is out again.
fn came_back(
    moment: &Moment,
    row: u32,
    asset: u32,
    at: chrono::DateTime<chrono::Utc>,
    truth: &Truth,
) -> bool {
    let since = moment.last_checkin.is_some_and(|back| back + chrono::TimeDelta::seconds(2) >= at);
    match moment.holder {
        _ if moment.deleted => false,
        None => moment.lendable,
        Some(_) => since || truth.out_again(row, asset),
    }
}

fn asset(evidence: &Value) -> u32 {
    evidence["asset"].as_u64().and_then(|id| u32::try_from(id).ok()).unwrap_or_default()
}
