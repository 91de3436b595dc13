use uuid::Uuid;

use super::*;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, d).expect("a day")
}

fn asset(id: u32) -> LineDraft {
    LineDraft { wanted: Wanted::Asset { id: AssetId(id) }, quantity: 1 }
}

fn draft(lines: Vec<LineDraft>) -> RequisitionDraft {
    RequisitionDraft {
        project: Some(ProjectId(Uuid::from_u128(1))),
        requester: Some(PersonId(Uuid::from_u128(2))),
        from: Some(day(14)),
        until: Some(day(28)),
        purpose: "Calibrar o anemómetro.".into(),
        lines,
    }
}

fn facts(lines: usize) -> RequisitionFacts {
    RequisitionFacts {
        project: Some(ProjectState::Active),
        membership: Some(MemberRole::Leader),
        blocked: None,
        known: vec![true; lines],
    }
}

#[test]
fn a_member_may_ask_for_a_known_asset() {
    assert_eq!(draft(vec![asset(1)]).problems(&facts(1), day(14)), []);
}

#[test]
fn an_empty_form_complains_beside_every_required_field() {
    let empty = RequisitionDraft {
        project: None,
        requester: None,
        from: None,
        until: None,
        purpose: String::new(),
        lines: vec![],
    };
    let fields: Vec<_> = empty
        .problems(&RequisitionFacts::default(), day(14))
        .into_iter()
        .map(|error| (error.field, error.problem))
        .collect();
    let required = |field: &str| (field.to_owned(), Problem::Required);
    assert_eq!(fields, ["project", "requester", "from", "until", "lines"].map(required));
}

#[test]
fn strangers_observers_and_blocked_people_may_not_ask() {
    for membership in [None, Some(MemberRole::Observer)] {
        let problems =
            draft(vec![asset(1)]).problems(&RequisitionFacts { membership, ..facts(1) }, day(14));
        assert_eq!(problems, [complaint("requester", Problem::NotAMember)]);
    }
    let reason = "two overdue".to_owned();
    let blocked = RequisitionFacts { blocked: Some(reason.clone()), ..facts(1) };
    let problems = draft(vec![asset(1)]).problems(&blocked, day(14));
    assert_eq!(problems, [complaint("requester", Problem::Blocked { reason })]);
}

#[test]
fn a_period_runs_forward_and_ends_no_earlier_than_today() {
    let backwards = RequisitionDraft { until: Some(day(13)), ..draft(vec![asset(1)]) };
    let problems = backwards.problems(&facts(1), day(1));
    assert_eq!(problems, [complaint("until", Problem::EndsBeforeStart)]);
    let problems = draft(vec![asset(1)]).problems(&facts(1), day(29));
    assert_eq!(problems, [complaint("until", Problem::InThePast)]);
}

#[test]
fn lines_are_known_distinct_and_of_sane_number() {
    let many = LineDraft { wanted: Wanted::Model { id: ModelId(3) }, quantity: 51 };
    let two_of_one = LineDraft { quantity: 2, ..asset(9) };
    let lines = vec![asset(1), asset(1), many, two_of_one, asset(5)];
    let facts = RequisitionFacts { known: vec![true, true, true, true, false], ..facts(5) };
    let problems = draft(lines).problems(&facts, day(14));
    let expected = [
        complaint("lines.1", Problem::Repeated),
        complaint("lines.2.quantity", Problem::OutOfRange { min: 1, max: 50 }),
        complaint("lines.3.quantity", Problem::OutOfRange { min: 1, max: 1 }),
        complaint("lines.4", Problem::Unknown),
    ];
    assert_eq!(problems, expected);
}
