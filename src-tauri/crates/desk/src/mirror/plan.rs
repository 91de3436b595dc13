//! What is due for a list, decided from plain values.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use workspace::table::mirror::{Gap, ListPosition};

/// A list is read whole again after this.
const FULL: TimeDelta = TimeDelta::hours(24);
/// A second that is so long past brings no more changes, whatever the clocks say.
const SETTLED: TimeDelta = TimeDelta::hours(1);
/// A cursor so shortly before a change of the clock can have hidden changes.
const AROUND_A_CHANGE: TimeDelta = TimeDelta::hours(2);

/// How a list is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// A full pass begins.
    Begin,
    /// The full pass under way goes on.
    GoOn,
    /// Only what changed.
    Changes,
}

/// What is due. Under another zone every time that is known is wrong, and so is the cursor.
pub fn due(position: &ListPosition, zone: Tz, now: DateTime<Utc>) -> Due {
    if position.zone.as_deref().is_some_and(|read_in| read_in != zone.name()) {
        return Due::Begin;
    }
    if position.position.is_some() {
        return Due::GoOn;
    }
    // A pass of tomorrow says that the clock was wrong then, or is now.
    let old = position.full_at.is_none_or(|at| (now - at).abs() >= FULL);
    if old { Due::Begin } else { Due::Changes }
}

/// The position at which a full pass begins. What changes from now on is newer than `cursor` and
/// is read afterwards.
pub fn begin(before: &ListPosition, cursor: Option<DateTime<Utc>>, zone: Tz) -> ListPosition {
    ListPosition {
        pass: before.pass + 1,
        position: Some(0),
        part: 0,
        last: None,
        cursor,
        zone: Some(zone.name().to_owned()),
        ..before.clone()
    }
}

/// The position once a full pass is through.
pub fn complete(pass: &ListPosition, now: DateTime<Utc>) -> ListPosition {
    ListPosition {
        position: None,
        part: 0,
        last: None,
        complete_at: Some(now),
        full_at: Some(now),
        gap_seen: None,
        ..pass.clone()
    }
}

/// The position after an update that found so many rows missing. Something was missed when this
/// gap is another than the one for which a full pass was made already, or when nothing is as new
/// as the cursor: the server went back to a backup. It counts only when it is seen twice running,
/// since an asset may move from one listing to another between two requests.
pub fn updated(
    before: &ListPosition,
    newest: Option<DateTime<Utc>>,
    missing: Gap,
    now: DateTime<Utc>,
) -> ListPosition {
    let behind = i64::from(newest < before.cursor);
    let gap: Gap = missing.into_iter().chain([behind]).collect();
    let lasting = before.gap_seen.as_ref() == Some(&gap);
    let none = gap.iter().all(|rows| *rows == 0);
    let missed = lasting && !none && before.gap.as_ref() != Some(&gap);
    ListPosition {
        cursor: newest.max(before.cursor),
        complete_at: Some(now),
        full_at: before.full_at.filter(|_| !missed),
        gap: if lasting { Some(gap.clone()) } else { before.gap.clone() },
        gap_seen: Some(gap),
        ..before.clone()
    }
}

/// From when on changes are read: the cursor's own second included while it may bring more. Later,
/// a thousand assets that were imported within it would be read each time.
///
/// When the server's clock is put back, an hour comes twice, and what changes in the second reads
/// as if it had changed in the first: possibly before the cursor. That is so for a cursor shortly
/// before the change alone; what comes after a longer rest reads as newer in any case.
pub fn since(position: &ListPosition, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let cursor = position.cursor?;
    let again = snipeit::reread_from(cursor, zone, cursor + AROUND_A_CHANGE);
    let settled = again == cursor && now - cursor > SETTLED;
    Some(if settled { cursor + TimeDelta::seconds(1) } else { again })
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Lisbon;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    fn noon() -> DateTime<Utc> {
        at("2026-11-02T12:00:00Z")
    }

    fn known() -> ListPosition {
        let zone = Some(Lisbon.name().to_owned());
        ListPosition {
            zone,
            full_at: Some(noon()),
            cursor: Some(noon()),
            ..ListPosition::default()
        }
    }

    #[test]
    fn a_list_is_read_whole_at_first_daily_and_in_another_zone() {
        let later = |hours| noon() + TimeDelta::hours(hours);
        let under_way = ListPosition { position: Some(500), ..known() };
        for (position, zone, now, expected) in [
            (ListPosition::default(), Lisbon, noon(), Due::Begin),
            (known(), Lisbon, later(23), Due::Changes),
            (known(), Lisbon, later(24), Due::Begin),
            (known(), Lisbon, later(-1), Due::Changes),
            (known(), Lisbon, later(-24), Due::Begin),
            (under_way.clone(), Lisbon, later(30), Due::GoOn),
            (known(), Tz::UTC, noon(), Due::Begin),
            (under_way, Tz::UTC, noon(), Due::Begin),
        ] {
            assert_eq!(due(&position, zone, now), expected, "{position:?} {zone} {now}");
        }
    }

    #[test]
    fn a_gap_counts_when_it_lasts_and_no_full_pass_was_made_for_it() {
        // Each update's gap, and whether a full pass is due after it.
        let walks: [&[(i64, bool)]; 4] = [
            &[(0, false), (0, false), (0, false)],
            &[(2, false), (2, true), (2, false), (2, false), (0, false), (0, false), (0, false)],
            &[(0, false), (0, false), (1, false), (0, false), (1, false)],
            &[(0, false), (1, false), (1, true), (-1, false), (-1, true), (0, false), (0, false)],
        ];
        for walk in walks {
            let mut position = known();
            for (step, (gap, due)) in walk.iter().enumerate() {
                position = updated(&position, Some(noon()), vec![*gap], noon());
                assert_eq!(position.full_at.is_none(), *due, "{walk:?} at {step}");
                if *due {
                    position = complete(&position, noon());
                }
            }
        }
    }

    #[test]
    fn a_server_that_went_back_is_read_whole() {
        let older = Some(noon() - TimeDelta::hours(1));
        let settled = updated(
            &updated(&known(), Some(noon()), vec![0], noon()),
            Some(noon()),
            vec![0],
            noon(),
        );
        let once = updated(&settled, older, vec![0], noon());
        assert!(once.full_at.is_some(), "one look is not enough");
        assert!(updated(&once, older, vec![0], noon()).full_at.is_none());
    }

    #[test]
    fn the_cursor_never_goes_back() {
        let older = Some(noon() - TimeDelta::hours(1));
        let newer = Some(noon() + TimeDelta::hours(1));
        assert_eq!(updated(&known(), older, vec![0], noon()).cursor, Some(noon()));
        assert_eq!(updated(&known(), None, vec![0], noon()).cursor, Some(noon()));
        assert_eq!(updated(&known(), newer, vec![0], noon()).cursor, newer);
    }

    #[test]
    fn changes_are_read_from_the_cursor_and_two_hours_earlier_around_a_changed_clock() {
        // In Lisbon 01:00 to 02:00 came twice on 25 October 2026.
        for (cursor, now, from) in [
            ("2026-10-24T20:00:00Z", "2026-10-24T20:01:00Z", "2026-10-24T20:00:00Z"),
            ("2026-10-25T00:59:00Z", "2026-10-25T01:05:00Z", "2026-10-24T22:59:00Z"),
            ("2026-10-25T00:30:00Z", "2026-10-25T01:31:00Z", "2026-10-24T22:30:00Z"),
            ("2026-10-25T02:01:00Z", "2026-10-25T02:02:00Z", "2026-10-25T02:01:00Z"),
            ("2026-10-25T09:00:00Z", "2026-10-25T09:01:00Z", "2026-10-25T09:00:00Z"),
            ("2026-10-25T09:00:00Z", "2026-10-25T10:01:00Z", "2026-10-25T09:00:01Z"),
            ("2026-10-20T09:00:00Z", "2026-11-20T10:01:00Z", "2026-10-20T09:00:01Z"),
            ("2026-03-29T00:59:00Z", "2026-03-29T01:05:00Z", "2026-03-28T22:59:00Z"),
        ] {
            let position = ListPosition { cursor: Some(at(cursor)), ..known() };
            assert_eq!(since(&position, Lisbon, at(now)), Some(at(from)), "{cursor} {now}");
        }
        let unread = ListPosition { cursor: None, ..known() };
        assert_eq!(since(&unread, Lisbon, noon()), None, "of an empty list all is new");
    }
}
