//! Assets and models.

use domain::ids::AssetId;
use workspace::Read;
use workspace::table::mirror::ModelHit;

use super::{MOST, Search, first};
use crate::api::{
    DeskError, EquipmentMatch, EquipmentStanding, LoanRow, Matches, ModelMatch, SearchKind,
};
use crate::db::found;
use crate::{equipment, loans};

impl Search {
    pub(super) fn equipment_and_models(
        &self,
        read: &Read<'_>,
    ) -> Result<(Matches<EquipmentMatch>, Matches<ModelMatch>), DeskError> {
        Ok((self.equipment(read)?, self.models(read)?))
    }

    fn equipment(&self, read: &Read<'_>) -> Result<Matches<EquipmentMatch>, DeskError> {
        if !self.wants(SearchKind::Equipment) {
            return Ok(Matches::default());
        }
        let exact = match read.assets_by_tag(&self.text)? {
            none if none.is_empty() => read.assets_by_serial(&self.text)?,
            tagged => tagged,
        };
        let found = first(exact, read.find_assets(&self.text, MOST)?);
        self.matches(found, |id| self.asset(read, id))
    }

    fn asset(&self, read: &Read<'_>, id: AssetId) -> Result<EquipmentMatch, DeskError> {
        let row = equipment::row_of(read, id, self.moment)?;
        let holder = found(read.equipment_asset(id)?)?.snapshot.holder;
        let claimed = matches!(row.standing, EquipmentStanding::Claimed { .. });
        let unit = if claimed || row.wanted { self.unit(read, id)? } else { None };
        Ok(EquipmentMatch { row, holder: holder.map(|holder| holder.name().to_owned()), unit })
    }

    fn unit(&self, read: &Read<'_>, id: AssetId) -> Result<Option<LoanRow>, DeskError> {
        let units = read.asset_units(id)?;
        let first = units.first();
        first.map(|of| loans::row(read, &of.unit, id, self.moment.today)).transpose()
    }

    fn models(&self, read: &Read<'_>) -> Result<Matches<ModelMatch>, DeskError> {
        if !self.wants(SearchKind::Models) {
            return Ok(Matches::default());
        }
        let found = read.search_models(&self.text, MOST)?;
        self.matches(found, |ModelHit { id, name }| {
            let stock = read.model_stock(id, self.moment.reserved)?;
            Ok(ModelMatch { id, name, free: stock.free, total: stock.total })
        })
    }
}
