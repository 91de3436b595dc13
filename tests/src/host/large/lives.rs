//! What becomes of a line, told before it happens.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use domain::operation::OperationKind;
use fastrand::Rng;

/// From a decision until it was carried out.
const SETTLED_AFTER: Duration = Duration::seconds(6);

/// Something that happens to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    Decide(OperationKind),
    Settle(OperationKind),
    CheckOut,
    CheckIn,
}

/// Events and their times.
pub(super) type Life = Vec<(DateTime<Utc>, Event)>;

/// Where a line's life leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Rejected,
    Cancelled,
    Released,
    Expired,
    Kept,
    Returned,
}

/// A fate by lot; only what was asked for lately may still be out beyond its time.
pub(super) fn fate(rng: &mut Rng, may_be_kept: bool) -> Fate {
    match rng.u8(..100) {
        0..10 => Fate::Rejected,
        10..14 => Fate::Cancelled,
        14..17 => Fate::Released,
        17..22 => Fate::Expired,
        22..26 if may_be_kept => Fate::Kept,
        _ => Fate::Returned,
    }
}

/// When a line that was asked for then is decided, collected and brought back.
pub(super) fn life(
    rng: &mut Rng,
    fate: Fate,
    asked: DateTime<Utc>,
    from: NaiveDate,
    until: NaiveDate,
) -> Life {
    use OperationKind::{Cancel, Expire, Reject, Release, Reserve};
    let decided = asked + Duration::minutes(rng.i64(30..2_400));
    let collected = office_hour(rng, from).max(decided + Duration::hours(1));
    let reserved = |rest: Life| [settled(decided, Reserve), rest].concat();
    match fate {
        Fate::Rejected => settled(decided, Reject),
        Fate::Cancelled => settled(decided, Cancel),
        Fate::Released => reserved(settled(decided + Duration::hours(30), Release)),
        Fate::Expired => reserved(settled(collected + Duration::days(5), Expire)),
        Fate::Kept => reserved(vec![(collected, Event::CheckOut)]),
        Fate::Returned => reserved(returned(rng, collected, until)),
    }
}

fn settled(decided: DateTime<Utc>, kind: OperationKind) -> Life {
    vec![(decided, Event::Decide(kind)), (decided + SETTLED_AFTER, Event::Settle(kind))]
}

fn returned(rng: &mut Rng, collected: DateTime<Utc>, until: NaiveDate) -> Life {
    let day = until + Days::new(rng.u64(..4)) - Days::new(2);
    let back = office_hour(rng, day).max(collected + Duration::hours(3));
    let restored = Event::Settle(OperationKind::RestoreLabel);
    vec![(collected, Event::CheckOut), (back, Event::CheckIn), (back + SETTLED_AFTER, restored)]
}

/// Some time of that day at which the counter is open.
pub(super) fn office_hour(rng: &mut Rng, day: NaiveDate) -> DateTime<Utc> {
    let opens = day.and_time(NaiveTime::MIN).and_utc() + Duration::hours(8);
    opens + Duration::seconds(rng.i64(0..36_000))
}
