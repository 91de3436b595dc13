//! The open ones, and those that ended.

use workspace::Read;
use workspace::table::discrepancies::DiscrepancyRecord;

use crate::api::{DeskError, DiscrepancyList, DiscrepancyQuery, DiscrepancyRow};
use crate::counter::Counter;
use crate::lines::{asset_ref, line_ref};

/// The open ones, or those that ended; the newest first.
pub async fn list(
    counter: &Counter,
    query: DiscrepancyQuery,
) -> Result<DiscrepancyList, DeskError> {
    counter.db.read(move |read| rows(read, query)).await
}

fn rows(read: &Read<'_>, query: DiscrepancyQuery) -> Result<DiscrepancyList, DeskError> {
    let (open, resolved) = read.discrepancy_counts()?;
    let rows =
        records(read, query)?.iter().map(|record| row(read, record)).collect::<Result<_, _>>();
    Ok(DiscrepancyList { open, resolved, rows: rows? })
}

fn records(read: &Read<'_>, query: DiscrepancyQuery) -> Result<Vec<DiscrepancyRecord>, DeskError> {
    let DiscrepancyQuery { resolved, offset, limit } = query;
    Ok(match resolved {
        true => read.closed_discrepancies(offset, limit)?,
        false => read.open_discrepancies(offset, limit)?,
    })
}

/// One as the list shows it.
pub fn row(read: &Read<'_>, record: &DiscrepancyRecord) -> Result<DiscrepancyRow, DeskError> {
    Ok(DiscrepancyRow {
        id: record.id,
        about: record.about,
        opened_at: record.opened_at,
        closed_at: record.closed_at,
        answer: record.answer,
        asset: asset_ref(read, record.asset)?,
        line: line_ref(read, record.unit)?,
    })
}
