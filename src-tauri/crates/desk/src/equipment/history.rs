//! What happened to an asset, from three sources: its units, the activity log, and the changes
//! that the mirror saw. Each thing is told once.

use chrono::{DateTime, TimeDelta, Utc};
use domain::activity::{ActivityRow, Movement};
use domain::evidence::{Actor, Evidence};
use domain::unit::UnitState;

use crate::api::{EquipmentEvent, EquipmentEventKind, EventRequisition};

/// Snipe-IT's clock and ours are two, and a write is seen a moment before it is stored.
const SLACK: TimeDelta = TimeDelta::minutes(1);
/// What we did to a label is seen by the mirror within this time.
const SEEN_SOON: TimeDelta = TimeDelta::minutes(5);

/// A change of an asset's label or holder as the mirror saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// When it was seen; it may have happened long before.
    pub at: DateTime<Utc>,
    /// The label's names before and after, if it changed.
    pub label: Option<Change>,
    /// The holder's names before and after, if it changed.
    pub holder: Option<Change>,
}

/// Before and after.
pub type Change = (Option<String>, Option<String>);

/// A move of a unit, unless it says nothing about the asset.
pub fn of_move(
    to: UnitState,
    actor: &Actor,
    at: DateTime<Utc>,
    evidence: Option<&Evidence>,
    requisition: EventRequisition,
) -> Option<EquipmentEvent> {
    let told = Told::by(evidence);
    let what = match to {
        UnitState::Reserved => EquipmentEventKind::Reserved,
        UnitState::Released => EquipmentEventKind::Released,
        UnitState::Expired => EquipmentEventKind::Expired,
        UnitState::CheckedOut => EquipmentEventKind::CheckedOut { to: told.target },
        UnitState::Returned => EquipmentEventKind::CheckedIn { from: told.target },
        UnitState::Pending | UnitState::Rejected | UnitState::Cancelled => return None,
    };
    Some(EquipmentEvent {
        at: told.at.unwrap_or(at),
        what,
        by: told.by.or_else(|| person(actor)),
        activity: told.id,
        requisition: Some(requisition),
    })
}

/// What a row of the log says of a move.
#[derive(Default)]
struct Told {
    id: Option<domain::ids::ActivityId>,
    at: Option<DateTime<Utc>>,
    target: Option<String>,
    by: Option<String>,
}

impl Told {
    fn by(evidence: Option<&Evidence>) -> Self {
        match evidence {
            Some(Evidence::Activity { id, at, target, by }) => {
                Self { id: Some(*id), at: Some(*at), target: target.clone(), by: by.clone() }
            }
            _ => Self::default(),
        }
    }
}

/// A rule is nobody.
fn person(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Technician { name } | Actor::Person { name } => Some(name.clone()),
        Actor::Rule { .. } => None,
    }
}

/// A row of the log.
pub fn of_row(row: &ActivityRow) -> EquipmentEvent {
    let target = row.target.as_ref().map(|target| target.name().to_owned());
    let what = match row.movement {
        Movement::CheckOut => EquipmentEventKind::CheckedOut { to: target },
        Movement::CheckIn => EquipmentEventKind::CheckedIn { from: target },
    };
    let by = row.by.clone();
    EquipmentEvent { at: row.at, what, by, activity: Some(row.id), requisition: None }
}

/// Everything once, newest first; each source comes newest first as well. A unit's own word replaces
/// the row it rests on; a change that the mirror saw is told only where nothing else explains it.
pub fn merge(
    moves: Vec<EquipmentEvent>,
    rows: Vec<EquipmentEvent>,
    observed: &[Observed],
) -> Vec<EquipmentEvent> {
    let told: Vec<_> = moves.iter().filter_map(|event| event.activity).collect();
    let untold_rows =
        rows.into_iter().filter(|row| row.activity.is_none_or(|id| !told.contains(&id)));
    let mut events: Vec<_> = moves.into_iter().chain(untold_rows).rev().collect();
    in_order(&mut events);
    let unexplained: Vec<_> = observed.iter().flat_map(|change| untold(change, &events)).collect();
    events.extend(unexplained);
    in_order(&mut events);
    events.reverse();
    events
}

/// The oldest first. Snipe-IT tells whole seconds: within one, the order of the source counts.
fn in_order(events: &mut [EquipmentEvent]) {
    events.sort_by_key(|event| event.at.timestamp());
}

fn untold(change: &Observed, events: &[EquipmentEvent]) -> Vec<EquipmentEvent> {
    let label = change.label.clone().filter(|_| !explains_label(change.at, events));
    let holder = change.holder.clone().filter(|(_, to)| !explains_holder(change.at, to, events));
    let label = label.map(|(from, to)| EquipmentEventKind::LabelChanged { from, to });
    let holder = holder.map(|(from, to)| EquipmentEventKind::HolderChanged { from, to });
    let event =
        |what| EquipmentEvent { at: change.at, what, by: None, activity: None, requisition: None };
    label.into_iter().chain(holder).map(event).collect()
}

/// A requisition's own move just before changes the label: reserving, releasing, putting back.
fn explains_label(seen: DateTime<Utc>, events: &[EquipmentEvent]) -> bool {
    events.iter().any(|event| {
        let ago = seen - event.at;
        event.requisition.is_some() && -SLACK <= ago && ago <= SEEN_SOON
    })
}

/// The last movement before the change left the asset with that holder.
fn explains_holder(seen: DateTime<Utc>, to: &Option<String>, events: &[EquipmentEvent]) -> bool {
    let before = events.iter().rev().filter(|event| event.at <= seen + SLACK);
    let mut moved = before.filter_map(|event| match &event.what {
        EquipmentEventKind::CheckedOut { to } => Some(to.clone()),
        EquipmentEventKind::CheckedIn { .. } => Some(None),
        _ => None,
    });
    moved.next().is_some_and(|holder| holder == *to)
}

#[cfg(test)]
mod tests {
    use domain::ids::{ActivityId, RequisitionId};
    use domain::requisition::RequisitionNumber;
    use uuid::Uuid;

    use super::*;

    const R: EventRequisition =
        EventRequisition { id: RequisitionId(Uuid::nil()), number: RequisitionNumber(1029) };

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + minutes * 60, 0).expect("a time")
    }

    fn out(
        minute: i64,
        to: &str,
        activity: u32,
        requisition: Option<EventRequisition>,
    ) -> EquipmentEvent {
        let what = EquipmentEventKind::CheckedOut { to: Some(to.to_owned()) };
        let activity = Some(ActivityId(activity));
        EquipmentEvent { at: at(minute), what, by: None, activity, requisition }
    }

    fn label(minute: i64, to: &str) -> Observed {
        let label = Some((None, Some(to.to_owned())));
        Observed { at: at(minute), label, holder: None }
    }

    fn holder(minute: i64, to: Option<&str>) -> Observed {
        let holder = Some((None, to.map(str::to_owned)));
        Observed { at: at(minute), label: None, holder }
    }

    #[test]
    fn a_move_and_the_row_it_rests_on_are_one() {
        let told = merge(vec![out(5, "Ana", 11, Some(R))], vec![out(5, "Ana", 11, None)], &[]);
        assert_eq!(told, [out(5, "Ana", 11, Some(R))]);
    }

    #[test]
    fn the_newest_comes_first() {
        let told = merge(vec![], vec![out(1, "Ana", 11, None), out(9, "Rui", 12, None)], &[]);
        assert_eq!(told, [out(9, "Rui", 12, None), out(1, "Ana", 11, None)]);
    }

    #[test]
    fn what_the_mirror_saw_is_told_only_where_nothing_else_explains_it() {
        let moves = || vec![out(10, "Ana", 11, Some(R))];
        let kinds = |observed: &[Observed]| merge(moves(), vec![], observed).len() - 1;
        assert_eq!(kinds(&[label(12, "Checked Out")]), 0, "the hand-over changed the label");
        assert_eq!(kinds(&[label(60, "In Repair")]), 1, "somebody changed it later");
        assert_eq!(kinds(&[holder(600, Some("Ana"))]), 0, "seen long after, but it is that loan");
        assert_eq!(kinds(&[holder(600, None)]), 1, "it came back without a row");
        assert_eq!(kinds(&[holder(5, Some("Ana"))]), 1, "before that loan");
    }

    #[test]
    fn a_refusal_says_nothing_about_the_asset() {
        let actor = Actor::Technician { name: "H. Duarte".to_owned() };
        assert_eq!(of_move(UnitState::Rejected, &actor, at(0), None, R), None);
        let reserved = of_move(UnitState::Reserved, &actor, at(0), None, R).expect("told");
        assert_eq!(reserved.by.as_deref(), Some("H. Duarte"));
    }
}
