//! Steps 3 to 5 of a label operation: read the asset, set the fence, write, read back.

use domain::asset::{AssetDetails, AssetSnapshot};
use domain::decide::label::{self, Plan};
use domain::evidence::{AssetFact, Evidence};
use domain::ids::{ActivityId, AssetId, LabelId};
use domain::operation::{OperationKind, Refusal};
use snipeit::{Client, Lane};
use workspace::table::operations::{OperationRecord, Step};

use super::{finish, look, note_failure, reload};
use crate::api::DeskError;
use crate::counter::Counter;

/// Why nothing can be sent.
enum Stop {
    /// Snipe-IT does not answer: wait.
    Wait(snipeit::Error),
    /// It may not be done.
    Refuse(Refusal),
}

/// What is known before anything is sent.
struct Ground {
    asset: AssetSnapshot,
    plan: Plan,
    fence: Option<ActivityId>,
}

/// Carries a waiting operation out, as far as Snipe-IT answers.
pub async fn attempt(counter: &Counter, operation: OperationRecord) -> Result<(), DeskError> {
    let (Some(client), Some(asset)) = (counter.client(Lane::Counter), operation.asset) else {
        return postpone(counter, &operation, &snipeit::Error::Unauthenticated).await;
    };
    let former = former_label(counter, &operation).await?;
    match survey(counter, &client, &operation, asset, former).await {
        Err(Stop::Wait(error)) => postpone(counter, &operation, &error).await,
        Err(Stop::Refuse(refusal)) => finish::refuse(counter, &operation, refusal, None).await,
        Ok(ground) => act(counter, &client, operation, ground).await,
    }
}

async fn act(
    counter: &Counter,
    client: &Client,
    operation: OperationRecord,
    ground: Ground,
) -> Result<(), DeskError> {
    match ground.plan {
        Plan::Refuse(refusal) => {
            finish::refuse(counter, &operation, refusal, Some(ground.asset)).await
        }
        Plan::Nothing(fact) => {
            let evidence = seen(counter, &ground.asset, fact);
            finish::done(counter, &operation, ground.asset, evidence).await
        }
        Plan::Write(label) => {
            let step = Step::Sending {
                fence: ground.fence,
                before: ground.asset.label_id(),
                wanted: Some(label),
            };
            if !finish::step(counter, &operation, step).await? {
                return Ok(());
            }
            send(counter, client, reload(counter, operation.id).await?, ground.asset.id, label)
                .await
        }
    }
}

/// From here on a crash, or a lost answer, means doubt.
async fn send(
    counter: &Counter,
    client: &Client,
    operation: OperationRecord,
    asset: AssetId,
    label: LabelId,
) -> Result<(), DeskError> {
    match client.set_label(asset, label).await {
        Ok(written) => look::confirm(counter, operation, written).await,
        Err(error) if error.answer_lost() => {
            tracing::warn!(operation = %operation.id, %error, "the answer was lost");
            note_failure(counter, &error);
            look::look(counter, operation).await
        }
        Err(error) => match refusal(&error) {
            Some(refusal) => finish::refuse(counter, &operation, refusal, None).await,
            None => postpone(counter, &operation, &error).await,
        },
    }
}

/// Reads what the decision rests on. The fence is read last: rows at or below it are older than
/// our write.
async fn survey(
    counter: &Counter,
    client: &Client,
    operation: &OperationRecord,
    id: AssetId,
    former: Option<LabelId>,
) -> Result<Ground, Stop> {
    let asset = match client.asset(id).await {
        Ok(asset) => asset,
        Err(snipeit::Error::NotFound) => return gone(operation.kind, id),
        Err(error) => return Err(stop(error)),
    };
    let labels = counter.configuration().labels;
    let plan = match operation.kind {
        OperationKind::Reserve => label::before_reserve(&asset, &labels),
        OperationKind::Release => {
            label::before_release(&asset, &labels, former.unwrap_or(labels.available))
        }
        _ => label::before_restore(&asset, &labels),
    };
    let fence = match operation.kind {
        OperationKind::Reserve => newest_activity(client).await?,
        _ => None,
    };
    Ok(Ground { asset, plan, fence })
}

/// A token without report rights sets no fence; asset evidence alone counts then.
async fn newest_activity(client: &Client) -> Result<Option<ActivityId>, Stop> {
    match client.newest_activity().await {
        Ok(newest) => Ok(newest),
        Err(snipeit::Error::Forbidden) => Ok(None),
        Err(error) => Err(Stop::Wait(error)),
    }
}

/// An asset that no longer exists cannot be reserved; its reservation ends by itself.
fn gone(kind: OperationKind, id: AssetId) -> Result<Ground, Stop> {
    if kind == OperationKind::Reserve {
        return Err(Stop::Refuse(Refusal::AssetGone));
    }
    let plan = Plan::Nothing(AssetFact::Deleted);
    Ok(Ground { asset: vanished(id), plan, fence: None })
}

/// What is left of an asset that Snipe-IT no longer knows.
pub(super) fn vanished(id: AssetId) -> AssetSnapshot {
    AssetSnapshot {
        id,
        tag: String::new(),
        name: None,
        serial: None,
        model: None,
        category: None,
        location: None,
        label: None,
        holder: None,
        expected_checkin: None,
        last_checkout: None,
        last_checkin: None,
        updated_at: None,
        deleted: true,
        details: AssetDetails::default(),
    }
}

fn stop(error: snipeit::Error) -> Stop {
    match refusal(&error) {
        Some(refusal) => Stop::Refuse(refusal),
        None => Stop::Wait(error),
    }
}

/// A final no, as opposed to an answer that may come later.
fn refusal(error: &snipeit::Error) -> Option<Refusal> {
    match error {
        snipeit::Error::Forbidden => Some(Refusal::Forbidden),
        snipeit::Error::NotFound => Some(Refusal::AssetGone),
        snipeit::Error::Refused { message, .. } => {
            Some(Refusal::ServerSaid { message: message.clone() })
        }
        _ => None,
    }
}

async fn postpone(
    counter: &Counter,
    operation: &OperationRecord,
    error: &snipeit::Error,
) -> Result<(), DeskError> {
    let retry_at = note_failure(counter, error);
    finish::step(counter, operation, Step::Postponed(retry_at)).await?;
    Ok(())
}

/// The label that a release restores.
async fn former_label(
    counter: &Counter,
    operation: &OperationRecord,
) -> Result<Option<LabelId>, DeskError> {
    let Some(unit) = operation.unit else { return Ok(None) };
    let unit = counter.db.read(move |read| read.unit(unit)).await?;
    Ok(unit.and_then(|unit| unit.label_before))
}

fn seen(counter: &Counter, asset: &AssetSnapshot, fact: AssetFact) -> Evidence {
    let holder = asset.holder.as_ref().map(|holder| holder.name().to_owned());
    Evidence::AssetSeen { asset: asset.id, read_at: counter.now(), fact, holder }
}
