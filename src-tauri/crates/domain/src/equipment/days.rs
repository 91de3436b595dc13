//! What is known of an asset's next days.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use specta::Type;

/// How many days are looked ahead, today among them.
pub const AHEAD: u64 = 14;

/// Where an asset is, as far as its days are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nobody has it, and it may be lent.
    Shelf,
    /// With somebody, expected back on that day if one is known.
    Out(Option<NaiveDate>),
    /// Cannot be lent.
    NotLendable,
}

/// Days that a requisition has or wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Promised already, not only asked for.
    pub promised: bool,
}

/// What is known of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DayMark {
    /// Nobody has it or wants it.
    Free,
    /// With somebody who is expected to bring it back later.
    Out,
    /// Today, and it should be back already.
    Overdue,
    /// Promised.
    Reserved,
    /// Asked for, not decided.
    Wanted,
    /// With somebody past its day, or without one: unknown until returned.
    Unknown,
    /// Cannot be lent.
    NotLendable,
}

/// The marks of today and the 13 days after.
#[must_use]
pub fn days_ahead(
    today: NaiveDate,
    whereabouts: Whereabouts,
    spans: &[Span],
) -> Vec<(NaiveDate, DayMark)> {
    let days = (0..AHEAD).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    days.map(|day| (day, mark(day, today, whereabouts, spans))).collect()
}

fn mark(day: NaiveDate, today: NaiveDate, whereabouts: Whereabouts, spans: &[Span]) -> DayMark {
    match whereabouts {
        Whereabouts::NotLendable => DayMark::NotLendable,
        Whereabouts::Shelf => asked(day, spans).unwrap_or(DayMark::Free),
        Whereabouts::Out(Some(due)) if day <= due => DayMark::Out,
        Whereabouts::Out(Some(due)) if due >= today => asked(day, spans).unwrap_or(DayMark::Free),
        Whereabouts::Out(Some(_)) if day == today => DayMark::Overdue,
        // That somebody waits for it is known even when nobody knows whether it will be back.
        Whereabouts::Out(_) => asked(day, spans).unwrap_or(DayMark::Unknown),
    }
}

/// A promise weighs more than a wish.
fn asked(day: NaiveDate, spans: &[Span]) -> Option<DayMark> {
    let covers = |span: &&Span| span.from <= day && day <= span.until;
    let promised = spans.iter().filter(covers).map(|span| span.promised).max()?;
    Some(if promised { DayMark::Reserved } else { DayMark::Wanted })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, d).expect("a day")
    }

    fn span(from: u32, until: u32, promised: bool) -> Span {
        Span { from: day(from), until: day(until), promised }
    }

    /// A letter per day from the 14th on.
    fn strip(whereabouts: Whereabouts, spans: &[Span]) -> String {
        let letter = |(_, mark)| match mark {
            DayMark::Free => '.',
            DayMark::Out => 'o',
            DayMark::Overdue => '!',
            DayMark::Reserved => 'R',
            DayMark::Wanted => 'w',
            DayMark::Unknown => '?',
            DayMark::NotLendable => 'x',
        };
        days_ahead(day(14), whereabouts, spans).into_iter().map(letter).collect()
    }

    #[test]
    fn each_whereabouts_has_its_fortnight() {
        let wish = [span(19, 23, false)];
        let cases = [
            ("free", Whereabouts::Shelf, &[][..], ".............."),
            ("wanted", Whereabouts::Shelf, &wish, ".....wwwww...."),
            ("out", Whereabouts::Out(Some(day(16))), &wish, "ooo..wwwww...."),
            ("due today", Whereabouts::Out(Some(day(14))), &[], "o............."),
            ("overdue", Whereabouts::Out(Some(day(12))), &wish, "!????wwwww????"),
            ("without a day", Whereabouts::Out(None), &[], "??????????????"),
            ("in repair", Whereabouts::NotLendable, &wish, "xxxxxxxxxxxxxx"),
        ];
        for (what, whereabouts, spans, expected) in cases {
            assert_eq!(strip(whereabouts, spans), expected, "{what}");
        }
    }

    #[test]
    fn a_promise_weighs_more_than_a_wish() {
        let spans = [span(15, 18, false), span(17, 20, true)];
        assert_eq!(strip(Whereabouts::Shelf, &spans), ".wwRRRR.......");
    }

    #[test]
    fn who_is_out_longer_than_promised_days_begin_hides_them_until_due() {
        let spans = [span(15, 17, true)];
        assert_eq!(strip(Whereabouts::Out(Some(day(16))), &spans), "oooR..........");
    }
}
