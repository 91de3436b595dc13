//! Whether the server can be reached, and who is finding out. While it cannot, the background
//! and the feed send one request at a time; the others are told at once what that one found.

use super::Lane;
use crate::error::Unreachable;

/// What is known of the way to the server.
#[derive(Debug, Default)]
pub(super) struct Reach {
    lost: Option<Unreachable>,
    scouting: bool,
}

/// What a request may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Go.
    Open,
    /// Go, and find out for the others.
    Scout,
    /// Stay: another is finding out.
    Closed(Unreachable),
}

impl Reach {
    /// A person at the counter is never told without trying.
    pub(super) fn enter(&mut self, lane: Lane) -> Way {
        match self.lost.filter(|_| !lane.is_counter()) {
            None => Way::Open,
            Some(cause) if self.scouting => Way::Closed(cause),
            Some(_) => {
                self.scouting = true;
                Way::Scout
            }
        }
    }

    /// The scout is back, whatever it found.
    pub(super) fn back(&mut self) {
        self.scouting = false;
    }

    /// The server answered.
    pub(super) fn reached(&mut self) {
        self.lost = None;
    }

    /// No answer came. Says whether this is news.
    pub(super) fn lose(&mut self, cause: Unreachable) -> bool {
        self.lost.replace(cause).is_none()
    }

    pub(super) fn lost(&self) -> Option<Unreachable> {
        self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAUSE: Unreachable = Unreachable::Refused;

    #[test]
    fn everybody_goes_until_the_server_is_lost() {
        let mut reach = Reach::default();
        assert_eq!(reach.enter(Lane::Background), Way::Open);
        assert_eq!(reach.enter(Lane::Background), Way::Open);
        assert!(reach.lose(CAUSE), "the first to notice brings news");
        assert!(!reach.lose(Unreachable::Timeout), "the second does not");
    }

    #[test]
    fn one_finds_out_for_all_of_the_background() {
        let mut reach = Reach::default();
        reach.lose(CAUSE);
        assert_eq!(reach.enter(Lane::Background), Way::Scout);
        assert_eq!(reach.enter(Lane::Background), Way::Closed(CAUSE));
        assert_eq!(reach.enter(Lane::Feed), Way::Closed(CAUSE));
        assert_eq!(reach.enter(Lane::Counter), Way::Open);
        reach.back();
        assert_eq!(reach.enter(Lane::Background), Way::Scout);
    }

    #[test]
    fn an_answer_to_anybody_opens_the_way_for_all() {
        let mut reach = Reach::default();
        reach.lose(CAUSE);
        assert_eq!(reach.enter(Lane::Counter), Way::Open);
        reach.reached();
        assert_eq!(reach.enter(Lane::Background), Way::Open);
        assert_eq!(reach.lost(), None);
    }
}
