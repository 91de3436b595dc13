//! People, and the Snipe-IT users they may be.

use domain::catalogue::User;
use domain::validate::{FieldError, PersonDraft, Problem};
use workspace::table::people::PersonRecord;

use crate::api::{DeskError, PersonRow, UserHit};
use crate::counter::Counter;
use crate::db::found;

/// The most a picker lists.
const MOST: u32 = 200;

/// People who match what was typed.
pub async fn list(
    counter: &Counter,
    text: String,
    limit: u32,
) -> Result<Vec<PersonRow>, DeskError> {
    let records = counter.db.read(move |read| read.people(&text, limit.min(MOST))).await?;
    Ok(records.into_iter().map(row).collect())
}

/// Snipe-IT users who match what was typed.
pub async fn users(counter: &Counter, text: String, limit: u32) -> Result<Vec<UserHit>, DeskError> {
    let users = counter.db.read(move |read| read.mirrored_users(&text, limit.min(MOST))).await?;
    Ok(users.into_iter().map(hit).collect())
}

/// Creates a person, or says what is wrong with the form.
pub async fn create(counter: &Counter, draft: PersonDraft) -> Result<PersonRow, DeskError> {
    let draft = draft.trimmed();
    counter
        .db
        .write(counter.technician(), move |write| {
            let mut fields = draft.problems();
            let read = write.read();
            let linked = match draft.user {
                Some(user) => read.person_by_user(user)?.is_some(),
                None => false,
            };
            let taken =
                [("email", read.person_by_email(&draft.email)?.is_some()), ("user", linked)];
            fields.extend(
                taken.into_iter().filter(|(_, taken)| *taken).map(|(field, _)| FieldError {
                    field: field.to_owned(),
                    problem: Problem::Taken,
                }),
            );
            if !fields.is_empty() {
                return Err(DeskError::Invalid { fields });
            }
            let id = write.add_person(&draft)?;
            found(write.read().person(id)?).map(row)
        })
        .await
}

fn row(record: PersonRecord) -> PersonRow {
    let person = record.person;
    PersonRow {
        id: person.id,
        name: person.name,
        email: person.email,
        role: person.role,
        student_number: record.student_number,
        user: person.user,
        blocked: person.blocked,
    }
}

fn hit(user: User) -> UserHit {
    UserHit {
        id: user.id,
        name: user.name,
        username: user.username,
        email: user.email,
        employee_number: user.employee_number,
    }
}
