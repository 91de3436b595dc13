//! The server's wall clock. Its lists tell times as people there read them, without an offset; the
//! reply to a change tells UTC. The two together give the offset, and a zone that is set back in
//! autumn tells one hour twice.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use domain::asset::AssetSnapshot;

use crate::client::LabelWritten;

/// What a server's clock said of the zone chosen for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneCheck {
    /// It had this zone's offset at that time; other zones may have had the same.
    Right,
    /// It had another.
    Wrong {
        /// The server's own offset from UTC at that time.
        offset: FixedOffset,
    },
    /// The two times are not of the same change, or fall where clocks are put forward.
    Untold,
}

/// How far to step back when the clock was put back or forward: an hour, and some.
const STEP: TimeDelta = TimeDelta::hours(2);
/// Offsets of zones are whole quarters of an hour,
const QUARTER: i32 = 15 * 60;
/// and no zone is further away from UTC.
const MOST: i32 = 14 * 60 * 60;

impl LabelWritten {
    /// Whether `zone` is the server's, by the asset as it was read back in that zone.
    #[must_use]
    pub fn zone_check(&self, zone: Tz, read_back: &AssetSnapshot) -> ZoneCheck {
        match (self.updated_at, read_back.updated_at) {
            (Some(written), Some(read)) => zone_check(zone, written, read),
            _ => ZoneCheck::Untold,
        }
    }
}

/// Whether `zone` is the server's: `written` is the time of a change in UTC as the reply told it,
/// `read` the same as read from the wall clock in `zone`.
#[must_use]
pub fn zone_check(zone: Tz, written: DateTime<Utc>, read: DateTime<Utc>) -> ZoneCheck {
    if offset(zone, read) > offset(zone, read - STEP) {
        // A time that the zone skips was moved on in reading: what the wall said is not known.
        return ZoneCheck::Untold;
    }
    match between(wall(zone, read), written) {
        Some(seen) if seen == offset_at(zone, written) => ZoneCheck::Right,
        Some(offset) => ZoneCheck::Wrong { offset },
        None => ZoneCheck::Untold,
    }
}

/// From when on to read changes, for a cursor that is the newest `updated_at` read so far.
///
/// The server sorts by the wall-clock text, and in an hour that came twice all times are read as
/// of the first. What changed in the second looks older than a cursor of the first, and is missed
/// by who reads back to the cursor only. So when the zone's offset has changed since the cursor,
/// two hours before it are read again; reading a row twice does no harm. Rows of the activity log
/// need nothing of the kind: they are ordered by id.
#[must_use]
pub fn reread_from(cursor: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    if offset(zone, cursor) == offset(zone, now) { cursor } else { cursor - STEP }
}

fn wall(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

fn offset_at(zone: Tz, at: DateTime<Utc>) -> FixedOffset {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}

fn offset(zone: Tz, at: DateTime<Utc>) -> i32 {
    offset_at(zone, at).local_minus_utc()
}

/// The offset of a clock that showed `wall` at `at`, if clocks can have it.
fn between(wall: NaiveDateTime, at: DateTime<Utc>) -> Option<FixedOffset> {
    let seconds = i32::try_from((wall - at.naive_utc()).num_seconds()).ok()?;
    let possible = seconds % QUARTER == 0 && seconds.abs() <= MOST;
    possible.then(|| FixedOffset::east_opt(seconds))?
}
