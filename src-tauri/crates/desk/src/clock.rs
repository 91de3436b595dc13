//! Time and days, passed in; and what to make of a clock that jumps.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::counter::Counter;

/// Tells the time; tests bring their own.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// By how much the wall clock may differ from the timers before that means something.
const TOLERANCE: TimeDelta = TimeDelta::seconds(3);

/// The day at the counter.
#[must_use]
pub fn day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// This computer's time zone; UTC when it has none that is known.
#[must_use]
pub fn local_zone() -> Tz {
    iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
}

/// Whether what was done at `last` is to be done again after `rest`. What was done in the future
/// is: the clock was set back, and how long ago it was nobody knows.
#[must_use]
pub fn is_due(last: Option<DateTime<Utc>>, rest: Duration, now: DateTime<Utc>) -> bool {
    let rest = TimeDelta::from_std(rest).unwrap_or(TimeDelta::MAX);
    last.is_none_or(|last| now - last >= rest || now < last)
}

/// One moment, on the wall and by the timers, which may stand still while the computer sleeps.
#[derive(Clone, Copy)]
struct Moment {
    wall: DateTime<Utc>,
    timers: Instant,
}

impl Moment {
    fn now(counter: &Counter) -> Self {
        Self { wall: counter.now(), timers: Instant::now() }
    }

    /// How much further than the timers the wall clock went since `before`.
    fn jump_since(self, before: Self) -> Option<TimeDelta> {
        let counted = self.timers.saturating_duration_since(before.timers);
        let jump = (self.wall - before.wall) - TimeDelta::from_std(counted).ok()?;
        (jump.abs() > TOLERANCE).then_some(jump)
    }
}

/// Notices within one poll's time that the computer slept or that its clock was set: what is due
/// by now is done now, whatever the timers still wait for. Notices as well when the feed falls
/// behind.
pub async fn watch(counter: Arc<Counter>) {
    let mut before = Moment::now(&counter);
    loop {
        tokio::time::sleep(counter.pace.feed).await;
        let now = Moment::now(&counter);
        counter.health.look(now.wall, counter.pace.behind());
        if let Some(jump) = now.jump_since(before) {
            tracing::info!(%jump, "the clock jumped");
            counter.clock_jumped(jump);
        }
        before = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn what_was_done_in_the_future_is_due() {
        let rest = Duration::from_secs(60);
        assert!(is_due(None, rest, at(0)));
        assert!(!is_due(Some(at(0)), rest, at(59)));
        assert!(is_due(Some(at(0)), rest, at(60)));
        assert!(is_due(Some(at(3600)), rest, at(0)));
    }

    #[test]
    fn a_clock_that_goes_with_the_timers_does_not_jump() {
        let timers = Instant::now();
        let before = Moment { wall: at(0), timers };
        let after = |wall, counted| Moment {
            wall: at(wall),
            timers: timers + Duration::from_secs(counted),
        };
        assert_eq!(after(15, 15).jump_since(before), None);
        assert_eq!(after(17, 15).jump_since(before), None, "clocks are kept right in small steps");
        let night = Some(TimeDelta::hours(8));
        assert_eq!(after(15 + 8 * 3600, 15).jump_since(before), night, "it slept");
        let back = Some(TimeDelta::hours(-1));
        assert_eq!(after(15 - 3600, 15).jump_since(before), back, "it was set back");
    }
}
