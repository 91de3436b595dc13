//! The People table: who they are, and what they have out.

use chrono::NaiveDate;
use domain::people::{PeopleGroup, PersonRole};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::{PersonRecord, record};
use crate::table::{all, each_like, patterns};
use crate::value::{Columns, word};
use crate::{Error, Read};

/// Which people the table shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Of these roles; empty means any.
    pub roles: Vec<PersonRole>,
    /// Of this group.
    pub group: PeopleGroup,
    /// Words of name, e-mail or number.
    pub text: String,
}

/// A person in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSummary {
    /// The person.
    pub person: PersonRecord,
    /// Units that they asked for and that are out.
    pub on_loan: u32,
    /// Of those, the ones that should be back.
    pub overdue: u32,
    /// Projects they are in that are pending or active.
    pub projects: u32,
}

/// People who are alike, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeopleCell {
    /// Their role.
    pub role: PersonRole,
    /// Whether they have something out.
    pub on_loan: bool,
    /// Whether something of it should be back.
    pub overdue: bool,
    /// Whether they may not borrow.
    pub blocked: bool,
    /// How many.
    pub count: u32,
}

/// What everybody has out. Few units are, so that they are counted once and not for each person.
const OUT: &str = "WITH out AS MATERIALIZED (
    SELECT r.requester AS person, count(*) AS on_loan, sum(COALESCE(u.due, r.ends) < ?1) AS overdue
    FROM units u CROSS JOIN requisitions r ON r.id = u.requisition
    WHERE u.state = 'checked_out' GROUP BY r.requester)";
const PEOPLE: &str = "people pe INDEXED BY people_by_name LEFT JOIN out ON out.person = pe.id";
/// The parameter is named, since SQLite refuses values that nothing asks for.
const ANY: &str = "?1 IS NOT NULL";

impl Read<'_> {
    /// People that the filter lets through, by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn people_table(
        &self,
        filter: &PeopleFilter,
        today: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<PersonSummary>, Error> {
        let patterns = patterns(&filter.text);
        let matching = each_like("pe.search", &patterns);
        let among = among(filter)?;
        let sql = format!(
            "{OUT} SELECT pe.*, COALESCE(out.on_loan, 0) AS on_loan,
                 COALESCE(out.overdue, 0) AS overdue,
                 (SELECT count(*) FROM members m CROSS JOIN projects p ON p.id = m.project
                  WHERE m.person = pe.id AND p.state IN ('pending', 'active')) AS projects
             FROM {PEOPLE} WHERE {ANY}{among}{matching}
             ORDER BY pe.search, pe.id LIMIT {limit} OFFSET {offset}"
        );
        all(self.0, &sql, params_from_iter(values(today, patterns)), summary)
    }

    /// The people whom the words let through, counted by what the table filters by.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn people_cells(&self, typed: &str, today: NaiveDate) -> Result<Vec<PeopleCell>, Error> {
        let patterns = patterns(typed);
        let matching = each_like("pe.search", &patterns);
        let sql = format!(
            "{OUT} SELECT pe.role, pe.blocked IS NOT NULL AS is_blocked,
                 out.on_loan IS NOT NULL AS has_loans, COALESCE(out.overdue, 0) > 0 AS is_overdue,
                 count(*) AS count
             FROM {PEOPLE} WHERE {ANY}{matching} GROUP BY 1, 2, 3, 4"
        );
        all(self.0, &sql, params_from_iter(values(today, patterns)), cell)
    }
}

fn values(today: NaiveDate, patterns: Vec<String>) -> impl Iterator<Item = Value> {
    std::iter::once(Value::Text(today.to_string())).chain(patterns.into_iter().map(Value::Text))
}

/// The roles are words of our own, so they may stand in the SQL.
fn among(filter: &PeopleFilter) -> Result<String, Error> {
    let group = match filter.group {
        PeopleGroup::All => "",
        PeopleGroup::OnLoan => " AND out.on_loan IS NOT NULL",
        PeopleGroup::Overdue => " AND out.overdue > 0",
        PeopleGroup::Blocked => " AND pe.blocked IS NOT NULL",
    };
    if filter.roles.is_empty() {
        return Ok(group.to_owned());
    }
    let words: Result<Vec<_>, Error> =
        filter.roles.iter().map(|role| Ok(format!("'{}'", word(role)?))).collect();
    Ok(format!("{group} AND pe.role IN ({})", words?.join(", ")))
}

fn summary(row: &Row<'_>) -> Result<PersonSummary, Error> {
    Ok(PersonSummary {
        person: record(row)?,
        on_loan: row.get("on_loan")?,
        overdue: row.get("overdue")?,
        projects: row.get("projects")?,
    })
}

fn cell(row: &Row<'_>) -> Result<PeopleCell, Error> {
    Ok(PeopleCell {
        role: row.word("role")?,
        on_loan: row.get("has_loans")?,
        overdue: row.get("is_overdue")?,
        blocked: row.get("is_blocked")?,
        count: row.get("count")?,
    })
}
