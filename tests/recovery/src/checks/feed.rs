//! The cursor covers only what was applied, and rows that appear late are found.

use std::collections::HashSet;

use rusqlite::Connection;
use snipeit_simulator::{Action, Item, Lab};

use super::{Found, broken};
use crate::book::{number, rows};
use crate::truth::Truth;
use crate::violation::Rule;

/// Every visible check-out and check-in between the feed's start and its cursor was applied, except
/// those that appeared since the feed was last read.
pub fn check(connection: &Connection, truth: &Truth, lab: &Lab) -> rusqlite::Result<Found> {
    let Some(feed) = rows(connection, "SELECT start, cursor FROM feed", [])?.pop() else {
        return Ok(Found::new());
    };
    let (start, cursor) = (number(&feed, "start"), number(&feed, "cursor"));
    let (start, cursor) = (start.unwrap_or_default(), cursor.unwrap_or_default());
    let applied: HashSet<u32> = rows(connection, "SELECT activity FROM feed_rows", [])?
        .iter()
        .filter_map(|row| number(row, "activity"))
        .collect();
    let covered = movements(lab).filter(|row| *row > start && *row <= cursor);
    let missed = covered.filter(|row| !applied.contains(row) && !truth.is_late(*row));
    Ok(missed.map(|row| missing(row, cursor, truth)).collect())
}

fn missing(row: u32, cursor: u32, truth: &Truth) -> crate::Violation {
    let rule = if truth.was_late(row) { Rule::LateRowMissed } else { Rule::CursorAhead };
    broken(rule, format!("row {row} was not applied, and the cursor is {cursor}"))
}

fn movements(lab: &Lab) -> impl Iterator<Item = u32> {
    let moves = |action| matches!(action, Action::CheckOut | Action::CheckIn);
    lab.activity()
        .filter(move |row| moves(row.action) && matches!(row.item, Item::Asset(_)))
        .map(|row| row.id)
}
