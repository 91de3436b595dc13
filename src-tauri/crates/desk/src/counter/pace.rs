//! How often the loops look.

use std::time::Duration;

use chrono::TimeDelta;

/// How often the loops look when nothing calls them.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The feed asks for the newest activity row.
    pub feed: Duration,
    /// The feed reads its rows even when the newest did not move.
    pub sweep: Duration,
    /// The mirror asks for changed assets.
    pub assets: Duration,
    /// The mirror reads the small lists.
    pub lists: Duration,
    /// What Snipe-IT lists as reserved and as lent is compared with the claims here.
    pub reconcile: Duration,
    /// A decision waits for a server that does not answer.
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            feed: Duration::from_secs(15),
            sweep: Duration::from_secs(300),
            assets: Duration::from_secs(60),
            lists: Duration::from_secs(900),
            reconcile: Duration::from_secs(300),
            retry: Duration::from_secs(15),
        }
    }
}

impl Pace {
    /// How old the feed may become before it counts as behind: three polls, and half a minute at
    /// least.
    #[must_use]
    pub fn behind(&self) -> TimeDelta {
        let three = TimeDelta::from_std(self.feed * 3).unwrap_or(TimeDelta::MAX);
        three.max(TimeDelta::seconds(30))
    }
}
