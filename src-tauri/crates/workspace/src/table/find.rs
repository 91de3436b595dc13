//! Finding requisitions and projects for the one search over everything.
//!
//! The names that they point to are looked through once and not for each row.

use domain::ids::{ProjectId, RequisitionId};
use domain::requisition::RequisitionNumber;
use rusqlite::params_from_iter;

use super::{all, first, pattern, words};
use crate::value::Columns;
use crate::{Error, Read};

/// Names of members count for words from this length on: nearly everybody has any two letters.
const NAMED: usize = 3;

impl Read<'_> {
    /// The requisition of that number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn requisition_by_number(
        &self,
        number: RequisitionNumber,
    ) -> Result<Option<RequisitionId>, Error> {
        let sql = "SELECT id FROM requisitions WHERE number = ?";
        first(self.0, sql, [number.0], |row| Ok(RequisitionId(row.uuid("id")?)))
    }

    /// The ids of at most so many requisitions of which number, purpose, equipment, project and
    /// requester have every word; newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find_requisitions(&self, typed: &str, most: u32) -> Result<Vec<RequisitionId>, Error> {
        let words = words(typed);
        let matching: String = (1..=words.len()).map(requisition_has).collect();
        let sql = format!(
            "SELECT r.id FROM requisitions r INDEXED BY requisitions_searched WHERE 1{matching}
             ORDER BY r.created_at DESC, r.number DESC LIMIT {most}"
        );
        let patterns = words.iter().map(|word| pattern(word));
        all(self.0, &sql, params_from_iter(patterns), |row| Ok(RequisitionId(row.uuid("id")?)))
    }

    /// The ids of at most so many projects of which name, course and members have every word;
    /// newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn find_projects(&self, typed: &str, most: u32) -> Result<Vec<ProjectId>, Error> {
        let words = words(typed);
        let has = |(at, word): (usize, &String)| project_has(at + 1, word.chars().count());
        let matching: String = words.iter().enumerate().map(has).collect();
        let sql = format!(
            "SELECT p.id FROM projects p WHERE 1{matching}
             ORDER BY p.created_at DESC, p.id DESC LIMIT {most}"
        );
        let patterns = words.iter().map(|word| pattern(word));
        all(self.0, &sql, params_from_iter(patterns), |row| Ok(ProjectId(row.uuid("id")?)))
    }
}

fn like(column: &str, parameter: usize) -> String {
    format!("{column} LIKE ?{parameter} ESCAPE '\\'")
}

/// That a requisition, its project or its requester has the word of a parameter. Who has it is looked
/// up once, and not for each row.
pub(super) fn requisition_has(parameter: usize) -> String {
    format!(
        " AND ({} OR r.project IN (SELECT id FROM projects WHERE {named})
             OR r.requester IN (SELECT id FROM people WHERE {named}))",
        like("r.search", parameter),
        named = like("search", parameter),
    )
}

fn project_has(parameter: usize, letters: usize) -> String {
    let itself = like("p.search", parameter);
    if letters < NAMED {
        return format!(" AND {itself}");
    }
    format!(
        " AND ({itself} OR p.id IN (SELECT m.project FROM members m
             WHERE m.person IN (SELECT id FROM people WHERE {})))",
        like("search", parameter)
    )
}
