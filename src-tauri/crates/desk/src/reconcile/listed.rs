//! What Snipe-IT says: the two lists, and single assets.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::ids::{AssetId, LabelId};
use snipeit::{Client, Error, Listing, Position};

use super::subject::{Subject, Subjects};
use crate::counter::Counter;
use crate::fault::Fault;

/// The assets that wear Reserved or that somebody holds.
pub type Listed = HashMap<AssetId, AssetSnapshot>;

/// An asset that was read because what is known of it differs.
#[derive(Debug, Clone)]
pub struct Case {
    /// Which.
    pub id: AssetId,
    /// What was known here before.
    pub subject: Subject,
    /// What it says; `None` when Snipe-IT no longer has it.
    pub asset: Option<AssetSnapshot>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
}

/// Reads both lists, page by page.
pub async fn read(client: &Client, reserved: LabelId) -> Result<Listed, Error> {
    let mut listed = Listed::new();
    for listing in [Listing::WithLabel(reserved), Listing::Deployed] {
        let mut pages = client.assets_by_id(listing, Position::default());
        while let Some(batch) = pages.next().await? {
            listed.extend(batch.rows.into_iter().map(|asset| (asset.id, asset)));
        }
    }
    Ok(listed)
}

/// Reads each of these assets by itself. One that cannot be understood stops no other.
pub async fn one_by_one(
    counter: &Counter,
    client: &Client,
    differing: Subjects,
) -> Result<Vec<Case>, Fault> {
    let mut cases = Vec::new();
    for (id, subject) in differing {
        match case(counter, client, id, subject).await {
            Ok(case) => cases.push(case),
            Err(error @ Error::Malformed { .. }) => {
                tracing::warn!(%id, %error, "an asset is not compared");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(cases)
}

/// Reads one asset by its id.
pub async fn case(
    counter: &Counter,
    client: &Client,
    id: AssetId,
    subject: Subject,
) -> Result<Case, Error> {
    let asked_at = counter.now();
    let asset = match client.asset(id).await {
        Ok(asset) => Some(asset),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    Ok(Case { id, subject, asset, asked_at })
}
