//! Step 3: what the asset and the log say before anything is sent.

use std::collections::HashSet;

use domain::asset::{AssetDetails, AssetSnapshot, Holder};
use domain::decide::{label, lending};
use domain::evidence::{Actor, AssetFact};
use domain::ids::{ActivityId, AssetId, LabelId};
use domain::operation::{OperationKind, Refusal};
use probe::Flaw;
use snipeit::Client;
use workspace::table::operations::OperationRecord;

use super::change::{Change, Habits};
use crate::api::DeskError;
use crate::counter::Counter;
use crate::insiders::insiders;

/// Why nothing can be sent.
pub enum Stop {
    /// Snipe-IT does not answer: wait.
    Wait(snipeit::Error),
    /// It may not be done.
    Refuse(Refusal),
    /// The workspace.
    Desk(DeskError),
}

impl From<DeskError> for Stop {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

/// What to do after reading the asset.
pub enum Plan {
    /// Send this.
    Send(Change),
    /// It is so already; this is why.
    Nothing(AssetFact),
    /// It may not be done.
    Refuse(Refusal),
}

/// What is known before anything is sent.
pub struct Ground {
    /// The asset.
    pub asset: AssetSnapshot,
    /// What to do.
    pub plan: Plan,
    /// The newest activity row, where it is needed and may be read.
    pub fence: Option<ActivityId>,
}

/// Reads what the decision rests on. The fence is read last: rows at or below it are older than
/// our write.
pub async fn survey(
    counter: &Counter,
    client: &Client,
    operation: &OperationRecord,
    id: AssetId,
) -> Result<Ground, Stop> {
    let asset = match client.asset(id).await {
        Ok(asset) => asset,
        Err(snipeit::Error::NotFound) => return gone(operation.kind, id),
        Err(error) => return Err(stop(error)),
    };
    let plan = plan(counter, operation, &asset).await?;
    let fence = match operation.kind {
        OperationKind::Reserve | OperationKind::HandOver => newest_activity(client).await?,
        _ => None,
    };
    Ok(Ground { asset, plan, fence })
}

async fn plan(
    counter: &Counter,
    operation: &OperationRecord,
    asset: &AssetSnapshot,
) -> Result<Plan, DeskError> {
    use OperationKind as Kind;
    let labels = counter.configuration().labels;
    Ok(match operation.kind {
        Kind::Reserve if probe::flawed(Flaw::ReservedTwice) && !asset.deleted => {
            Plan::Send(Change::Label(labels.reserved))
        }
        Kind::Release if probe::flawed(Flaw::LabelNotRestored) => {
            Plan::Nothing(AssetFact::LabelChanged)
        }
        Kind::Reserve => label::before_reserve(asset, &labels).into(),
        Kind::Relabel => label::before_relabel(asset, &labels).into(),
        Kind::Release | Kind::Expire => {
            let former = former_label(counter, operation).await?;
            label::before_release(asset, &labels, former.unwrap_or(labels.available)).into()
        }
        Kind::HandOver => match operation.loan {
            Some(loan) => match lending::before_hand_over(asset, loan.to) {
                lending::Plan::Send => {
                    Plan::Send(habits(counter, operation).await?.check_out(loan))
                }
                other => other.into(),
            },
            None => Plan::Refuse(Refusal::Overtaken),
        },
        // Somebody else put it right already.
        Kind::Retrieve
            if operation.loan.is_some_and(|loan| lending::is_held_by(asset, loan.to)) =>
        {
            Plan::Nothing(AssetFact::Held)
        }
        // The loan is over, and this is another one.
        Kind::TakeBack if let Some(holder) = stranger(counter, operation, asset).await? => {
            Plan::Refuse(Refusal::CheckedOutMeanwhile { holder })
        }
        Kind::TakeBack | Kind::Retrieve => match lending::before_take_back(asset) {
            lending::Plan::Send => {
                Plan::Send(habits(counter, operation).await?.check_in(operation.kind, asset))
            }
            other => other.into(),
        },
        Kind::RestoreLabel | Kind::Reject | Kind::Cancel => {
            let asked = matches!(operation.decided_by, Actor::Technician { .. });
            label::before_restore(asset, &labels, asked).into()
        }
    })
}

impl From<label::Plan> for Plan {
    fn from(plan: label::Plan) -> Self {
        match plan {
            label::Plan::Write(label) => Self::Send(Change::Label(label)),
            label::Plan::Nothing(fact) => Self::Nothing(fact),
            label::Plan::Refuse(refusal) => Self::Refuse(refusal),
        }
    }
}

impl From<lending::Plan> for Plan {
    fn from(plan: lending::Plan) -> Self {
        match plan {
            lending::Plan::Send => Self::Refuse(Refusal::Overtaken),
            lending::Plan::Nothing(fact) => Self::Nothing(fact),
            lending::Plan::Refuse(refusal) => Self::Refuse(refusal),
        }
    }
}

/// A token without report rights sets no fence; asset evidence alone counts then.
async fn newest_activity(client: &Client) -> Result<Option<ActivityId>, Stop> {
    match client.newest_activity().await {
        // An empty log is before its first row.
        Ok(newest) => Ok(Some(newest.unwrap_or(ActivityId(0)))),
        Err(snipeit::Error::Forbidden) => Ok(None),
        Err(error) => Err(Stop::Wait(error)),
    }
}

/// What no longer exists can neither be reserved nor lent; what was promised of it ends by itself.
fn gone(kind: OperationKind, id: AssetId) -> Result<Ground, Stop> {
    use OperationKind as Kind;
    if matches!(kind, Kind::Release | Kind::Expire | Kind::RestoreLabel) {
        let plan = Plan::Nothing(AssetFact::Deleted);
        return Ok(Ground { asset: vanished(id), plan, fence: None });
    }
    Err(Stop::Refuse(Refusal::AssetGone))
}

/// What is left of an asset that Snipe-IT no longer knows.
pub fn vanished(id: AssetId) -> AssetSnapshot {
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
pub fn refusal(error: &snipeit::Error) -> Option<Refusal> {
    match error {
        snipeit::Error::Forbidden => Some(Refusal::Forbidden),
        snipeit::Error::NotFound => Some(Refusal::AssetGone),
        snipeit::Error::Refused { message, .. } => {
            Some(Refusal::ServerSaid { message: message.clone() })
        }
        _ => None,
    }
}

/// Who holds the asset, if that is nobody of the unit's project.
async fn stranger(
    counter: &Counter,
    operation: &OperationRecord,
    asset: &AssetSnapshot,
) -> Result<Option<String>, DeskError> {
    let (Some(unit), Some(holder)) = (operation.unit, &asset.holder) else { return Ok(None) };
    let insiders = counter
        .db
        .read(move |read| match read.unit(unit)? {
            Some(unit) => insiders(read, &unit),
            None => Ok(HashSet::new()),
        })
        .await?;
    let inside = matches!(holder, Holder::User { id, .. } if insiders.contains(id));
    Ok((!inside).then(|| holder.name().to_owned()))
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

async fn habits(counter: &Counter, operation: &OperationRecord) -> Result<Habits, DeskError> {
    let configuration = counter.configuration();
    let unit = operation.unit;
    let number = counter
        .db
        .read::<_, DeskError>(move |read| {
            let Some(unit) = unit else { return Ok(None) };
            let Some(unit) = read.unit(unit)? else { return Ok(None) };
            Ok(read.requisition(unit.requisition)?.map(|requisition| requisition.number))
        })
        .await?;
    Ok(Habits {
        labels: configuration.labels,
        after_return: configuration.after_return,
        language: configuration.connection.language,
        number,
    })
}
