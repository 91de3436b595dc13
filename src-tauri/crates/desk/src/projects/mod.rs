//! Projects and their members.

mod members;
mod timeline;
mod usage;

pub use members::set_member;
pub use timeline::timeline;
pub use usage::usage;

use domain::ids::ProjectId;
use domain::project::ProjectState;
use domain::validate::{FieldError, MemberDraft, Problem, ProjectDraft};
use workspace::Write;
use workspace::table::projects::ProjectSummary;

use crate::api::{
    DeskError, ProjectCount, ProjectList, ProjectPeriod, ProjectQuery, ProjectRow, ProjectView,
};
use crate::counter::Counter;
use crate::db::found;

/// The most a page has.
const MOST: u32 = 500;

/// Projects that match.
pub async fn list(counter: &Counter, query: ProjectQuery) -> Result<ProjectList, DeskError> {
    counter
        .db
        .read(move |read| {
            let limit = query.limit.min(MOST);
            let found = read.projects(&query.states, &query.text, query.offset, limit)?;
            let counts = read.project_counts(&query.text)?;
            let shown = |state| query.states.is_empty() || query.states.contains(state);
            let total = counts.iter().filter(|(state, _)| shown(state)).map(|(_, n)| n).sum();
            let counts =
                counts.into_iter().map(|(state, count)| ProjectCount { state, count }).collect();
            Ok(ProjectList { total, rows: found.into_iter().map(row).collect(), counts })
        })
        .await
}

/// One project.
pub async fn one(counter: &Counter, id: ProjectId) -> Result<ProjectView, DeskError> {
    let today = counter.today();
    counter
        .db
        .read(move |read| {
            let summary = found(read.project_summary(id)?)?;
            Ok(ProjectView {
                description: summary.project.description.clone(),
                tags: summary.project.tags.clone(),
                links: summary.project.links.clone(),
                approved_at: summary.project.approved_at,
                period: read.project_period(id)?.map(|(from, until)| ProjectPeriod { from, until }),
                members: members::views(read, id, today)?,
                row: row(summary),
            })
        })
        .await
}

/// Creates a project, pending or active at once, or says what is wrong with the form.
pub async fn create(
    counter: &Counter,
    draft: ProjectDraft,
    activate: bool,
) -> Result<ProjectId, DeskError> {
    let draft = draft.trimmed();
    counter
        .db
        .write(counter.technician(), move |write| {
            let mut fields = draft.problems();
            fields.extend(unknown_members(write, &draft)?);
            if !fields.is_empty() {
                return Err(DeskError::Invalid { fields });
            }
            let id = write.add_project(&draft)?;
            if activate {
                write.move_project(id, ProjectState::Pending, ProjectState::Active)?;
            }
            Ok(id)
        })
        .await
}

/// Changes what a project says of itself, or says what is wrong with the form. Its members have
/// ways of their own.
pub async fn change(
    counter: &Counter,
    id: ProjectId,
    draft: ProjectDraft,
) -> Result<(), DeskError> {
    let draft = draft.trimmed();
    counter
        .db
        .write(counter.technician(), move |write| {
            found(write.read().project(id)?)?;
            let present = write.read().members(id)?.into_iter();
            let members = present
                .map(|member| MemberDraft { person: member.person.person.id, role: member.role })
                .collect();
            let draft = ProjectDraft { members, ..draft };
            let fields = draft.problems();
            if !fields.is_empty() {
                return Err(DeskError::Invalid { fields });
            }
            Ok(write.change_project(id, &draft)?)
        })
        .await
}

fn unknown_members(write: &Write<'_>, draft: &ProjectDraft) -> Result<Vec<FieldError>, DeskError> {
    let mut fields = Vec::new();
    for (index, member) in draft.members.iter().enumerate() {
        if write.read().person(member.person)?.is_none() {
            let field = format!("members.{index}");
            fields.push(FieldError { field, problem: Problem::Unknown });
        }
    }
    Ok(fields)
}

/// Moves a project to its next state, if its life allows it and nothing of it is reserved or out
/// when it ends: an asset would be left with nobody who answers for it.
pub async fn decide(
    counter: &Counter,
    id: ProjectId,
    state: ProjectState,
) -> Result<(), DeskError> {
    counter
        .db
        .write(counter.technician(), move |write| {
            let project = found(write.read().project(id)?)?;
            let ends = state != ProjectState::Active;
            let busy = ends && write.read().project_holds_assets(id)?;
            if !project.state.may_become(state) || busy {
                return Err(DeskError::NotPossible);
            }
            Ok(write.move_project(id, project.state, state)?)
        })
        .await
}

fn row(summary: ProjectSummary) -> ProjectRow {
    let project = summary.project;
    ProjectRow {
        id: project.id,
        name: project.name,
        state: project.state,
        course: project.course,
        academic_year: project.academic_year,
        group_number: project.group_number,
        leader: summary.leader,
        members: summary.members,
        open_requisitions: summary.open_requisitions,
        created_at: project.created_at,
    }
}
