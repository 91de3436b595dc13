//! Assets: read one, read many, set a label.

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::ids::{AssetId, LabelId};
use serde_json::{Value, json};

use super::Client;
use crate::error::Error;
use crate::page::Page;
use crate::request::Request;
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
    fn request(&self) -> Request {
        let request = self.listing.request().part(self.offset, self.limit);
        match self.sort {
            Sort::Id => request.with("sort", "id").with("order", "asc"),
            Sort::UpdatedNewestFirst => request.with("sort", "updated_at").with("order", "desc"),
        }
    }
}

impl Listing {
    pub(super) fn request(self) -> Request {
        let request = Request::list("hardware");
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
        let answer = self.read(Request::one(format!("hardware/{id}"))).await?;
        let asset = read::<AssetRow>(&answer)?.snapshot(self.zone());
        if asset.id == id { Ok(asset) } else { Err(malformed("id", "another asset's")) }
    }

    /// Reads a page of assets.
    ///
    /// # Errors
    /// As any request. Rows that cannot be read are in the page, apart.
    pub async fn assets(&self, query: &AssetQuery) -> Result<Page<AssetSnapshot>, Error> {
        let answer = self.read(query.request()).await?;
        read_page(answer, |row: AssetRow| row.snapshot(self.zone()))
    }

    /// Sets an asset's label; its holder stays. Sent once: after an error whose
    /// [`Error::answer_lost`] is true, only reading the asset tells whether it was set.
    ///
    /// # Errors
    /// As any request.
    pub async fn set_label(&self, asset: AssetId, label: LabelId) -> Result<LabelWritten, Error> {
        let body = json!({ "status_id": label.0 });
        let answer = self.write(Request::patch(format!("hardware/{asset}"), body)).await?;
        succeeded(&answer)?;
        let ChangedAsset { payload } = read(&answer)?;
        let updated_at = payload.updated_at();
        Ok(LabelWritten { label: LabelId(payload.status_id.0), updated_at })
    }
}

/// Anything but a plain "success" may mean anything.
fn succeeded(answer: &Value) -> Result<(), Error> {
    match answer.get("status").and_then(Value::as_str) {
        Some("success") => Ok(()),
        _ => Err(malformed("status", "not the word success")),
    }
}

fn malformed(path: &str, problem: &str) -> Error {
    Error::Malformed { path: path.to_owned(), problem: problem.to_owned() }
}
