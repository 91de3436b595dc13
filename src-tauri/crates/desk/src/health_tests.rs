//! How one word follows another.

use super::*;

const PATIENCE: TimeDelta = TimeDelta::seconds(45);

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

/// A board whose feed was read at the second 0.
fn live() -> HealthBoard {
    let board = HealthBoard::new("lab.example".to_owned(), 15, at(0));
    board.feed_read(Some(ActivityId(7)), at(0));
    board
}

fn state(board: &HealthBoard) -> HealthState {
    board.now().state
}

#[test]
fn an_old_feed_is_behind_though_nothing_failed_and_live_again_once_it_is_read() {
    let board = live();
    board.look(at(45), PATIENCE);
    assert_eq!(state(&board), HealthState::Live);
    board.look(at(46), PATIENCE);
    assert_eq!((state(&board), board.now().since), (HealthState::Behind, at(46)));
    assert!(!board.feed_read(None, at(50)), "nothing waited for the server");
    assert_eq!(state(&board), HealthState::Live);
}

#[test]
fn a_restored_server_stays_so_through_an_outage_until_the_assets_were_compared() {
    let board = live();
    board.restored(at(1));
    board.feed_read(Some(ActivityId(3)), at(2));
    assert_eq!(state(&board), HealthState::Restored);
    board.failed(ServerProblem::TimedOut, at(3), at(18));
    assert_eq!(state(&board), HealthState::Offline);
    assert!(board.feed_read(Some(ActivityId(3)), at(18)), "the outage is over");
    assert_eq!(state(&board), HealthState::Restored, "and what is reserved is not known yet");
    board.compared(at(20));
    assert_eq!(state(&board), HealthState::Live);
}

#[test]
fn comparing_ends_no_outage() {
    let board = live();
    board.failed(ServerProblem::TimedOut, at(3), at(18));
    board.compared(at(4));
    assert_eq!(state(&board), HealthState::Offline);
}

#[test]
fn being_asked_to_slow_down_is_said_at_once_with_the_time_and_is_over_with_it() {
    let board = live();
    let throttled_until = Some(at(30));
    board.budget(Budget { throttled_until, ..Budget::default() }, at(1));
    let health = board.now();
    assert_eq!((health.state, health.retry_at), (HealthState::Throttled, Some(at(30))));
    board.look(at(60), PATIENCE);
    assert_eq!(state(&board), HealthState::Behind, "nobody has read the log since");
    board.budget(Budget { throttled_until, ..Budget::default() }, at(61));
    assert_eq!(state(&board), HealthState::Behind, "a time that is past holds nobody up");
}

#[test]
fn an_answer_after_an_outage_is_not_live_before_the_log_was_read() {
    let board = live();
    assert!(!board.answered(at(1)), "there was no outage");
    board.failed(ServerProblem::ConnectionRefused, at(2), at(17));
    assert!(board.answered(at(5)));
    assert_eq!((state(&board), board.now().retry_at), (HealthState::Behind, None));
    assert!(!board.now().last_error.expect("an error").recovered);
    board.feed_read(None, at(6));
    assert!(board.now().last_error.expect("an error").recovered);
}

#[test]
fn an_answer_does_not_make_a_refused_token_right() {
    let board = live();
    board.failed(ServerProblem::TokenRefused, at(2), at(17));
    assert!(!board.answered(at(5)));
    assert_eq!(state(&board), HealthState::Refused);
}

#[test]
fn under_a_clock_that_was_set_back_no_time_lies_in_the_future() {
    let board = live();
    board.look(at(-3600), PATIENCE);
    let health = board.now();
    assert_eq!((health.since, health.feed_at), (at(-3600), Some(at(-3600))));
}

#[test]
fn what_the_mirror_says_of_itself_leaves_its_next_time_alone() {
    let board = live();
    board.next_mirror(at(60));
    let mirror = board.now().mirror;
    board.mirror(MirrorView { assets: 5, next_at: None, ..mirror });
    assert_eq!((board.now().mirror.assets, board.now().mirror.next_at), (5, Some(at(60))));
}
