//! The small lists are read whole.

use domain::catalogue::{StatusLabel, User};
use snipeit::Client;
use workspace::table::mirror::{MirrorLabel, MirrorUser};

use super::actor;
use crate::counter::Counter;
use crate::fault::Fault;

const PAGE: u32 = 500;

/// Status labels.
pub async fn labels(counter: &Counter, client: &Client) -> Result<(), Fault> {
    let labels: Vec<_> = client.labels().await?.into_iter().map(mirror_label).collect();
    counter.db.write(actor(), move |write| write.mirror_labels(&labels)).await?;
    Ok(())
}

/// Users, page by page.
pub async fn users(counter: &Counter, client: &Client) -> Result<(), Fault> {
    let mut users: Vec<MirrorUser> = Vec::new();
    loop {
        let offset = u32::try_from(users.len()).unwrap_or(u32::MAX);
        let page = client.page_of::<User>(offset, PAGE).await?;
        let repeated =
            page.rows.first().is_some_and(|first| users.iter().any(|known| known.id == first.id));
        let sent = page.sent();
        users.extend(page.rows.into_iter().map(mirror_user));
        if sent == 0 || repeated || users.len() >= page.total as usize {
            break;
        }
    }
    users.dedup_by_key(|user| user.id);
    counter.db.write(actor(), move |write| write.mirror_users(&users)).await?;
    Ok(())
}

/// As the workspace keeps it.
pub fn mirror_label(label: StatusLabel) -> MirrorLabel {
    MirrorLabel { label: label.label, assets: label.assets }
}

fn mirror_user(user: User) -> MirrorUser {
    MirrorUser {
        id: user.id,
        name: user.name,
        username: user.username,
        email: user.email,
        employee_number: user.employee_number,
    }
}
