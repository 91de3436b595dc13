//! One person whole.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::ids::{PersonId, UserId};
use serde_json::Value;
use workspace::Read;
use workspace::table::people::{MembershipRecord, PersonChange, PersonRecord};
use workspace::table::units::UnitRecord;

use super::{hit, row};
use crate::api::{
    DeskError, LoanRow, Membership, PersonEvent, PersonEventKind, PersonFact, PersonView, UserHit,
};
use crate::counter::Counter;
use crate::db::found;
use crate::insiders::user_of;
use crate::loans;

/// The most changes that are told.
const CHANGES: u32 = 200;

/// One person.
pub async fn one(counter: &Counter, id: PersonId) -> Result<PersonView, DeskError> {
    let today = counter.today();
    counter.db.read(move |read| view(read, id, today)).await
}

fn view(read: &Read<'_>, id: PersonId, today: NaiveDate) -> Result<PersonView, DeskError> {
    let person: PersonRecord = found(read.person(id)?)?;
    let user = user_of(read, id)?;
    let changes = read.person_changes(id, CHANGES)?;
    Ok(PersonView {
        person: row(person),
        loans: loans_of(read, id, user, today)?,
        user: user.map(|user| user_hit(read, user)).transpose()?,
        projects: read.memberships(id)?.into_iter().map(membership).collect(),
        changes: changes.into_iter().filter_map(event).collect(),
    })
}

/// A user that the mirror does not know goes by the number.
fn user_hit(read: &Read<'_>, id: UserId) -> Result<UserHit, DeskError> {
    let unknown = || UserHit {
        id,
        name: format!("#{id}"),
        username: String::new(),
        email: None,
        employee_number: None,
    };
    Ok(read.mirrored_user(id)?.map_or_else(unknown, hit))
}

fn loans_of(
    read: &Read<'_>,
    person: PersonId,
    user: Option<UserId>,
    today: NaiveDate,
) -> Result<Vec<LoanRow>, DeskError> {
    let mut units = read.units_asked_by(person)?;
    if let Some(user) = user {
        units.extend(read.units_held_by(person, user)?);
    }
    let mut seen = HashSet::new();
    units.retain(|unit| seen.insert(unit.id));
    units.sort_by_key(|unit| (unit.standing(today), unit.due, unit.id));
    let row = |unit: &UnitRecord| Some(loans::row(read, unit, unit.asset?, today));
    units.iter().filter_map(row).collect()
}

fn membership(record: MembershipRecord) -> Membership {
    Membership {
        project: record.project,
        name: record.name,
        state: record.state,
        role: record.role,
    }
}

fn event(change: PersonChange) -> Option<PersonEvent> {
    let what = if change.values.contains_key("created_at") {
        PersonEventKind::Created
    } else if let Some(blocked) = change.values.get("blocked") {
        match blocked {
            Value::String(reason) => PersonEventKind::Blocked { reason: reason.clone() },
            _ => PersonEventKind::Unblocked,
        }
    } else {
        PersonEventKind::Changed { fields: changed(&change) }
    };
    let tells = !matches!(&what, PersonEventKind::Changed { fields } if fields.is_empty());
    tells.then_some(PersonEvent { at: change.at, actor: change.actor, what })
}

fn changed(change: &PersonChange) -> Vec<PersonFact> {
    let columns = [
        ("name", PersonFact::Name),
        ("email", PersonFact::Email),
        ("role", PersonFact::Role),
        ("student_number", PersonFact::StudentNumber),
        ("user", PersonFact::User),
    ];
    let is_changed = |(column, _): &(&str, PersonFact)| change.values.contains_key(*column);
    columns.into_iter().filter(is_changed).map(|(_, fact)| fact).collect()
}
