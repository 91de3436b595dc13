//! The server's zone and the hour that comes twice.

use chrono::FixedOffset;
use chrono_tz::America::New_York;
use chrono_tz::Europe::{Lisbon, London, Paris};
use chrono_tz::Tz;
use domain::ids::{AssetId, LabelId};
use snipeit::{ZoneCheck, reread_from, zone_check};

use super::support::{FakeServer, client_of, quick, recorded, utc};

/// Sets a label on a recorded server and reads the asset back in a zone.
async fn recorded_check(recording: &str, zone: Tz) -> ZoneCheck {
    let replies = ["patch", "get"].map(|call| recorded(&format!("{recording}/{call}")));
    let server = FakeServer::start(replies).await;
    let client = client_of(&server.address, zone, quick());
    let written = client.set_label(AssetId(2060), LabelId(7)).await.unwrap();
    let read_back = client.asset(AssetId(2060)).await.unwrap();
    written.zone_check(zone, &read_back)
}

fn east(hours: i32) -> FixedOffset {
    FixedOffset::east_opt(hours * 3600).unwrap()
}

#[tokio::test]
async fn the_first_label_that_is_set_shows_whether_the_zone_is_right() {
    let new_york = "timezone-America_New_York";
    assert_eq!(recorded_check(new_york, New_York).await, ZoneCheck::Right);
    assert_eq!(recorded_check(new_york, Lisbon).await, ZoneCheck::Wrong { offset: east(-5) });
    let lisbon = "timezone-Europe_Lisbon";
    assert_eq!(recorded_check(lisbon, Lisbon).await, ZoneCheck::Right);
    assert_eq!(recorded_check(lisbon, London).await, ZoneCheck::Right, "the same offset that day");
    assert_eq!(recorded_check(lisbon, New_York).await, ZoneCheck::Wrong { offset: east(0) });
}

#[test]
fn times_of_two_changes_tell_nothing() {
    let written = utc("2026-11-21T20:54:45Z");
    let later = utc("2026-11-21T20:54:58Z");
    assert_eq!(zone_check(Lisbon, written, later), ZoneCheck::Untold);
    let days_later = utc("2026-11-24T20:54:45Z");
    assert_eq!(zone_check(Lisbon, written, days_later), ZoneCheck::Untold);
}

#[test]
fn in_the_hour_that_comes_twice_the_right_zone_stays_right() {
    // 01:30 on the wall for the second time is read as of the first.
    let (written, read) = (utc("2026-10-25T01:30:00Z"), utc("2026-10-25T00:30:00Z"));
    assert_eq!(zone_check(Lisbon, written, read), ZoneCheck::Right);
    assert_eq!(zone_check(Lisbon, read, read), ZoneCheck::Right);
}

#[test]
fn where_clocks_are_put_forward_nothing_is_told() {
    // A server in Paris wrote at 01:30 on its wall, which Lisbon skips that night.
    let (written, read) = (utc("2026-03-29T00:30:00Z"), utc("2026-03-29T01:30:00Z"));
    assert_eq!(zone_check(Lisbon, written, read), ZoneCheck::Untold);
    assert_eq!(zone_check(Paris, written, written), ZoneCheck::Right);
}

#[test]
fn two_hours_are_read_again_once_the_clock_was_put_back() {
    // Read at the first 01:50 and now the second 01:20: what changed since shows earlier times.
    let cursor = utc("2026-10-25T00:50:00Z");
    let now = utc("2026-10-25T01:20:00Z");
    assert_eq!(reread_from(cursor, Lisbon, now), utc("2026-10-24T22:50:00Z"));
    let afterwards = utc("2026-10-25T02:05:00Z");
    assert_eq!(reread_from(afterwards, Lisbon, utc("2026-10-25T02:06:00Z")), afterwards);
}

#[test]
fn on_other_days_the_cursor_is_where_to_read_from() {
    let cursor = utc("2026-10-24T12:00:00Z");
    assert_eq!(reread_from(cursor, Lisbon, utc("2026-10-24T23:00:00Z")), cursor);
    assert_eq!(reread_from(cursor, Tz::UTC, utc("2026-10-26T12:00:00Z")), cursor);
}
