//! Assets, and whatever a scan or a search finds.

use domain::ids::AssetId;

use super::{Answer, Desk};
use crate::api::*;
use crate::{equipment, reconcile, requisitions, scan, search, setup};

impl Desk {
    /// The Equipment table.
    pub async fn equipment(&self, query: EquipmentQuery) -> Answer<EquipmentList> {
        equipment::list(&*self.counter().await?, query).await
    }

    /// These assets as rows of the table, in this order; what the mirror never saw is left out.
    pub async fn equipment_rows(&self, ids: Vec<AssetId>) -> Answer<Vec<EquipmentRow>> {
        equipment::rows(&*self.counter().await?, ids).await
    }

    /// The Equipment facets.
    pub async fn equipment_facets(&self, filter: EquipmentFilter) -> Answer<EquipmentFacets> {
        equipment::facets(&*self.counter().await?, filter).await
    }

    /// Everything about one asset.
    pub async fn asset(&self, id: AssetId) -> Answer<EquipmentView> {
        let has_page = !self.is_demo().await;
        equipment::one(&*self.counter().await?, id, has_page).await
    }

    /// Models and assets of the mirror that match.
    pub async fn find_equipment(&self, text: String, limit: u32) -> Answer<Vec<EquipmentHit>> {
        requisitions::find_equipment(&*self.counter().await?, text, limit).await
    }

    /// What a scanned code stands for.
    pub async fn scan(&self, code: ScanCode) -> Answer<Scanned> {
        scan::scan(&*self.counter().await?, code).await
    }

    /// The same once Snipe-IT was asked about what the mirror does not know.
    pub async fn scan_asked(&self, code: ScanCode) -> Answer<Scanned> {
        scan::scan_asked(&*self.counter().await?, code).await
    }

    /// Everything about one asset, for the card.
    pub async fn scan_card(&self, id: AssetId) -> Answer<ScanCard> {
        let has_page = !self.is_demo().await;
        scan::card(&*self.counter().await?, id, has_page).await
    }

    /// Reads one asset from Snipe-IT now.
    pub async fn read_asset(&self, id: AssetId) -> Answer<()> {
        reconcile::read_asset(&*self.counter().await?, id).await
    }

    /// The address of an asset's page for the person's browser.
    pub async fn asset_page(&self, id: AssetId) -> Answer<String> {
        let counter = self.counter().await?;
        if self.is_demo().await {
            return Err(DeskError::NotPossible);
        }
        setup::asset_page(&counter.configuration().connection, id)
    }

    /// Everything that matches what was typed, kind by kind.
    pub async fn search(&self, query: SearchQuery) -> Answer<Found> {
        search::search(&*self.counter().await?, query).await
    }
}
