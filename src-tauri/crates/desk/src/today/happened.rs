//! What just happened: the last moves of units.

use domain::unit::UnitState;
use workspace::Read;
use workspace::table::history::{Event, HistoryRecord};

use crate::api::{DeskError, Happening};
use crate::lines::{asset_ref, line_ref};

/// So many are told.
const LAST: u32 = 6;

/// The last moves, the newest first.
pub fn last(read: &Read<'_>) -> Result<Vec<Happening>, DeskError> {
    let moves = read.last_moves(LAST)?;
    moves.into_iter().filter_map(|record| happening(read, record).transpose()).collect()
}

fn happening(read: &Read<'_>, record: HistoryRecord) -> Result<Option<Happening>, DeskError> {
    let Event::Moved { from: Some(from), to } = &record.event else { return Ok(None) };
    let (Some(from), Some(to)) = (state(from), state(to)) else { return Ok(None) };
    let Some(line) = line_ref(read, record.unit)? else { return Ok(None) };
    Ok(Some(Happening {
        at: record.at,
        from,
        to,
        asset: record.asset.map(|asset| asset_ref(read, asset)).transpose()?,
        line,
        actor: record.actor,
        evidence: record.evidence,
    }))
}

fn state(word: &str) -> Option<UnitState> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}
