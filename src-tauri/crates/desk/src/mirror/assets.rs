//! Assets: once page by page, then only what changed.

use chrono::{DateTime, TimeDelta, Utc};
use domain::asset::AssetSnapshot;
use domain::ids::AssetId;
use snipeit::{AssetQuery, Client, Listing, Page, Sort};
use workspace::table::mirror::ListPosition;

use super::{actor, show_progress};
use crate::api::FirstPass;
use crate::counter::Counter;
use crate::fault::Fault;

/// The name of the list in the workspace.
pub const LIST: &str = "hardware";
/// Snipe-IT's largest page; large pages cost it least.
const PAGE: u32 = 500;
/// Rows asked for when looking for changes.
const CHANGES: u32 = 100;
/// A server whose pages do not follow one another is left in peace after so many tries.
const MOST_STEPS_BACK: u32 = 5;
/// The mirror is read whole again after this.
const FULL: TimeDelta = TimeDelta::hours(24);
/// The plain listing hides archived and deleted assets; these have them.
const LISTINGS: [Listing; 3] = [Listing::Plain, Listing::Archived, Listing::Deleted];

/// How far the first pass is.
pub fn progress(position: &ListPosition) -> Option<FirstPass> {
    let read = position.position?;
    Some(FirstPass { read, total: position.total.unwrap_or(read) })
}

/// Goes on with the first pass, or reads what changed.
pub async fn bring_up_to_date(counter: &Counter, client: &Client) -> Result<(), Fault> {
    let position = counter.db.read::<_, workspace::Error>(|read| read.list_position(LIST)).await?;
    let whole = position.full_at.is_none_or(|at| counter.now() - at >= FULL);
    if whole || position.position.is_some() {
        return pass(counter, client, position).await;
    }
    changes(counter, client, position).await
}

/// Reads everything by id. Each page is kept as it comes, so that a pass goes on where it ended.
async fn pass(counter: &Counter, client: &Client, mut position: ListPosition) -> Result<(), Fault> {
    if position.position.is_none() {
        // What changes from here on is newer than this, and is read afterwards.
        position.cursor = newest_change(client).await?;
        position.position = Some(0);
        store(counter, Vec::new(), position).await?;
    }
    pages(counter, client, &mut position).await?;
    for listing in [Listing::Archived, Listing::Deleted] {
        hidden(counter, client, listing, position).await?;
    }
    let now = counter.now();
    let done =
        ListPosition { position: None, complete_at: Some(now), full_at: Some(now), ..position };
    store(counter, Vec::new(), done).await
}

/// The plain listing. Each page begins with the last row of the one before; where it does not,
/// a row before it went away, and the pass steps back a page.
async fn pages(
    counter: &Counter,
    client: &Client,
    position: &mut ListPosition,
) -> Result<(), Fault> {
    let mut last: Option<AssetId> = None;
    let mut steps_back = 0;
    loop {
        let read = position.position.unwrap_or_default();
        let offset = read.saturating_sub(u32::from(last.is_some()));
        let page = client.assets(&query(Listing::Plain, Sort::Id, offset, PAGE)).await?;
        if last.is_some() && page.rows.first().map(|asset| asset.id) != last {
            steps_back += 1;
            if steps_back > MOST_STEPS_BACK {
                return Err(repeated_pages().into());
            }
            position.position = Some(read.saturating_sub(PAGE));
            last = None;
            continue;
        }
        let end = offset + u32::try_from(page.sent()).unwrap_or(PAGE);
        let (total, newest) = (page.total, page.rows.last().map(|asset| asset.id));
        position.position = Some(end);
        position.total = Some(total);
        store(counter, page.rows, *position).await?;
        show_progress(counter).await;
        if end >= total || newest.is_none() || newest == last {
            return Ok(());
        }
        last = newest;
    }
}

/// One version of Snipe-IT answered every offset with the first page.
fn repeated_pages() -> snipeit::Error {
    let problem = "the pages of the list do not follow one another".to_owned();
    snipeit::Error::Malformed { path: "rows".to_owned(), problem }
}

/// Archived or deleted assets: few, and read whole.
async fn hidden(
    counter: &Counter,
    client: &Client,
    listing: Listing,
    position: ListPosition,
) -> Result<(), Fault> {
    let mut offset = 0;
    loop {
        let page = client.assets(&query(listing, Sort::Id, offset, PAGE)).await?;
        let sent = u32::try_from(page.sent()).unwrap_or(PAGE);
        offset += sent;
        let end = sent == 0 || offset >= page.total;
        store(counter, page.rows, position).await?;
        if end {
            return Ok(());
        }
    }
}

/// Reads what changed since the cursor: newest first, back to it, ties included.
async fn changes(counter: &Counter, client: &Client, position: ListPosition) -> Result<(), Fault> {
    let mut changed = Vec::new();
    for listing in LISTINGS {
        changed.extend(changes_in(client, listing, position.cursor).await?);
    }
    let newest = changed.iter().filter_map(|asset| asset.updated_at).max();
    let position = ListPosition {
        cursor: newest.max(position.cursor),
        complete_at: Some(counter.now()),
        ..position
    };
    store(counter, changed, position).await
}

async fn changes_in(
    client: &Client,
    listing: Listing,
    cursor: Option<DateTime<Utc>>,
) -> Result<Vec<AssetSnapshot>, Fault> {
    let mut changed = Vec::new();
    let mut offset = 0;
    loop {
        let page =
            client.assets(&query(listing, Sort::UpdatedNewestFirst, offset, CHANGES)).await?;
        offset += u32::try_from(page.sent()).unwrap_or(CHANGES);
        let end = reaches(&page, cursor) || page.sent() == 0 || offset >= page.total;
        changed.extend(page.rows.into_iter().filter(|asset| asset.updated_at >= cursor));
        if end {
            return Ok(changed);
        }
    }
}

/// Whether the page goes back past the cursor; a tie with it does not count as past.
fn reaches(page: &Page<AssetSnapshot>, cursor: Option<DateTime<Utc>>) -> bool {
    page.rows.last().is_some_and(|oldest| oldest.updated_at < cursor)
}

async fn newest_change(client: &Client) -> Result<Option<DateTime<Utc>>, Fault> {
    let page = client.assets(&query(Listing::Plain, Sort::UpdatedNewestFirst, 0, 1)).await?;
    Ok(page.rows.first().and_then(|asset| asset.updated_at))
}

fn query(listing: Listing, sort: Sort, offset: u32, limit: u32) -> AssetQuery {
    AssetQuery { listing, sort, offset, limit }
}

/// Keeps rows and position in one transaction.
async fn store(
    counter: &Counter,
    rows: Vec<AssetSnapshot>,
    position: ListPosition,
) -> Result<(), Fault> {
    counter
        .db
        .write::<_, workspace::Error>(actor(), move |write| {
            write.mirror_assets(&rows)?;
            write.set_list_position(LIST, &position)
        })
        .await?;
    Ok(())
}
