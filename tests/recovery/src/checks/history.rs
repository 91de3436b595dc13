//! The history: nothing is changed, nothing is left out.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{Found, broken};
use crate::book::{Book, Columns, rows, text};
use crate::violation::Rule;

/// How a unit begins; its requisition's row tells of that.
const FIRST: &str = "pending";

/// The history as read so far.
#[derive(Default)]
pub struct History {
    rows: Vec<Columns>,
    statuses: HashMap<String, String>,
}

/// Whether the row leads from one state to another: a new due day leaves the unit where it is.
fn is_transition(row: &Columns) -> bool {
    text(row, "entity") != "unit" || text(row, "detail").contains("\"moved\"")
}

impl History {
    /// Reads on; answers what is new.
    pub fn read_on(&mut self, connection: &Connection) -> rusqlite::Result<Vec<Columns>> {
        let last = self.rows.last().and_then(|row| row["seq"].as_i64()).unwrap_or(0);
        let sql = "SELECT * FROM status_history WHERE seq > ? ORDER BY seq";
        let fresh = rows(connection, sql, [last])?;
        self.rows.extend(fresh.iter().cloned());
        Ok(fresh)
    }

    /// Takes over what there is.
    pub fn begin(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        for row in self.read_on(connection)?.into_iter().filter(is_transition) {
            self.statuses.insert(text(&row, "entity_id"), text(&row, "new_status"));
        }
        Ok(())
    }

    /// Each row begins where the one before it ended, and the last says how it is now.
    pub fn chains(&mut self, fresh: &[Columns], book: &Book) -> Found {
        let mut found = Found::new();
        for row in fresh.iter().filter(|row| is_transition(row)) {
            let (id, new) = (text(row, "entity_id"), text(row, "new_status"));
            let before = self.statuses.insert(id, new.clone());
            // A unit that takes another's place says that it begins.
            let born = before.is_none() && new == FIRST;
            let before = before.unwrap_or_else(|| if born { "" } else { FIRST }.to_owned());
            if text(row, "entity") == "unit" && text(row, "old_status") != before {
                let old = text(row, "old_status");
                let detail = format!("a unit left \"{old}\", and was \"{before}\"");
                found.push(broken(Rule::HistoryBroken, detail));
            }
        }
        found.extend(self.untold(book));
        found
    }

    /// Units and settled operations that are not as the history's last word.
    fn untold(&self, book: &Book) -> Found {
        let touched = book.touched().iter();
        touched.filter_map(|(kind, id)| self.judge(kind, id, book)).collect()
    }

    fn judge(&self, kind: &str, id: &str, book: &Book) -> Option<crate::Violation> {
        let column = match kind {
            "unit" => "state",
            "operation" => "phase",
            _ => return None,
        };
        let is = text(book.kind(kind).get(id)?, column);
        // What is done shows as what became of the unit.
        if kind == "operation" && !matches!(is.as_str(), "refused" | "withdrawn" | "escalated") {
            return None;
        }
        let told = self.statuses.get(id).map_or(FIRST, String::as_str);
        let number = book.kind(kind).number(id);
        let detail = format!("{kind} {number} is {is}, and the history says \"{told}\"");
        (told != is).then(|| broken(Rule::HistoryBroken, detail))
    }

    /// Whether what was read once is still there, word for word.
    pub fn unchanged(&self, connection: &Connection) -> rusqlite::Result<Found> {
        let now = rows(connection, "SELECT * FROM status_history ORDER BY seq", [])?;
        let same = now == self.rows;
        let detail = "what was written once is no longer there as it was";
        Ok(if same { Found::new() } else { vec![broken(Rule::HistoryBroken, detail)] })
    }
}
