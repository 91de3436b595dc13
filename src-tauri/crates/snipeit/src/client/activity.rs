//! The activity log. Only ids order it, and the filter takes raw words whatever language the
//! answers are in.

use chrono::{DateTime, Utc};
use domain::activity::Movement;
use domain::ids::ActivityId;
use serde_json::Value;

use super::Client;
use crate::error::Error;
use crate::page::Page;
use crate::request::Query;
use crate::wire::activity::{AnyRow, MovementRow};
use crate::wire::{read, read_page};

/// How far the activity log has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndOfLog {
    /// The newest row's id.
    pub id: ActivityId,
    /// When it was written, if that can be read.
    pub at: Option<DateTime<Utc>>,
}

impl Client {
    /// The id of the newest row of whatever kind; `None` while the log is empty.
    ///
    /// # Errors
    /// As any request; [`Error::Malformed`] when the row has no id that can be read.
    pub async fn newest_activity(&self) -> Result<Option<ActivityId>, Error> {
        Ok(self.end_of_log().await?.map(|end| end.id))
    }

    /// The newest row of whatever kind, and when it was written: its time tells people whether
    /// the server's zone is the right one. `None` while the log is empty.
    ///
    /// # Errors
    /// As any request; [`Error::Malformed`] when the row has no id that can be read.
    pub async fn end_of_log(&self) -> Result<Option<EndOfLog>, Error> {
        let answer = self.read(newest_first(0, 1)).await?;
        let Some(row) = answer.pointer("/rows/0") else {
            return read_page(answer, |row: AnyRow| row.id).map(|_| None);
        };
        let row = read::<AnyRow>(row)?;
        let (id, at) = (ActivityId(row.id.0), row.created_at.utc(self.zone()));
        Ok(Some(EndOfLog { id, at }))
    }

    /// Reads a page of check-outs or check-ins, newest first. Rows that cannot be read are among
    /// the others, in their place.
    ///
    /// # Errors
    /// As any request.
    pub async fn movements(
        &self,
        movement: Movement,
        offset: u32,
        limit: u32,
    ) -> Result<Page<MovementRow>, Error> {
        let request = newest_first(offset, limit).with("action_type", raw_action(movement));
        let answer = self.read(request).await?;
        read_page(answer, |raw: Value| MovementRow::read(raw, movement, self.zone()))
    }
}

fn newest_first(offset: u32, limit: u32) -> Query {
    Query::list("reports/activity").part(offset, limit).with("sort", "id").with("order", "desc")
}

fn raw_action(movement: Movement) -> &'static str {
    match movement {
        Movement::CheckOut => "checkout",
        Movement::CheckIn => "checkin from",
    }
}
