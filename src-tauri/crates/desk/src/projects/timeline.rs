//! What happened in a project, as its page tells it.

use chrono::TimeDelta;
use domain::evidence::Evidence;
use domain::ids::{ActivityId, ProjectId};
use domain::unit::UnitState;
use serde::de::DeserializeOwned;
use workspace::Read;
use workspace::table::history::{Event, HistoryRecord};
use workspace::table::projects::ProjectEventRecord;

use super::usage::{loans, overdue};
use crate::api::{DeskError, EventRequisition, ProjectEvent, ProjectEventKind, ProjectTimeline};
use crate::counter::Counter;
use crate::db::found;

/// The most rows of the history that one answer tells of.
const MOST: u32 = 5000;
/// What is done to several lines at once is noticed within this time.
const AT_ONCE: TimeDelta = TimeDelta::minutes(2);

/// What happened in a project, told of its last `limit` rows of the history.
pub async fn timeline(
    counter: &Counter,
    id: ProjectId,
    limit: u32,
) -> Result<ProjectTimeline, DeskError> {
    let (now, zone) = (counter.now(), counter.configuration().zone);
    let limit = limit.min(MOST);
    counter
        .db
        .read(move |read| {
            found(read.project(id)?)?;
            let late = overdue(&loans(&read.project_movements(id)?), now, zone);
            let mut records = read.project_timeline(id, &late, limit + 1)?;
            let more = records.len() > limit as usize;
            records.truncate(limit as usize);
            let mut events = Vec::new();
            for record in &records {
                events.extend(event(read, record)?);
            }
            Ok(ProjectTimeline { events: together(events), more })
        })
        .await
}

fn event(read: &Read<'_>, record: &ProjectEventRecord) -> Result<Option<ProjectEvent>, DeskError> {
    let Some(what) = what(read, record)? else { return Ok(None) };
    let told = record.told.as_ref();
    let (activity, by) = row_of_the_log(told.and_then(|told| told.evidence.as_ref()));
    Ok(Some(ProjectEvent {
        at: record.at,
        what,
        actor: told.map(|told| told.actor.clone()),
        by,
        requisition: record.requisition.map(|(id, number)| EventRequisition { id, number }),
        lines: record.line.into_iter().collect(),
        units: u32::from(record.unit.is_some()),
        title: record.title.clone(),
        tag: record.tag.clone(),
        activity,
        note: told.and_then(|told| told.note.clone()),
    }))
}

fn row_of_the_log(evidence: Option<&Evidence>) -> (Option<ActivityId>, Option<String>) {
    match evidence {
        Some(Evidence::Activity { id, by, .. }) => (Some(*id), by.clone()),
        _ => (None, None),
    }
}

/// What the row says; nothing where a later version wrote what this one cannot read.
fn what(
    read: &Read<'_>,
    record: &ProjectEventRecord,
) -> Result<Option<ProjectEventKind>, DeskError> {
    let Some(told) = &record.told else {
        let out = match record.unit {
            Some(unit) => read.unit(unit)?.is_some_and(|unit| unit.state == UnitState::CheckedOut),
            None => false,
        };
        let with = record.holder.clone().or_else(|| record.requester.clone());
        return Ok(Some(ProjectEventKind::Overdue { with: with.filter(|_| out) }));
    };
    Ok(match told.event.clone() {
        Event::Member { person, from, to } => {
            let name = found(read.person(person)?)?.person.name;
            Some(ProjectEventKind::Member { name, from, to })
        }
        Event::Moved { from, to } if record.unit.is_none() => moved_itself(from.as_deref(), &to),
        event => of_requisition(event, told, record),
    })
}

fn moved_itself(from: Option<&str>, to: &str) -> Option<ProjectEventKind> {
    let from = match from {
        Some(from) => Some(word(from)?),
        None => None,
    };
    Some(ProjectEventKind::State { from, to: word(to)? })
}

fn of_requisition(
    event: Event,
    told: &HistoryRecord,
    record: &ProjectEventRecord,
) -> Option<ProjectEventKind> {
    Some(match event {
        Event::Asked => ProjectEventKind::Asked {
            requester: record.requester.clone().unwrap_or_default(),
            lines: record.lines,
        },
        Event::Moved { to, .. } => {
            let who = match &told.evidence {
                Some(Evidence::Activity { target, .. }) => target.clone(),
                Some(Evidence::AssetSeen { holder, .. }) => holder.clone(),
                _ => None,
            };
            ProjectEventKind::Moved { to: word(&to)?, who }
        }
        Event::Operation { kind, phase, refusal } => {
            ProjectEventKind::Operation { operation: kind, phase, refusal }
        }
        Event::Disagreed { about } => ProjectEventKind::Disagreed { about },
        Event::Agreed { about } => ProjectEventKind::Agreed { about },
        Event::Answered { about, answer } => ProjectEventKind::Answered { about, answer },
        Event::Due { from, to } => ProjectEventKind::Due { from, to },
        Event::Member { .. } | Event::Noted => return None,
    })
}

fn word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// Tells the same thing about several units of a requisition once.
fn together(events: Vec<ProjectEvent>) -> Vec<ProjectEvent> {
    let mut told: Vec<ProjectEvent> = Vec::new();
    for event in events {
        match told.last_mut() {
            Some(last) if is_one_with(last, &event) => join(last, event),
            _ => told.push(event),
        }
    }
    told
}

fn is_one_with(newer: &ProjectEvent, older: &ProjectEvent) -> bool {
    older.units == 1
        && newer.units > 0
        && newer.requisition == older.requisition
        && newer.what == older.what
        && newer.actor == older.actor
        && newer.by == older.by
        && newer.note == older.note
        && newer.at - older.at <= AT_ONCE
}

fn join(newer: &mut ProjectEvent, older: ProjectEvent) {
    newer.units += older.units;
    newer.lines.extend(older.lines);
    newer.lines.sort_unstable();
    newer.lines.dedup();
    if newer.title != older.title {
        newer.title = None;
    }
    newer.tag = None;
    newer.activity = None;
}
