//! The first mirror of the demo, so that its first screen is complete. It is read through the
//! client as ever, and so it says what the next reading will say.

use chrono::{DateTime, Utc};
use domain::catalogue::User;
use domain::evidence::{Actor, Rule};
use snipeit::{AssetQuery, Client, Listing, Sort};
use workspace::table::mirror::{ListPosition, MirrorUser};

use crate::api::DeskError;
use crate::db::Db;
use crate::mirror::{LIST, mirror_label};

/// More than the demo's lab has of anything.
const PAGE: u32 = 500;

/// Reads everything, unless it was read before.
pub async fn fill(db: &Db, client: &Client, now: DateTime<Utc>) -> Result<(), DeskError> {
    let known = db.read::<_, workspace::Error>(|read| read.list_position(LIST)).await?;
    if known.complete_at.is_some() {
        return Ok(());
    }
    let mut assets = Vec::new();
    for listing in [Listing::Plain, Listing::Archived] {
        let query = AssetQuery { listing, sort: Sort::Id, offset: 0, limit: PAGE };
        assets.extend(client.assets(&query).await?.rows);
    }
    let labels: Vec<_> = client.labels().await?.into_iter().map(mirror_label).collect();
    let users: Vec<_> = client.page_of::<User>(0, PAGE).await?.rows.into_iter().map(mirror_user).collect();
    let cursor = assets.iter().filter_map(|asset| asset.updated_at).max();
    let (complete_at, full_at) = (Some(now), Some(now));
    let position = ListPosition { cursor, complete_at, full_at, ..ListPosition::default() };
    db.write::<_, workspace::Error>(Actor::Rule { rule: Rule::Reconciliation }, move |write| {
        write.mirror_assets(&assets)?;
        write.mirror_labels(&labels)?;
        write.mirror_users(&users)?;
        write.set_list_position(LIST, &position)
    })
    .await?;
    Ok(())
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
