//! Everything about one asset, in one answer: the card is on screen before the next item is
//! scanned.

use domain::ids::AssetId;
use workspace::Read;
use workspace::table::equipment::Moment;

use super::borrower::borrower;
use crate::api::{DeskError, EquipmentStanding, EquipmentView, ScanCard, ScanLoan};
use crate::counter::Counter;
use crate::db::found;
use crate::equipment;
use crate::requisitions::{self, Context};

/// The card of an asset. `has_page` says whether there is a Snipe-IT with a page of it.
pub async fn card(counter: &Counter, id: AssetId, has_page: bool) -> Result<ScanCard, DeskError> {
    let (moment, context) = (equipment::moment(counter), Context::of(counter));
    counter.db.read(move |read| view(read, id, has_page, moment, context)).await
}

fn view(
    read: &Read<'_>,
    id: AssetId,
    has_page: bool,
    moment: Moment,
    context: Context,
) -> Result<ScanCard, DeskError> {
    let view = equipment::view(read, id, moment, has_page)?;
    let loan = loan(read, &view, context)?;
    Ok(ScanCard {
        notes: found(read.mirrored(id)?)?.snapshot.details.notes,
        borrower: borrower(read, &view, loan.as_ref(), context)?,
        discrepancy: read.open_discrepancies_on(id)?.first().map(|open| open.id),
        view,
        loan,
    })
}

/// The unit that has the asset, or is about to, in its requisition.
fn loan(
    read: &Read<'_>,
    view: &EquipmentView,
    context: Context,
) -> Result<Option<ScanLoan>, DeskError> {
    let claimed = matches!(view.standing, EquipmentStanding::Claimed { .. });
    let Some(claim) = view.claims.first().filter(|_| claimed) else { return Ok(None) };
    let requisition = requisitions::view(read, claim.requisition, context)?;
    let line = requisition.lines.iter().find(|line| line.position == claim.line);
    let mut units = line.into_iter().flat_map(|line| &line.units);
    let unit = units.find(|unit| unit.asset.as_ref().is_some_and(|of| of.id == view.asset.id));
    let unit = unit.map(|unit| unit.id);
    Ok(unit.map(|unit| ScanLoan { line: claim.line, unit, requisition }))
}
