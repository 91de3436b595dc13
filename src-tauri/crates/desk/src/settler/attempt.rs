//! Steps 3 to 5 of an operation: read the asset, set the fence, write, read back.

use domain::asset::AssetSnapshot;
use domain::evidence::{AssetFact, Evidence};
use domain::ids::AssetId;
use snipeit::{Client, Lane};
use workspace::table::operations::{OperationRecord, Step};

use super::change::Change;
use super::survey::{Ground, Plan, Stop, refusal, survey};
use super::{finish, look, note_failure, reload};
use crate::api::DeskError;
use crate::counter::Counter;

/// Carries a waiting operation out, as far as Snipe-IT answers.
pub async fn attempt(counter: &Counter, operation: OperationRecord) -> Result<(), DeskError> {
    let (Some(client), Some(asset)) = (counter.client(Lane::Counter), operation.asset) else {
        return postpone(counter, &operation, &snipeit::Error::Unauthenticated).await;
    };
    match survey(counter, &client, &operation, asset).await {
        Err(Stop::Wait(error)) => postpone(counter, &operation, &error).await,
        Err(Stop::Refuse(refusal)) => finish::refuse(counter, &operation, refusal, None).await,
        Err(Stop::Desk(error)) => Err(error),
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
            let operation = OperationRecord { fence: ground.fence, ..operation };
            let evidence = seen(counter, &ground.asset, fact);
            finish::done(counter, &operation, ground.asset, evidence).await
        }
        Plan::Send(change) => {
            if finish::overtaken_by_the_log(counter, &operation, &ground.asset).await? {
                return Ok(());
            }
            let step = Step::Sending {
                fence: ground.fence,
                before: ground.asset.label_id(),
                wanted: change.label(),
            };
            let stored = probe::flawed(probe::Flaw::SentBeforeStored);
            if !stored && !finish::step(counter, &operation, step).await? {
                return Ok(());
            }
            let operation = reload(counter, operation.id).await?;
            send(counter, client, operation, ground.asset.id, change).await
        }
    }
}

/// From here on a crash, or a lost answer, means doubt.
async fn send(
    counter: &Counter,
    client: &Client,
    operation: OperationRecord,
    asset: AssetId,
    change: Change,
) -> Result<(), DeskError> {
    match change.send(client, asset).await {
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

async fn postpone(
    counter: &Counter,
    operation: &OperationRecord,
    error: &snipeit::Error,
) -> Result<(), DeskError> {
    let retry_at = note_failure(counter, error);
    finish::step(counter, operation, Step::Postponed(retry_at)).await?;
    Ok(())
}

/// The asset as evidence.
pub fn seen(counter: &Counter, asset: &AssetSnapshot, fact: AssetFact) -> Evidence {
    let holder = asset.holder.as_ref().map(|holder| holder.name().to_owned());
    Evidence::AssetSeen { asset: asset.id, read_at: counter.now(), fact, holder }
}
