//! People, and the Snipe-IT users they may be.

mod facets;
mod page;

pub use page::one;

use domain::catalogue::User;
use domain::ids::PersonId;
use domain::validate::{FieldError, PersonDraft, Problem};
use workspace::Read;
use workspace::table::people::{PeopleFilter, PersonRecord, PersonSummary};

use crate::api::{DeskError, PeopleQuery, PeopleRow, PeopleTable, PersonRow, UserHit};
use crate::counter::Counter;
use crate::db::found;

/// The most a picker lists.
const MOST: u32 = 200;
/// The most a page of the table has.
const PAGE: u32 = 500;
/// The longest reason, in characters.
const LONGEST_REASON: u32 = 500;

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

/// The People table.
pub async fn table(counter: &Counter, query: PeopleQuery) -> Result<PeopleTable, DeskError> {
    let today = counter.today();
    counter
        .db
        .read(move |read| {
            let cells = read.people_cells(&query.text, today)?;
            let PeopleQuery { roles, group, text, offset, limit } = query;
            let filter = PeopleFilter { roles, group, text };
            let rows = read.people_table(&filter, today, offset, limit.min(PAGE))?;
            Ok(PeopleTable {
                total: facets::total(&cells, &filter.roles, group),
                rows: rows.into_iter().map(table_row).collect(),
                groups: facets::groups(&cells, &filter.roles),
                roles: facets::roles(&cells, group),
            })
        })
        .await
}

/// Creates a person, or says what is wrong with the form.
pub async fn create(counter: &Counter, draft: PersonDraft) -> Result<PersonRow, DeskError> {
    let draft = draft.trimmed();
    counter
        .db
        .write(counter.technician(), move |write| {
            judge(&write.read(), &draft, None)?;
            let id = write.add_person(&draft)?;
            found(write.read().person(id)?).map(row)
        })
        .await
}

/// Changes a person, or says what is wrong with the form.
pub async fn change(
    counter: &Counter,
    id: PersonId,
    draft: PersonDraft,
) -> Result<PersonRow, DeskError> {
    let draft = draft.trimmed();
    counter
        .db
        .write(counter.technician(), move |write| {
            found(write.read().person(id)?)?;
            judge(&write.read(), &draft, Some(id))?;
            write.change_person(id, &draft)?;
            found(write.read().person(id)?).map(row)
        })
        .await
}

/// Keeps a person from borrowing, for a reason; without one they may borrow again.
pub async fn block(
    counter: &Counter,
    id: PersonId,
    reason: Option<String>,
) -> Result<(), DeskError> {
    let reason = reason.map(|reason| reason.trim().to_owned());
    if let Some(problem) = reason.as_deref().and_then(reason_problem) {
        let fields = vec![FieldError { field: "reason".to_owned(), problem }];
        return Err(DeskError::Invalid { fields });
    }
    counter
        .db
        .write(counter.technician(), move |write| {
            let known = found(write.read().person(id)?)?;
            if known.person.blocked != reason {
                write.block_person(id, reason.as_deref())?;
            }
            Ok(())
        })
        .await
}

fn reason_problem(reason: &str) -> Option<Problem> {
    if reason.is_empty() {
        return Some(Problem::Required);
    }
    let long = reason.chars().count() > LONGEST_REASON as usize;
    long.then_some(Problem::TooLong { max: LONGEST_REASON })
}

/// What is wrong with a form, besides itself what others have already; nobody clashes with
/// themselves.
fn judge(read: &Read<'_>, draft: &PersonDraft, own: Option<PersonId>) -> Result<(), DeskError> {
    let another = |known: PersonRecord| Some(known.person.id) != own;
    let linked = draft.user.map(|user| read.person_by_user(user)).transpose()?.flatten();
    let taken = [
        ("email", read.person_by_email(&draft.email)?.is_some_and(another)),
        ("user", linked.is_some_and(another)),
    ];
    let taken = taken.into_iter().filter(|(_, taken)| *taken);
    let mut fields = draft.problems();
    fields.extend(
        taken.map(|(field, _)| FieldError { field: field.to_owned(), problem: Problem::Taken }),
    );
    if fields.is_empty() { Ok(()) } else { Err(DeskError::Invalid { fields }) }
}

fn table_row(summary: PersonSummary) -> PeopleRow {
    PeopleRow {
        person: row(summary.person),
        on_loan: summary.on_loan,
        overdue: summary.overdue,
        projects: summary.projects,
    }
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
