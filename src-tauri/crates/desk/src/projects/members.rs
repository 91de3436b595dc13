//! Members of a project: who they are, what they have of it, and changes among them.

use chrono::NaiveDate;
use domain::ids::{PersonId, ProjectId};
use domain::project::{MemberRole, ProjectState};
use workspace::Read;
use workspace::table::projects::{MemberLoans, MemberRecord};

use crate::api::{DeskError, MemberOutcome, MemberView};
use crate::counter::Counter;
use crate::db::found;
use crate::insiders::user_of;

/// The members, leaders first, with what each asked for and has not brought back.
pub fn views(
    read: &Read<'_>,
    project: ProjectId,
    today: NaiveDate,
) -> Result<Vec<MemberView>, DeskError> {
    let loans = read.member_loans(project, today)?;
    let of = |person| loans.iter().find(|loans| loans.person == person);
    let members = read.members(project)?.into_iter();
    Ok(members.map(|member| view(of(member.person.person.id), member)).collect())
}

fn view(loans: Option<&MemberLoans>, record: MemberRecord) -> MemberView {
    let person = record.person.person;
    MemberView {
        person: person.id,
        name: person.name,
        email: person.email,
        person_role: person.role,
        role: record.role,
        blocked: person.blocked,
        on_loan: loans.map(|loans| loans.on_loan).unwrap_or_default(),
        overdue: loans.map(|loans| loans.overdue).unwrap_or_default(),
    }
}

/// Makes somebody a member, gives a member another role, or lets them go.
///
/// Somebody leads a project as long as it lives, and who holds something of it stays, or nobody
/// would answer for what is out. The members of a project that ended are what they were.
pub async fn set_member(
    counter: &Counter,
    project: ProjectId,
    person: PersonId,
    role: Option<MemberRole>,
) -> Result<MemberOutcome, DeskError> {
    let today = counter.today();
    counter
        .db
        .write(counter.technician(), move |write| {
            let read = write.read();
            let state = found(read.project(project)?)?.state;
            found(read.person(person)?)?;
            if !matches!(state, ProjectState::Pending | ProjectState::Active) {
                return Err(DeskError::NotPossible);
            }
            let outcome = judge(&read, project, person, role, today)?;
            if outcome == MemberOutcome::Done {
                write.set_member(project, person, role)?;
            }
            Ok(outcome)
        })
        .await
}

fn judge(
    read: &Read<'_>,
    project: ProjectId,
    person: PersonId,
    role: Option<MemberRole>,
    today: NaiveDate,
) -> Result<MemberOutcome, DeskError> {
    let members = read.members(project)?;
    let leads = |member: &&MemberRecord| member.role == MemberRole::Leader;
    let mut leaders = members.iter().filter(leads);
    let leads_alone = leaders.next().is_some_and(|leader| leader.person.person.id == person)
        && leaders.next().is_none();
    if leads_alone && role != Some(MemberRole::Leader) {
        return Ok(MemberOutcome::OnlyLeader);
    }
    let units = if role.is_none() { held(read, project, person, today)? } else { 0 };
    Ok(if units == 0 { MemberOutcome::Done } else { MemberOutcome::HoldsUnits { units } })
}

/// Units of the project that are reserved for them or out to them, by the workspace or by
/// Snipe-IT.
fn held(
    read: &Read<'_>,
    project: ProjectId,
    person: PersonId,
    today: NaiveDate,
) -> Result<u32, DeskError> {
    let loans = read.member_loans(project, today)?;
    let asked = loans.iter().find(|loans| loans.person == person).map(|loans| loans.held);
    let has = match user_of(read, person)? {
        Some(user) => read.held_of_project(project, user)?,
        None => 0,
    };
    Ok(asked.unwrap_or_default().max(has))
}
