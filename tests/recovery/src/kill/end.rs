//! How things stand when nothing more happens: what must not depend on a kill.

use std::collections::BTreeMap;

use domain::operation::{OperationKind, Phase};
use serde_json::Value;
use snipeit_simulator::{Holder, Lab};

use super::record::{Operation, Record};
use super::wire::Place;

/// An end, without times and ids. Units and assets go by their place in the scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Each unit's state and asset.
    pub units: Vec<(String, Option<u32>)>,
    /// Each asset's label and holder.
    pub assets: Vec<(u32, Option<Holder>)>,
    /// Each operation: its unit, kind and phase.
    pub operations: Vec<(Option<usize>, OperationKind, Phase)>,
    /// What is disagreed about, with the asset.
    pub disagreements: Vec<(u32, String)>,
    /// What was told, and how often.
    pub told: BTreeMap<String, usize>,
}

impl End {
    /// Of a workspace and a lab.
    #[must_use]
    pub fn of(record: &Record, lab: &Lab, place: &Place) -> Self {
        let index = |unit: &str| place.units.iter().position(|id| id.0.to_string() == unit);
        let mut units: Vec<_> =
            record.units.iter().map(|one| (index(&one.id), one.state.clone(), one.asset)).collect();
        units.sort();
        let kind = |one: &Operation| (one.unit.as_deref().and_then(index), one.kind, one.phase);
        let mut operations: Vec<_> = record.operations.iter().map(kind).collect();
        operations.sort_by_key(|one| format!("{one:?}"));
        Self {
            units: units.into_iter().map(|(_, state, asset)| (state, asset)).collect(),
            assets: place.assets.iter().filter_map(|id| asset(lab, *id)).collect(),
            operations,
            disagreements: record.disagreements.clone(),
            told: told(record),
        }
    }
}

fn asset(lab: &Lab, id: u32) -> Option<(u32, Option<Holder>)> {
    lab.asset(id).map(|asset| (asset.label, asset.holder))
}

fn told(record: &Record) -> BTreeMap<String, usize> {
    let mut told = BTreeMap::new();
    for message in &record.messages {
        *told.entry(news(&message.news)).or_default() += 1;
    }
    told
}

/// `checked_out ML-0001`
fn news(news: &Value) -> String {
    let word = |name: &str| news.get(name).and_then(Value::as_str).unwrap_or_default();
    format!("{} {}", word("kind"), word("tag"))
}
