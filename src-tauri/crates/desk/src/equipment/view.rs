//! Everything about one asset.

use domain::asset::Holder;
use domain::catalogue::List;
use domain::equipment::days_ahead;
use domain::ids::AssetId;
use workspace::Read;
use workspace::table::equipment::{AssetChange, AssetMove, AssetUnit, EquipmentAsset, Moment};

use super::standing::{self, Claim};
use super::{history, moment};
use crate::api::{
    DeskError, EquipmentClaim, EquipmentDay, EquipmentEvent, EquipmentHolder, EquipmentStanding,
    EquipmentView, EventRequisition,
};
use crate::counter::Counter;
use crate::db::found;
use crate::requisitions::reference;

/// So much of the past is shown of each source.
const PAST: u32 = 50;

/// One asset. `has_page` says whether there is a Snipe-IT with a page of it.
pub async fn one(
    counter: &Counter,
    id: AssetId,
    has_page: bool,
) -> Result<EquipmentView, DeskError> {
    let moment = moment(counter);
    counter.db.read(move |read| view(read, id, moment, has_page)).await
}

/// The same within one reading.
pub fn view(
    read: &Read<'_>,
    id: AssetId,
    moment: Moment,
    has_page: bool,
) -> Result<EquipmentView, DeskError> {
    let asset = found(read.equipment_asset(id)?)?;
    let units = read.asset_units(id)?;
    let claims = claims(&units, moment);
    let snapshot = &asset.snapshot;
    let complete_at = read.list_position(List::Hardware)?.complete_at;
    Ok(EquipmentView {
        asset: reference(snapshot),
        serial: snapshot.serial.clone(),
        model: snapshot.model.as_ref().map(|model| model.name.clone()),
        category: snapshot.category.as_ref().map(|category| category.name.clone()),
        home: snapshot.home().map(|home| home.name.clone()),
        label: snapshot.label.as_ref().map(|label| label.name.clone()),
        standing: standing_of(&asset, &claims, moment),
        holder: holder(read, &asset)?,
        read_at: complete_at.map_or(asset.read_at, |at| at.max(asset.read_at)),
        days: days(&asset, &claims, moment),
        history: events(read, id)?,
        has_page: has_page && asset.vanished_at.is_none(),
        claims: units.into_iter().map(|unit| claim(unit, moment)).collect(),
    })
}

/// The claims on an asset and the wishes for it.
pub fn claims_on(read: &Read<'_>, asset: AssetId, moment: Moment) -> Result<Vec<Claim>, DeskError> {
    Ok(claims(&read.asset_units(asset)?, moment))
}

fn claims(units: &[AssetUnit], moment: Moment) -> Vec<Claim> {
    let claim = |of: &AssetUnit| Claim {
        state: of.unit.state,
        standing: of.unit.standing(moment.today),
        hold_until: of.unit.hold_until,
        due: of.unit.due,
        under_way: of.unit.operation.is_some(),
        check_at: of.check_at,
        period: (of.from, of.until),
    };
    units.iter().map(claim).collect()
}

/// How an asset of the room stands.
pub fn standing_of(asset: &EquipmentAsset, claims: &[Claim], moment: Moment) -> EquipmentStanding {
    let vanished = asset.vanished_at.is_some();
    standing::standing(&asset.snapshot, vanished, claims, moment.reserved, moment.today)
}

fn holder(read: &Read<'_>, asset: &EquipmentAsset) -> Result<Option<EquipmentHolder>, DeskError> {
    let Some(holder) = &asset.snapshot.holder else { return Ok(None) };
    let person = match holder {
        Holder::User { id, .. } => read.person_by_user(*id)?.map(|known| known.person.id),
        _ => None,
    };
    let due = asset.snapshot.expected_checkin;
    Ok(Some(EquipmentHolder { name: holder.name().to_owned(), person, due }))
}

fn days(asset: &EquipmentAsset, claims: &[Claim], moment: Moment) -> Vec<EquipmentDay> {
    let whereabouts = standing::whereabouts(&asset.snapshot, claims);
    let days = days_ahead(moment.today, whereabouts, &standing::spans(claims));
    days.into_iter().map(|(day, mark)| EquipmentDay { day, mark }).collect()
}

fn claim(of: AssetUnit, moment: Moment) -> EquipmentClaim {
    EquipmentClaim {
        requisition: of.unit.requisition,
        number: of.number,
        line: of.unit.line_position,
        project: of.project,
        project_name: of.project_name,
        requester: of.requester,
        standing: of.unit.standing(moment.today),
        from: of.from,
        until: of.until,
    }
}

fn events(read: &Read<'_>, id: AssetId) -> Result<Vec<EquipmentEvent>, DeskError> {
    let moves = read.asset_moves(id, PAST)?.iter().filter_map(moved).collect();
    let rows = read.asset_rows(id, PAST)?.iter().map(history::of_row).collect();
    let changes: Vec<_> = read.asset_changes(id, PAST)?.into_iter().map(observed).collect();
    let mut events = history::merge(moves, rows, &changes);
    events.truncate(PAST as usize);
    Ok(events)
}

fn moved(of: &AssetMove) -> Option<EquipmentEvent> {
    let requisition = EventRequisition { id: of.requisition, number: of.number };
    history::of_move(of.to, &of.actor, of.at, of.evidence.as_ref(), requisition)
}

fn observed(change: AssetChange) -> history::Observed {
    history::Observed { at: change.at, label: change.label, holder: change.holder }
}
