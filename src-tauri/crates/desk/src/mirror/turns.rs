//! Whose turn it is to be read.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::catalogue::List;

use super::view;
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

    /// Whether the list is to be read again. One that was read in the future is: the clock was set
    /// back, and how old it is nobody knows.
    pub fn is_due(&self, list: List, now: DateTime<Utc>, pace: &Pace) -> bool {
        let rest = rest(list, pace);
        self.read_at.get(&list).is_none_or(|at| now - at >= rest || now < *at)
    }

    /// Its turn is over.
    pub fn over(&mut self, list: List, now: DateTime<Utc>) {
        self.read_at.insert(list, now);
    }
}

/// How long a list is left in peace. The hardware's turn is every round.
fn rest(list: List, pace: &Pace) -> TimeDelta {
    if list == List::Hardware {
        return TimeDelta::zero();
    }
    TimeDelta::from_std(pace.lists).unwrap_or(TimeDelta::MAX)
}
