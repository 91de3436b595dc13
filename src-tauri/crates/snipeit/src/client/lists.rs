//! The ten lists: one page of any, or a whole small one.

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;

use super::Client;
use super::assets::Listing;
use super::changes::{Changed, changed_since};
use super::pages::{Pages, Position};
use crate::error::Error;
use crate::page::Page;
use crate::request::Query;
use crate::wire::RawRows;
use crate::wire::listed::{Listed, SortedByChange};

impl Client {
    /// All rows of a list from a position on, page by page. For the hardware this is the plain
    /// listing; see [`Client::assets_by_id`].
    #[must_use]
    pub fn rows_of<T: Listed>(&self, from: Position) -> Pages<T> {
        Pages::new(self.clone(), Query::list(T::PATH), from)
    }

    /// All assets of one listing from a position on, page by page.
    #[must_use]
    pub fn assets_by_id(&self, listing: Listing, from: Position) -> Pages<AssetSnapshot> {
        Pages::new(self.clone(), listing.query(), from)
    }

    /// What changed in a list since a time, ties with it included. The time is that of the newest
    /// row read so far, by way of [`crate::reread_from`]: an hour that comes twice hides changes.
    /// Counts in a row, such as how many assets a location has, change without its time.
    ///
    /// # Errors
    /// As any request.
    pub async fn changed_since<T: SortedByChange>(
        &self,
        since: Option<DateTime<Utc>>,
    ) -> Result<Changed<T>, Error> {
        changed_since(self, &Query::list(T::PATH), since).await
    }

    /// What changed in one listing of the hardware since a time, ties with it included.
    ///
    /// # Errors
    /// As any request.
    pub async fn changed_assets(
        &self,
        listing: Listing,
        since: Option<DateTime<Utc>>,
    ) -> Result<Changed<AssetSnapshot>, Error> {
        changed_since(self, &listing.query(), since).await
    }

    /// When the last change of a list was, by its own rows: where to look for changes from, once
    /// a pass that begins now is through. `None` while the list is empty.
    ///
    /// # Errors
    /// As any request.
    pub async fn newest_change<T: SortedByChange>(&self) -> Result<Option<DateTime<Utc>>, Error> {
        let request = Query::list(T::PATH).part(0, 1).with("sort", "updated_at");
        let page = self.means::<T>(self.raw_rows(request.with("order", "desc")).await?);
        Ok(page.rows.first().and_then(T::changed_at))
    }

    /// Reads one page of a list in its own order.
    ///
    /// # Errors
    /// As any request. Rows that cannot be read are in the page, apart.
    pub async fn page_of<T: Listed>(&self, offset: u32, limit: u32) -> Result<Page<T>, Error> {
        let request = Query::list(T::PATH).part(offset, limit);
        let rows = self.raw_rows(request.with("sort", T::ORDER).with("order", "asc")).await?;
        Ok(self.means(rows))
    }

    pub(super) async fn raw_rows(&self, request: Query) -> Result<RawRows, Error> {
        RawRows::of(self.read(request).await?)
    }

    pub(super) fn means<T: Listed>(&self, rows: RawRows) -> Page<T> {
        rows.page(|raw| T::read_row(raw, self.zone()))
    }
}
