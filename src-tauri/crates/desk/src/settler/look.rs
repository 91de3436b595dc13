//! Reading back: what the asset says settles an operation, whatever became of the answer.

use chrono::{DateTime, Utc};
use domain::asset::AssetSnapshot;
use domain::decide::doubt::{self, NotSeen};
use domain::decide::label::{self, Confirmation};
use domain::decide::lending::{self, Loan};
use domain::decide::unit::Disagreement;
use domain::evidence::{AssetFact, Evidence};
use domain::ids::{AssetId, LabelId};
use domain::labels::LabelMap;
use domain::operation::{OperationKind, Phase, Refusal};
use probe::Flaw;
use snipeit::{Client, LabelWritten, Lane};
use workspace::table::operations::{OperationRecord, Step};

use super::attempt::seen;
use super::survey::vanished;
use super::{finish, note_failure};
use crate::api::DeskError;
use crate::counter::Counter;

/// Reads the asset of an operation that was sent, and settles it if that is proof.
pub async fn look(counter: &Counter, operation: OperationRecord) -> Result<(), DeskError> {
    confirm(counter, operation, None).await
}

/// Reads the asset that was just written. Two times of a written label, one in UTC and one on the
/// server's wall, also tell whether the zone in the settings is the server's.
pub async fn confirm(
    counter: &Counter,
    operation: OperationRecord,
    written: Option<LabelWritten>,
) -> Result<(), DeskError> {
    let (Some(client), Some(asset)) = (counter.client(Lane::Counter), operation.asset) else {
        return unread(counter, &operation, &snipeit::Error::Unauthenticated).await;
    };
    match read(&client, asset).await {
        Ok(asset) => {
            if let Some(written) = written {
                counter.health.clock(written.zone_check(client.server().zone, &asset));
            }
            judge(counter, &client, operation, asset).await
        }
        Err(error) => unread(counter, &operation, &error).await,
    }
}

async fn read(client: &Client, id: AssetId) -> Result<AssetSnapshot, snipeit::Error> {
    match client.asset(id).await {
        Err(snipeit::Error::NotFound) => Ok(vanished(id)),
        answer => answer,
    }
}

async fn judge(
    counter: &Counter,
    client: &Client,
    operation: OperationRecord,
    asset: AssetSnapshot,
) -> Result<(), DeskError> {
    match confirmation(&operation, &asset, &counter.configuration().labels) {
        Confirmation::Confirmed => {
            let evidence = proof(counter, &operation, &asset);
            finish::done(counter, &operation, asset, evidence).await
        }
        Confirmation::Refuse(refusal) => {
            finish::refuse(counter, &operation, refusal, Some(asset)).await
        }
        Confirmation::PutBack(refusal) => {
            put_back(counter, client, operation, asset, refusal).await
        }
        Confirmation::NotSeen => not_seen(counter, &operation, asset).await,
    }
}

/// What the reading says of what was sent.
fn confirmation(
    operation: &OperationRecord,
    asset: &AssetSnapshot,
    labels: &LabelMap,
) -> Confirmation {
    use OperationKind as Kind;
    if probe::flawed(Flaw::ReadBackSkipped) {
        return Confirmation::Confirmed;
    }
    let wanted = operation.label_wanted.unwrap_or(labels.available);
    match (operation.kind, operation.loan) {
        (Kind::Reserve, _) => label::after_reserve(asset, labels),
        (Kind::HandOver, Some(Loan { to, .. })) => lending::after_hand_over(asset, to),
        // Somebody else put it right already.
        (Kind::Retrieve, Some(Loan { to, .. })) if lending::is_held_by(asset, to) => {
            Confirmation::Confirmed
        }
        (Kind::TakeBack | Kind::Retrieve, _) => lending::after_take_back(asset),
        _ => label::after_write(asset, wanted),
    }
}

/// Somebody took the asset between our check and our write: our label does not stay behind.
async fn put_back(
    counter: &Counter,
    client: &Client,
    operation: OperationRecord,
    asset: AssetSnapshot,
    refusal: Refusal,
) -> Result<(), DeskError> {
    let former = operation.label_before.unwrap_or(counter.configuration().labels.available);
    match client.set_label(asset.id, former).await {
        Ok(_) => {
            let asset = relabelled(client, asset).await;
            finish::refuse(counter, &operation, refusal, asset).await
        }
        // The next look finds the label, or finds it gone, and goes on from there.
        Err(error) => unread(counter, &operation, &error).await,
    }
}

/// The asset after our label was taken off; the mirror catches up later if it cannot be read.
async fn relabelled(client: &Client, asset: AssetSnapshot) -> Option<AssetSnapshot> {
    read(client, asset.id).await.ok()
}

/// A reading that proves nothing yet, or that the write was not done.
async fn not_seen(
    counter: &Counter,
    operation: &OperationRecord,
    asset: AssetSnapshot,
) -> Result<(), DeskError> {
    if finish::overtaken_by_the_log(counter, operation, &asset).await? {
        return Ok(());
    }
    let now = counter.now();
    let since = operation.doubt_since.unwrap_or(now);
    let sent = operation.sent_at.unwrap_or(since);
    let sent = if probe::flawed(Flaw::MinuteIgnored) { sent - doubt::STILL_AT_WORK } else { sent };
    let repeatable = !operation.kind.moves_asset() || probe::flawed(Flaw::PostRepeated);
    let escalated = operation.phase == Phase::Escalated;
    match doubt::not_seen(since, sent, now, repeatable) {
        // A person looks again at what was handed to them: whether it is sent again is theirs to
        // say, except where sending twice does the same as once.
        NotSeen::Escalate if escalated && repeatable => repeat(counter, operation).await,
        NotSeen::Escalate | NotSeen::ReadAgain(_) if escalated => Ok(()),
        NotSeen::ReadAgain(at) => doubt_until(counter, operation, at).await,
        NotSeen::Repeat => repeat(counter, operation).await,
        NotSeen::Escalate => {
            finish::escalate(counter, operation, Disagreement::InDoubtTooLong).await
        }
    }
}

/// What was sent was not done: the operation starts again from the first check.
pub async fn repeat(counter: &Counter, operation: &OperationRecord) -> Result<(), DeskError> {
    finish::step(counter, operation, Step::Repeat).await?;
    counter.settle_now.notify_one();
    Ok(())
}

/// The asset could not be read: that is no evidence, so no reading was spent.
async fn unread(
    counter: &Counter,
    operation: &OperationRecord,
    error: &snipeit::Error,
) -> Result<(), DeskError> {
    let retry_at = note_failure(counter, error);
    let next = match operation.phase {
        Phase::Escalated => return Ok(()),
        Phase::Sending => retry_at,
        _ => retry_at.max(operation.due_at.unwrap_or(retry_at)),
    };
    doubt_until(counter, operation, next).await
}

async fn doubt_until(
    counter: &Counter,
    operation: &OperationRecord,
    next: DateTime<Utc>,
) -> Result<(), DeskError> {
    finish::step(counter, operation, Step::Doubt(next)).await?;
    Ok(())
}

/// The reading as evidence for what the operation did.
fn proof(counter: &Counter, operation: &OperationRecord, asset: &AssetSnapshot) -> Evidence {
    match operation.kind {
        OperationKind::HandOver => seen(counter, asset, AssetFact::Held),
        OperationKind::TakeBack if asset.came_back() => seen(counter, asset, AssetFact::CameBack),
        OperationKind::TakeBack => seen(counter, asset, AssetFact::Free),
        OperationKind::Retrieve => seen(counter, asset, AssetFact::Free),
        _ => label_seen(counter, operation, asset),
    }
}

fn label_seen(counter: &Counter, operation: &OperationRecord, asset: &AssetSnapshot) -> Evidence {
    let label = asset.label.as_ref();
    Evidence::LabelSeen {
        asset: asset.id,
        label: asset.label_id().unwrap_or(LabelId(0)),
        label_name: label.map(|label| label.name.clone()).unwrap_or_default(),
        read_at: counter.now(),
        operation: Some(operation.id),
        fence: operation.fence,
    }
}
