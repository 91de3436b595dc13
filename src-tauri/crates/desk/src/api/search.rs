//! One search over everything.

use domain::ids::{ModelId, PersonId, ProjectId, RequisitionId};
use domain::people::PersonRole;
use domain::project::ProjectState;
use domain::requisition::RequisitionNumber;
use domain::standing::Standing;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{EquipmentRow, LoanRow};

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SearchQuery {
    /// What was typed; accents and case do not matter. Nothing typed finds nothing.
    pub text: String,
    /// Only this kind.
    pub only: Option<SearchKind>,
    /// How many of each kind are shown at most.
    pub limit: u32,
}

/// Kinds of things that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SearchKind {
    /// Assets.
    Equipment,
    /// Models of assets.
    Models,
    /// People.
    People,
    /// Requisitions.
    Requisitions,
    /// Projects.
    Projects,
}

/// What was found, kind by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Found {
    /// Assets: that of exactly this tag or serial number first, then lendable ones, by tag.
    pub equipment: Matches<EquipmentMatch>,
    /// Models, by name.
    pub models: Matches<ModelMatch>,
    /// People, by name.
    pub people: Matches<PersonMatch>,
    /// Requisitions: that of exactly this number first, then newest first.
    pub requisitions: Matches<RequisitionMatch>,
    /// Projects, newest first.
    pub projects: Matches<ProjectMatch>,
}

/// The first ones of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Matches<T> {
    /// How many there are, as far as they were counted.
    pub total: u32,
    /// Whether there are more than were counted.
    pub more: bool,
    /// The first of them.
    pub rows: Vec<T>,
}

impl<T> Default for Matches<T> {
    fn default() -> Self {
        Self { total: 0, more: false, rows: Vec::new() }
    }
}

/// An asset that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct EquipmentMatch {
    /// The asset and how it stands.
    pub row: EquipmentRow,
    /// Who has it, by Snipe-IT.
    pub holder: Option<String>,
    /// The unit that has it or is about to; else the first one that wants it.
    pub unit: Option<LoanRow>,
}

/// A model that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ModelMatch {
    /// Snipe-IT's id.
    pub id: ModelId,
    /// Its name.
    pub name: String,
    /// Those that can be had now.
    pub free: u32,
    /// Those that can be lent at all.
    pub total: u32,
}

/// A person who matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonMatch {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// What they are at the school.
    pub role: PersonRole,
    /// Why they may not borrow.
    pub blocked: Option<String>,
    /// Units that they asked for and that are out.
    pub on_loan: u32,
    /// Of those, the ones that should be back.
    pub overdue: u32,
}

/// A requisition that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionMatch {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
    /// For which project.
    pub project: String,
    /// Who asks.
    pub requester: String,
    /// The line whose equipment matches, as the screens number it.
    pub line: Option<u32>,
    /// How that line stands; without one, the most urgent of all.
    pub standing: Option<Standing>,
}

/// A project that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectMatch {
    /// Identity.
    pub id: ProjectId,
    /// Name.
    pub name: String,
    /// State.
    pub state: ProjectState,
    /// Course.
    pub course: Option<String>,
    /// The leader's name.
    pub leader: Option<String>,
}
