//! Stored times under a clock that was set: an operation waits neither for hours nor too short.

use chrono::{DateTime, TimeDelta, Utc};

use super::doubt::READINGS;
use crate::operation::Phase;

/// The longest undo time that can be chosen.
const LONGEST_UNDO: TimeDelta = TimeDelta::seconds(20);
/// No operation waits longer than this for a server that does not answer before it is tried again.
const LONGEST_REST: TimeDelta = TimeDelta::minutes(5);

/// The stored times of an open operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When something happens next.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was last sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When an answer was first lost.
    pub doubt_since: Option<DateTime<Utc>>,
}

/// What an operation waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// For the undo time to pass.
    Undo,
    /// For a server that did not answer.
    Server,
    /// For evidence of what was sent.
    Proof,
}

impl Waits {
    /// What an open operation in this phase waits for; `postponed` when the server did not answer.
    #[must_use]
    pub fn of(phase: Phase, postponed: bool) -> Self {
        match phase {
            Phase::Waiting if postponed => Self::Server,
            Phase::Waiting => Self::Undo,
            _ => Self::Proof,
        }
    }
}

/// Times that can be, in place of stored ones that cannot, since they lie further in the future
/// than any wait: the clock was set back. The undo time counts anew; what waits for the server is
/// tried now; doubt begins anew, and with it the time in which the request may still be at work.
/// `None` when the stored ones are to be believed.
#[must_use]
pub fn redate(waits: Waits, times: Times, undo: TimeDelta, now: DateTime<Utc>) -> Option<Times> {
    let ahead = |at: Option<DateTime<Utc>>, most: TimeDelta| at.is_some_and(|at| at - now > most);
    let due_at = match waits {
        Waits::Undo if ahead(times.due_at, undo.max(LONGEST_UNDO)) => now + undo,
        Waits::Server if ahead(times.due_at, LONGEST_REST) => now,
        Waits::Proof if is_future(times, now) => return Some(doubt_anew(times, now)),
        _ => return None,
    };
    Some(Times { due_at: Some(due_at), ..times })
}

fn is_future(Times { due_at, sent_at, doubt_since }: Times, now: DateTime<Utc>) -> bool {
    let last_reading = READINGS[READINGS.len() - 1];
    sent_at.max(doubt_since) > Some(now) || due_at > Some(now + last_reading)
}

/// Doubt whose age nobody knows: the asset is read now, and not seeing what was sent proves nothing
/// for as long as after sending it.
fn doubt_anew(times: Times, now: DateTime<Utc>) -> Times {
    Times {
        due_at: Some(now),
        sent_at: times.sent_at.map(|_| now),
        doubt_since: times.doubt_since.map(|_| now),
    }
}

#[cfg(test)]
mod tests {
    use super::super::doubt::{NotSeen, not_seen};
    use super::*;

    const UNDO: TimeDelta = TimeDelta::seconds(5);
    const HOUR: i64 = 3600;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn due(seconds: i64) -> Times {
        Times { due_at: Some(at(seconds)), sent_at: None, doubt_since: None }
    }

    fn doubt(sent: i64, since: i64, due: i64) -> Times {
        let (sent_at, doubt_since) = (Some(at(sent)), Some(at(since)));
        Times { due_at: Some(at(due)), sent_at, doubt_since }
    }

    #[test]
    fn times_that_can_be_are_believed() {
        let now = at(0);
        assert_eq!(redate(Waits::Undo, due(5), UNDO, now), None);
        assert_eq!(redate(Waits::Undo, due(-HOUR), UNDO, now), None);
        assert_eq!(redate(Waits::Undo, due(20), UNDO, now), None, "it may have been chosen so");
        assert_eq!(redate(Waits::Server, due(144), UNDO, now), None);
        assert_eq!(redate(Waits::Proof, doubt(-60, -50, 10), UNDO, now), None);
        assert_eq!(redate(Waits::Proof, doubt(0, 0, 1200), UNDO, now), None);
    }

    #[test]
    fn the_undo_time_counts_anew() {
        assert_eq!(redate(Waits::Undo, due(HOUR), UNDO, at(0)), Some(due(5)));
        let long = TimeDelta::seconds(20);
        assert_eq!(redate(Waits::Undo, due(HOUR), long, at(0)), Some(due(20)));
    }

    #[test]
    fn what_waits_for_the_server_is_tried_now() {
        assert_eq!(redate(Waits::Server, due(HOUR), UNDO, at(0)), Some(due(0)));
    }

    #[test]
    fn what_was_sent_in_the_future_has_its_sixty_seconds_from_now() {
        for stored in [doubt(HOUR, -9, 0), doubt(-9, HOUR, 0), doubt(-9, -9, HOUR)] {
            let times = redate(Waits::Proof, stored, UNDO, at(0)).expect("they cannot be");
            assert_eq!(times, doubt(0, 0, 0), "{stored:?}");
            let (since, sent) = (times.doubt_since.expect("since"), times.sent_at.expect("sent"));
            assert_eq!(not_seen(since, sent, at(59), true), NotSeen::ReadAgain(at(60)));
            assert_eq!(not_seen(since, sent, at(60), true), NotSeen::Repeat);
        }
    }

    #[test]
    fn a_crash_while_sending_has_no_doubt_yet() {
        let sent = Times { due_at: Some(at(HOUR)), sent_at: Some(at(HOUR)), doubt_since: None };
        let now = Times { due_at: Some(at(0)), sent_at: Some(at(0)), doubt_since: None };
        assert_eq!(redate(Waits::Proof, sent, UNDO, at(0)), Some(now));
    }

    #[test]
    fn what_an_operation_waits_for_is_told_by_its_phase() {
        assert_eq!(Waits::of(Phase::Waiting, false), Waits::Undo);
        assert_eq!(Waits::of(Phase::Waiting, true), Waits::Server);
        assert_eq!(Waits::of(Phase::Sending, false), Waits::Proof);
        assert_eq!(Waits::of(Phase::InDoubt, true), Waits::Proof);
    }
}
