//! Who has an asset, or gets it.

use domain::ids::{PersonId, ProjectId};
use workspace::Read;

use crate::api::{DeskError, EquipmentView, RequesterView, ScanBorrower, ScanLoan};
use crate::db::found;
use crate::requisitions::Context;

/// Whoever has it by Snipe-IT's word, else whoever asked for it.
pub fn borrower(
    read: &Read<'_>,
    view: &EquipmentView,
    loan: Option<&ScanLoan>,
    context: Context,
) -> Result<Option<ScanBorrower>, DeskError> {
    let requisition = loan.map(|loan| &loan.requisition);
    let asked = requisition.map(|requisition| requisition.requester.id);
    let person = match &view.holder {
        Some(holder) => holder.person,
        None => asked,
    };
    let project = requisition.map(|requisition| requisition.project.id);
    person.map(|person| known(read, person, project, context)).transpose()
}

fn known(
    read: &Read<'_>,
    id: PersonId,
    project: Option<ProjectId>,
    context: Context,
) -> Result<ScanBorrower, DeskError> {
    let record = found(read.person(id)?)?;
    let loans = read.loans_of(id)?;
    let role = project.map(|project| read.membership(project, id)).transpose()?.flatten();
    let count = |loans: usize| u32::try_from(loans).unwrap_or(u32::MAX);
    let person = RequesterView {
        id,
        name: record.person.name,
        role,
        blocked: record.person.blocked,
        on_loan: count(loans.len()),
        overdue: count(loans.iter().filter(|due| **due < context.today).count()),
    };
    Ok(ScanBorrower { person, role: record.person.role, student_number: record.student_number })
}
