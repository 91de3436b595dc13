//! What waits for a person today, and what just happened.

mod happened;
mod loans;

use chrono::NaiveDate;
use workspace::Read;
use workspace::table::inbox::InboxList;
use workspace::table::operations::OperationRecord;
use workspace::table::today::Due;

use crate::api::{
    DeskError, DiscrepancyGroup, DoubtGroup, DoubtRow, HandOverGroup, LoanGroup, ToDecideGroup,
    Today,
};
use crate::counter::Counter;
use crate::discrepancies;
use crate::lines::{asset_ref, line_ref};
use crate::requisitions::{Context, inbox_rows};

/// Each group shows so many rows at most; the rest has rooms of its own.
const SHOWN: u32 = 30;

/// What waits today.
pub async fn today(counter: &Counter) -> Result<Today, DeskError> {
    let context = Context::of(counter);
    counter.db.read(move |read| groups(read, context)).await
}

fn groups(read: &Read<'_>, context: Context) -> Result<Today, DeskError> {
    let day = context.today;
    Ok(Today {
        day,
        to_decide: to_decide(read, context)?,
        to_hand_over: to_hand_over(read, day)?,
        due_today: due(read, Due::On(day), day)?,
        overdue: due(read, Due::Before(day), day)?,
        discrepancies: open_discrepancies(read)?,
        in_doubt: in_doubt(read)?,
        happened: happened::last(read)?,
    })
}

fn to_decide(read: &Read<'_>, context: Context) -> Result<ToDecideGroup, DeskError> {
    let counted = read.to_decide()?;
    Ok(ToDecideGroup {
        requisitions: counted.requisitions,
        lines: counted.lines,
        oldest_at: counted.oldest_at,
        rows: inbox_rows(read, InboxList::ToDecide, 0, SHOWN, context)?,
    })
}

fn to_hand_over(read: &Read<'_>, day: NaiveDate) -> Result<HandOverGroup, DeskError> {
    let counted = read.count_to_hand_over(day)?;
    Ok(HandOverGroup {
        count: counted.units,
        holds_ending: counted.holds_ending,
        rows: loans::rows(read, read.to_hand_over(SHOWN)?, day)?,
    })
}

fn due(read: &Read<'_>, due: Due, day: NaiveDate) -> Result<LoanGroup, DeskError> {
    Ok(LoanGroup {
        count: read.count_due(due)?,
        rows: loans::rows(read, read.due(due, SHOWN)?, day)?,
    })
}

fn open_discrepancies(read: &Read<'_>) -> Result<DiscrepancyGroup, DeskError> {
    let (count, _) = read.discrepancy_counts()?;
    let open = read.open_discrepancies(0, SHOWN)?;
    let rows = open.iter().map(|record| discrepancies::row(read, record)).collect::<Result<_, _>>();
    Ok(DiscrepancyGroup { count, rows: rows? })
}

fn in_doubt(read: &Read<'_>) -> Result<DoubtGroup, DeskError> {
    let doubtful = read.operations_in_doubt()?;
    let shown = doubtful.iter().take(SHOWN as usize);
    Ok(DoubtGroup {
        count: u32::try_from(doubtful.len()).unwrap_or(u32::MAX),
        rows: shown.map(|operation| doubt(read, operation)).collect::<Result<_, _>>()?,
    })
}

fn doubt(read: &Read<'_>, operation: &OperationRecord) -> Result<DoubtRow, DeskError> {
    Ok(DoubtRow {
        operation: operation.id,
        kind: operation.kind,
        unit: operation.unit,
        asset: operation.asset.map(|asset| asset_ref(read, asset)).transpose()?,
        line: line_ref(read, operation.unit)?,
        since: operation.doubt_since,
        next_check: operation.due_at,
    })
}
