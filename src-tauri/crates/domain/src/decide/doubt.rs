//! What to do while nobody knows whether a write arrived.

use chrono::{DateTime, TimeDelta, Utc};

/// When the asset is read after the answer was lost, counted from the loss.
pub const READINGS: [TimeDelta; 5] = [
    TimeDelta::zero(),
    TimeDelta::seconds(15),
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(20),
];

/// A request may still be at work on the server this long after it was sent: not seeing its effect
/// proves nothing until then.
pub const STILL_AT_WORK: TimeDelta = TimeDelta::seconds(60);

/// What follows a reading that did not show the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSeen {
    /// It proves nothing yet: read again then.
    ReadAgain(DateTime<Utc>),
    /// It was not done: start again from the first check.
    Repeat,
    /// Hand it to a person.
    Escalate,
}

/// Decides after a reading at `now` that did not show what was last sent at `sent`; the first
/// answer was lost at `since`. What moves an asset from hand to hand is not `repeatable`: it may
/// have been done and undone since.
#[must_use]
pub fn not_seen(
    since: DateTime<Utc>,
    sent: DateTime<Utc>,
    now: DateTime<Utc>,
    repeatable: bool,
) -> NotSeen {
    let at_work = now - sent < STILL_AT_WORK;
    // Through a long outage nobody could read: what was sent once is sent once more, then.
    let sent_once = sent <= since;
    match next_reading(since, now) {
        Some(_) if repeatable && !at_work => NotSeen::Repeat,
        Some(next) => NotSeen::ReadAgain(next),
        None if at_work => NotSeen::ReadAgain(sent + STILL_AT_WORK),
        None if repeatable && sent_once => NotSeen::Repeat,
        None => NotSeen::Escalate,
    }
}

/// The next reading after `now`, or `None` when all have been tried.
#[must_use]
pub fn next_reading(since: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    READINGS.iter().map(|after| since + *after).find(|at| *at > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).expect("a time")
    }

    #[test]
    fn before_sixty_seconds_it_only_reads() {
        assert_eq!(not_seen(at(0), at(0), at(0), true), NotSeen::ReadAgain(at(15)));
        assert_eq!(not_seen(at(0), at(0), at(59), true), NotSeen::ReadAgain(at(60)));
    }

    #[test]
    fn from_sixty_seconds_on_it_repeats() {
        assert_eq!(not_seen(at(0), at(0), at(60), true), NotSeen::Repeat);
        assert_eq!(not_seen(at(0), at(0), at(400), true), NotSeen::Repeat);
    }

    #[test]
    fn a_repeated_write_has_its_own_sixty_seconds() {
        assert_eq!(not_seen(at(0), at(61), at(62), true), NotSeen::ReadAgain(at(300)));
    }

    #[test]
    fn what_moves_an_asset_is_only_read_again() {
        assert_eq!(not_seen(at(0), at(0), at(400), false), NotSeen::ReadAgain(at(1200)));
        assert_eq!(not_seen(at(0), at(0), at(1200), false), NotSeen::Escalate);
    }

    #[test]
    fn after_the_last_reading_a_person_decides() {
        assert_eq!(not_seen(at(0), at(1100), at(1300), true), NotSeen::Escalate);
        assert_eq!(not_seen(at(0), at(0), at(1300), false), NotSeen::Escalate);
    }

    #[test]
    fn what_was_just_sent_again_may_still_be_at_work() {
        assert_eq!(not_seen(at(0), at(1290), at(1300), true), NotSeen::ReadAgain(at(1350)));
    }

    #[test]
    fn what_an_outage_kept_from_being_read_is_sent_once_more() {
        assert_eq!(not_seen(at(0), at(0), at(4000), true), NotSeen::Repeat);
    }
}
