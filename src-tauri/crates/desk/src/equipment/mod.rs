//! The Equipment room: every asset that the mirror knows, and everything about one of them.

mod history;
mod standing;
mod view;

pub use view::{one, view};

use domain::catalogue::List;
use domain::equipment::{Facets, count_matching};
use domain::ids::AssetId;
use workspace::Read;
use workspace::table::equipment::{EquipmentAsset, Moment};

use crate::api::{
    CategoryCount, DeskError, EquipmentFacets, EquipmentFilter, EquipmentList, EquipmentQuery,
    EquipmentRow, GroupCount, LocationCount,
};
use crate::counter::Counter;
use crate::db::found;
use crate::requisitions::reference;

/// The most rows asked for at once.
const MOST: u32 = 500;

/// What the groups depend on besides the rows.
pub fn moment(counter: &Counter) -> Moment {
    Moment { today: counter.today(), reserved: counter.configuration().labels.reserved }
}

/// Part of the table.
pub async fn list(counter: &Counter, query: EquipmentQuery) -> Result<EquipmentList, DeskError> {
    let moment = moment(counter);
    counter.db.read(move |read| part(read, &query, moment)).await
}

fn part(
    read: &Read<'_>,
    query: &EquipmentQuery,
    moment: Moment,
) -> Result<EquipmentList, DeskError> {
    let EquipmentQuery { filter, sort, descending, offset, limit } = query;
    let cells = read.equipment_cells(filter, moment)?;
    let found =
        read.equipment(filter, moment, *sort, *descending, (*offset, (*limit).min(MOST)))?;
    let rows = found.into_iter().map(|asset| row(read, asset, moment)).collect::<Result<_, _>>()?;
    Ok(EquipmentList {
        all: read.mirrored_count()?,
        matching: count_matching(&cells, filter),
        rows,
        read_at: read.list_position(List::Hardware)?.complete_at,
    })
}

fn row(read: &Read<'_>, asset: EquipmentAsset, moment: Moment) -> Result<EquipmentRow, DeskError> {
    let claims = view::claims_on(read, asset.snapshot.id, moment)?;
    Ok(EquipmentRow {
        asset: reference(&asset.snapshot),
        standing: view::standing_of(&asset, &claims, moment),
        wanted: asset.wanted,
    })
}

/// One asset as a row.
pub fn row_of(read: &Read<'_>, id: AssetId, moment: Moment) -> Result<EquipmentRow, DeskError> {
    row(read, found(read.equipment_asset(id)?)?, moment)
}

/// The facets with their counts.
pub async fn facets(
    counter: &Counter,
    filter: EquipmentFilter,
) -> Result<EquipmentFacets, DeskError> {
    let moment = moment(counter);
    let work = move |read: &Read<'_>| {
        let cells = read.equipment_cells(&filter, moment)?;
        Ok::<_, DeskError>(counted(domain::equipment::facets(&cells, &filter)))
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
