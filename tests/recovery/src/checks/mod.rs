//! What must hold after every step, and what must hold once everything is quiet.

mod at_rest;
mod claims;
mod evidence;
mod feed;
mod history;
mod journal;

pub use at_rest::at_rest;

use std::path::Path;

use rusqlite::Connection;
use snipeit_simulator::Lab;

use crate::book::Book;
use crate::insiders::Insiders;
use crate::truth::Truth;
use crate::violation::{Rule, Violation};
use crate::watch::open_to_read;
use history::History;

/// Reads the workspace after each step and compares it with what was so before and with the truth.
pub struct Ledger {
    connection: Connection,
    book: Book,
    history: History,
    insiders: Insiders,
}

/// What a check found.
pub type Found = Vec<Violation>;

impl Ledger {
    /// Begins to read a workspace.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(workspace: &Path) -> rusqlite::Result<Self> {
        Ok(Self {
            connection: open_to_read(workspace)?,
            book: Book::default(),
            history: History::default(),
            insiders: Insiders::default(),
        })
    }

    /// The workspace as its journal tells it.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Takes over what is there when a life begins: it is no step's doing.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn begin(&mut self, lab: &Lab) -> rusqlite::Result<()> {
        self.book.read_on(&self.connection)?;
        self.history.begin(&self.connection)?;
        self.insiders = Insiders::of(lab);
        Ok(())
    }

    /// Everything that must hold after every step.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn after_step(&mut self, truth: &Truth, lab: &Lab) -> rusqlite::Result<Found> {
        let snapshot = self.connection.unchecked_transaction()?;
        self.book.read_on(&snapshot)?;
        let fresh = self.history.read_on(&snapshot)?;
        let mut found = journal::touched(&snapshot, &self.book)?;
        found.extend(self.history.chains(&fresh, &self.book));
        found.extend(evidence::check(&fresh, &self.book, truth, &self.insiders));
        found.extend(claims::check(&self.book));
        found.extend(feed::check(&snapshot, truth, lab)?);
        snapshot.commit()?;
        Ok(found)
    }

    /// What takes long: every row, against the journal and against what was read before.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn thoroughly(&mut self) -> rusqlite::Result<Found> {
        let snapshot = self.connection.unchecked_transaction()?;
        self.book.read_on(&snapshot)?;
        self.history.read_on(&snapshot)?;
        let mut found = journal::everything(&snapshot, &self.book)?;
        found.extend(self.history.unchanged(&snapshot)?);
        snapshot.commit()?;
        Ok(found)
    }

    /// How far the log was read.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn cursor(&self) -> rusqlite::Result<u32> {
        self.connection.query_row("SELECT cursor FROM feed", [], |row| row.get(0))
    }

    /// What must hold once everything is quiet.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn at_rest(&self, lab: &Lab) -> rusqlite::Result<Found> {
        at_rest(&self.connection, &self.book, &self.insiders, lab)
    }
}

/// The rule was broken, so.
fn broken(rule: Rule, detail: impl Into<String>) -> Violation {
    Violation::new(rule, detail)
}
