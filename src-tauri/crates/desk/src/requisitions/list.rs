//! The list of requisitions.

use chrono::NaiveDate;
use domain::unit::UnitState;
use workspace::Read;
use workspace::table::requisitions::{Among, LineRecord, Of, RequisitionCounts, RequisitionRecord};

use super::{Context, strip};
use crate::api::{
    DeskError, RequisitionCount, RequisitionFilter, RequisitionList, RequisitionQuery,
    RequisitionRow,
};
use crate::counter::Counter;

/// The most a page has.
const MOST: u32 = 500;

/// Requisitions that match.
pub async fn list(
    counter: &Counter,
    query: RequisitionQuery,
) -> Result<RequisitionList, DeskError> {
    let context = Context::of(counter);
    counter.db.read(move |read| page(read, &query, context)).await
}

fn page(
    read: &Read<'_>,
    query: &RequisitionQuery,
    context: Context,
) -> Result<RequisitionList, DeskError> {
    let among = among(query.filter, context.today);
    let limit = query.limit.min(MOST);
    let of = Of { project: query.project, person: query.person };
    let found = read.requisitions_of(of, among, &query.text, query.offset, limit)?;
    let rows: Result<Vec<_>, _> =
        found.into_iter().map(|record| row(read, record, context)).collect();
    let counts = by_filter(read.requisition_counts(of, &query.text, context.today)?);
    let total = counts.iter().find(|count| count.filter == query.filter).map(|count| count.count);
    Ok(RequisitionList { total: total.unwrap_or_default(), rows: rows?, counts })
}

/// In the order of the filters.
fn by_filter(counted: RequisitionCounts) -> Vec<RequisitionCount> {
    let count = |filter, count| RequisitionCount { filter, count };
    vec![
        count(RequisitionFilter::All, counted.all),
        count(RequisitionFilter::Pending, counted.pending),
        count(RequisitionFilter::Reserved, counted.reserved),
        count(RequisitionFilter::CheckedOut, counted.checked_out),
        count(RequisitionFilter::Overdue, counted.overdue),
        count(RequisitionFilter::Ended, counted.ended),
    ]
}

fn among(filter: RequisitionFilter, today: NaiveDate) -> Among {
    match filter {
        RequisitionFilter::All => Among::All,
        RequisitionFilter::Pending => Among::With(UnitState::Pending),
        RequisitionFilter::Reserved => Among::With(UnitState::Reserved),
        RequisitionFilter::CheckedOut => Among::With(UnitState::CheckedOut),
        RequisitionFilter::Overdue => Among::OverdueOn(today),
        RequisitionFilter::Ended => Among::Ended,
    }
}

fn row(
    read: &Read<'_>,
    record: RequisitionRecord,
    context: Context,
) -> Result<RequisitionRow, DeskError> {
    let lines = read.lines(record.id)?;
    let units = read.units_of(record.id)?;
    Ok(RequisitionRow {
        id: record.id,
        number: record.number,
        project: record.project_name,
        requester: record.requester_name,
        from: record.from,
        until: record.until,
        asked_at: record.asked_at,
        equipment: lines.iter().map(words).collect::<Vec<_>>().join(", "),
        strip: strip(&units, context.today),
    })
}

fn words(line: &LineRecord) -> String {
    if line.quantity == 1 {
        return line.title.clone();
    }
    format!("{} × {}", line.quantity, line.title)
}
