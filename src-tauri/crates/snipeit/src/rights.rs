//! What the token's user may do, found out by reading only.

use serde_json::Value;

use crate::client::Client;
use crate::error::Error;
use crate::request::Query;
use crate::wire::asset::{Actions, ActionsRow};
use crate::wire::field::number;
use crate::wire::me::{Me, Permissions};
use crate::wire::read;

/// Whether something is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// It is.
    Allowed,
    /// It is not.
    Missing,
    /// Nothing that can be read tells: there is no asset yet to look at.
    Unknown,
}

/// What the token's user may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// The user behind the token.
    pub me: Me,
    /// Read assets.
    pub read_assets: Right,
    /// Edit assets, and so set their label.
    pub edit_assets: Right,
    /// Read the activity log.
    pub read_activity: Right,
    /// Read users.
    pub read_people: Right,
    /// Read status labels.
    pub read_labels: Right,
    /// Create status labels.
    pub create_labels: Right,
    /// Delete assets, which nobody behind a counter needs.
    pub delete_assets: Right,
    /// Check assets out.
    pub checkout: Right,
    /// Check assets in.
    pub checkin: Right,
    /// How many models there are, if they may be read.
    pub models: Option<u32>,
}

impl Client {
    /// Finds out what the token's user may do, without writing anything.
    ///
    /// # Errors
    /// As any request, except that being forbidden to read something is an answer here.
    pub async fn probe(&self) -> Result<Rights, Error> {
        let me = self.me().await?;
        let (read_assets, actions) = self.probe_assets().await?;
        let granted = |permission| from_permissions(&me.permissions, permission);
        Ok(Rights {
            read_assets,
            edit_assets: from_action(actions.update).unwrap_or_else(|| granted("assets.edit")),
            checkout: from_action(actions.checkout).unwrap_or_else(|| granted("assets.checkout")),
            checkin: from_action(actions.checkin).unwrap_or_else(|| granted("assets.checkin")),
            read_activity: self.probe_list("reports/activity").await?.0,
            read_people: self.probe_list("users").await?.0,
            read_labels: self.probe_list("statuslabels").await?.0,
            create_labels: granted("statuslabels.create"),
            delete_assets: from_action(actions.delete).unwrap_or_else(|| granted("assets.delete")),
            models: self.probe_list("models").await?.1.and_then(|answer| total(&answer)),
            me,
        })
    }

    /// A row of the plain list says what may be done; that list has no deleted assets, on which
    /// nobody may do anything.
    async fn probe_assets(&self) -> Result<(Right, Actions), Error> {
        let (right, answer) = self.probe_list("hardware").await?;
        let row = answer.as_ref().and_then(|answer| answer.pointer("/rows/0"));
        let row = row.map(read::<ActionsRow>).transpose()?;
        Ok((right, row.map(ActionsRow::actions).unwrap_or_default()))
    }

    async fn probe_list(&self, path: &str) -> Result<(Right, Option<Value>), Error> {
        match self.read(Query::list(path).part(0, 1)).await {
            Ok(answer) => Ok((Right::Allowed, Some(answer))),
            Err(Error::Forbidden) => Ok((Right::Missing, None)),
            Err(error) => Err(error),
        }
    }
}

fn total(answer: &Value) -> Option<u32> {
    answer.get("total").and_then(number)
}

fn from_action(action: Option<bool>) -> Option<Right> {
    action.map(|allowed| if allowed { Right::Allowed } else { Right::Missing })
}

/// A grant proves the right; its absence proves nothing, since groups may grant it.
fn from_permissions(permissions: &Permissions, permission: &str) -> Right {
    if permissions.grants(permission) { Right::Allowed } else { Right::Unknown }
}
