//! What administrators remove for good, and what the log is left with: nulls, and gaps.

use super::Lab;
use super::model::{Location, User};

impl Lab {
    /// Removes a user for good; rows of the log that name them refer to nobody.
    pub fn purge_user(&mut self, user: u32) -> Option<User> {
        self.users.remove(&user)
    }

    /// Removes a location for good; what pointed there points at nothing.
    pub fn purge_location(&mut self, location: u32) -> Option<Location> {
        self.locations.remove(&location)
    }

    /// Empties the log up to and including this row; the numbers go on where they were.
    pub fn purge_activity(&mut self, up_to: u32) {
        self.activity = self.activity.split_off(&up_to.saturating_add(1));
    }
}
