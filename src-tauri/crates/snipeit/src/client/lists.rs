//! The other lists: labels, users, and those of which only the names matter.

use std::collections::BTreeMap;

use domain::asset::Named;
use domain::ids::{CategoryId, LabelId, LocationId, ModelId};
use serde::de::DeserializeOwned;

use super::Client;
use crate::error::Error;
use crate::page::Page;
use crate::request::Request;
use crate::wire::label::{LabelRow, StatusLabel};
use crate::wire::named::NamedRow;
use crate::wire::read_page;
use crate::wire::user::{User, UserRow};

/// The most that a server gives at once unless told otherwise.
const PAGE: u32 = 500;

impl Client {
    /// Reads all status labels, by id.
    ///
    /// # Errors
    /// As any request.
    pub async fn labels(&self) -> Result<Vec<StatusLabel>, Error> {
        let mut labels: BTreeMap<LabelId, StatusLabel> = BTreeMap::new();
        let mut offset = 0;
        loop {
            let page = self.list("statuslabels", offset, PAGE, LabelRow::label).await?;
            offset += u32::try_from(page.sent()).unwrap_or(PAGE);
            let before = labels.len();
            let at_end = page.sent() == 0 || offset >= page.total;
            for row in &page.unreadable {
                tracing::warn!(id = row.id, problem = row.problem, "status label left out");
            }
            labels.extend(page.rows.into_iter().map(|row| (row.label.id, row)));
            // One server version sends the first page for every offset.
            if at_end || labels.len() == before {
                return Ok(labels.into_values().collect());
            }
        }
    }

    /// Reads a page of users, by id.
    ///
    /// # Errors
    /// As any request.
    pub async fn users(&self, offset: u32, limit: u32) -> Result<Page<User>, Error> {
        self.list("users", offset, limit, UserRow::user).await
    }

    /// Reads a page of models, by id.
    ///
    /// # Errors
    /// As any request.
    pub async fn models(&self, offset: u32, limit: u32) -> Result<Page<Named<ModelId>>, Error> {
        self.names("models", offset, limit, ModelId).await
    }

    /// Reads a page of locations, by id.
    ///
    /// # Errors
    /// As any request.
    pub async fn locations(
        &self,
        offset: u32,
        limit: u32,
    ) -> Result<Page<Named<LocationId>>, Error> {
        self.names("locations", offset, limit, LocationId).await
    }

    /// Reads a page of categories, by id.
    ///
    /// # Errors
    /// As any request.
    pub async fn categories(
        &self,
        offset: u32,
        limit: u32,
    ) -> Result<Page<Named<CategoryId>>, Error> {
        self.names("categories", offset, limit, CategoryId).await
    }

    async fn names<I>(
        &self,
        path: &str,
        offset: u32,
        limit: u32,
        id: fn(u32) -> I,
    ) -> Result<Page<Named<I>>, Error> {
        self.list(path, offset, limit, |row: NamedRow| row.named(id)).await
    }

    async fn list<R: DeserializeOwned, T>(
        &self,
        path: &str,
        offset: u32,
        limit: u32,
        means: impl Fn(R) -> T,
    ) -> Result<Page<T>, Error> {
        let request = Request::list(path).part(offset, limit);
        let answer = self.read(request.with("sort", "id").with("order", "asc")).await?;
        read_page(answer, means)
    }
}
