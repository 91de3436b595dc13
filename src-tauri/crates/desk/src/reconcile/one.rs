//! One asset, read because a person looks at it, or holds it in hand.

use domain::asset::AssetSnapshot;
use domain::ids::AssetId;
use snipeit::{Error, Lane};
use workspace::Read;

use super::listed::{self, Case, Listed};
use super::subject::{self, Subjects};
use super::{compare, judge};
use crate::api::DeskError;
use crate::counter::Counter;
use crate::fault::Fault;
use crate::feed;
use crate::moves::Habits;

/// Reads an asset now, before everything that waits; what it says is judged as by every
/// comparison. Rows say more than a reading: where it differs, the log is read first.
///
/// # Errors
/// What kept the asset from being read; nothing is changed then.
pub async fn read_asset(counter: &Counter, id: AssetId) -> Result<(), DeskError> {
    let client = counter.client(Lane::Counter).ok_or(Error::Unauthenticated)?;
    let habits = Habits::from(&counter.configuration());
    let subject = counter.db.read(move |read| subject::of(read, id)).await?;
    let case = listed::case(counter, &client, id, subject).await?;
    counter.server_answers();
    let compared = case.clone();
    if counter.db.read(move |read| differs(read, compared, habits)).await? {
        // Without the log the reading is all there is.
        if let Err(Fault::Desk(error)) = feed::poll(counter, true).await {
            return Err(error);
        }
    }
    judge::all(counter, vec![case], habits).await
}

/// Reads whatever has this tag, else this serial number, and judges it in the same way; the mirror
/// knows it then.
///
/// # Errors
/// What kept Snipe-IT from answering; nothing is changed then.
pub async fn read_named(counter: &Counter, name: &str) -> Result<(), DeskError> {
    let client = counter.client(Lane::Counter).ok_or(Error::Unauthenticated)?;
    let asked_at = counter.now();
    let found = match client.asset_by_tag(name).await {
        Ok(asset) => vec![asset],
        Err(Error::NotFound) => client.assets_by_serial(name).await?,
        Err(error) => return Err(error.into()),
    };
    counter.server_answers();
    let cases = move |read: &Read<'_>| {
        let case = |asset: AssetSnapshot| {
            let subject = subject::of(read, asset.id)?;
            Ok(Case { id: asset.id, subject, asset: Some(asset), asked_at })
        };
        found.into_iter().map(case).collect::<Result<_, DeskError>>()
    };
    let cases = counter.db.read(cases).await?;
    judge::all(counter, cases, Habits::from(&counter.configuration())).await
}

fn differs(read: &Read<'_>, case: Case, habits: Habits) -> Result<bool, DeskError> {
    let listed: Listed = case.asset.into_iter().map(|asset| (case.id, asset)).collect();
    let before = Subjects::from([(case.id, case.subject)]);
    Ok(!compare::differing(read, before, &listed, habits)?.is_empty())
}
