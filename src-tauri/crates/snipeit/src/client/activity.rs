//! The activity log. Only ids order it, and the filter takes raw words whatever language the
//! answers are in.

use domain::activity::Movement;
use domain::ids::ActivityId;
use serde_json::Value;

use super::Client;
use crate::error::Error;
use crate::page::Page;
use crate::request::Request;
use crate::wire::activity::{AnyRow, MovementRow};
use crate::wire::{read, read_page};

impl Client {
    /// The id of the newest row of whatever kind; `None` while the log is empty.
    ///
    /// # Errors
    /// As any request; [`Error::Malformed`] when the row has no id that can be read.
    pub async fn newest_activity(&self) -> Result<Option<ActivityId>, Error> {
        let answer = self.read(newest_first(0, 1)).await?;
        match answer.pointer("/rows/0") {
            Some(row) => Ok(Some(ActivityId(read::<AnyRow>(row)?.id.0))),
            None => read_page(answer, |row: AnyRow| row.id).map(|_| None),
        }
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

fn newest_first(offset: u32, limit: u32) -> Request {
    Request::list("reports/activity").part(offset, limit).with("sort", "id").with("order", "desc")
}

fn raw_action(movement: Movement) -> &'static str {
    match movement {
        Movement::CheckOut => "checkout",
        Movement::CheckIn => "checkin from",
    }
}
