//! Projects and members.

use chrono::{DateTime, NaiveDate, Utc};
use domain::decide::answer::Answer;
use domain::decide::unit::Disagreement;
use domain::evidence::Actor;
use domain::ids::{ActivityId, PersonId, ProjectId};
use domain::operation::{OperationKind, Phase, Refusal};
use domain::people::PersonRole;
use domain::project::{MemberRole, ProjectState};
use domain::unit::UnitState;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::EventRequisition;

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectQuery {
    /// Only these states; empty for all.
    pub states: Vec<ProjectState>,
    /// Words of name, course or member; accents and case do not matter.
    pub text: String,
    /// From which row on.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// The list, with how many each state has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectList {
    /// How many match.
    pub total: u32,
    /// Those asked for, newest first.
    pub rows: Vec<ProjectRow>,
    /// Projects per state, matching the text.
    pub counts: Vec<ProjectCount>,
}

/// How many projects are in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectCount {
    /// The state.
    pub state: ProjectState,
    /// How many.
    pub count: u32,
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectRow {
    /// Identity.
    pub id: ProjectId,
    /// Name.
    pub name: String,
    /// State.
    pub state: ProjectState,
    /// Course.
    pub course: Option<String>,
    /// Academic year.
    pub academic_year: Option<String>,
    /// Group number.
    pub group_number: Option<u32>,
    /// The leader's name.
    pub leader: Option<String>,
    /// How many members.
    pub members: u32,
    /// Requisitions with a unit that is not at its end.
    pub open_requisitions: u32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// A project whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectView {
    /// What the list shows of it.
    pub row: ProjectRow,
    /// Description.
    pub description: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Links.
    pub links: Vec<String>,
    /// Since when it is active; `None` before.
    pub approved_at: Option<DateTime<Utc>>,
    /// The first and the last day that its requisitions ask for; `None` while there are none.
    pub period: Option<ProjectPeriod>,
    /// Members.
    pub members: Vec<MemberView>,
}

/// From the first day that is asked for until the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectPeriod {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MemberView {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// What they are at the school.
    pub person_role: PersonRole,
    /// What they are in the project.
    pub role: MemberRole,
    /// Why they may not borrow, if so.
    pub blocked: Option<String>,
    /// Units that they asked for on behalf of the project and that are out.
    pub on_loan: u32,
    /// Of those, the ones that should be back.
    pub overdue: u32,
}

/// What became of a change among the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MemberOutcome {
    /// It is as asked.
    Done,
    /// Nobody else leads the project.
    OnlyLeader,
    /// Units of the project are reserved for them or with them: somebody has to answer for these.
    HoldsUnits {
        /// How many.
        units: u32,
    },
}

/// Part of a project's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectTimeline {
    /// What happened, newest first. The same thing about several lines at a time is told once.
    pub events: Vec<ProjectEvent>,
    /// Whether more happened before.
    pub more: bool,
}

/// Something that happened in a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectEvent {
    /// When; of several at a time, the newest.
    pub at: DateTime<Utc>,
    /// What.
    pub what: ProjectEventKind,
    /// Who or what acted; `None` for what the calendar did.
    pub actor: Option<Actor>,
    /// Who did it in Snipe-IT, where a row of the activity log says so.
    pub by: Option<String>,
    /// The requisition it is about.
    pub requisition: Option<EventRequisition>,
    /// The lines it is about, by number.
    pub lines: Vec<u32>,
    /// How many units it is about.
    pub units: u32,
    /// What the unit is called, where it is about one.
    pub title: Option<String>,
    /// The tag of its asset, where it is about one.
    pub tag: Option<String>,
    /// The row of the activity log that says so, where it is about one unit.
    pub activity: Option<ActivityId>,
    /// What was said.
    pub note: Option<String>,
}

/// What happened in a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProjectEventKind {
    /// Equipment was asked for.
    Asked {
        /// Who asked.
        requester: String,
        /// How many lines.
        lines: u32,
    },
    /// Units moved.
    Moved {
        /// Where to.
        to: UnitState,
        /// To whom, or from whom, as the log says.
        who: Option<String>,
    },
    /// An operation entered a phase.
    Operation {
        /// What it does.
        operation: OperationKind,
        /// Where it stands.
        phase: Phase,
        /// Why it was refused, if it was.
        refusal: Option<Refusal>,
    },
    /// A unit was not back when its last day ended; computed.
    Overdue {
        /// Who has it; `None` once it is back.
        with: Option<String>,
    },
    /// Snipe-IT says another day on which it is due.
    Due {
        /// The day before.
        from: NaiveDate,
        /// The day now.
        to: NaiveDate,
    },
    /// Snipe-IT and the workspace began to disagree.
    Disagreed {
        /// About what.
        about: Disagreement,
    },
    /// They agree again.
    Agreed {
        /// About what they did not.
        about: Disagreement,
    },
    /// A person settled what they disagree about.
    Answered {
        /// About what.
        about: Disagreement,
        /// What was said.
        answer: Answer,
    },
    /// The project itself moved; `from` is missing at the beginning.
    State {
        /// From.
        from: Option<ProjectState>,
        /// To.
        to: ProjectState,
    },
    /// Somebody joined, left, or has another role.
    Member {
        /// Who.
        name: String,
        /// The role before; `None` for who joined.
        from: Option<MemberRole>,
        /// The role now; `None` for who left.
        to: Option<MemberRole>,
    },
}

/// What a project used, computed from the history. See `desk::projects` for how each is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectUsage {
    /// Since when: the project's activation, or else its creation.
    pub since: DateTime<Utc>,
    /// Days on loan of all units together.
    pub item_days: u32,
    /// Loans that ended.
    pub returned: u32,
    /// Of those, the ones that ended on their last day or before.
    pub on_time: u32,
    /// Seconds from asking to deciding, in the middle of all that was decided; `None` where nothing
    /// was.
    pub median_decision: Option<u32>,
    /// The days by model, most first.
    pub models: Vec<ModelDays>,
}

/// Days on loan of a model's units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ModelDays {
    /// The model's name.
    pub model: String,
    /// Days.
    pub days: u32,
}
