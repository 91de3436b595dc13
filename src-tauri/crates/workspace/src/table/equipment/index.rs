//! An index in memory of what the Equipment room looks through.
//!
//! SQLite walks 100,000 rows in 30 to 500 milliseconds, twice for each key. In memory the same is
//! found, counted and put in order in a few. The index belongs to an edition of the mirror, which
//! triggers move on with every change: what has changed since is read again, whoever wrote it, and
//! an answer is always that of the snapshot in which it was asked.

use std::sync::{Arc, Mutex, PoisonError};

use super::kept::Kept;
use super::load;
use crate::{Error, Read};

/// What one open workspace keeps in memory of its equipment; empty until it is first asked.
#[derive(Debug, Default)]
pub struct EquipmentIndex(Mutex<Option<Arc<Kept>>>);

impl EquipmentIndex {
    /// What is kept, as it is in this snapshot. Who comes meanwhile waits and does not read the
    /// same.
    pub(super) fn at(&self, read: &Read<'_>) -> Result<Arc<Kept>, Error> {
        let edition = load::edition(read)?;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = match known.take() {
            // A snapshot from before the last change: a moment later there is none any more.
            Some(newer) if newer.edition > edition => {
                *known = Some(newer);
                return load::everything(read).map(Arc::new);
            }
            Some(kept) if kept.edition == edition => kept,
            Some(kept) => Arc::new(renewed(kept, read)?),
            None => Arc::new(load::everything(read)?),
        };
        Ok(Arc::clone(known.insert(kept)))
    }
}

fn renewed(kept: Arc<Kept>, read: &Read<'_>) -> Result<Kept, Error> {
    match load::changed_since(read, kept.edition)? {
        Some(changed) => load::again(read, Arc::unwrap_or_clone(kept), &changed),
        None => load::everything(read),
    }
}
