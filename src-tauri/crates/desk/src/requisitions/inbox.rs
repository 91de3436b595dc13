//! The inbox: what waits for a decision, and what was decided and is not settled.

use domain::project::ProjectState;
use domain::unit::UnitState;
use workspace::Read;
use workspace::table::requisitions::RequisitionRecord;
use workspace::table::units::UnitRecord;

use super::Context;
use super::availability::line_availability;
use crate::api::{Availability, DeskError, Inbox, InboxFlag, InboxRow};
use crate::counter::Counter;
use crate::db::found;

/// A loan of more days than this is worth a second look.
const LONG_LOAN: i64 = 42;

/// What waits.
pub async fn inbox(counter: &Counter) -> Result<Inbox, DeskError> {
    let context = Context::of(counter);
    counter
        .db
        .read(move |read| {
            let rows = |records: Vec<RequisitionRecord>| -> Result<Vec<_>, DeskError> {
                records.into_iter().map(|record| row(read, record, context)).collect()
            };
            Ok(Inbox {
                to_decide: rows(read.requisitions_to_decide()?)?,
                waiting: rows(read.requisitions_waiting()?)?,
                last_decided_at: read.last_decision()?,
            })
        })
        .await
}

fn row(
    read: &Read<'_>,
    record: RequisitionRecord,
    context: Context,
) -> Result<InboxRow, DeskError> {
    let units = read.units_of(record.id)?;
    let mut standings: Vec<_> = units.iter().map(|unit| unit.standing(context.today)).collect();
    standings.sort_unstable();
    standings.dedup();
    let lines = units.chunk_by(|a, b| a.line == b.line).count();
    Ok(InboxRow {
        flags: flags(read, &record, &units, context)?,
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
    read: &Read<'_>,
    record: &RequisitionRecord,
    units: &[UnitRecord],
    context: Context,
) -> Result<Vec<InboxFlag>, DeskError> {
    let requester = found(read.person(record.requester)?)?;
    let project = found(read.project(record.project)?)?;
    let conflicts = conflicts(read, record, units, context)?;
    let days = (record.until - record.from).num_days();
    let flags = [
        requester.person.blocked.is_some().then_some(InboxFlag::RequesterBlocked),
        (project.state == ProjectState::Pending).then_some(InboxFlag::ProjectPending),
        (!matches!(project.state, ProjectState::Pending | ProjectState::Active))
            .then_some(InboxFlag::ProjectClosed),
        (conflicts > 0).then_some(InboxFlag::Conflicts { lines: conflicts }),
        (days > LONG_LOAN)
            .then_some(InboxFlag::LongLoan { days: u32::try_from(days).unwrap_or(u32::MAX) }),
    ];
    Ok(flags.into_iter().flatten().collect())
}

/// Lines with something to decide that cannot be served as asked.
fn conflicts(
    read: &Read<'_>,
    record: &RequisitionRecord,
    units: &[UnitRecord],
    context: Context,
) -> Result<u32, DeskError> {
    let mut conflicts = 0;
    for line in read.lines(record.id)? {
        let pending = units
            .iter()
            .filter(|unit| unit.line == line.id && unit.state == UnitState::Pending)
            .filter(|unit| unit.operation.is_none())
            .count();
        if pending == 0 {
            continue;
        }
        let served = match line_availability(read, line.wanted, context.labels)? {
            Availability::Available { .. } => true,
            Availability::Some { free, .. } => free as usize >= pending,
            _ => false,
        };
        conflicts += u32::from(!served);
    }
    Ok(conflicts)
}
