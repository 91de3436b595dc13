//! Requisitions: lists, the inbox, and one whole.

use chrono::{DateTime, NaiveDate, Utc};
use domain::decide::answer::Answer;
use domain::decide::approval::CannotApprove;
use domain::decide::lending::CannotHandOver;
use domain::decide::unit::Disagreement;
use domain::evidence::{Actor, Evidence};
use domain::ids::{DiscrepancyId, LineId, OperationId, PersonId, ProjectId, RequisitionId, UnitId};
use domain::operation::{OperationKind, Phase, Refusal};
use domain::project::{MemberRole, ProjectState};
use domain::requisition::RequisitionNumber;
use domain::standing::Standing;
use domain::unit::UnitState;
use domain::validate::Wanted;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AssetRef, Availability, Candidate};

/// Which part of the inbox is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InboxQuery {
    /// Those with a decision under way, instead of those to decide.
    pub waiting: bool,
    /// From which row on.
    pub offset: u32,
    /// How many; none asks for the counts alone.
    pub limit: u32,
    /// A requisition whose place in the list is asked for.
    pub find: Option<RequisitionId>,
}

/// The inbox: what waits for a decision, or what was decided and is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Inbox {
    /// Requisitions with a unit to decide.
    pub to_decide: u32,
    /// Requisitions with a decision under way.
    pub waiting: u32,
    /// Those asked for, newest first.
    pub rows: Vec<InboxRow>,
    /// How many stand before the one whose place was asked for; `None` when it is not in the list.
    pub found_at: Option<u32>,
    /// When the last decision was made.
    pub last_decided_at: Option<DateTime<Utc>>,
}

/// A requisition in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct InboxRow {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
    /// Who asks.
    pub requester: String,
    /// For which project.
    pub project: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// How many lines.
    pub lines: u32,
    /// What makes it more than routine, gravest first.
    pub flags: Vec<InboxFlag>,
    /// How its units stand, most urgent first, each word once.
    pub standings: Vec<Standing>,
}

/// What makes a requisition more than routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum InboxFlag {
    /// The requester may not borrow.
    RequesterBlocked,
    /// The project waits for a decision itself.
    ProjectPending,
    /// The project has ended or was rejected.
    ProjectClosed,
    /// So many lines cannot be served as asked.
    Conflicts {
        /// How many.
        lines: u32,
    },
    /// Longer than usual.
    LongLoan {
        /// Days.
        days: u32,
    },
}

/// What the list of requisitions shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionQuery {
    /// Which.
    pub filter: RequisitionFilter,
    /// Only of this project.
    pub project: Option<ProjectId>,
    /// Only asked for by this person.
    pub person: Option<PersonId>,
    /// Words of number, requester, project, purpose or equipment; accents and case do not matter.
    pub text: String,
    /// From which row on.
    pub offset: u32,
    /// How many.
    pub limit: u32,
}

/// Kinds of requisitions. One stands under every kind that one of its units belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RequisitionFilter {
    /// All.
    All,
    /// With something to decide.
    Pending,
    /// With something to collect.
    Reserved,
    /// With something out.
    CheckedOut,
    /// With something overdue.
    Overdue,
    /// With nothing left to do.
    Ended,
}

/// The list, with how many each filter has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionList {
    /// How many match.
    pub total: u32,
    /// Those asked for, newest first.
    pub rows: Vec<RequisitionRow>,
    /// Requisitions per filter, matching the text.
    pub counts: Vec<RequisitionCount>,
}

/// How many requisitions a filter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionCount {
    /// The filter.
    pub filter: RequisitionFilter,
    /// How many.
    pub count: u32,
}

/// A requisition in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionRow {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
    /// For which project.
    pub project: String,
    /// Who asks.
    pub requester: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// What is asked for, in words: "DS1054Z, 2 × Raspberry Pi 5".
    pub equipment: String,
    /// How each line stands: its most urgent unit.
    pub strip: Vec<Standing>,
}

/// A requisition whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequisitionView {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
    /// For which project.
    pub project: ProjectRef,
    /// Who asks.
    pub requester: RequesterView,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// What for.
    pub purpose: Option<String>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Lines in order.
    pub lines: Vec<LineView>,
    /// Everything that happened, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// How old the mirror's word on availability is.
    pub availability_at: Option<DateTime<Utc>>,
}

/// The project of a requisition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ProjectRef {
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
}

/// Who asks, and how they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RequesterView {
    /// Identity.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Role in the project, while a member.
    pub role: Option<MemberRole>,
    /// Why they may not borrow.
    pub blocked: Option<String>,
    /// Units they have out.
    pub on_loan: u32,
    /// Of those, overdue.
    pub overdue: u32,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LineView {
    /// Identity.
    pub id: LineId,
    /// The number the screens show, from 1.
    pub position: u32,
    /// What is asked for.
    pub wanted: Wanted,
    /// What people call it.
    pub title: String,
    /// The named asset, as the mirror knows it.
    pub asset: Option<AssetRef>,
    /// How many.
    pub quantity: u32,
    /// Its units.
    pub units: Vec<UnitView>,
    /// How it stands: its most urgent unit.
    pub standing: Standing,
    /// Whether it can be had; only while something is to decide.
    pub availability: Option<Availability>,
    /// Assets that would serve: the free ones of the model, or, when the named asset is not to be
    /// had, others of its model.
    pub candidates: Vec<Candidate>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UnitView {
    /// Identity.
    pub id: UnitId,
    /// Its state.
    pub state: UnitState,
    /// How it stands.
    pub standing: Standing,
    /// The asset, once named or picked.
    pub asset: Option<AssetRef>,
    /// What is under way, or was last refused or escalated.
    pub operation: Option<OperationView>,
    /// Why it is in this state: the newest transition.
    pub why: Option<TimelineEntry>,
    /// When it is due back.
    pub due: NaiveDate,
    /// Until when a reservation waits for collection.
    pub hold_until: Option<NaiveDate>,
    /// Whether that day is over: the reservation may be given up.
    pub hold_over: bool,
    /// What Snipe-IT and the workspace disagree about.
    pub disagreement: Option<Disagreement>,
    /// That disagreement, where it is open.
    pub discrepancy: Option<DiscrepancyId>,
    /// Whether its asset still wears a label of ours after the return and nothing is under way to
    /// put Available back.
    pub label_left: bool,
}

/// An operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OperationView {
    /// Identity.
    pub id: OperationId,
    /// What it does.
    pub kind: OperationKind,
    /// Where it stands.
    pub phase: Phase,
    /// Who decided.
    pub decided_by: Actor,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// When something happens next: it is sent, committed, or read again.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the answer was lost.
    pub doubt_since: Option<DateTime<Utc>>,
    /// Whether it waits for Snipe-IT to answer, rather than for the undo time.
    pub waits_for_server: bool,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// The reason given, for a rejection.
    pub reason: Option<String>,
}

/// Something that happened to a requisition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: TimelineEvent,
    /// The line's number, where it concerns one.
    pub line: Option<u32>,
    /// The asset's tag, where it concerns one.
    pub tag: Option<String>,
    /// Who or what acted.
    pub actor: Actor,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// What was said.
    pub note: Option<String>,
}

/// Kinds of things that happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimelineEvent {
    /// It was asked for.
    Asked,
    /// A unit moved.
    Moved {
        /// From.
        from: UnitState,
        /// To.
        to: UnitState,
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
    /// A technician wrote something down: the note.
    Noted,
    /// Snipe-IT says another day on which it is due.
    Due {
        /// The day before.
        from: NaiveDate,
        /// The day now.
        to: NaiveDate,
    },
}

/// A unit to approve, with the asset picked where the line does not name one, or another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Approval {
    /// The unit.
    pub unit: UnitId,
    /// The asset picked; `None` takes the one the line names.
    pub asset: Option<domain::ids::AssetId>,
}

/// A unit to hand over, to its requester or to somebody else of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOver {
    /// The unit.
    pub unit: UnitId,
    /// To whom; `None` is the requester.
    pub to: Option<PersonId>,
}

/// What became of one decision among several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Decided {
    /// The unit.
    pub unit: UnitId,
    /// What became of it.
    pub outcome: DecisionOutcome,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DecisionOutcome {
    /// Stored; it is carried out then, and can be withdrawn until then.
    Stored {
        /// The operation.
        operation: OperationId,
        /// When.
        due_at: DateTime<Utc>,
    },
    /// It may not be approved.
    CannotApprove {
        /// Why.
        reason: CannotApprove,
    },
    /// It may not be handed over.
    CannotHandOver {
        /// Why.
        reason: CannotHandOver,
    },
    /// The unit's state does not allow it.
    NotPossible {
        /// The state.
        state: UnitState,
    },
    /// Another decision on the unit is not settled yet.
    UnderWay {
        /// What was decided.
        operation: OperationKind,
        /// How far it is; while it waits it can be withdrawn.
        phase: Phase,
    },
}

/// A requisition just made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NewRequisition {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
}
