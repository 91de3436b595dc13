//! What must never be, each with a name.

use std::fmt::{self, Display, Formatter};

/// A rule that was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A unit is reserved, out or back without evidence.
    NoEvidence,
    /// What the evidence names never was so.
    FalseEvidence,
    /// A row at or below the fence moved a unit.
    BelowFence,
    /// Two units claim one asset.
    TwoClaims,
    /// A row of the history was changed or removed, or the chain of states has a gap.
    HistoryBroken,
    /// Rows of the log were applied in another order than they happened.
    OutOfOrder,
    /// The journal does not lead to the rows that there are.
    JournalBroken,
    /// The cursor is beyond a row that was not applied.
    CursorAhead,
    /// A row that appeared late was not looked for.
    LateRowMissed,
    /// A check-out or check-in was sent twice.
    PostRepeated,
    /// A write was repeated while the first could still be under way.
    RepeatedTooSoon,
    /// Something was written to Snipe-IT for no stored decision.
    StrayWrite,
    /// Something was written before its operation was stored as sending.
    SentBeforeStored,
    /// Reserved was written over somebody else's Reserved.
    ReservedTwice,
    /// An escalated operation that no person is told of.
    NobodyTold,
    /// An operation without an end.
    NeverSettled,
    /// Reserved here, and there it is not, and nobody is told.
    ReservedOnlyHere,
    /// Out here, and there no member has it, and nobody is told.
    OutOnlyHere,
    /// Reserved there and claimed by nobody here, and nobody is told.
    ReservedOnlyThere,
    /// The mirror is not what Snipe-IT says.
    MirrorDiffers,
    /// The desk failed where nothing may fail.
    DeskFailed,
}

impl Display for Rule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoEvidence => "no evidence",
            Self::FalseEvidence => "false evidence",
            Self::BelowFence => "moved from below the fence",
            Self::TwoClaims => "two claims on one asset",
            Self::HistoryBroken => "history broken",
            Self::OutOfOrder => "applied out of order",
            Self::JournalBroken => "journal broken",
            Self::CursorAhead => "cursor ahead of what was applied",
            Self::LateRowMissed => "late row missed",
            Self::PostRepeated => "POST repeated",
            Self::RepeatedTooSoon => "repeated too soon",
            Self::StrayWrite => "write without an operation",
            Self::SentBeforeStored => "sent before stored",
            Self::ReservedTwice => "reserved over Reserved",
            Self::NobodyTold => "escalated and nobody told",
            Self::NeverSettled => "operation never settled",
            Self::ReservedOnlyHere => "reserved here, not there",
            Self::OutOnlyHere => "out here, not there",
            Self::ReservedOnlyThere => "Reserved there, unclaimed here",
            Self::MirrorDiffers => "mirror differs",
            Self::DeskFailed => "the desk failed",
        })
    }
}

/// A rule that was broken, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// In words.
    pub detail: String,
}

impl Violation {
    /// A broken rule, in words.
    pub fn new(rule: Rule, detail: impl Into<String>) -> Self {
        Self { rule, detail: detail.into() }
    }
}

impl Display for Violation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.detail)
    }
}
