//! The people of the demo: the lab's users.

use std::collections::HashMap;

use domain::ids::{PersonId, UserId};
use domain::people::PersonRole;
use domain::validate::PersonDraft;
use snipeit_simulator::{Lab, User};
use workspace::Write;

use crate::api::DeskError;

/// The lab's users who run the counter.
const TECHNICIANS: [u32; 2] = [1, 2];
/// The lab's users who teach.
const PROFESSORS: [u32; 4] = [3, 4, 55, 60];
/// Who may not borrow, and why.
const BLOCKED: (u32, &str) = (40, "Três devoluções em atraso no semestre passado.");

/// Someone, on both sides.
#[derive(Debug, Clone, Copy)]
pub struct Someone {
    /// In the workspace.
    pub person: PersonId,
    /// In Snipe-IT.
    pub user: UserId,
}

/// Everyone, by name.
pub type Everyone = HashMap<String, Someone>;

/// Adds a person for each user of the lab.
pub fn enrol(write: &Write<'_>, lab: &Lab) -> Result<Everyone, DeskError> {
    let mut everyone = Everyone::new();
    for user in lab.users() {
        let person = write.add_person(&draft(user))?;
        if user.id == BLOCKED.0 {
            write.block_person(person, Some(BLOCKED.1))?;
        }
        everyone.insert(user.full_name(), Someone { person, user: UserId(user.id) });
    }
    Ok(everyone)
}

fn draft(user: &User) -> PersonDraft {
    let role = role(user.id);
    let number = user.employee_number.clone().filter(|_| role == PersonRole::Student);
    PersonDraft {
        name: user.full_name(),
        email: user.email.clone().unwrap_or_default(),
        role,
        student_number: number.unwrap_or_default(),
        user: Some(UserId(user.id)),
    }
}

fn role(user: u32) -> PersonRole {
    if TECHNICIANS.contains(&user) {
        PersonRole::Technician
    } else if PROFESSORS.contains(&user) {
        PersonRole::Professor
    } else {
        PersonRole::Student
    }
}
