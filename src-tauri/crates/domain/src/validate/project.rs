//! A project as typed.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FieldError, Problem, complaint, fields};
use crate::ids::PersonId;
use crate::project::MemberRole;

/// A project as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectDraft {
    /// Name.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Course.
    pub course: String,
    /// Academic year, as the school writes it: 2026/2027.
    pub academic_year: String,
    /// Group number within the course.
    pub group_number: Option<u32>,
    /// Tags.
    pub tags: Vec<String>,
    /// Links.
    pub links: Vec<String>,
    /// Members; at least a leader.
    pub members: Vec<MemberDraft>,
}

/// A member as chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MemberDraft {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: MemberRole,
}

impl ProjectDraft {
    /// Everything wrong with it that can be told from itself.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        fields::required_line("name", &self.name, 200, &mut errors);
        fields::text("description", &self.description, 4000, &mut errors);
        fields::line("course", &self.course, 200, &mut errors);
        fields::line("academic_year", &self.academic_year, 20, &mut errors);
        if self.group_number.is_some_and(|group| !(1..=999).contains(&group)) {
            errors.push(complaint("group_number", Problem::OutOfRange { min: 1, max: 999 }));
        }
        for tag in &self.tags {
            fields::required_line("tags", tag, 50, &mut errors);
        }
        self.judge_links(&mut errors);
        self.judge_members(&mut errors);
        errors
    }

    fn judge_links(&self, errors: &mut Vec<FieldError>) {
        for link in &self.links {
            fields::line("links", link, 500, errors);
            let web = link.starts_with("https://") || link.starts_with("http://");
            if !web || link.contains(char::is_whitespace) {
                errors.push(complaint("links", Problem::NotALink));
            }
        }
    }

    fn judge_members(&self, errors: &mut Vec<FieldError>) {
        if !self.members.iter().any(|member| member.role == MemberRole::Leader) {
            errors.push(complaint("members", Problem::Required));
        }
        let mut seen = HashSet::new();
        for (index, member) in self.members.iter().enumerate() {
            if !seen.insert(member.person) {
                errors.push(complaint(format!("members.{index}"), Problem::Repeated));
            }
        }
    }

    /// The draft without the spaces around what was typed.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let all =
            |texts: Vec<String>| texts.into_iter().map(|text| text.trim().to_owned()).collect();
        Self {
            name: self.name.trim().to_owned(),
            description: self.description.trim().to_owned(),
            course: self.course.trim().to_owned(),
            academic_year: self.academic_year.trim().to_owned(),
            tags: all(self.tags),
            links: all(self.links),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn member(person: u128, role: MemberRole) -> MemberDraft {
        MemberDraft { person: PersonId(Uuid::from_u128(person)), role }
    }

    fn draft(members: Vec<MemberDraft>) -> ProjectDraft {
        ProjectDraft {
            name: "Estação meteorológica LoRa".into(),
            description: String::new(),
            course: String::new(),
            academic_year: String::new(),
            group_number: None,
            tags: vec![],
            links: vec![],
            members,
        }
    }

    #[test]
    fn somebody_leads_and_nobody_stands_twice() {
        let leader = member(1, MemberRole::Leader);
        assert_eq!(draft(vec![leader]).problems(), []);
        assert_eq!(draft(vec![]).problems(), [complaint("members", Problem::Required)]);
        let twice = draft(vec![leader, member(1, MemberRole::Member)]);
        assert_eq!(twice.problems(), [complaint("members.1", Problem::Repeated)]);
    }

    #[test]
    fn links_lead_to_the_web_and_nowhere_else() {
        let mut project = draft(vec![member(1, MemberRole::Leader)]);
        project.links = vec!["https://github.com/ua/lora".into(), "javascript:alert(1)".into()];
        assert_eq!(project.problems(), [complaint("links", Problem::NotALink)]);
    }
}
