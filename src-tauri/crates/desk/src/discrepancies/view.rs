//! One discrepancy whole.

use domain::ids::DiscrepancyId;
use domain::operation::Phase;
use workspace::Read;
use workspace::table::discrepancies::DiscrepancyRecord;
use workspace::table::operations::OperationRecord;

use super::ground::{offered, unit_of};
use super::list::row;
use super::sides::{ours, theirs};
use crate::api::{DeskError, DiscrepancyView};
use crate::counter::Counter;
use crate::db::found;
use crate::moves::Habits;
use crate::requisitions::{entries, operation_view};

/// One whole.
pub async fn one(
    counter: &Counter,
    id: DiscrepancyId,
    has_page: bool,
) -> Result<DiscrepancyView, DeskError> {
    let habits = Habits::from(&counter.configuration());
    counter.db.read(move |read| view(read, id, habits, has_page)).await
}

fn view(
    read: &Read<'_>,
    id: DiscrepancyId,
    habits: Habits,
    has_page: bool,
) -> Result<DiscrepancyView, DeskError> {
    let labels = habits.labels;
    let record = found(read.discrepancy(id)?)?;
    let unit = unit_of(read, &record)?;
    let history = entries(read, read.discrepancy_history(id)?)?;
    let gone = read.vanished_at(record.asset)?.is_some();
    Ok(DiscrepancyView {
        row: row(read, &record)?,
        found: record.found.clone(),
        theirs: theirs(read, &record, labels)?,
        ours: ours(read, unit.as_ref(), labels)?,
        answers: offered(read, &record, habits)?,
        operation: operation(read, &record)?.map(operation_view),
        history: history.into_iter().map(|(_, entry)| entry).collect(),
        has_page: has_page && !gone,
    })
}

/// The doubt itself, or what an answer started and how that went.
fn operation(
    read: &Read<'_>,
    record: &DiscrepancyRecord,
) -> Result<Option<OperationRecord>, DeskError> {
    let newest = match record.unit {
        Some(unit) => read.newest_operation(unit)?,
        None => read.operation_on(record.asset)?,
    };
    Ok(newest.filter(|newest| is_telling(newest, record)))
}

/// What ended before this began has nothing to do with it; what an answer started is told to its
/// end.
fn is_telling(operation: &OperationRecord, record: &DiscrepancyRecord) -> bool {
    let started = record.closed_at.is_some_and(|closed| operation.decided_at >= closed);
    match operation.phase {
        Phase::Refused => operation.decided_at >= record.opened_at,
        Phase::Done | Phase::Withdrawn => started,
        _ => true,
    }
}
