//! Assets: read one, read many, set a label.

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::ids::{AssetId, LabelId};
use serde_json::json;

use super::Client;
use crate::error::Error;
use crate::page::Page;
use crate::request::{Change, Query};
use crate::wire::asset::{AssetRow, ChangedAsset};
use crate::wire::{read, read_page};

/// Which assets to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// All but those with an archived label and the deleted ones.
    Plain,
    /// Those with an archived label.
    Archived,
    /// The deleted ones.
    Deleted,
    /// Those that somebody holds.
    Deployed,
    /// Those with one label.
    WithLabel(LabelId),
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By id, the only order in which pages fit together.
    Id,
    /// The last changed first; ties come in any order.
    UpdatedNewestFirst,
}

/// A page of assets to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssetQuery {
    /// Which assets.
    pub listing: Listing,
    /// In which order.
    pub sort: Sort,
    /// How many to skip.
    pub offset: u32,
    /// How many at most; the server gives 500 at most.
    pub limit: u32,
}

impl AssetQuery {
    fn query(&self) -> Query {
        let request = self.listing.query().part(self.offset, self.limit);
        match self.sort {
            Sort::Id => request.with("sort", "id").with("order", "asc"),
            Sort::UpdatedNewestFirst => request.with("sort", "updated_at").with("order", "desc"),
        }
    }
}

impl Listing {
    pub(super) fn query(self) -> Query {
        let request = Query::list("hardware");
        match self {
            Self::Plain => request,
            Self::Archived => request.with("status", "Archived"),
            Self::Deleted => request.with("status", "Deleted"),
            Self::Deployed => request.with("status", "Deployed"),
            Self::WithLabel(label) => request.with("status_id", label),
        }
    }
}

/// A label was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelWritten {
    /// The label that the record now has.
    pub label: LabelId,
    /// When, by the server's clock in UTC: with a later reading it gives the server's zone.
    pub updated_at: Option<DateTime<Utc>>,
}

impl Client {
    /// Reads an asset; a deleted one too.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none; otherwise as any request.
    pub async fn asset(&self, id: AssetId) -> Result<AssetSnapshot, Error> {
        let answer = self.read(Query::one(&["hardware", &id.to_string()])).await?;
        let asset = read::<AssetRow>(&answer)?.snapshot(self.zone());
        if asset.id == id { Ok(asset) } else { Err(malformed("id", "another asset's")) }
    }

    /// Reads the asset with a tag, whatever its label; a deleted one is not found.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none; otherwise as any request.
    pub async fn asset_by_tag(&self, tag: &str) -> Result<AssetSnapshot, Error> {
        let tag = tag.trim();
        if !is_segment(tag) {
            let found = self.assets_where("asset_tag", tag).await?;
            return found.into_iter().find(|asset| asset.tag == tag).ok_or(Error::NotFound);
        }
        let answer = self.read(Query::one(&["hardware", "bytag", tag])).await?;
        Ok(read::<AssetRow>(&answer)?.snapshot(self.zone()))
    }

    /// Reads the assets with a serial number, which need not be unique; deleted ones are left out.
    ///
    /// # Errors
    /// As any request.
    pub async fn assets_by_serial(&self, serial: &str) -> Result<Vec<AssetSnapshot>, Error> {
        let serial = serial.trim();
        if !is_segment(serial) {
            let mut found = self.assets_where("serial", serial).await?;
            found.retain(|asset| asset.serial.as_deref() == Some(serial));
            return Ok(found);
        }
        match self.read(Query::one(&["hardware", "byserial", serial])).await {
            Ok(answer) => {
                all_readable(read_page(answer, |row: AssetRow| row.snapshot(self.zone()))?)
            }
            Err(Error::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// The plain listing hides assets with an archived label. Without a value the server would
    /// list them all.
    async fn assets_where(
        &self,
        column: &'static str,
        value: &str,
    ) -> Result<Vec<AssetSnapshot>, Error> {
        let mut found = Vec::new();
        if value.is_empty() {
            return Ok(found);
        }
        for listing in [Listing::Plain, Listing::Archived] {
            let answer = self.read(listing.query().with(column, value)).await?;
            let page = read_page(answer, |row: AssetRow| row.snapshot(self.zone()))?;
            found.extend(all_readable(page)?);
        }
        Ok(found)
    }

    /// Reads a page of assets.
    ///
    /// # Errors
    /// As any request. Rows that cannot be read are in the page, apart.
    pub async fn assets(&self, query: &AssetQuery) -> Result<Page<AssetSnapshot>, Error> {
        let answer = self.read(query.query()).await?;
        read_page(answer, |row: AssetRow| row.snapshot(self.zone()))
    }

    /// Sets an asset's label; its holder stays. Sent once: after an error whose
    /// [`Error::answer_lost`] is true, only reading the asset tells whether it was set.
    ///
    /// # Errors
    /// As any request.
    pub async fn set_label(&self, asset: AssetId, label: LabelId) -> Result<LabelWritten, Error> {
        let body = json!({ "status_id": label.0 });
        let change = Change::patch(&["hardware", &asset.to_string()], body);
        let answer = self.write(change).await?;
        let ChangedAsset { payload } = read(&answer)?;
        if payload.id.0 != asset.0 {
            return Err(malformed("payload.id", "another asset's"));
        }
        let updated_at = payload.updated_at();
        Ok(LabelWritten { label: LabelId(payload.status_id.0), updated_at })
    }
}

/// Whether a text can be a segment of a path: servers take slashes and dots for their own.
fn is_segment(text: &str) -> bool {
    !text.is_empty() && !text.contains(['/', '\\']) && text != "." && text != ".."
}

/// Who looks for one asset is not served by leaving it out.
fn all_readable<T>(page: Page<T>) -> Result<Vec<T>, Error> {
    match page.unreadable.into_iter().next() {
        Some(row) => Err(malformed("rows", &row.problem)),
        None => Ok(page.rows),
    }
}

fn malformed(path: &str, problem: &str) -> Error {
    Error::Malformed { path: path.to_owned(), problem: problem.to_owned() }
}
