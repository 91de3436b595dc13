//! What all lists have in common: sorting, paging, `{total, rows}`.

use std::cmp::Ordering;

use axum::response::Response;
use serde_json::{Value, json};

use super::ask::Query;
use super::errors;

/// The server's `MAX_RESULTS`.
const MOST: i64 = 500;

/// What rows are compared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Number(i64),
    Text(String),
}

/// A sortable column.
pub(crate) type Column<T> = (&'static str, fn(&T) -> Key);

/// Sorts by the column asked for, as far as the page asked for reaches. A column the list does not
/// know is ignored without a word, in favour of the first one; the order is ascending only if it is
/// exactly `asc`. Rows that compare equal stay in the order of their ids.
pub(crate) fn sorted<'a, T>(query: &Query, rows: Vec<&'a T>, columns: &[Column<T>]) -> Vec<&'a T> {
    let wanted = query.get("sort").unwrap_or_default();
    let column = columns.iter().find(|(name, _)| *name == wanted).or(columns.first());
    let Some((name, key)) = column else { return rows };
    let ascending = query.get("order") == Some("asc");
    if *name == "id" {
        return by_id(rows, ascending);
    }
    let keys: Vec<(Key, usize)> = rows.iter().map(|row| key(row)).zip(0..).collect();
    let end = offset(query).saturating_add(limit(query));
    ordered(keys, ascending, end).into_iter().map(|place| rows[place]).collect()
}

/// The places of the keys, in order up to the end of the page: a page does not need the rest.
fn ordered(mut keys: Vec<(Key, usize)>, ascending: bool, end: usize) -> Vec<usize> {
    let order =
        |(a, i): &(Key, usize), (b, j): &(Key, usize)| directed(a.cmp(b), ascending).then(i.cmp(j));
    let end = end.min(keys.len());
    if end < keys.len() {
        keys.select_nth_unstable_by(end, order);
    }
    keys[..end].sort_unstable_by(order);
    keys.into_iter().map(|(_, place)| place).collect()
}

/// Tables are kept in the order of their ids.
fn by_id<T>(mut rows: Vec<&T>, ascending: bool) -> Vec<&T> {
    if !ascending {
        rows.reverse();
    }
    rows
}

fn directed(order: Ordering, ascending: bool) -> Ordering {
    if ascending { order } else { order.reverse() }
}

/// Cuts out the page asked for and puts it into words.
pub(crate) fn paged<T>(query: &Query, rows: &[&T], render: impl Fn(&T) -> Value) -> Response {
    let page = rows.iter().skip(offset(query)).take(limit(query));
    let page: Vec<Value> = page.map(|row| render(row)).collect();
    errors::json(200, json!({ "total": rows.len(), "rows": page }))
}

/// A page of a select list: 50 at a time.
pub(crate) fn choices<T>(query: &Query, rows: &[&T], render: impl Fn(&T) -> Value) -> Response {
    const PER_PAGE: usize = 50;
    let page = usize::try_from(query.number("page").unwrap_or(1)).unwrap_or(1).max(1);
    let pages = rows.len().div_ceil(PER_PAGE);
    let chosen = rows.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let results: Vec<Value> = chosen.map(|row| render(row)).collect();
    errors::json(
        200,
        json!({
            "results": results,
            "pagination": { "more": page < pages, "per_page": PER_PAGE },
            "total_count": rows.len(),
            "page": page,
            "page_count": pages,
        }),
    )
}

/// Zero, nonsense and too much all mean the most; a minus sign is lost.
fn limit(query: &Query) -> usize {
    let asked = query.number("limit").unwrap_or(0);
    let limit = match asked {
        0 => MOST,
        asked if asked > MOST => MOST,
        asked => asked.abs(),
    };
    usize::try_from(limit).unwrap_or(500)
}

fn offset(query: &Query) -> usize {
    usize::try_from(query.number("offset").unwrap_or(0)).unwrap_or(0)
}
