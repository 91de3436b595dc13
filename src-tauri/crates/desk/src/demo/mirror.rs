//! The first mirror of the demo, so that its first screen is complete. It is read as any mirror
//! is, and so it says what the next reading will say.

use domain::catalogue::List;
use snipeit::Client;

use crate::api::DeskError;
use crate::clock::Clock;
use crate::db::Db;
use crate::fault::Fault;
use crate::mirror::Round;

/// Reads everything, unless it was read before.
pub async fn fill(db: &Db, client: Client, clock: Clock) -> Result<(), DeskError> {
    let known = db.read::<_, workspace::Error>(|read| read.list_position(List::Hardware)).await?;
    if known.complete_at.is_some() {
        return Ok(());
    }
    let round = Round { db: db.clone(), client, clock };
    round.everything().await.map_err(|fault| match fault {
        Fault::Server(error) => error.into(),
        Fault::Desk(error) => error,
    })
}
