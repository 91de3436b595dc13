//! How many assets and users belong to each record, counted once for a whole page.

use std::collections::HashMap;

use crate::lab::Lab;
use crate::lab::model::Holder;

/// Numbers by id.
#[derive(Debug, Default)]
pub(crate) struct Counts(HashMap<u32, usize>);

impl Counts {
    /// Counts how often each id occurs.
    pub(crate) fn of(ids: impl Iterator<Item = u32>) -> Counts {
        let mut counts = Counts::default();
        for id in ids {
            *counts.0.entry(id).or_default() += 1;
        }
        counts
    }

    pub(crate) fn get(&self, id: u32) -> usize {
        self.0.get(&id).copied().unwrap_or(0)
    }
}

/// What a page of users, labels or places counts.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) held: Counts,
    pub(crate) labelled: Counts,
    pub(crate) located: Counts,
    pub(crate) homes: Counts,
    pub(crate) users_at: Counts,
    pub(crate) users_of_company: Counts,
    pub(crate) users_of_department: Counts,
}

impl Tally {
    pub(crate) fn of(lab: &Lab) -> Tally {
        let held = lab.assets().filter_map(|asset| match asset.holder {
            Some(Holder::User(id)) => Some(id),
            _ => None,
        });
        Tally {
            held: Counts::of(held),
            labelled: Counts::of(lab.assets().map(|asset| asset.label)),
            located: Counts::of(lab.assets().filter_map(|asset| asset.location)),
            homes: Counts::of(lab.assets().filter_map(|asset| asset.home)),
            users_at: Counts::of(lab.users().filter_map(|user| user.location)),
            users_of_company: Counts::of(lab.users().filter_map(|user| user.company)),
            users_of_department: Counts::of(lab.users().filter_map(|user| user.department)),
        }
    }
}
