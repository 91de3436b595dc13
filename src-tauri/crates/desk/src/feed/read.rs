//! Which rows were not applied yet, and what their assets say now.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::activity::{ActivityRow, Movement};
use domain::asset::AssetSnapshot;
use domain::ids::{ActivityId, AssetId};
use snipeit::{Client, MovementRow};
use workspace::table::feed::FeedPosition;

use crate::counter::Counter;
use crate::fault::Fault;

/// Rows asked for at once: in quiet times one page has what is new, and the overlap.
const PAGE: u32 = 150;
/// Rows at or below the cursor that are read again, for ids may appear late.
const OVERLAP: usize = 100;

/// A row that was not applied yet.
#[derive(Debug, Clone)]
pub enum Unseen {
    /// Readable.
    Row(ActivityRow),
    /// Kept with its problem; it stops nothing.
    Unreadable {
        /// Its id.
        id: ActivityId,
        /// Which filter found it.
        movement: Movement,
        /// As sent.
        raw: serde_json::Value,
        /// What was wrong.
        problem: String,
    },
}

/// What assets say now; `None` for one that Snipe-IT no longer has.
pub type Assets = HashMap<AssetId, Option<AssetSnapshot>>;

/// The rows up to `newest` that were not applied yet, oldest first.
pub async fn unseen(
    counter: &Counter,
    client: &Client,
    position: FeedPosition,
    newest: ActivityId,
) -> Result<Vec<Unseen>, Fault> {
    let mut rows = BTreeMap::new();
    for movement in [Movement::CheckOut, Movement::CheckIn] {
        collect(client, movement, position, newest, &mut rows).await?;
    }
    let ids: Vec<_> = rows.keys().copied().collect();
    let known = counter
        .db
        .read::<_, workspace::Error>(move |read| {
            let mut known = HashSet::new();
            for id in ids {
                if read.feed_has(id)? {
                    known.insert(id);
                }
            }
            Ok(known)
        })
        .await?;
    Ok(rows.into_iter().filter(|(id, _)| !known.contains(id)).map(|(_, row)| row).collect())
}

/// Pages back, newest first, past the cursor and the overlap. Rows that arrive meanwhile push
/// others to the next page; the map keeps each once.
async fn collect(
    client: &Client,
    movement: Movement,
    position: FeedPosition,
    newest: ActivityId,
    rows: &mut BTreeMap<ActivityId, Unseen>,
) -> Result<(), Fault> {
    let (mut offset, mut below) = (0, 0);
    let blind = probe::flawed(probe::Flaw::LateRowsIgnored);
    let start = if blind { position.cursor } else { position.start };
    loop {
        let page = client.movements(movement, offset, PAGE).await?;
        let sent = u32::try_from(page.sent()).unwrap_or(PAGE);
        let mut fresh = false;
        for row in page.rows {
            let Some((id, row)) = unseen_row(movement, row) else { continue };
            below += usize::from(id <= position.cursor);
            if id > start && id <= newest {
                fresh |= rows.insert(id, row).is_none();
            }
        }
        offset += sent;
        // A page that brought nothing new is the end, or a server that repeats its pages.
        if sent == 0 || offset >= page.total || below >= OVERLAP || !fresh {
            return Ok(());
        }
    }
}

/// A row without an id cannot be applied once, so it cannot be applied.
fn unseen_row(movement: Movement, row: MovementRow) -> Option<(ActivityId, Unseen)> {
    match row {
        MovementRow::Row(row) => Some((row.id, Unseen::Row(row))),
        MovementRow::Unreadable { id: Some(id), raw, problem } => {
            Some((id, Unseen::Unreadable { id, movement, raw, problem }))
        }
        MovementRow::Unreadable { id: None, problem, .. } => {
            tracing::warn!(problem, "an activity row without an id");
            None
        }
    }
}

/// Reads each asset that a row could move a unit of, once. Of one that cannot be understood the
/// rows cannot be judged: they are kept as such, and stop nothing.
pub async fn assets(
    counter: &Counter,
    client: &Client,
    unseen: &mut [Unseen],
) -> Result<Assets, Fault> {
    let named: HashSet<_> = unseen.iter().filter_map(asset_of).collect();
    let concerned = counter
        .db
        .read::<_, workspace::Error>(move |read| {
            let mut concerned = Vec::new();
            for asset in named {
                if !read.units_for_asset(asset)?.is_empty() {
                    concerned.push(asset);
                }
            }
            Ok(concerned)
        })
        .await?;
    let mut assets = Assets::new();
    for id in concerned {
        let asset = match client.asset(id).await {
            Ok(asset) => Some(asset),
            Err(snipeit::Error::NotFound) => None,
            Err(error @ snipeit::Error::Malformed { .. }) => {
                tracing::warn!(%id, %error, "the rows of this asset are not judged");
                unjudged(unseen, id, &error);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        assets.insert(id, asset);
    }
    Ok(assets)
}

fn unjudged(unseen: &mut [Unseen], asset: AssetId, error: &snipeit::Error) {
    for one in unseen {
        let Unseen::Row(row) = one else { continue };
        if row.asset == Some(asset) {
            let raw = serde_json::to_value(&*row).unwrap_or_default();
            let (id, movement, problem) = (row.id, row.movement, error.to_string());
            *one = Unseen::Unreadable { id, movement, raw, problem };
        }
    }
}

fn asset_of(row: &Unseen) -> Option<AssetId> {
    match row {
        Unseen::Row(row) => row.asset,
        Unseen::Unreadable { .. } => None,
    }
}
