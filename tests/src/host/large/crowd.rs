//! Everybody of a large lab: its users, and the people of the workspace who they are.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, UserId};
use domain::people::PersonRole;
use domain::validate::PersonDraft;
use snipeit_simulator::{Lab, NewUser, User};
use workspace::{Error, Write};

use super::PEOPLE;

/// Every so many-th teaches.
const TEACHES: usize = 20;

/// Every so many-th may not borrow.
const BLOCKED: usize = 150;

/// Someone, on both sides.
#[derive(Debug, Clone)]
pub(super) struct Someone {
    pub(super) person: PersonId,
    pub(super) user: UserId,
    pub(super) name: String,
    pub(super) teaches: bool,
}

/// Adds users to the lab until there are enough.
pub(super) fn enrol(lab: &mut Lab, at: DateTime<Utc>) {
    let known: Vec<User> = lab.users().cloned().collect();
    let missing = PEOPLE.saturating_sub(known.len());
    let pairs = known.iter().zip(known.iter().cycle().skip(7 * TEACHES));
    for (number, (first, last)) in pairs.take(missing).enumerate() {
        let username = format!("a{}", 70_000 + number);
        let new = NewUser {
            email: Some(format!("{username}@uni.example")),
            employee_number: Some(format!("{}", 70_000 + number)),
            location: first.location,
            username,
            ..NewUser::named(&first.first_name, &last.last_name)
        };
        lab.add_user(new, at);
    }
}

/// Adds a person for each user; the first runs the counter.
pub(super) fn register(write: &Write<'_>, lab: &Lab) -> Result<Vec<Someone>, Error> {
    let users = lab.users().enumerate();
    users.map(|(number, user)| add(write, number, user)).collect()
}

fn add(write: &Write<'_>, number: usize, user: &User) -> Result<Someone, Error> {
    let teaches = number % TEACHES == 1;
    let role = match number {
        0 => PersonRole::Technician,
        _ if teaches => PersonRole::Professor,
        _ => PersonRole::Student,
    };
    let (name, user_id) = (user.full_name(), UserId(user.id));
    let student = user.employee_number.clone().filter(|_| role == PersonRole::Student);
    let person = write.add_person(&PersonDraft {
        name: name.clone(),
        email: user.email.clone().unwrap_or_else(|| format!("{}@uni.example", user.username)),
        role,
        student_number: student.unwrap_or_default(),
        user: Some(user_id),
    })?;
    if number % BLOCKED == BLOCKED - 1 {
        write.block_person(person, Some("Devoluções em atraso."))?;
    }
    Ok(Someone { person, user: user_id, name, teaches })
}
