//! How things stand when nothing more happens: what must not depend on a kill.

use std::collections::BTreeMap;

use domain::operation::{OperationKind, Phase};
use serde_json::Value;
use snipeit_simulator::{Holder, Lab};

use super::record::Record;
use super::wire::Place;

/// An end, without times and ids. Units and assets go by their place in the scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Each unit's state and asset.
    pub units: Vec<(String, Option<u32>)>,
    /// Each asset's label and holder.
    pub assets: Vec<(u32, Option<Holder>)>,
    /// Each operation: unit, kind and phase.
    pub operations: Vec<(usize, OperationKind, Phase)>,
    /// What is disagreed about, with the unit.
    pub disagreements: Vec<(usize, String)>,
    /// What was told, and how often.
    pub told: BTreeMap<String, usize>,
}

impl End {
    /// Of a workspace and a lab.
    #[must_use]
    pub fn of(record: &Record, lab: &Lab, place: &Place) -> Self {
        let index = |unit: &str| place.units.iter().position(|id| id.0.to_string() == unit);
        let index = |unit: &str| index(unit).unwrap_or(usize::MAX);
        let mut units = vec![(String::new(), None); place.units.len()];
        for unit in &record.units {
            if let Some(slot) = units.get_mut(index(&unit.id)) {
                *slot = (unit.state.clone(), unit.asset);
            }
        }
        let operations = record.operations.iter();
        let mut operations: Vec<_> =
            operations.map(|one| (index(&one.unit), one.kind, one.phase)).collect();
        operations.sort_by_key(|one| format!("{one:?}"));
        let disagreements = record.disagreements.iter();
        Self {
            units,
            assets: place.assets.iter().filter_map(|id| asset(lab, *id)).collect(),
            operations,
            disagreements: disagreements
                .map(|(unit, about)| (index(unit), about.clone()))
                .collect(),
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
