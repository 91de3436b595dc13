//! The other nine lists. One that fits into a page is read whole each time, which costs no more
//! than asking for its changes; so is one that the server cannot sort by change.

use snipeit::{Changed, SortedByChange};
use workspace::table::mirror::{ListPosition, Listed};

use super::plan::{self, Due};
use super::round::{Round, from, left_out};
use crate::fault::Fault;

/// What fits into Snipe-IT's largest page.
const PAGE: u32 = 500;

/// Reads a list whole.
pub async fn whole<T: Listed + snipeit::Listed>(round: &Round) -> Result<(), Fault> {
    let list = <T as snipeit::Listed>::LIST;
    let mut position = round.position(list).await?;
    if plan::due(&position, round.zone(), round.now()) != Due::GoOn {
        position = plan::begin(&position, None, round.zone());
        round.set_position(list, &position).await?;
    }
    pass::<T>(round, position).await
}

/// Reads what changed in a list, or all of it where that is due or costs no more.
pub async fn changes<T: Listed + SortedByChange>(round: &Round) -> Result<(), Fault> {
    let list = <T as snipeit::Listed>::LIST;
    let position = round.position(list).await?;
    match plan::due(&position, round.zone(), round.now()) {
        Due::GoOn => pass::<T>(round, position).await,
        Due::Changes if !fits(&position) => since::<T>(round, position).await,
        Due::Begin | Due::Changes => {
            let cursor =
                if fits(&position) { None } else { round.client.newest_change::<T>().await? };
            let position = plan::begin(&position, cursor, round.zone());
            round.set_position(list, &position).await?;
            pass::<T>(round, position).await
        }
    }
}

/// Whether the list fitted into a page when it was last read.
fn fits(position: &ListPosition) -> bool {
    position.total.is_some_and(|total| total <= PAGE)
}

async fn pass<T: Listed + snipeit::Listed>(
    round: &Round,
    position: ListPosition,
) -> Result<(), Fault> {
    let pages = round.client.rows_of::<T>(from(&position));
    let position =
        round.keep_pages(pages, position, |write, rows, _| write.mirror_rows(rows)).await?;
    let done = plan::complete(&position, round.now());
    round
        .write(move |write| {
            write.forget_unmet::<T>()?;
            write.set_list_position(<T as snipeit::Listed>::LIST, &done)
        })
        .await
}

async fn since<T: Listed + SortedByChange>(
    round: &Round,
    position: ListPosition,
) -> Result<(), Fault> {
    let list = <T as snipeit::Listed>::LIST;
    let (from, now) = (plan::since(&position, round.zone(), round.now()), round.now());
    let Changed::Rows { rows, unreadable, total, newest } =
        round.client.changed_since::<T>(from).await?
    else {
        let position = ListPosition { full_at: None, ..position };
        return round.set_position(list, &position).await;
    };
    left_out(list, &unreadable);
    round
        .write(move |write| {
            write.mirror_rows(&rows)?;
            let missing = i64::from(total) - i64::from(write.read().list_rows(list)?);
            let position = plan::updated(&position, newest, vec![missing], now);
            write.set_list_position(list, &ListPosition { total: Some(total), ..position })
        })
        .await
}
