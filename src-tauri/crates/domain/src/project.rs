//! Projects and membership.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A project's life: pending → active or rejected; active → completed or archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ProjectState {
    /// Waits for a technician.
    Pending,
    /// May request and borrow.
    Active,
    /// Declined.
    Rejected,
    /// Ended as planned.
    Completed,
    /// Put away.
    Archived,
}

impl ProjectState {
    /// Whether the life of a project may go from `self` to `next`.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        use ProjectState::{Active, Archived, Completed, Pending, Rejected};
        matches!((self, next), (Pending, Active | Rejected) | (Active, Completed | Archived))
    }
}

/// What a member is in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MemberRole {
    /// Speaks for the project.
    Leader,
    /// Works in it.
    Member,
    /// Follows it.
    Observer,
    /// Advises it.
    Advisor,
    /// Answers for it.
    Supervisor,
}

#[cfg(test)]
mod tests {
    use super::ProjectState::{self, Active, Archived, Completed, Pending, Rejected};

    #[test]
    fn every_pair_of_states_is_allowed_or_refused_as_the_life_says() {
        const ALL: [ProjectState; 5] = [Pending, Active, Rejected, Completed, Archived];
        let allowed =
            [(Pending, Active), (Pending, Rejected), (Active, Completed), (Active, Archived)];
        for from in ALL {
            for to in ALL {
                assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from:?} → {to:?}");
            }
        }
    }
}
