//! Whose turn it is to be read.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::catalogue::List;

use super::view;
use crate::clock::is_due;
use crate::counter::{Counter, Pace};

/// When each list was last read. By the wall clock, which goes on while the computer sleeps.
#[derive(Default)]
pub struct Turns {
    read_at: BTreeMap<List, DateTime<Utc>>,
    remembered: bool,
}

impl Turns {
    /// Learns once what an earlier run read: a start spends no requests on what was read a moment
    /// ago. What was in trouble is tried at once.
    pub async fn remember(&mut self, counter: &Counter) {
        if self.remembered {
            return;
        }
        match counter.db.read::<_, workspace::Error>(view::fresh).await {
            Ok(known) => self.read_at.extend(known),
            Err(error) => tracing::warn!(%error, "when the lists were read is not known"),
        }
        self.remembered = true;
    }

    /// Whether the list is to be read again.
    pub fn is_due(&self, list: List, now: DateTime<Utc>, pace: &Pace) -> bool {
        is_due(self.read_at.get(&list).copied(), rest(list, pace), now)
    }

    /// Its turn is over.
    pub fn over(&mut self, list: List, now: DateTime<Utc>) {
        self.read_at.insert(list, now);
    }
}

/// How long a list is left in peace. The hardware's turn is every round.
fn rest(list: List, pace: &Pace) -> Duration {
    if list == List::Hardware { Duration::ZERO } else { pace.lists }
}
