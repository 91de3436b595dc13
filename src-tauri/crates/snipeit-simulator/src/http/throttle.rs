//! The request limit: per user, in a fixed window that begins with the first request.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};

/// How long a window lasts.
const WINDOW: Duration = Duration::seconds(60);

/// Counts requests per user.
pub(crate) struct Throttle {
    limit: Option<u32>,
    windows: HashMap<u32, Window>,
}

struct Window {
    began: DateTime<Utc>,
    used: u32,
}

/// The outcome of counting one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// There is no limit.
    Free,
    /// Counted, and so many are left.
    Counted { limit: u32, left: u32 },
    /// Over the limit for so many seconds more.
    Refused { limit: u32, seconds: i64 },
}

impl Throttle {
    pub(crate) fn new(limit: Option<u32>) -> Throttle {
        Throttle { limit, windows: HashMap::new() }
    }

    /// Counts a request; one that is refused does not prolong the window.
    pub(crate) fn count(&mut self, user: u32, now: DateTime<Utc>) -> Pass {
        let Some(limit) = self.limit else { return Pass::Free };
        let window = self.windows.entry(user).or_insert(Window { began: now, used: 0 });
        if now - window.began >= WINDOW {
            *window = Window { began: now, used: 0 };
        }
        if window.used >= limit {
            let seconds = (window.began + WINDOW - now).num_seconds();
            return Pass::Refused { limit, seconds };
        }
        window.used += 1;
        Pass::Counted { limit, left: limit - window.used }
    }
}
