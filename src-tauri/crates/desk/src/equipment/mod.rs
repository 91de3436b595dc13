//! The Equipment room: every asset that the mirror knows, and everything about one of them.

mod history;
mod standing;
mod view;

pub use view::{one, view};

use std::sync::Arc;

use domain::catalogue::List;
use domain::equipment::Facets;
use domain::ids::AssetId;
use workspace::Read;
use workspace::table::equipment::{EquipmentAsset, EquipmentIndex, Moment};

use crate::api::{
    CategoryCount, DeskError, EquipmentFacets, EquipmentFilter, EquipmentList, EquipmentQuery,
    EquipmentRow, GroupCount, LocationCount,
};
use crate::counter::Counter;
use crate::db::found;
use crate::requisitions::reference;

use standing::Claim;

/// The most rows asked for at once.
const MOST: u32 = 500;

/// What the groups depend on besides the rows.
pub fn moment(counter: &Counter) -> Moment {
    Moment { today: counter.today(), reserved: counter.configuration().labels.reserved }
}

/// Part of the table.
pub async fn list(counter: &Counter, query: EquipmentQuery) -> Result<EquipmentList, DeskError> {
    let (index, moment) = (Arc::clone(&counter.equipment), moment(counter));
    counter.db.read(move |read| part(read, &index, &query, moment)).await
}

fn part(
    read: &Read<'_>,
    index: &EquipmentIndex,
    query: &EquipmentQuery,
    moment: Moment,
) -> Result<EquipmentList, DeskError> {
    let EquipmentQuery { filter, sort, descending, offset, limit } = query;
    let found = read.look_through_equipment(index, filter, moment)?;
    let page = (*offset, (*limit).min(MOST));
    let rows = read.equipment(&found, *sort, *descending, page)?;
    let with_units = read.assets_with_units()?;
    let row = |asset: EquipmentAsset| {
        let claims = if with_units.contains(&asset.snapshot.id) {
            view::claims_on(read, asset.snapshot.id, moment)?
        } else {
            Vec::new()
        };
        Ok(shown(asset, &claims, moment))
    };
    let rows = rows.into_iter().map(row).collect::<Result<_, DeskError>>()?;
    Ok(EquipmentList {
        all: read.mirrored_count()?,
        matching: found.count(),
        rows,
        read_at: read.list_position(List::Hardware)?.complete_at,
    })
}

fn shown(asset: EquipmentAsset, claims: &[Claim], moment: Moment) -> EquipmentRow {
    EquipmentRow {
        asset: reference(&asset.snapshot),
        standing: view::standing_of(&asset, claims, moment),
        wanted: asset.wanted,
    }
}

/// One asset as a row.
pub fn row_of(read: &Read<'_>, id: AssetId, moment: Moment) -> Result<EquipmentRow, DeskError> {
    let asset = found(read.equipment_asset(id)?)?;
    Ok(shown(asset, &view::claims_on(read, id, moment)?, moment))
}

/// These assets as rows, in this order; what the mirror never saw is left out.
pub async fn rows(counter: &Counter, ids: Vec<AssetId>) -> Result<Vec<EquipmentRow>, DeskError> {
    let moment = moment(counter);
    let work = move |read: &Read<'_>| {
        let known = ids.iter().take(MOST as usize).map(|id| row_of(read, *id, moment));
        known.filter(|row| !matches!(row, Err(DeskError::NotFound))).collect()
    };
    counter.db.read(work).await
}

/// The facets with their counts.
pub async fn facets(
    counter: &Counter,
    filter: EquipmentFilter,
) -> Result<EquipmentFacets, DeskError> {
    let (index, moment) = (Arc::clone(&counter.equipment), moment(counter));
    let work = move |read: &Read<'_>| {
        let found = read.look_through_equipment(&index, &filter, moment)?;
        Ok::<_, DeskError>(counted(domain::equipment::facets(&found.cells(), &filter)))
    };
    counter.db.read(work).await
}

fn counted(facets: Facets) -> EquipmentFacets {
    let groups = facets.groups.into_iter().map(|(group, count)| GroupCount { group, count });
    let categories = facets.categories.into_iter();
    let locations = facets.locations.into_iter();
    EquipmentFacets {
        all: facets.all,
        groups: groups.collect(),
        categories: categories
            .map(|(of, count)| CategoryCount { id: of.id, name: of.name, count })
            .collect(),
        locations: locations
            .map(|(of, count)| LocationCount { id: of.id, name: of.name, count })
            .collect(),
        free_throughout: facets.free_throughout,
    }
}
