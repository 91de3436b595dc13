//! What becomes of the label on an asset that came back: Snipe-IT leaves it as it was.

use domain::asset::AssetSnapshot;
use domain::decide::reading::{mark, worn};
use domain::decide::unit::{Disagreement, Worn};
use domain::evidence::Evidence;
use domain::labels::LabelMap;
use domain::operation::OperationKind;
use workspace::Write;
use workspace::table::discrepancies::NewDiscrepancy;
use workspace::table::operations::NewOperation;
use workspace::table::units::UnitRecord;

use crate::api::{AfterReturn, DeskError, News};

/// Puts Available back where a label of ours was left behind and the settings say so; asks about
/// any other. Says whether that opened an operation.
pub fn look_after(
    write: &Write<'_>,
    unit: &UnitRecord,
    asset: &AssetSnapshot,
    labels: &LabelMap,
    after_return: AfterReturn,
    found: Option<Evidence>,
) -> Result<bool, DeskError> {
    if asset.deleted || asset.holder.is_some() {
        return Ok(false);
    }
    match (worn(asset, labels), after_return) {
        (Worn::Reserved | Worn::CheckedOut, AfterReturn::Automatic) => restore(write, unit, asset),
        (Worn::Reserved | Worn::CheckedOut, AfterReturn::Ask) | (Worn::Other, _) => {
            ask(write, unit, asset, found)?;
            Ok(false)
        }
        _ => Ok(false),
    }
}

fn restore(write: &Write<'_>, unit: &UnitRecord, asset: &AssetSnapshot) -> Result<bool, DeskError> {
    // Something is under way on it, which looks at the label itself; reconciliation looks again.
    if write.read().operation_on(asset.id)?.is_some() || unit.operation.is_some() {
        return Ok(false);
    }
    let new = NewOperation::new(OperationKind::RestoreLabel, Some(asset.id), write.at());
    write.add_operation(Some(unit), &new)?;
    Ok(true)
}

fn ask(
    write: &Write<'_>,
    unit: &UnitRecord,
    asset: &AssetSnapshot,
    found: Option<Evidence>,
) -> Result<(), DeskError> {
    let about = Disagreement::LabelLeft;
    let new = NewDiscrepancy { about, asset: asset.id, mark: mark(Some(asset)), found };
    let discrepancy = write.disagree(Some(unit), &new)?;
    if discrepancy.is_some() {
        let (title, tag) = (asset.title().to_owned(), asset.tag.clone());
        let news = News::Disagreement { asset: title, tag, about, discrepancy };
        write.notify(&news, Some(unit.requisition))?;
    }
    Ok(())
}
