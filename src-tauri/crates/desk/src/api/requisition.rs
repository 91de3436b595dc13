//! A requisition whole, and its lines and units.

use chrono::{DateTime, NaiveDate, Utc};
use domain::decide::unit::Disagreement;
use domain::evidence::Actor;
use domain::ids::{DiscrepancyId, LineId, OperationId, PersonId, ProjectId, RequisitionId, UnitId};
use domain::operation::{OperationKind, Phase, Refusal};
use domain::project::{MemberRole, ProjectState};
use domain::requisition::RequisitionNumber;
use domain::standing::Standing;
use domain::unit::UnitState;
use domain::validate::Wanted;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AssetRef, Availability, Candidate, TimelineEntry};

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

/// A requisition just made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NewRequisition {
    /// Identity.
    pub id: RequisitionId,
    /// Number.
    pub number: RequisitionNumber,
}
