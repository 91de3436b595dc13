//! Not more than three messages a minute; what comes on top is gathered into one.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

const ALONE: usize = 3;
const MINUTE: Duration = Duration::from_secs(60);
/// One look at Snipe-IT brings its news at once; this is long enough to gather them all.
const GATHERING: Duration = Duration::from_secs(2);

/// Decides which messages stand alone.
pub struct Grouping<T> {
    alone: VecDeque<Instant>,
    grouped: Option<Instant>,
    waiting: Vec<T>,
    due: Option<Instant>,
}

impl<T> Default for Grouping<T> {
    fn default() -> Self {
        Self { alone: VecDeque::new(), grouped: None, waiting: Vec::new(), due: None }
    }
}

impl<T> Grouping<T> {
    /// Gives the message back if it may stand alone now, and else keeps it.
    pub fn take(&mut self, message: T, now: Instant) -> Option<T> {
        self.alone.retain(|shown| now.duration_since(*shown) < MINUTE);
        if self.waiting.is_empty() && self.alone.len() < ALONE {
            self.alone.push_back(now);
            return Some(message);
        }
        self.waiting.push(message);
        self.due.get_or_insert(earliest(self.grouped, now));
        None
    }

    /// When the kept messages are to be shown, if there are any.
    pub fn due(&self) -> Option<Instant> {
        self.due
    }

    /// The kept messages, to be shown as one.
    pub fn gathered(&mut self, now: Instant) -> Vec<T> {
        self.due = None;
        self.grouped = Some(now);
        std::mem::take(&mut self.waiting)
    }
}

/// The first group of a minute comes soon, the next when the minute is over.
fn earliest(grouped: Option<Instant>, now: Instant) -> Instant {
    let soon = now + GATHERING;
    grouped.map_or(soon, |last| soon.max(last + MINUTE))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Grouping;

    const fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn three_a_minute_stand_alone_and_the_rest_is_one() {
        let start = Instant::now();
        let mut grouping = Grouping::default();
        let alone: Vec<_> = (1..=7).filter_map(|news| grouping.take(news, start)).collect();
        assert_eq!(alone, [1, 2, 3]);
        let due = grouping.due().expect("four wait");
        assert_eq!(due, start + seconds(2));
        assert_eq!(grouping.gathered(due), [4, 5, 6, 7]);
        assert_eq!(grouping.due(), None);
    }

    #[test]
    fn the_next_group_waits_until_the_minute_is_over() {
        let start = Instant::now();
        let mut grouping = Grouping::default();
        for news in 1..=4 {
            grouping.take(news, start);
        }
        grouping.gathered(start + seconds(2));
        assert_eq!(grouping.take(5, start + seconds(10)), None);
        assert_eq!(grouping.take(6, start + seconds(30)), None);
        assert_eq!(grouping.due(), Some(start + seconds(62)));
    }

    #[test]
    fn after_a_quiet_minute_messages_stand_alone_again() {
        let start = Instant::now();
        let mut grouping = Grouping::default();
        for news in 1..=3 {
            grouping.take(news, start + seconds(news));
        }
        assert_eq!(grouping.take(4, start + seconds(61)), Some(4));
        assert_eq!(grouping.take(5, start + seconds(61)), None);
    }

    #[test]
    fn nothing_overtakes_what_waits() {
        let start = Instant::now();
        let mut grouping = Grouping::default();
        for news in 1..=4 {
            grouping.take(news, start);
        }
        assert_eq!(grouping.take(5, start + seconds(61)), None);
        assert_eq!(grouping.gathered(start + seconds(62)), [4, 5]);
    }
}
