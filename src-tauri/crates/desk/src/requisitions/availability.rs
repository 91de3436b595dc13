//! Whether equipment can be had, as far as the mirror knows.

use domain::asset::{AssetSnapshot, NotFree};
use domain::ids::{AssetId, LineId, ModelId, RequisitionId};
use domain::labels::LabelMap;
use domain::unit::UnitState;
use domain::validate::Wanted;
use workspace::Read;
use workspace::table::units::UnitRecord;

use crate::api::{AssetRef, Availability, Candidate, DeskError, EquipmentHit, WantedBy};
use crate::counter::Counter;

/// The most a picker lists.
const MOST: u32 = 100;
/// Models listed above the assets.
const MODELS: u32 = 5;
/// Candidates shown for a line beyond those it needs.
const SPARE: u32 = 3;

/// Models and assets that match what was typed, with whether they can be had.
pub async fn find_equipment(
    counter: &Counter,
    text: String,
    limit: u32,
) -> Result<Vec<EquipmentHit>, DeskError> {
    let labels = counter.configuration().labels;
    counter
        .db
        .read(move |read| {
            let mut hits = Vec::new();
            for model in read.search_models(&text, MODELS.min(limit))? {
                let availability = model_availability(read, model.id, labels)?;
                hits.push(EquipmentHit::Model { id: model.id, name: model.name, availability });
            }
            for known in read.search_assets(&text, limit.min(MOST))? {
                let availability = asset_availability(read, &known.snapshot, labels)?;
                hits.push(EquipmentHit::Asset { asset: reference(&known.snapshot), availability });
            }
            Ok(hits)
        })
        .await
}

/// Whether what a line wants can be had.
pub fn line_availability(
    read: &Read<'_>,
    wanted: Wanted,
    labels: LabelMap,
) -> Result<Availability, DeskError> {
    match wanted {
        Wanted::Model { id } => model_availability(read, id, labels),
        Wanted::Asset { id } => match read.mirrored(id)? {
            Some(known) => asset_availability(read, &known.snapshot, labels),
            None => Ok(Availability::Gone),
        },
    }
}

fn model_availability(
    read: &Read<'_>,
    model: ModelId,
    labels: LabelMap,
) -> Result<Availability, DeskError> {
    let stock = read.model_stock(model, labels.reserved)?;
    Ok(Availability::Some { free: stock.free, total: stock.total })
}

/// Free means: not deleted, held by nobody, deployable, not Reserved, and claimed by nobody here.
fn asset_availability(
    read: &Read<'_>,
    asset: &AssetSnapshot,
    labels: LabelMap,
) -> Result<Availability, DeskError> {
    if let Some(reason) = asset.not_free() {
        return Ok(not_free(reason, asset));
    }
    Ok(match read.claim_on(asset.id)? {
        Some(claim) => Availability::Claimed {
            number: claim.number,
            project: claim.project,
            until: claim.until,
        },
        None if asset.label_id() == Some(labels.reserved) => Availability::ReservedElsewhere,
        None => Availability::Available { since: asset.last_checkin },
    })
}

fn not_free(reason: NotFree, asset: &AssetSnapshot) -> Availability {
    match reason {
        NotFree::Deleted => Availability::Gone,
        NotFree::Held { holder } => Availability::Held { holder, due: asset.expected_checkin },
        NotFree::Archived { label } | NotFree::NotDeployable { label } => {
            Availability::NotLendable { label }
        }
    }
}

/// Who looks for assets.
#[derive(Debug, Clone, Copy)]
pub struct Seeker<'a> {
    /// The requisition.
    pub requisition: RequisitionId,
    /// What other lines of it ask for by name: nobody picks that for this line.
    pub kept: &'a [AssetId],
}

/// What the lines of a requisition other than this one ask for by name, and nobody decided.
pub fn kept_by(units: &[UnitRecord], but: LineId) -> Vec<AssetId> {
    let pending = |unit: &&UnitRecord| unit.line != but && unit.state == UnitState::Pending;
    units.iter().filter(pending).filter_map(|unit| unit.asset).collect()
}

/// Free assets that would serve `needed` pieces, longest on the shelf first. Those nobody else
/// asked for are suggested.
pub fn candidates(
    read: &Read<'_>,
    model: ModelId,
    needed: u32,
    seeker: Seeker<'_>,
    labels: LabelMap,
) -> Result<Vec<Candidate>, DeskError> {
    let mut left = needed;
    let mut candidates = Vec::new();
    let kept = u32::try_from(seeker.kept.len()).unwrap_or(u32::MAX);
    let limit = needed.saturating_add(SPARE);
    let free = read.free_of_model(model, labels.reserved, limit.saturating_add(kept))?;
    let others = free.into_iter().filter(|free| !seeker.kept.contains(&free.snapshot.id));
    for free in others.take(limit as usize) {
        let wanted_by = wanted_by(read, free.snapshot.id, seeker.requisition)?;
        let suggested = left > 0 && wanted_by.is_none();
        left -= u32::from(suggested);
        let asset = reference(&free.snapshot);
        candidates.push(Candidate { asset, since: free.since, wanted_by, suggested });
    }
    Ok(candidates)
}

fn wanted_by(
    read: &Read<'_>,
    asset: AssetId,
    but: RequisitionId,
) -> Result<Option<WantedBy>, DeskError> {
    let wanted = read.wanted_by(asset, but)?;
    Ok(wanted.map(|(number, from)| WantedBy { number, from }))
}

/// An asset, named.
pub fn reference(asset: &AssetSnapshot) -> AssetRef {
    AssetRef {
        id: asset.id,
        tag: asset.tag.clone(),
        title: asset.title().to_owned(),
        location: asset.location.as_ref().map(|location| location.name.clone()),
    }
}
