//! Who is waiting for the answer, and what of the limit is kept for others.

/// The counter's share of the limit: one in so many.
const COUNTER_SHARE: u32 = 5;
/// The feed's share of the limit: one in so many.
const FEED_SHARE: u32 = 10;

/// Who is waiting for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// A person at the counter: a fifth of the limit is theirs, and they are not kept waiting.
    Counter,
    /// What shows that others moved something: a tenth of the limit is kept from the background,
    /// so that a catalogue that is being read keeps nobody from seeing it.
    Feed,
    /// Work that may wait for the next window.
    Background,
}

impl Lane {
    /// Whether a person waits, who is told rather than kept waiting.
    pub(crate) fn is_counter(self) -> bool {
        self == Self::Counter
    }

    /// How many of the window's last requests are not for this lane.
    pub(crate) fn kept_from(self, limit: u32) -> u32 {
        let counter = limit / COUNTER_SHARE;
        match self {
            Self::Counter => 0,
            Self::Feed => counter,
            Self::Background => counter + limit / FEED_SHARE,
        }
    }
}
