//! A requisition whole.

use domain::asset::AssetSnapshot;
use domain::catalogue::List;
use domain::ids::{AssetId, RequisitionId, UnitId};
use domain::operation::{OperationKind, Phase};
use domain::standing::Standing;
use domain::unit::UnitState;
use domain::validate::Wanted;
use workspace::Read;
use workspace::table::operations::OperationRecord;
use workspace::table::requisitions::{LineRecord, RequisitionRecord};
use workspace::table::units::UnitRecord;

use super::availability::{Seeker, candidates, kept_by, line_availability, reference};
use super::{Context, timeline};
use crate::api::{
    AssetRef, Availability, Candidate, DeskError, LineView, OperationView, ProjectRef,
    RequesterView, RequisitionView, TimelineEntry, TimelineEvent, UnitView,
};
use crate::counter::Counter;
use crate::db::found;

/// One requisition.
pub async fn one(counter: &Counter, id: RequisitionId) -> Result<RequisitionView, DeskError> {
    let context = Context::of(counter);
    counter.db.read(move |read| view(read, id, context)).await
}

/// The same within one reading.
pub fn view(
    read: &Read<'_>,
    id: RequisitionId,
    context: Context,
) -> Result<RequisitionView, DeskError> {
    let record = found(read.requisition(id)?)?;
    let units = read.units_of(id)?;
    let history = timeline::entries(read, read.history(id)?)?;
    let line = |line: LineRecord| {
        let kept = kept_by(&units, line.id);
        let seeker = Seeker { requisition: id, kept: &kept };
        let units: Vec<_> = units.iter().filter(|unit| unit.line == line.id).collect();
        line_view(read, seeker, line, &units, &history, context)
    };
    let lines = read.lines(id)?.into_iter().map(line).collect::<Result<_, _>>()?;
    Ok(RequisitionView {
        id,
        number: record.number,
        project: project(read, &record)?,
        requester: requester(read, &record, context)?,
        from: record.from,
        until: record.until,
        purpose: record.purpose.clone(),
        asked_at: record.asked_at,
        lines,
        timeline: history.into_iter().map(|(_, entry)| entry).collect(),
        availability_at: read.list_position(List::Hardware)?.complete_at,
    })
}

fn project(read: &Read<'_>, record: &RequisitionRecord) -> Result<ProjectRef, DeskError> {
    let project = found(read.project(record.project)?)?;
    Ok(ProjectRef {
        id: project.id,
        name: project.name,
        state: project.state,
        course: project.course,
        academic_year: project.academic_year,
        group_number: project.group_number,
    })
}

fn requester(
    read: &Read<'_>,
    record: &RequisitionRecord,
    context: Context,
) -> Result<RequesterView, DeskError> {
    let known = found(read.person(record.requester)?)?;
    let loans = read.loans_of(record.requester)?;
    let count = |loans: usize| u32::try_from(loans).unwrap_or(u32::MAX);
    Ok(RequesterView {
        id: record.requester,
        name: known.person.name,
        role: read.membership(record.project, record.requester)?,
        blocked: known.person.blocked,
        on_loan: count(loans.len()),
        overdue: count(loans.iter().filter(|due| **due < context.today).count()),
    })
}

type History = [(Option<UnitId>, TimelineEntry)];

fn line_view(
    read: &Read<'_>,
    seeker: Seeker<'_>,
    line: LineRecord,
    units: &[&UnitRecord],
    history: &History,
    context: Context,
) -> Result<LineView, DeskError> {
    let undecided =
        |unit: &&&UnitRecord| unit.state == UnitState::Pending && unit.operation.is_none();
    let undecided = u32::try_from(units.iter().filter(undecided).count()).unwrap_or(u32::MAX);
    let (availability, candidates) = if undecided > 0 {
        let availability = line_availability(read, line.wanted, context.labels)?;
        let others = others(read, seeker, &line, &availability, undecided, context)?;
        (Some(availability), others)
    } else {
        (None, Vec::new())
    };
    let standing = units.iter().map(|unit| unit.standing(context.today)).min();
    let views = units.iter().map(|unit| unit_view(read, unit, history, context));
    Ok(LineView {
        id: line.id,
        position: line.position,
        wanted: line.wanted,
        title: line.title,
        asset: match line.wanted {
            Wanted::Asset { id } => asset_ref(read, id)?,
            Wanted::Model { .. } => None,
        },
        quantity: line.quantity,
        units: views.collect::<Result<_, _>>()?,
        standing: standing.unwrap_or(Standing::Cancelled),
        availability,
        candidates,
    })
}

/// Assets that would serve: for a model its free ones; for a named asset that is not to be had,
/// free ones of its model.
fn others(
    read: &Read<'_>,
    seeker: Seeker<'_>,
    line: &LineRecord,
    availability: &Availability,
    needed: u32,
    context: Context,
) -> Result<Vec<Candidate>, DeskError> {
    let model = match line.wanted {
        Wanted::Model { id } => Some(id),
        Wanted::Asset { .. } if matches!(availability, Availability::Available { .. }) => None,
        Wanted::Asset { id } => {
            read.mirrored(id)?.and_then(|known| known.snapshot.model).map(|model| model.id)
        }
    };
    match model {
        Some(model) => candidates(read, model, needed, seeker, context.labels),
        None => Ok(Vec::new()),
    }
}

fn unit_view(
    read: &Read<'_>,
    unit: &UnitRecord,
    history: &History,
    context: Context,
) -> Result<UnitView, DeskError> {
    let operation = read.newest_operation(unit.id)?;
    let known = match unit.asset {
        Some(asset) => read.mirrored(asset)?.map(|known| known.snapshot),
        None => None,
    };
    Ok(UnitView {
        id: unit.id,
        state: unit.state,
        standing: unit.standing(context.today),
        asset: known.as_ref().map(reference),
        label_left: label_left(unit, known.as_ref(), operation.as_ref(), context),
        operation: operation.filter(is_telling).map(operation_view),
        why: why(unit, history),
        due: unit.due,
        hold_until: unit.hold_until,
        hold_over: is_hold_over(unit, context),
        disagreement: unit.disagreement,
        discrepancy: read.discrepancies_of(unit.id)?.first().map(|open| open.id),
    })
}

/// Whether nobody collected it in time.
fn is_hold_over(unit: &UnitRecord, context: Context) -> bool {
    unit.state == UnitState::Reserved && unit.hold_until.is_some_and(|day| day < context.today)
}

/// What is under way, or ended in a way that still says something.
fn is_telling(operation: &OperationRecord) -> bool {
    operation.phase.is_open() || matches!(operation.phase, Phase::Refused | Phase::Escalated)
}

/// Whether Available could be put back: the asset is free, wears a label of ours, this unit
/// returned it, and nobody claims it since.
fn label_left(
    unit: &UnitRecord,
    asset: Option<&AssetSnapshot>,
    operation: Option<&OperationRecord>,
    context: Context,
) -> bool {
    let Some(asset) = asset else { return false };
    let ours = asset.label_id().is_some_and(|label| context.labels.is_left_behind(label));
    let under_way =
        operation.is_some_and(|op| op.kind == OperationKind::RestoreLabel && op.phase.is_open());
    unit.state == UnitState::Returned && ours && asset.holder.is_none() && !under_way
}

/// The newest thing that happened to the unit, apart from labels put back.
fn why(unit: &UnitRecord, history: &History) -> Option<TimelineEntry> {
    let about = |(of, entry): &&(Option<UnitId>, TimelineEntry)| {
        let label = matches!(
            entry.event,
            TimelineEvent::Operation { operation: OperationKind::RestoreLabel, .. }
        );
        *of == Some(unit.id) && !label
    };
    history.iter().find(about).map(|(_, entry)| entry.clone())
}

fn asset_ref(read: &Read<'_>, id: AssetId) -> Result<Option<AssetRef>, DeskError> {
    Ok(read.mirrored(id)?.map(|known| reference(&known.snapshot)))
}

/// An operation as shown.
pub fn operation_view(operation: OperationRecord) -> OperationView {
    OperationView {
        id: operation.id,
        kind: operation.kind,
        phase: operation.phase,
        decided_by: operation.decided_by,
        decided_at: operation.decided_at,
        due_at: operation.due_at,
        sent_at: operation.sent_at,
        doubt_since: operation.doubt_since,
        waits_for_server: operation.waits,
        refusal: operation.refusal,
        reason: operation.reason,
    }
}
