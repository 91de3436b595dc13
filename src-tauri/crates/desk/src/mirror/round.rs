//! What reading a list needs, and how its pages are kept.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::catalogue::List;
use domain::evidence::{Actor, Rule};
use snipeit::{Batch, Client, Listed, Pages, Position, Unreadable};
use workspace::table::mirror::ListPosition;
use workspace::{Error, Write};

use crate::clock::Clock;
use crate::db::Db;
use crate::fault::Fault;

/// A server and the workspace that mirrors it.
pub struct Round {
    /// The workspace.
    pub db: Db,
    /// The server.
    pub client: Client,
    /// The time.
    pub clock: Clock,
}

/// Takes rows, asked for at that time, over into the workspace; says how many differ from before.
pub type Take<T> = fn(&Write<'_>, &[T], DateTime<Utc>) -> Result<u32, Error>;

impl Round {
    /// Now.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The zone in which the server's wall clock is read.
    pub fn zone(&self) -> Tz {
        self.client.server().zone
    }

    /// How far a list was read.
    pub async fn position(&self, list: List) -> Result<ListPosition, Fault> {
        Ok(self.db.read::<_, Error>(move |read| read.list_position(list)).await?)
    }

    /// Writes in one transaction.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Fault> {
        Ok(self.db.write(Actor::Rule { rule: Rule::Reconciliation }, work).await?)
    }

    /// Notes how far a list was read.
    pub async fn set_position(&self, list: List, position: &ListPosition) -> Result<(), Fault> {
        let position = position.clone();
        self.write(move |write| write.set_list_position(list, &position)).await
    }

    /// Keeps page after page. The next one is asked for while the last is being kept; rows and
    /// position go together, so that a pass goes on where it ended.
    pub async fn keep_pages<T: Listed>(
        &self,
        mut pages: Pages<T>,
        mut position: ListPosition,
        take: Take<T>,
    ) -> Result<ListPosition, Fault> {
        let mut asked_at = self.now();
        let mut next = pages.next().await?;
        while let Some(batch) = next {
            position = after(&position, &batch);
            let page = Page { batch, asked_at, position: position.clone() };
            asked_at = self.now();
            let (kept, following) = tokio::join!(self.keep(page, take), pages.next());
            kept?;
            next = following?;
        }
        Ok(position)
    }

    async fn keep<T: Listed>(&self, page: Page<T>, take: Take<T>) -> Result<(), Fault> {
        let Page { batch, asked_at, position } = page;
        let unreadable = left_out(T::LIST, &batch.unreadable);
        self.write(move |write| {
            take(write, &batch.rows, asked_at)?;
            write.meet_unreadable(T::LIST, &unreadable)?;
            write.set_list_position(T::LIST, &position)
        })
        .await
    }
}

/// A page that came.
struct Page<T> {
    batch: Batch<T>,
    asked_at: DateTime<Utc>,
    /// How far the list is read with it.
    position: ListPosition,
}

/// From where a pass goes on.
pub fn from(position: &ListPosition) -> Position {
    Position { read: position.position.unwrap_or_default(), last: position.last }
}

/// The position once this batch is kept. Of a list with several listings the first is by far the
/// largest; its total is the one that is shown.
fn after<T>(position: &ListPosition, batch: &Batch<T>) -> ListPosition {
    ListPosition {
        position: Some(batch.position.read),
        last: batch.position.last,
        total: if position.part == 0 { Some(batch.total) } else { position.total },
        ..position.clone()
    }
}

/// The ids of rows that cannot be read. They stop nothing.
pub fn left_out(list: List, unreadable: &[Unreadable]) -> Vec<u32> {
    for row in unreadable {
        tracing::warn!(?list, id = row.id, problem = row.problem, "a row is left out");
    }
    unreadable.iter().filter_map(|row| row.id).collect()
}
