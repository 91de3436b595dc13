//! The facets of the People table, counted from people who are alike: each facet counts what the
//! other one lets through.

use domain::people::{PeopleGroup, PersonRole};
use workspace::table::people::PeopleCell;

use crate::api::{PeopleGroupCount, PersonRoleCount};

const ROLES: [PersonRole; 3] = [PersonRole::Student, PersonRole::Professor, PersonRole::Technician];

/// How many people the whole filter lets through.
pub fn total(cells: &[PeopleCell], roles: &[PersonRole], group: PeopleGroup) -> u32 {
    sum(cells, |cell| is_of(cell, roles) && is_in(cell, group))
}

/// The counts of the groups.
pub fn groups(cells: &[PeopleCell], roles: &[PersonRole]) -> Vec<PeopleGroupCount> {
    let count = |group| PeopleGroupCount {
        group,
        count: sum(cells, |c| is_of(c, roles) && is_in(c, group)),
    };
    PeopleGroup::ALL.map(count).to_vec()
}

/// The counts of the roles.
pub fn roles(cells: &[PeopleCell], group: PeopleGroup) -> Vec<PersonRoleCount> {
    let count =
        |role| PersonRoleCount { role, count: sum(cells, |c| c.role == role && is_in(c, group)) };
    ROLES.map(count).to_vec()
}

fn sum(cells: &[PeopleCell], counts: impl Fn(&PeopleCell) -> bool) -> u32 {
    cells.iter().filter(|cell| counts(cell)).map(|cell| cell.count).sum()
}

fn is_of(cell: &PeopleCell, roles: &[PersonRole]) -> bool {
    roles.is_empty() || roles.contains(&cell.role)
}

fn is_in(cell: &PeopleCell, group: PeopleGroup) -> bool {
    match group {
        PeopleGroup::All => true,
        PeopleGroup::OnLoan => cell.on_loan,
        PeopleGroup::Overdue => cell.overdue,
        PeopleGroup::Blocked => cell.blocked,
    }
}
