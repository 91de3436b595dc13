//! What the technician is told. A message is stored with its cause, and shown afterwards: a crash
//! between the two shows it late, never not at all.

use chrono::{DateTime, Utc};
use domain::ids::{NotificationId, RequisitionId};
use domain::requisition::RequisitionNumber;
use rusqlite::Row;
use rusqlite::types::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::all;
use crate::value::{Columns, json, time};
use crate::{Entity, Error, Read, Write};

/// A message as stored; `N` is what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationRecord<N> {
    /// Identity.
    pub id: NotificationId,
    /// When it was raised.
    pub at: DateTime<Utc>,
    /// What it says.
    pub news: N,
    /// What it is about.
    pub requisition: Option<RequisitionId>,
    /// That requisition's number.
    pub number: Option<RequisitionNumber>,
    /// Whether it was seen in the window.
    pub read: bool,
}

fn record<N: DeserializeOwned>(row: &Row<'_>) -> Result<NotificationRecord<N>, Error> {
    Ok(NotificationRecord {
        id: NotificationId(row.uuid("id")?),
        at: row.time("at")?,
        news: row.json("news")?,
        requisition: row.maybe_uuid("requisition")?.map(RequisitionId),
        number: row.get::<_, Option<u32>>("number")?.map(RequisitionNumber),
        read: row.maybe_time("read_at")?.is_some(),
    })
}

const NOTIFICATION: &str = "SELECT n.*, r.number FROM notifications n
    LEFT JOIN requisitions r ON r.id = n.requisition";

impl Read<'_> {
    /// The newest messages.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn notifications<N: DeserializeOwned>(
        &self,
        limit: u32,
    ) -> Result<Vec<NotificationRecord<N>>, Error> {
        let sql = format!("{NOTIFICATION} ORDER BY n.at DESC, n.id DESC LIMIT {limit}");
        all(self.0, &sql, [], record)
    }

    /// Messages that were not handed to the system yet, oldest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn notifications_to_show<N: DeserializeOwned>(
        &self,
    ) -> Result<Vec<NotificationRecord<N>>, Error> {
        let sql = format!("{NOTIFICATION} WHERE n.shown_at IS NULL ORDER BY n.at, n.id");
        all(self.0, &sql, [], record)
    }
}

impl Write<'_> {
    /// Adds a message.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn notify<N: Serialize>(
        &self,
        news: &N,
        requisition: Option<RequisitionId>,
    ) -> Result<NotificationId, Error> {
        let id = NotificationId(self.new_id());
        let about = requisition.map_or(Value::Null, |id| Value::Text(id.0.to_string()));
        let values = [("at", time(self.at())), ("news", json(news)?), ("requisition", about)];
        self.insert(Entity::Notification, &id.0.to_string(), &values)?;
        Ok(id)
    }

    /// Notes that a message was handed to the system.
    ///
    /// # Errors
    /// There is no such message.
    pub fn mark_shown(&self, id: NotificationId) -> Result<(), Error> {
        self.update(Entity::Notification, &id.0.to_string(), &[("shown_at", time(self.at()))])
    }

    /// Notes that every message was seen in the window.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn mark_all_read(&self) -> Result<(), Error> {
        let sql = "SELECT id FROM notifications WHERE read_at IS NULL";
        let unread = all(self.read().0, sql, [], |row| row.uuid("id"))?;
        for id in unread {
            self.update(Entity::Notification, &id.to_string(), &[("read_at", time(self.at()))])?;
        }
        Ok(())
    }
}
