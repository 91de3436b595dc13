//! Another day on which a reserved unit will be due back.

use chrono::NaiveDate;
use domain::decide::due::{self, CannotChangeDue};
use domain::ids::UnitId;
use domain::validate::FieldError;
use workspace::Write;

use crate::api::DeskError;
use crate::counter::Counter;
use crate::db::found;

/// Changes the day; the hand-over tells it to Snipe-IT.
pub async fn change_due(counter: &Counter, unit: UnitId, day: NaiveDate) -> Result<(), DeskError> {
    let today = counter.today();
    counter.db.write(counter.technician(), move |write| change(write, unit, day, today)).await
}

fn change(
    write: &Write<'_>,
    id: UnitId,
    day: NaiveDate,
    today: NaiveDate,
) -> Result<(), DeskError> {
    let unit = found(write.read().unit(id)?)?;
    let from = found(write.read().requisition(unit.requisition)?)?.from;
    due::change_due(unit.state, unit.operation, from, today, day).map_err(refused)?;
    if day != unit.due {
        write.set_due(&unit, day, None)?;
    }
    Ok(())
}

fn refused(reason: CannotChangeDue) -> DeskError {
    match reason {
        CannotChangeDue::NotReserved => DeskError::NotPossible,
        CannotChangeDue::Day(problem) => {
            DeskError::Invalid { fields: vec![FieldError { field: "due".to_owned(), problem }] }
        }
    }
}
