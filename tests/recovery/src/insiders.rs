//! Who belongs to a unit's project, by Snipe-IT's numbers: found out apart from the core.

use std::collections::{HashMap, HashSet};

use snipeit_simulator::Lab;

use crate::book::{Book, Columns, number, text};

/// The users of Snipe-IT, by e-mail address.
#[derive(Default)]
pub struct Insiders(HashMap<String, u32>);

impl Insiders {
    /// The users of this lab.
    #[must_use]
    pub fn of(lab: &Lab) -> Self {
        Self(lab.users().filter_map(|user| Some((user.email.clone()?, user.id))).collect())
    }

    /// The users of the requester and of the members of the project.
    #[must_use]
    pub fn of_unit(&self, book: &Book, unit: &Columns) -> HashSet<u32> {
        let Some(requisition) = book.kind("requisition").get(&text(unit, "requisition")) else {
            return HashSet::new();
        };
        let project = text(requisition, "project");
        let members = book.kind("member").iter().map(|(_, member)| member);
        let members = members.filter(|member| text(member, "project") == project);
        let people = members.map(|member| text(member, "person"));
        let people = people.chain([text(requisition, "requester")]);
        people.filter_map(|person| self.user(book.kind("person").get(&person)?)).collect()
    }

    fn user(&self, person: &Columns) -> Option<u32> {
        number(person, "user").or_else(|| self.0.get(&text(person, "email")).copied())
    }
}
