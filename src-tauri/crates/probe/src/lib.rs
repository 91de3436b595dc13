//! Where the proofs reach into the core: places at which a process can be killed, and flaws that
//! can be switched on to see whether the proofs notice.
//!
//! Without the feature `armed`, which only the proofs' package asks for, [`point`] does nothing and
//! [`flawed`] is `false`, so that both vanish from the product.

#[cfg(feature = "armed")]
mod armed;

/// A flaw that a proof must catch. Each is named by its environment value, `TOOLCRIB_FLAW=…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Rows at or below the fence move units.
    FenceIgnored,
    /// A lost check-out or check-in is sent again.
    PostRepeated,
    /// The cursor is stored before the rows that it covers.
    CursorFirst,
    /// Rows are applied newest first.
    NewestFirst,
    /// A write counts as done without reading the asset back.
    ReadBackSkipped,
    /// A unit changes without a word in the journal.
    JournalSkipped,
    /// A release leaves the Reserved label behind.
    LabelNotRestored,
    /// A doubt that nobody can settle is closed instead of being handed to a person.
    EscalationDropped,
    /// To whom an asset was checked out does not matter.
    TargetIgnored,
    /// Every check-in row is a return.
    CheckInTrusted,
    /// Rows that appear late, below the cursor, are not looked for.
    LateRowsIgnored,
    /// A second unit may reserve an asset that wears the Reserved label already.
    ReservedTwice,
    /// What reconciliation finds is not told.
    ReconciliationMute,
    /// A decision is carried out without being stored first.
    SentBeforeStored,
    /// What is not seen counts as not done, however shortly ago it was sent.
    MinuteIgnored,
}

impl Flaw {
    /// Every flaw.
    pub const ALL: [Self; 15] = [
        Self::FenceIgnored,
        Self::PostRepeated,
        Self::CursorFirst,
        Self::NewestFirst,
        Self::ReadBackSkipped,
        Self::JournalSkipped,
        Self::LabelNotRestored,
        Self::EscalationDropped,
        Self::TargetIgnored,
        Self::CheckInTrusted,
        Self::LateRowsIgnored,
        Self::ReservedTwice,
        Self::ReconciliationMute,
        Self::SentBeforeStored,
        Self::MinuteIgnored,
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FenceIgnored => "fence-ignored",
            Self::PostRepeated => "post-repeated",
            Self::CursorFirst => "cursor-first",
            Self::NewestFirst => "newest-first",
            Self::ReadBackSkipped => "read-back-skipped",
            Self::JournalSkipped => "journal-skipped",
            Self::LabelNotRestored => "label-not-restored",
            Self::EscalationDropped => "escalation-dropped",
            Self::TargetIgnored => "target-ignored",
            Self::CheckInTrusted => "check-in-trusted",
            Self::LateRowsIgnored => "late-rows-ignored",
            Self::ReservedTwice => "reserved-twice",
            Self::ReconciliationMute => "reconciliation-mute",
            Self::SentBeforeStored => "sent-before-stored",
            Self::MinuteIgnored => "minute-ignored",
        }
    }
}

/// Whether a flaw is switched on.
#[cfg(not(feature = "armed"))]
#[must_use]
#[inline(always)]
pub const fn flawed(_: Flaw) -> bool {
    false
}

/// A place where the process can be killed.
#[cfg(not(feature = "armed"))]
#[inline(always)]
pub fn point(_: impl FnOnce() -> String) {}

#[cfg(feature = "armed")]
pub use armed::{flawed, point};
