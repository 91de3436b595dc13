//! The inbox: what waits for a decision, and what was decided and is not settled.

use std::collections::HashMap;

use domain::ids::{ModelId, PersonId, ProjectId};
use domain::project::ProjectState;
use domain::unit::UnitState;
use domain::validate::Wanted;
use workspace::Read;
use workspace::table::inbox::InboxList;
use workspace::table::requisitions::RequisitionRecord;
use workspace::table::units::UnitRecord;

use super::Context;
use super::availability::line_availability;
use crate::api::{Availability, DeskError, Inbox, InboxFlag, InboxQuery, InboxRow};
use crate::counter::Counter;
use crate::db::found;

/// A loan of more days than this is worth a second look.
const LONG_LOAN: i64 = 42;
/// The most a page has.
const MOST: u32 = 500;

/// What waits.
pub async fn inbox(counter: &Counter, query: InboxQuery) -> Result<Inbox, DeskError> {
    let context = Context::of(counter);
    counter.db.read(move |read| page(read, query, context)).await
}

fn page(read: &Read<'_>, query: InboxQuery, context: Context) -> Result<Inbox, DeskError> {
    let list = if query.waiting { InboxList::Waiting } else { InboxList::ToDecide };
    Ok(Inbox {
        to_decide: read.count_inbox(InboxList::ToDecide)?,
        waiting: read.count_inbox(InboxList::Waiting)?,
        rows: rows(read, list, query.offset, query.limit, context)?,
        found_at: match query.find {
            Some(id) => read.inbox_place(list, id)?,
            None => None,
        },
        last_decided_at: read.last_decision()?,
    })
}

/// Rows of a list, the newest request first.
pub fn rows(
    read: &Read<'_>,
    list: InboxList,
    offset: u32,
    limit: u32,
    context: Context,
) -> Result<Vec<InboxRow>, DeskError> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let mut page = Page { read, context, known: Known::default() };
    let records = read.inbox(list, offset, limit.min(MOST))?;
    records.into_iter().map(|record| page.row(record)).collect()
}

/// What several rows of a page have in common is read once.
#[derive(Default)]
struct Known {
    blocked: HashMap<PersonId, bool>,
    projects: HashMap<ProjectId, ProjectState>,
    models: HashMap<ModelId, Availability>,
}

struct Page<'a> {
    read: &'a Read<'a>,
    context: Context,
    known: Known,
}

impl Page<'_> {
    fn row(&mut self, record: RequisitionRecord) -> Result<InboxRow, DeskError> {
        let units = self.read.units_of(record.id)?;
        let mut standings: Vec<_> =
            units.iter().map(|unit| unit.standing(self.context.today)).collect();
        standings.sort_unstable();
        standings.dedup();
        let lines = units.chunk_by(|a, b| a.line == b.line).count();
        Ok(InboxRow {
            flags: self.flags(&record, &units)?,
            id: record.id,
            number: record.number,
            requester: record.requester_name,
            project: record.project_name,
            asked_at: record.asked_at,
            from: record.from,
            until: record.until,
            lines: u32::try_from(lines).unwrap_or(u32::MAX),
            standings,
        })
    }

    fn flags(
        &mut self,
        record: &RequisitionRecord,
        units: &[UnitRecord],
    ) -> Result<Vec<InboxFlag>, DeskError> {
        let blocked = self.is_blocked(record.requester)?;
        let project = self.project(record.project)?;
        let conflicts = self.conflicts(record, units)?;
        let days = (record.until - record.from).num_days();
        let flags = [
            blocked.then_some(InboxFlag::RequesterBlocked),
            (project == ProjectState::Pending).then_some(InboxFlag::ProjectPending),
            (!matches!(project, ProjectState::Pending | ProjectState::Active))
                .then_some(InboxFlag::ProjectClosed),
            (conflicts > 0).then_some(InboxFlag::Conflicts { lines: conflicts }),
            (days > LONG_LOAN)
                .then_some(InboxFlag::LongLoan { days: u32::try_from(days).unwrap_or(u32::MAX) }),
        ];
        Ok(flags.into_iter().flatten().collect())
    }

    fn is_blocked(&mut self, id: PersonId) -> Result<bool, DeskError> {
        if let Some(known) = self.known.blocked.get(&id) {
            return Ok(*known);
        }
        let blocked = found(self.read.person(id)?)?.person.blocked.is_some();
        self.known.blocked.insert(id, blocked);
        Ok(blocked)
    }

    fn project(&mut self, id: ProjectId) -> Result<ProjectState, DeskError> {
        if let Some(known) = self.known.projects.get(&id) {
            return Ok(*known);
        }
        let state = found(self.read.project(id)?)?.state;
        self.known.projects.insert(id, state);
        Ok(state)
    }

    /// Lines with something to decide that cannot be served as asked.
    fn conflicts(
        &mut self,
        record: &RequisitionRecord,
        units: &[UnitRecord],
    ) -> Result<u32, DeskError> {
        let mut conflicts = 0;
        for line in self.read.lines(record.id)? {
            let pending = units
                .iter()
                .filter(|unit| unit.line == line.id && unit.state == UnitState::Pending)
                .filter(|unit| unit.operation.is_none())
                .count();
            if pending > 0 && !self.serves(line.wanted, pending)? {
                conflicts += 1;
            }
        }
        Ok(conflicts)
    }

    fn serves(&mut self, wanted: Wanted, pending: usize) -> Result<bool, DeskError> {
        Ok(match self.availability(wanted)? {
            Availability::Available { .. } => true,
            Availability::Some { free, .. } => free as usize >= pending,
            _ => false,
        })
    }

    /// A model is asked for by many lines, and counting its assets takes the longest of all.
    fn availability(&mut self, wanted: Wanted) -> Result<Availability, DeskError> {
        let Wanted::Model { id } = wanted else {
            return line_availability(self.read, wanted, self.context.labels);
        };
        if let Some(known) = self.known.models.get(&id) {
            return Ok(known.clone());
        }
        let counted = line_availability(self.read, wanted, self.context.labels)?;
        self.known.models.insert(id, counted.clone());
        Ok(counted)
    }
}
