//! What changed in a list since it was last read: newest first, back to a time.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::Client;
use crate::error::Error;
use crate::page::{Page, Unreadable};
use crate::request::Query;
use crate::wire::listed::{Listed, SortedByChange};

/// Enough for a minute of a busy lab, and cheap for the server.
const FIRST: u32 = 100;
/// When there is more, large pages cost the server least.
const PAGE: u32 = 500;
/// More than this is read by id, page by page.
const MOST: u32 = 5_000;
/// So many readings in which rows moved between pages.
const TRIES: u32 = 3;

/// What changed in a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Changed<T> {
    /// All of it, newest first.
    Rows {
        /// The rows that could be read, those of the very time asked for included.
        rows: Vec<T>,
        /// The rows that could not; they stop nothing.
        unreadable: Vec<Unreadable>,
        /// How many rows the server says the whole list has.
        total: u32,
        /// The newest change in the whole list, even if it was before the time asked for.
        newest: Option<DateTime<Utc>>,
    },
    /// So much, or so restless, that the list is to be read by id instead.
    TooMuch,
}

/// Reads back to `since`, the rows of that very second included. The order among rows of one
/// second is the server's whim and may differ between pages; each row then comes once only if
/// none was missed.
pub(super) async fn changed_since<T: SortedByChange>(
    client: &Client,
    list: &Query,
    since: Option<DateTime<Utc>>,
) -> Result<Changed<T>, Error> {
    for _ in 0..TRIES {
        let Some(page) = back_to(client, list, since).await? else { break };
        if each_once(&page) {
            let (total, mut rows) = (page.total, page.rows);
            let newest = rows.iter().filter_map(T::changed_at).max();
            rows.retain(|row: &T| row.changed_at() >= since);
            return Ok(Changed::Rows { rows, unreadable: page.unreadable, total, newest });
        }
    }
    Ok(Changed::TooMuch)
}

/// All pages up to the one that reaches `since`; `None` when they are too many.
async fn back_to<T: Listed>(
    client: &Client,
    list: &Query,
    since: Option<DateTime<Utc>>,
) -> Result<Option<Page<T>>, Error> {
    let mut all = Page { total: 0, rows: Vec::new(), unreadable: Vec::new() };
    let mut offset = 0;
    while offset < MOST {
        let limit = if offset == 0 { FIRST } else { PAGE };
        let request = list.clone().part(offset, limit).with("sort", "updated_at");
        let page = client.raw_rows(request.with("order", "desc")).await?;
        let page: Page<T> = client.means(page);
        let sent = u32::try_from(page.sent()).unwrap_or(PAGE);
        offset += sent;
        let end = sent == 0 || offset >= page.total || reaches(&page, since);
        all.total = page.total;
        all.rows.extend(page.rows);
        all.unreadable.extend(page.unreadable);
        if end {
            return Ok(Some(all));
        }
    }
    Ok(None)
}

/// Whether the page goes back past the time; a tie with it does not count as past.
fn reaches<T: Listed>(page: &Page<T>, since: Option<DateTime<Utc>>) -> bool {
    page.rows.last().is_some_and(|oldest| oldest.changed_at() < since)
}

fn each_once<T: Listed>(page: &Page<T>) -> bool {
    let mut known = HashSet::new();
    page.rows.iter().all(|row| known.insert(row.number()))
}
