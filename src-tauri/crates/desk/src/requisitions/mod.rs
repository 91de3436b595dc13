//! Requisitions: made, listed, waiting in the inbox, and one whole.

mod availability;
mod create;
mod due;
mod inbox;
mod list;
mod note;
mod timeline;
mod view;

pub use availability::{Seeker, candidates, find_equipment, kept_by, reference};
pub use create::create;
pub use due::change_due;
pub use inbox::{inbox, rows as inbox_rows};
pub use list::list;
pub use note::add as add_note;
pub use timeline::entries;
pub use view::{one, operation_view, view};

use chrono::NaiveDate;
use domain::labels::LabelMap;
use domain::standing::Standing;
use workspace::table::units::UnitRecord;

/// What views are computed with.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// Today at the counter.
    pub today: NaiveDate,
    /// Which labels mean what.
    pub labels: LabelMap,
}

impl Context {
    /// Of this counter, now.
    pub fn of(counter: &crate::counter::Counter) -> Self {
        Self { today: counter.today(), labels: counter.configuration().labels }
    }
}

/// How each line stands: its most urgent unit. `units` are in the order of the lines.
fn strip(units: &[UnitRecord], today: NaiveDate) -> Vec<Standing> {
    let lines = units.chunk_by(|a, b| a.line == b.line);
    lines.filter_map(|line| line.iter().map(|unit| unit.standing(today)).min()).collect()
}
