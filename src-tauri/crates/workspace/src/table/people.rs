//! People.

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

pub(super) fn record(row: &Row<'_>) -> Result<PersonRecord, Error> {
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
        let search = fold(&format!("{} {} {}", draft.name, draft.email, draft.student_number));
        let values = [
            ("name", Value::Text(draft.name.clone())),
            ("email", Value::Text(draft.email.clone())),
            ("email_key", Value::Text(email_key(&draft.email))),
            ("role", word_value(&draft.role)?),
            ("student_number", text(&draft.student_number)),
            ("user", draft.user.map_or(Value::Null, |user| Value::Integer(user.0.into()))),
            ("search", Value::Text(search)),
            ("created_at", time(self.at())),
        ];
        self.insert(Entity::Person, &id.to_string(), &values)?;
        Ok(PersonId(id))
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
