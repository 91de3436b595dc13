//! The projects of the demo.

use std::collections::HashMap;

use domain::evidence::Actor;
use domain::ids::ProjectId;
use domain::project::{MemberRole, ProjectState};
use domain::validate::{MemberDraft, ProjectDraft};
use workspace::{Stamp, Workspace};

use super::calendar::{Calendar, Moment, hour};
use super::people::Everyone;
use super::scenario::{Project, ProjectFate};
use crate::api::DeskError;
use crate::db::found;

/// All projects, by name.
pub type Projects = HashMap<String, ProjectId>;

/// Adds the projects. Each is decided on the working day after it was asked for, if at all.
pub fn establish(
    workspace: &Workspace,
    projects: &[Project],
    everyone: &Everyone,
    technician: &Actor,
    calendar: &Calendar,
) -> Result<Projects, DeskError> {
    let mut ids = Projects::new();
    for project in projects {
        let at = calendar.moment(Moment::new(project.age, hour(16)));
        let asked = Stamp { actor: Actor::Person { name: project.leader.clone() }, at };
        let draft = draft(project, everyone, calendar.academic_year())?;
        let id = workspace.write(&asked, |write| write.add_project(&draft))?;
        let at = calendar.moment(Moment::new(project.age.saturating_sub(1), hour(10)));
        let decided = Stamp { actor: technician.clone(), at };
        if let Some(state) = decision(project.fate) {
            workspace
                .write(&decided, |write| write.move_project(id, ProjectState::Pending, state))?;
        }
        ids.insert(project.name.clone(), id);
    }
    Ok(ids)
}

fn decision(fate: ProjectFate) -> Option<ProjectState> {
    match fate {
        ProjectFate::Pending => None,
        ProjectFate::Rejected => Some(ProjectState::Rejected),
        ProjectFate::Active | ProjectFate::Completed(_) => Some(ProjectState::Active),
    }
}

fn draft(
    project: &Project,
    everyone: &Everyone,
    academic_year: String,
) -> Result<ProjectDraft, DeskError> {
    Ok(ProjectDraft {
        name: project.name.clone(),
        description: project.about.clone(),
        course: project.course.clone(),
        academic_year,
        group_number: project.group,
        tags: project.tags.clone(),
        links: Vec::new(),
        members: members(project, everyone)?,
    })
}

fn members(project: &Project, everyone: &Everyone) -> Result<Vec<MemberDraft>, DeskError> {
    let one = |name, role| std::iter::once((name, role));
    let maybe = |name: &Option<String>, role| name.clone().map(|name| (name, role));
    let workers = project.members.iter().map(|name| (name.clone(), MemberRole::Member));
    one(project.leader.clone(), MemberRole::Leader)
        .chain(workers)
        .chain(maybe(&project.observer, MemberRole::Observer))
        .chain(maybe(&project.advisor, MemberRole::Advisor))
        .chain(one(project.supervisor.clone(), MemberRole::Supervisor))
        .map(|(name, role)| {
            let someone = found(everyone.get(&name))?;
            Ok(MemberDraft { person: someone.person, role })
        })
        .collect()
}
