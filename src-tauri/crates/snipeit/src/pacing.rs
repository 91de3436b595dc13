//! How long the client waits for what.

use std::time::Duration;

/// Waits and limits of a client; the default is for real servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pacing {
    /// Until a connection must stand.
    pub connect: Duration,
    /// Until an answer must be complete.
    pub request: Duration,
    /// Before a read is tried again; doubles with each try.
    pub first_retry: Duration,
    /// How often a background read is tried again.
    pub background_retries: usize,
    /// How often the counter's read is tried again: a person is waiting.
    pub counter_retries: usize,
    /// The server's rate window, and the longest wait for it whatever the server says.
    pub window: Duration,
    /// Added to each wait for the window, since the server's clock is not ours.
    pub margin: Duration,
    /// How long the counter waits when throttled before it is told so.
    pub counter_patience: Duration,
}

impl Default for Pacing {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            request: Duration::from_secs(30),
            first_retry: Duration::from_secs(2),
            background_retries: 3,
            counter_retries: 1,
            window: Duration::from_secs(60),
            margin: Duration::from_secs(1),
            counter_patience: Duration::from_secs(1),
        }
    }
}
