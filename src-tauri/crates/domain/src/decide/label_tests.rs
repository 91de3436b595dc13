use super::*;
use crate::asset::{AssetDetails, Holder, LabelKind};
use crate::ids::{AssetId, UserId};

const LABELS: LabelMap =
    LabelMap { available: LabelId(2), reserved: LabelId(7), checked_out: Some(LabelId(8)) };

fn label(id: u32, kind: LabelKind) -> Label {
    Label { id: LabelId(id), name: format!("label {id}"), kind }
}

fn wearing(id: u32) -> AssetSnapshot {
    AssetSnapshot {
        id: AssetId(412),
        tag: "ML-0412".into(),
        name: None,
        serial: None,
        model: None,
        category: None,
        location: None,
        label: Some(label(id, LabelKind::Deployable)),
        holder: None,
        expected_checkin: None,
        last_checkout: None,
        last_checkin: None,
        updated_at: None,
        deleted: false,
        details: AssetDetails::default(),
    }
}

fn held(asset: AssetSnapshot) -> AssetSnapshot {
    AssetSnapshot { holder: Some(Holder::User { id: UserId(60), name: "Rui".into() }), ..asset }
}

fn deleted(asset: AssetSnapshot) -> AssetSnapshot {
    AssetSnapshot { deleted: true, ..asset }
}

#[test]
fn only_a_free_asset_that_nobody_reserved_is_reserved() {
    assert_eq!(before_reserve(&wearing(2), &LABELS), Plan::Write(LabelId(7)));
    assert_eq!(before_reserve(&wearing(7), &LABELS), Plan::Refuse(Refusal::AlreadyReserved));
    assert_eq!(before_reserve(&deleted(wearing(2)), &LABELS), Plan::Refuse(Refusal::AssetGone));
    let reason = NotFree::Held { holder: "Rui".into() };
    assert_eq!(
        before_reserve(&held(wearing(2)), &LABELS),
        Plan::Refuse(Refusal::NotFree { reason })
    );
    let broken = AssetSnapshot { label: Some(label(9, LabelKind::Undeployable)), ..wearing(2) };
    let reason = NotFree::NotDeployable { label: "label 9".into() };
    assert_eq!(before_reserve(&broken, &LABELS), Plan::Refuse(Refusal::NotFree { reason }));
}

#[test]
fn a_reservation_is_confirmed_only_by_its_label_on_a_free_asset() {
    assert_eq!(after_reserve(&wearing(7), &LABELS), Confirmation::Confirmed);
    assert_eq!(after_reserve(&wearing(2), &LABELS), Confirmation::NotSeen);
    let taken = Refusal::TakenMeanwhile { holder: "Rui".into() };
    assert_eq!(after_reserve(&held(wearing(7)), &LABELS), Confirmation::PutBack(taken.clone()));
    assert_eq!(after_reserve(&held(wearing(2)), &LABELS), Confirmation::Refuse(taken));
    let gone = Confirmation::Refuse(Refusal::AssetGone);
    assert_eq!(after_reserve(&deleted(wearing(7)), &LABELS), gone);
}

#[test]
fn a_release_restores_the_former_label_and_nothing_that_somebody_else_set() {
    let former = LabelId(5);
    assert_eq!(before_release(&wearing(7), &LABELS, former), Plan::Write(former));
    let changed = Plan::Nothing(AssetFact::LabelChanged);
    assert_eq!(before_release(&wearing(9), &LABELS, former), changed);
    let gone = Plan::Nothing(AssetFact::Deleted);
    assert_eq!(before_release(&deleted(wearing(7)), &LABELS, former), gone);
    let out = Plan::Refuse(Refusal::CheckedOutMeanwhile { holder: "Rui".into() });
    assert_eq!(before_release(&held(wearing(7)), &LABELS, former), out);
}

#[test]
fn what_is_reserved_here_gets_its_label_again_unless_somebody_has_it() {
    assert_eq!(before_relabel(&wearing(2), &LABELS), Plan::Write(LabelId(7)));
    assert_eq!(before_relabel(&wearing(9), &LABELS), Plan::Write(LabelId(7)));
    assert_eq!(before_relabel(&wearing(7), &LABELS), Plan::Nothing(AssetFact::Free));
    let out = Plan::Refuse(Refusal::CheckedOutMeanwhile { holder: "Rui".into() });
    assert_eq!(before_relabel(&held(wearing(2)), &LABELS), out);
    let gone = Plan::Refuse(Refusal::AssetGone);
    assert_eq!(before_relabel(&deleted(wearing(2)), &LABELS), gone);
}

#[test]
fn after_a_return_available_replaces_only_our_own_labels() {
    assert_eq!(before_restore(&wearing(7), &LABELS, false), Plan::Write(LabelId(2)));
    assert_eq!(before_restore(&wearing(8), &LABELS, false), Plan::Write(LabelId(2)));
    assert_eq!(before_restore(&wearing(2), &LABELS, false), Plan::Nothing(AssetFact::Free));
    let foreign = Plan::Refuse(Refusal::ForeignLabel { label: "label 9".into() });
    assert_eq!(before_restore(&wearing(9), &LABELS, false), foreign);
    let asked = before_restore(&wearing(9), &LABELS, true);
    assert_eq!(asked, Plan::Write(LabelId(2)), "a person may say so");
    let out = Plan::Refuse(Refusal::CheckedOutMeanwhile { holder: "Rui".into() });
    assert_eq!(before_restore(&held(wearing(7)), &LABELS, false), out);
}

#[test]
fn a_written_label_is_confirmed_by_reading_it() {
    assert_eq!(after_write(&wearing(2), LabelId(2)), Confirmation::Confirmed);
    assert_eq!(after_write(&wearing(7), LabelId(2)), Confirmation::NotSeen);
}
