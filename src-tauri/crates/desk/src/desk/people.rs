//! People, and their projects.

use domain::ids::{PersonId, ProjectId};
use domain::project::{MemberRole, ProjectState};
use domain::validate::{PersonDraft, ProjectDraft};

use super::{Answer, Desk};
use crate::api::*;
use crate::{people, projects};

impl Desk {
    /// People whose name, e-mail or number matches.
    pub async fn people(&self, text: String, limit: u32) -> Answer<Vec<PersonRow>> {
        people::list(&*self.counter().await?, text, limit).await
    }

    /// Creates a person.
    pub async fn create_person(&self, draft: PersonDraft) -> Answer<PersonRow> {
        people::create(&*self.counter().await?, draft).await
    }

    /// The People table.
    pub async fn people_table(&self, query: PeopleQuery) -> Answer<PeopleTable> {
        people::table(&*self.counter().await?, query).await
    }

    /// Everything about one person.
    pub async fn person(&self, id: PersonId) -> Answer<PersonView> {
        people::one(&*self.counter().await?, id).await
    }

    /// Changes a person.
    pub async fn change_person(&self, id: PersonId, draft: PersonDraft) -> Answer<PersonRow> {
        people::change(&*self.counter().await?, id, draft).await
    }

    /// Keeps a person from borrowing, for a reason; without one they may borrow again.
    pub async fn block_person(&self, id: PersonId, reason: Option<String>) -> Answer<()> {
        people::block(&*self.counter().await?, id, reason).await
    }

    /// Snipe-IT users who match.
    pub async fn find_users(&self, text: String, limit: u32) -> Answer<Vec<UserHit>> {
        people::users(&*self.counter().await?, text, limit).await
    }

    /// Projects.
    pub async fn projects(&self, query: ProjectQuery) -> Answer<ProjectList> {
        projects::list(&*self.counter().await?, query).await
    }

    /// One project.
    pub async fn project(&self, id: ProjectId) -> Answer<ProjectView> {
        projects::one(&*self.counter().await?, id).await
    }

    /// Creates a project, pending or active at once.
    pub async fn create_project(&self, draft: ProjectDraft, activate: bool) -> Answer<ProjectId> {
        projects::create(&*self.counter().await?, draft, activate).await
    }

    /// Moves a project to its next state.
    pub async fn decide_project(&self, id: ProjectId, state: ProjectState) -> Answer<()> {
        projects::decide(&*self.counter().await?, id, state).await
    }

    /// Changes what a project says of itself; the draft's members are not looked at.
    pub async fn change_project(&self, id: ProjectId, draft: ProjectDraft) -> Answer<()> {
        projects::change(&*self.counter().await?, id, draft).await
    }

    /// Makes somebody a member, gives a member another role, or lets them go.
    pub async fn set_member(
        &self,
        project: ProjectId,
        person: PersonId,
        role: Option<MemberRole>,
    ) -> Answer<MemberOutcome> {
        projects::set_member(&*self.counter().await?, project, person, role).await
    }

    /// What happened in a project.
    pub async fn project_timeline(&self, id: ProjectId, limit: u32) -> Answer<ProjectTimeline> {
        projects::timeline(&*self.counter().await?, id, limit).await
    }

    /// What a project used.
    pub async fn project_usage(&self, id: ProjectId) -> Answer<ProjectUsage> {
        projects::usage(&*self.counter().await?, id).await
    }
}
