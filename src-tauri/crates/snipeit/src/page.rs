//! A page of a list, whatever the rows are.

use serde_json::Value;

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// How many rows the whole list has.
    pub total: u32,
    /// The rows that could be read, in the server's order.
    pub rows: Vec<T>,
    /// The rows that could not; they stop nothing.
    pub unreadable: Vec<Unreadable>,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// Its id, if at least that could be read.
    pub id: Option<u32>,
    /// The row as the server sent it.
    pub raw: Value,
    /// What was wrong, with the place.
    pub problem: String,
}

impl<T> Page<T> {
    /// How many rows the server sent, readable or not: what the next offset counts on.
    #[must_use]
    pub fn sent(&self) -> usize {
        self.rows.len() + self.unreadable.len()
    }
}
