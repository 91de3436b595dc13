//! What the technician was told.

use workspace::table::notifications::NotificationRecord;

use crate::api::{DeskError, News, NotificationView};
use crate::counter::Counter;

/// How many the bell lists.
const NEWEST: u32 = 50;

/// The newest messages.
pub async fn list(counter: &Counter) -> Result<Vec<NotificationView>, DeskError> {
    let records = counter.db.read(|read| read.notifications::<News>(NEWEST)).await?;
    Ok(records.into_iter().map(view).collect())
}

/// Marks all as read.
pub async fn read_all(counter: &Counter) -> Result<(), DeskError> {
    Ok(counter.db.write(counter.technician(), |write| write.mark_all_read()).await?)
}

/// As the window sees it.
pub fn view(record: NotificationRecord<News>) -> NotificationView {
    NotificationView {
        id: record.id,
        at: record.at,
        news: record.news,
        requisition: record.requisition,
        number: record.number,
        read: record.read,
    }
}
