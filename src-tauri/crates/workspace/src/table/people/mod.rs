//! People.

mod page;
mod table;

pub use page::{MembershipRecord, PersonChange};
pub use table::{PeopleCell, PeopleFilter, PersonSummary};

use domain::ids::{PersonId, UserId};
use domain::people::Person;
use domain::text::fold;
use domain::validate::PersonDraft;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::{all, each_like, first, patterns};
use crate::value::{Columns, text, time, word_value};
use crate::{Entity, Error, Read, Write};

/// A person as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// What decisions look at.
    pub person: Person,
    /// Student number.
    pub student_number: Option<String>,
}

/// E-mail addresses are compared without case.
#[must_use]
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

pub(in crate::table) fn record(row: &Row<'_>) -> Result<PersonRecord, Error> {
    Ok(PersonRecord {
        person: Person {
            id: PersonId(row.uuid("id")?),
            name: row.get("name")?,
            email: row.get("email")?,
            role: row.word("role")?,
            user: row.get::<_, Option<u32>>("user")?.map(UserId),
            blocked: row.get("blocked")?,
        },
        student_number: row.get("student_number")?,
    })
}

impl Read<'_> {
    /// A person.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn person(&self, id: PersonId) -> Result<Option<PersonRecord>, Error> {
        first(self.0, "SELECT * FROM people WHERE id = ?", [id.0.to_string()], record)
    }

    /// The person with that e-mail, case ignored.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn person_by_email(&self, email: &str) -> Result<Option<PersonRecord>, Error> {
        first(self.0, "SELECT * FROM people WHERE email_key = ?", [email_key(email)], record)
    }

    /// The person linked to this Snipe-IT user.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn person_by_user(&self, user: UserId) -> Result<Option<PersonRecord>, Error> {
        first(self.0, "SELECT * FROM people WHERE user = ?", [user.0], record)
    }

    /// People who match every word, by name.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn people(&self, typed: &str, limit: u32) -> Result<Vec<PersonRecord>, Error> {
        let patterns = patterns(typed);
        let matching = each_like("search", &patterns);
        let sql = format!("SELECT * FROM people WHERE 1{matching} ORDER BY search LIMIT {limit}");
        all(self.0, &sql, params_from_iter(patterns), record)
    }

    /// Units a person has out: when each is due.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn loans_of(&self, id: PersonId) -> Result<Vec<chrono::NaiveDate>, Error> {
        let sql = "SELECT COALESCE(u.due, r.ends) AS due FROM requisitions r
             JOIN units u ON u.requisition = r.id AND u.state = 'checked_out'
             WHERE r.requester = ?";
        all(self.0, sql, [id.0.to_string()], |row| row.day("due"))
    }
}

impl Write<'_> {
    /// Adds a person whose draft was judged.
    ///
    /// # Errors
    /// [`Error::Rule`] when the e-mail is taken.
    pub fn add_person(&self, draft: &PersonDraft) -> Result<PersonId, Error> {
        let id = self.new_id();
        let mut values = typed(draft)?;
        values.push(("created_at", time(self.at())));
        self.insert(Entity::Person, &id.to_string(), &values)?;
        Ok(PersonId(id))
    }

    /// Changes a person to what a judged draft says; only what differs is written and journaled.
    ///
    /// # Errors
    /// [`Error::Rule`] when there is no such person, or the e-mail is taken.
    pub fn change_person(&self, id: PersonId, draft: &PersonDraft) -> Result<(), Error> {
        let gone = || Error::Rule(format!("person {} does not exist", id.0));
        let before = typed(&as_typed(self.read().person(id)?.ok_or_else(gone)?))?;
        let after = typed(draft)?;
        let changed: Vec<_> = after.into_iter().filter(|value| !before.contains(value)).collect();
        if changed.is_empty() {
            return Ok(());
        }
        self.update(Entity::Person, &id.0.to_string(), &changed)
    }

    /// Blocks a person with a reason, or lets them borrow again.
    ///
    /// # Errors
    /// There is no such person.
    pub fn block_person(&self, id: PersonId, reason: Option<&str>) -> Result<(), Error> {
        let reason = reason.map_or(Value::Null, |reason| Value::Text(reason.to_owned()));
        self.update(Entity::Person, &id.0.to_string(), &[("blocked", reason)])
    }
}

/// The columns that a form fills.
fn typed(draft: &PersonDraft) -> Result<Vec<(&'static str, Value)>, Error> {
    let search = fold(&format!("{} {} {}", draft.name, draft.email, draft.student_number));
    Ok(vec![
        ("name", Value::Text(draft.name.clone())),
        ("email", Value::Text(draft.email.clone())),
        ("email_key", Value::Text(email_key(&draft.email))),
        ("role", word_value(&draft.role)?),
        ("student_number", text(&draft.student_number)),
        ("user", draft.user.map_or(Value::Null, |user| Value::Integer(user.0.into()))),
        ("search", Value::Text(search)),
    ])
}

/// A person as their form would say it.
fn as_typed(PersonRecord { person, student_number }: PersonRecord) -> PersonDraft {
    PersonDraft {
        name: person.name,
        email: person.email,
        role: person.role,
        student_number: student_number.unwrap_or_default(),
        user: person.user,
    }
}
