//! A requisition as typed.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FieldError, Problem, complaint, fields};
use crate::ids::{AssetId, ModelId, PersonId, ProjectId};
use crate::project::{MemberRole, ProjectState};

/// A requisition as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionDraft {
    /// For which project.
    pub project: Option<ProjectId>,
    /// Who asks.
    pub requester: Option<PersonId>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// What for.
    pub purpose: String,
    /// What is asked for.
    pub lines: Vec<LineDraft>,
}

/// A line as chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LineDraft {
    /// The thing.
    pub wanted: Wanted,
    /// How many; a named asset is one.
    pub quantity: u32,
}

/// What a line asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wanted {
    /// This very asset.
    Asset {
        /// Snipe-IT's id.
        id: AssetId,
    },
    /// Any asset of this model.
    Model {
        /// Snipe-IT's id.
        id: ModelId,
    },
}

/// What the workspace knows about the draft's references.
#[derive(Debug, Clone, Default)]
pub struct RequisitionFacts {
    /// The project's state, if it exists.
    pub project: Option<ProjectState>,
    /// The requester's role in the project, if a member.
    pub membership: Option<MemberRole>,
    /// Why the requester may not borrow, if so.
    pub blocked: Option<String>,
    /// For each line, whether the mirror knows the thing.
    pub known: Vec<bool>,
}

/// Most pieces one line may ask for.
pub const MAX_QUANTITY: u32 = 50;

impl RequisitionDraft {
    /// Everything wrong with it, given what the workspace knows and which day it is.
    #[must_use]
    pub fn problems(&self, facts: &RequisitionFacts, today: NaiveDate) -> Vec<FieldError> {
        let mut errors = Vec::new();
        self.judge_project(facts, &mut errors);
        self.judge_requester(facts, &mut errors);
        self.judge_period(today, &mut errors);
        fields::text("purpose", &self.purpose, 2000, &mut errors);
        self.judge_lines(facts, &mut errors);
        errors
    }

    fn judge_project(&self, facts: &RequisitionFacts, errors: &mut Vec<FieldError>) {
        use ProjectState::{Active, Pending};
        let problem = match (self.project, facts.project) {
            (None, _) => Problem::Required,
            (Some(_), None) => Problem::Unknown,
            (Some(_), Some(Pending | Active)) => return,
            (Some(_), Some(_)) => Problem::ProjectClosed,
        };
        errors.push(complaint("project", problem));
    }

    fn judge_requester(&self, facts: &RequisitionFacts, errors: &mut Vec<FieldError>) {
        if self.requester.is_none() {
            errors.push(complaint("requester", Problem::Required));
        } else if matches!(facts.membership, None | Some(MemberRole::Observer)) {
            errors.push(complaint("requester", Problem::NotAMember));
        } else if let Some(reason) = facts.blocked.clone() {
            errors.push(complaint("requester", Problem::Blocked { reason }));
        }
    }

    fn judge_period(&self, today: NaiveDate, errors: &mut Vec<FieldError>) {
        if self.from.is_none() {
            errors.push(complaint("from", Problem::Required));
        }
        match (self.from, self.until) {
            (_, None) => errors.push(complaint("until", Problem::Required)),
            (Some(from), Some(until)) if until < from => {
                errors.push(complaint("until", Problem::EndsBeforeStart));
            }
            (_, Some(until)) if until < today => {
                errors.push(complaint("until", Problem::InThePast));
            }
            _ => {}
        }
    }

    fn judge_lines(&self, facts: &RequisitionFacts, errors: &mut Vec<FieldError>) {
        if self.lines.is_empty() {
            errors.push(complaint("lines", Problem::Required));
        }
        let mut seen = HashSet::new();
        for (index, line) in self.lines.iter().enumerate() {
            let max = if matches!(line.wanted, Wanted::Asset { .. }) { 1 } else { MAX_QUANTITY };
            if !(1..=max).contains(&line.quantity) {
                let problem = Problem::OutOfRange { min: 1, max };
                errors.push(complaint(format!("lines.{index}.quantity"), problem));
            }
            if !seen.insert(line.wanted) {
                errors.push(complaint(format!("lines.{index}"), Problem::Repeated));
            } else if !facts.known.get(index).copied().unwrap_or(false) {
                errors.push(complaint(format!("lines.{index}"), Problem::Unknown));
            }
        }
    }
}

#[cfg(test)]
#[path = "requisition_tests.rs"]
mod tests;
