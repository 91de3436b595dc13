//! Equipment, and the mirror it is read from.

use desk::Desk;
use desk::api::{
    DeskError, EquipmentFacets, EquipmentFilter, EquipmentList, EquipmentQuery, EquipmentRow,
    EquipmentView, Found, ListView, ScanCard, ScanCode, Scanned, SearchQuery,
};
use domain::ids::AssetId;
use tauri::State;

/// The Equipment table.
#[tauri::command]
#[specta::specta]
pub async fn equipment(
    desk: State<'_, Desk>,
    query: EquipmentQuery,
) -> Result<EquipmentList, DeskError> {
    desk.equipment(query).await
}

/// These assets, as rows of the table.
#[tauri::command]
#[specta::specta]
pub async fn equipment_rows(
    desk: State<'_, Desk>,
    ids: Vec<AssetId>,
) -> Result<Vec<EquipmentRow>, DeskError> {
    desk.equipment_rows(ids).await
}

/// The Equipment facets.
#[tauri::command]
#[specta::specta]
pub async fn equipment_facets(
    desk: State<'_, Desk>,
    filter: EquipmentFilter,
) -> Result<EquipmentFacets, DeskError> {
    desk.equipment_facets(filter).await
}

/// Everything about one asset.
#[tauri::command]
#[specta::specta]
pub async fn asset(desk: State<'_, Desk>, id: AssetId) -> Result<EquipmentView, DeskError> {
    desk.asset(id).await
}

/// What a scanned code stands for.
#[tauri::command]
#[specta::specta]
pub async fn scan(desk: State<'_, Desk>, code: ScanCode) -> Result<Scanned, DeskError> {
    desk.scan(code).await
}

/// What a scanned code stands for, once Snipe-IT was asked about it.
#[tauri::command]
#[specta::specta]
pub async fn scan_asked(desk: State<'_, Desk>, code: ScanCode) -> Result<Scanned, DeskError> {
    desk.scan_asked(code).await
}

/// Everything about one asset, for the card.
#[tauri::command]
#[specta::specta]
pub async fn scan_card(desk: State<'_, Desk>, id: AssetId) -> Result<ScanCard, DeskError> {
    desk.scan_card(id).await
}

/// Reads one asset from Snipe-IT now.
#[tauri::command]
#[specta::specta]
pub async fn read_asset(desk: State<'_, Desk>, id: AssetId) -> Result<(), DeskError> {
    desk.read_asset(id).await
}

/// Opens an asset's page of Snipe-IT in the person's browser.
#[tauri::command]
#[specta::specta]
pub async fn open_asset_page(desk: State<'_, Desk>, id: AssetId) -> Result<(), DeskError> {
    let page = desk.asset_page(id).await?;
    match tokio::task::spawn_blocking(|| open::that_detached(page)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "no browser opens the page");
            Err(DeskError::NotPossible)
        }
        Err(_) => Err(DeskError::NotPossible),
    }
}

/// The ten lists of the mirror.
#[tauri::command]
#[specta::specta]
pub async fn mirror_lists(desk: State<'_, Desk>) -> Result<Vec<ListView>, DeskError> {
    desk.mirror_lists().await
}

/// Everything that matches what was typed, kind by kind.
#[tauri::command]
#[specta::specta]
pub async fn search(desk: State<'_, Desk>, query: SearchQuery) -> Result<Found, DeskError> {
    desk.search(query).await
}
