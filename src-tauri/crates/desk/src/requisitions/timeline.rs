//! Everything that happened to a requisition.

use std::collections::HashMap;

use domain::ids::{AssetId, UnitId};
use workspace::Read;
use workspace::table::history::{Event, HistoryRecord};

use crate::api::{DeskError, TimelineEntry, TimelineEvent};

/// The entries, newest first, with the unit each belongs to.
pub fn entries(
    read: &Read<'_>,
    records: Vec<HistoryRecord>,
) -> Result<Vec<(Option<UnitId>, TimelineEntry)>, DeskError> {
    let mut tags = HashMap::new();
    let mut entries = Vec::new();
    for record in records {
        let Some(event) = event(&record.event) else { continue };
        let tag = match record.asset {
            Some(asset) => tag(read, &mut tags, asset)?,
            None => None,
        };
        let entry = TimelineEntry {
            at: record.at,
            event,
            line: record.line,
            tag,
            actor: record.actor,
            evidence: record.evidence,
            note: record.note,
        };
        entries.push((record.unit, entry));
    }
    Ok(entries)
}

fn tag(
    read: &Read<'_>,
    tags: &mut HashMap<AssetId, Option<String>>,
    asset: AssetId,
) -> Result<Option<String>, DeskError> {
    if let Some(known) = tags.get(&asset) {
        return Ok(known.clone());
    }
    let tag = read.mirrored(asset)?.map(|known| known.snapshot.tag);
    tags.insert(asset, tag.clone());
    Ok(tag)
}

fn event(event: &Event) -> Option<TimelineEvent> {
    Some(match event {
        Event::Asked => TimelineEvent::Asked,
        Event::Moved { from, to } => {
            let state = |word: &str| {
                serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
            };
            TimelineEvent::Moved { from: state(from.as_deref()?)?, to: state(to)? }
        }
        Event::Operation { kind, phase, refusal } => {
            TimelineEvent::Operation { operation: *kind, phase: *phase, refusal: refusal.clone() }
        }
        Event::Disagreed { about } => TimelineEvent::Disagreed { about: *about },
        Event::Agreed { about } => TimelineEvent::Agreed { about: *about },
        Event::Answered { about, answer } => {
            TimelineEvent::Answered { about: *about, answer: *answer }
        }
        Event::Due { from, to } => TimelineEvent::Due { from: *from, to: *to },
        Event::Noted => TimelineEvent::Noted,
        Event::Member { .. } => return None, // a project's
    })
}
