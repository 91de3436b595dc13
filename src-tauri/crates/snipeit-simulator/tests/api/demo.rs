//! The demo lab is believable and the same every time.

use std::collections::BTreeSet;

use crate::common::now;
use chrono::Duration;
use snipeit_simulator::{Lab, LabelKind};

#[test]
fn the_same_time_gives_the_same_lab() {
    let one = serde_json::to_value(Lab::demo(now())).unwrap();
    assert_eq!(one, serde_json::to_value(Lab::demo(now())).unwrap());
}

#[test]
fn it_is_as_large_as_a_real_one() {
    let lab = Lab::demo(now());
    assert!((280..=320).contains(&lab.assets().count()));
    assert!((38..=45).contains(&lab.models().count()));
    assert!((10..=20).contains(&lab.locations().count()));
    assert_eq!(lab.users().count(), 60);
}

#[test]
fn tags_serials_and_addresses_are_unique() {
    let lab = Lab::demo(now());
    let tags: BTreeSet<_> = lab.assets().map(|asset| &asset.tag).collect();
    let serials: BTreeSet<_> = lab.assets().map(|asset| &asset.serial).collect();
    let mails: BTreeSet<_> = lab.users().map(|user| &user.email).collect();
    let count = lab.assets().count();
    assert_eq!((tags.len(), serials.len(), mails.len()), (count, count, lab.users().count()));
    assert!(lab.asset_by_tag("ML-0001").is_some());
}

#[test]
fn some_assets_are_out_some_broken_some_retired() {
    let lab = Lab::demo(now());
    let of = |kind| lab.assets().filter(|a| lab.label_of(a.id).unwrap().kind == kind).count();
    assert_eq!(lab.assets().filter(|asset| asset.holder.is_some()).count(), 12);
    assert_eq!((of(LabelKind::Undeployable), of(LabelKind::Archived)), (7, 5));
    assert_eq!(
        lab.assets().filter(|a| a.name.as_deref().is_some_and(|n| n.contains('<'))).count(),
        1
    );
}

#[test]
fn its_history_is_in_order_and_leaves_the_last_two_weeks_free() {
    let lab = Lab::demo(now());
    let times: Vec<_> = lab.activity().map(|row| row.created_at).collect();
    assert!(times.is_sorted());
    assert!(*times.last().unwrap() < now() - Duration::days(14));
}
