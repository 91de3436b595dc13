//! Who may hold a unit's asset: the Snipe-IT users of its requester and of the project's members.

use std::collections::HashSet;

use domain::ids::{PersonId, UserId};
use workspace::Read;
use workspace::table::units::UnitRecord;

use crate::api::DeskError;

/// The users of the requester and the members: linked ones, and those with their e-mail.
pub fn insiders(read: &Read<'_>, unit: &UnitRecord) -> Result<HashSet<UserId>, DeskError> {
    let mut users = HashSet::new();
    for person in people(read, unit)? {
        users.extend(users_of(read, person)?);
    }
    Ok(users)
}

/// The requester, and the members of the project.
pub fn people(read: &Read<'_>, unit: &UnitRecord) -> Result<Vec<PersonId>, DeskError> {
    let Some(requisition) = read.requisition(unit.requisition)? else { return Ok(Vec::new()) };
    let members =
        read.members(requisition.project)?.into_iter().map(|member| member.person.person.id);
    Ok(std::iter::once(requisition.requester).chain(members).collect())
}

/// The one user that a person is; `None` when nobody or several have their e-mail.
pub fn user_of(read: &Read<'_>, person: PersonId) -> Result<Option<UserId>, DeskError> {
    let users = users_of(read, person)?;
    Ok(if users.len() == 1 { users.first().copied() } else { None })
}

fn users_of(read: &Read<'_>, person: PersonId) -> Result<Vec<UserId>, DeskError> {
    let Some(known) = read.person(person)? else { return Ok(Vec::new()) };
    if let Some(user) = known.person.user {
        return Ok(vec![user]);
    }
    let users = read.users_by_email(&known.person.email)?;
    Ok(users.into_iter().map(|user| user.id).collect())
}
