//! The server's fixed rate window as far as it can be told from here. No clock and no waiting: the
//! time is an argument.

use std::time::{Duration, Instant};

use super::{Lane, LimitHeaders};

/// When a request may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Now,
    At(Instant),
}

/// What can be told of the present window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) limit: Option<u32>,
    pub(super) left: Option<u32>,
    pub(super) ends: Option<Instant>,
    pub(super) throttled_until: Option<Instant>,
}

/// What is known of the present window.
#[derive(Debug)]
pub(super) struct Window {
    length: Duration,
    margin: Duration,
    limit: Option<u32>,
    /// What the server last said was left, and when the window ends at the latest.
    left: Option<(u32, Instant)>,
    throttled_until: Option<Instant>,
    in_flight: u32,
}

impl Window {
    pub(super) fn new(length: Duration, margin: Duration) -> Self {
        Self { length, margin, limit: None, left: None, throttled_until: None, in_flight: 0 }
    }

    /// Takes one request out of the window, or says when to ask again.
    pub(super) fn take(&mut self, lane: Lane, now: Instant) -> Turn {
        self.forget_past(now);
        if let Some(until) = self.throttled_until {
            return Turn::At(until);
        }
        if let Some((left, ends)) = self.left
            && left.saturating_sub(self.in_flight) <= lane.kept_from(self.limit.unwrap_or(0))
        {
            return Turn::At(ends);
        }
        self.in_flight += 1;
        Turn::Now
    }

    /// A request that was taken is over, whatever came of it.
    pub(super) fn finish(&mut self) {
        self.in_flight = self.in_flight.saturating_sub(1);
    }

    /// Takes the server's word. More left than before means that a new window has begun, unless
    /// answers merely overtook each other.
    pub(super) fn learn(&mut self, headers: LimitHeaders, now: Instant) {
        self.forget_past(now);
        self.limit = headers.limit.or(self.limit);
        let Some(said) = headers.remaining else { return };
        self.left = Some(match self.left {
            Some((left, ends)) if said <= left + self.in_flight => (left.min(said), ends),
            _ => (said, now + self.length + self.margin),
        });
    }

    /// The server refused for the limit. Its word on how long is kept within one window: one
    /// version names an absurd time.
    pub(super) fn throttled(&mut self, wait: Option<Duration>, now: Instant) -> Instant {
        let rest = self.left.map(|(_, ends)| ends).filter(|ends| *ends > now);
        let until = match wait {
            Some(wait) => now + wait.min(self.length) + self.margin,
            None => rest.unwrap_or(now + self.length + self.margin),
        };
        self.left = Some((0, until));
        self.throttled_until = Some(until);
        until
    }

    /// The computer slept for so long: what was to end meanwhile has ended.
    pub(super) fn slept(&mut self, unseen: Duration) {
        let sooner = |at: Instant| at.checked_sub(unseen);
        self.left = self.left.and_then(|(left, ends)| Some((left, sooner(ends)?)));
        self.throttled_until = self.throttled_until.and_then(sooner);
    }

    /// What can be told now.
    pub(super) fn known(&self, now: Instant) -> Known {
        let left = self.left.filter(|(_, ends)| *ends > now);
        Known {
            limit: self.limit,
            left: left.map(|(left, _)| left),
            ends: left.map(|(_, ends)| ends),
            throttled_until: self.throttled_until.filter(|until| *until > now),
        }
    }

    fn forget_past(&mut self, now: Instant) {
        self.left = self.left.filter(|(_, ends)| *ends > now);
        self.throttled_until = self.throttled_until.filter(|until| *until > now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn window() -> (Window, Instant) {
        (Window::new(60 * SECOND, SECOND), Instant::now())
    }

    fn said(remaining: u32) -> LimitHeaders {
        LimitHeaders { limit: Some(10), remaining: Some(remaining) }
    }

    /// One request from permission to answer.
    fn exchange(window: &mut Window, remaining: u32, now: Instant) {
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        window.learn(said(remaining), now);
        window.finish();
    }

    #[test]
    fn nothing_is_held_back_before_the_server_has_spoken() {
        let (mut window, now) = window();
        assert_eq!(window.take(Lane::Background, now), Turn::Now);
        let nothing = Known { limit: None, left: None, ends: None, throttled_until: None };
        assert_eq!(window.known(now), nothing);
    }

    #[test]
    fn requests_under_way_count_as_spent() {
        let (mut window, now) = window();
        exchange(&mut window, 2, now);
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        assert_eq!(window.take(Lane::Counter, now), Turn::At(now + 61 * SECOND));
        window.finish();
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
    }

    #[test]
    fn the_background_stops_at_the_feeds_share_and_the_feed_at_the_counters() {
        let (mut window, now) = window();
        exchange(&mut window, 4, now);
        let next = Turn::At(now + 61 * SECOND);
        assert_eq!(window.take(Lane::Background, now), Turn::Now);
        assert_eq!(window.take(Lane::Background, now), next);
        assert_eq!(window.take(Lane::Feed, now), Turn::Now);
        assert_eq!(window.take(Lane::Feed, now), next);
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        assert_eq!(window.take(Lane::Counter, now), next);
    }

    #[test]
    fn a_window_ends_while_the_computer_sleeps() {
        let (mut window, now) = window();
        let until = window.throttled(Some(10 * SECOND), now);
        window.slept(5 * SECOND);
        assert_eq!(window.take(Lane::Feed, now), Turn::At(until - 5 * SECOND));
        window.slept(3600 * SECOND);
        assert_eq!(window.take(Lane::Feed, now), Turn::Now);
    }

    #[test]
    fn polling_does_not_prolong_a_window() {
        let (mut window, now) = window();
        exchange(&mut window, 5, now);
        exchange(&mut window, 0, now + 40 * SECOND);
        let late = now + 50 * SECOND;
        assert_eq!(window.take(Lane::Counter, late), Turn::At(now + 61 * SECOND));
        assert_eq!(window.take(Lane::Counter, now + 61 * SECOND), Turn::Now);
    }

    #[test]
    fn more_left_than_before_is_a_new_window() {
        let (mut window, now) = window();
        exchange(&mut window, 1, now);
        let later = now + 30 * SECOND;
        exchange(&mut window, 9, later);
        assert_eq!(window.known(later).left, Some(9));
    }

    #[test]
    fn an_answer_that_was_overtaken_is_no_new_window() {
        let (mut window, now) = window();
        exchange(&mut window, 9, now);
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        window.learn(said(7), now);
        window.learn(said(8), now + SECOND);
        assert_eq!(window.known(now).left, Some(7));
    }

    #[test]
    fn being_throttled_holds_everybody_until_the_window_is_over() {
        let (mut window, now) = window();
        exchange(&mut window, 5, now);
        let later = now + 20 * SECOND;
        assert_eq!(window.throttled(None, later), now + 61 * SECOND);
        assert_eq!(window.take(Lane::Counter, later), Turn::At(now + 61 * SECOND));
        let over = now + 61 * SECOND;
        let (ends, throttled_until) = (Some(over), Some(over));
        let known = Known { limit: Some(10), left: Some(0), ends, throttled_until };
        assert_eq!(window.known(later), known);
        let nothing = Known { limit: Some(10), left: None, ends: None, throttled_until: None };
        assert_eq!(window.known(over), nothing);
        assert_eq!(window.take(Lane::Background, over), Turn::Now);
    }

    #[test]
    fn an_answer_from_before_does_not_lift_a_refusal() {
        let (mut window, now) = window();
        assert_eq!(window.take(Lane::Counter, now), Turn::Now);
        let until = window.throttled(Some(10 * SECOND), now);
        window.learn(said(1), now + SECOND);
        assert_eq!(until, now + 11 * SECOND);
        assert_eq!(window.take(Lane::Counter, now + SECOND), Turn::At(until));
    }
}
