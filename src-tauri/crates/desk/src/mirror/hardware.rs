//! Assets: whole at first and daily, and in between only what changed.

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::catalogue::List;
use domain::ids::AssetId;
use snipeit::{Changed, Error, Listing};
use workspace::Write;
use workspace::table::mirror::{Gap, ListPosition, ListingSizes};

use super::plan::{self, Due};
use super::round::{Round, from, left_out};
use crate::fault::Fault;

/// The plain listing hides archived and deleted assets; the others have them.
const LISTINGS: [Listing; 3] = [Listing::Plain, Listing::Archived, Listing::Deleted];
/// So many assets that a pass did not meet are asked for at once.
const ASKED_FOR: u32 = 50;

/// Goes on with a full pass, or reads what changed.
pub async fn bring_up_to_date(round: &Round) -> Result<(), Fault> {
    let mut position = round.position(List::Hardware).await?;
    match plan::due(&position, round.zone(), round.now()) {
        Due::Begin => {
            position = begin(round, &position).await?;
            position = pass(round, position).await?;
        }
        Due::GoOn => position = pass(round, position).await?,
        Due::Changes => {}
    }
    if position.absent {
        position = ask_for_unmet(round, position).await?;
    }
    changes(round, position).await
}

async fn begin(round: &Round, before: &ListPosition) -> Result<ListPosition, Fault> {
    let cursor = round.client.newest_change::<AssetSnapshot>().await?;
    let position = plan::begin(before, cursor, round.zone());
    round.set_position(List::Hardware, &position).await?;
    Ok(position)
}

/// Reads one listing after the other by id.
async fn pass(round: &Round, mut position: ListPosition) -> Result<ListPosition, Fault> {
    while let Some(listing) = LISTINGS.get(position.part as usize) {
        let pages = round.client.assets_by_id(*listing, from(&position));
        let take =
            |write: &Write<'_>, rows: &[AssetSnapshot], asked_at| write.mirror_page(rows, asked_at);
        position = round.keep_pages(pages, position, take).await?;
        let part = position.part + 1;
        position = ListPosition { part, position: Some(0), last: None, ..position };
        round.set_position(List::Hardware, &position).await?;
    }
    let done = ListPosition { absent: true, ..plan::complete(&position, round.now()) };
    round.set_position(List::Hardware, &done).await?;
    Ok(done)
}

/// Asks for assets that the pass did not meet: deleted for good, out of this token's sight, or
/// passed over. What cannot be read is there.
async fn ask_for_unmet(round: &Round, position: ListPosition) -> Result<ListPosition, Fault> {
    let unmet = round.db.read::<_, workspace::Error>(|read| read.unmet_assets(ASKED_FOR)).await?;
    let last = unmet.len() < ASKED_FOR as usize;
    for id in unmet {
        ask_for(round, id).await?;
    }
    let position = ListPosition { absent: !last, ..position };
    round.set_position(List::Hardware, &position).await?;
    Ok(position)
}

async fn ask_for(round: &Round, id: AssetId) -> Result<(), Fault> {
    match round.client.asset(id).await {
        Ok(asset) => round.write(move |write| write.mirror_assets(&[asset]).map(drop)).await,
        Err(Error::NotFound) => round.write(move |write| write.asset_vanished(id)).await,
        Err(Error::Malformed { .. }) => {
            round.write(move |write| write.meet_unreadable(List::Hardware, &[id.0])).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What all listings together say has changed.
struct Changes {
    asked_at: DateTime<Utc>,
    rows: Vec<AssetSnapshot>,
    totals: Vec<i64>,
    newest: Option<DateTime<Utc>>,
}

/// What changed since the cursor, in any of the listings: an asset may have moved to another.
async fn changes(round: &Round, position: ListPosition) -> Result<(), Fault> {
    let since = plan::since(&position, round.zone(), round.now());
    let asked_at = round.now();
    let mut changes = Changes { asked_at, rows: Vec::new(), totals: Vec::new(), newest: None };
    for listing in LISTINGS {
        match round.client.changed_assets(listing, since).await? {
            Changed::Rows { rows, unreadable, total, newest } => {
                left_out(List::Hardware, &unreadable);
                changes.rows.extend(rows);
                changes.totals.push(i64::from(total));
                changes.newest = newest.max(changes.newest);
            }
            Changed::TooMuch => return read_whole(round, position).await,
        }
    }
    keep_changes(round, position, changes).await
}

/// The next round reads everything.
async fn read_whole(round: &Round, position: ListPosition) -> Result<(), Fault> {
    let position = ListPosition { full_at: None, ..position };
    round.set_position(List::Hardware, &position).await
}

async fn keep_changes(
    round: &Round,
    position: ListPosition,
    changes: Changes,
) -> Result<(), Fault> {
    let now = round.now();
    round
        .write(move |write| {
            write.mirror_page(&changes.rows, changes.asked_at)?;
            let missing = missing(&changes.totals, write.read().listing_sizes()?);
            let position = plan::updated(&position, changes.newest, missing, now);
            write.set_list_position(List::Hardware, &position)
        })
        .await
}

/// How many more assets the server counts in each listing than are known.
fn missing(totals: &[i64], sizes: ListingSizes) -> Gap {
    let known = [sizes.plain, sizes.archived, sizes.deleted].map(i64::from);
    totals.iter().zip(known).map(|(total, known)| total - known).collect()
}
