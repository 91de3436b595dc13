//! How the mirror is getting on, for the status bar and the settings.

use chrono::{DateTime, Utc};
use domain::catalogue::List;
use workspace::table::mirror::ListPosition;
use workspace::{Error, Read};

use crate::api::{DeskError, FirstPass, ListProblem, ListView, MirrorView};
use crate::counter::Counter;

/// The ten lists.
pub async fn lists(counter: &Counter) -> Result<Vec<ListView>, DeskError> {
    counter.db.read(|read| List::ALL.into_iter().map(|list| Ok(view(read, list)?)).collect()).await
}

fn view(read: &Read<'_>, list: List) -> Result<ListView, Error> {
    let position = read.list_position(list)?;
    let trouble = read.list_trouble(list)?;
    Ok(ListView {
        list,
        rows: read.list_rows(list)?,
        at: position.complete_at,
        reading: progress(&position),
        problem: trouble.map(|trouble| ListProblem { at: trouble.at, problem: trouble.problem }),
    })
}

/// The mirror in a word.
pub fn summary(read: &Read<'_>) -> Result<MirrorView, Error> {
    let position = read.list_position(List::Hardware)?;
    let mut troubled = 0;
    for list in List::ALL {
        troubled += u32::from(read.list_trouble::<serde_json::Value>(list)?.is_some());
    }
    Ok(MirrorView {
        assets: read.mirrored_count()?,
        at: position.complete_at,
        next_at: None,
        first_pass: progress(&position),
        troubled,
    })
}

/// How far a first pass is. The listings after the first are small and add nothing to see.
fn progress(position: &ListPosition) -> Option<FirstPass> {
    let read = position.position.filter(|_| position.full_at.is_none())?;
    let total = position.total.unwrap_or(read);
    Some(FirstPass { read: if position.part == 0 { read.min(total) } else { total }, total })
}

/// When each list that nothing is amiss with was last brought up to date.
pub fn fresh(read: &Read<'_>) -> Result<Vec<(List, DateTime<Utc>)>, Error> {
    let mut fresh = Vec::new();
    for list in List::ALL {
        let position = read.list_position(list)?;
        let amiss = position.position.is_some()
            || position.full_at.is_none()
            || read.list_trouble::<serde_json::Value>(list)?.is_some();
        fresh.extend(position.complete_at.filter(|_| !amiss).map(|at| (list, at)));
    }
    Ok(fresh)
}
