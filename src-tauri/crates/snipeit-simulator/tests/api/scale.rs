//! Labs of any size: the same every time, and alive as a large school's.

use std::collections::BTreeSet;

use crate::common::{Desk, Hands, ids, now};
use snipeit_simulator::{Asset, Lab, LabelKind};

const SIZE: u32 = 3_000;

#[test]
fn the_same_size_and_time_give_the_same_lab() {
    let one = serde_json::to_value(Lab::of_size(700, now())).unwrap();
    assert_eq!(one, serde_json::to_value(Lab::of_size(700, now())).unwrap());
}

#[test]
fn it_has_as_many_assets_as_asked_for_and_what_they_need() {
    for size in [0, 1, 19, SIZE] {
        let lab = Lab::of_size(size, now());
        assert_eq!(all(&lab).count(), size as usize);
        let orphans: Vec<_> =
            all(&lab).filter(|asset| !lab.models().any(|model| model.id == asset.model)).collect();
        assert_eq!(orphans, Vec::<&Asset>::new(), "every model exists");
    }
}

#[test]
fn some_are_lent_broken_archived_and_deleted_but_most_stand_there() {
    let lab = Lab::of_size(SIZE, now());
    let share = |count: usize| count * 1_000 / SIZE as usize;
    let of =
        |kind| share(lab.assets().filter(|a| lab.label_of(a.id).unwrap().kind == kind).count());
    let held = share(lab.assets().filter(|asset| asset.holder.is_some()).count());
    let deleted = share(all(&lab).filter(|asset| asset.deleted_at.is_some()).count());
    assert!((100..140).contains(&held), "{held} of a thousand are lent");
    assert!((20..40).contains(&of(LabelKind::Archived)));
    assert!((10..30).contains(&of(LabelKind::Undeployable)));
    assert!((5..20).contains(&of(LabelKind::Pending)));
    assert!((3..15).contains(&deleted), "{deleted} of a thousand are deleted");
}

#[test]
fn tags_are_unique_and_times_plausible() {
    let lab = Lab::of_size(SIZE, now());
    let tags: BTreeSet<_> = all(&lab).map(|asset| &asset.tag).collect();
    assert_eq!(tags.len(), SIZE as usize);
    let times: Vec<_> = lab.activity().map(|row| row.created_at).collect();
    assert!(times.is_sorted(), "the log is in the order of time");
    assert!(all(&lab).all(|a| a.created_at <= a.updated_at && a.updated_at < now()));
    let moments: BTreeSet<_> = all(&lab).map(|asset| asset.updated_at).collect();
    assert!(moments.len() < SIZE as usize / 2, "boxes tie in updated_at, as imports do");
}

#[tokio::test]
async fn its_pages_walk_through_all_that_is_shown() {
    let desk = Desk::with(Lab::of_size(SIZE, now()), Hands::default().options()).await;
    let mut seen = Vec::new();
    for offset in (0..SIZE).step_by(500) {
        let path = format!("hardware?sort=id&order=asc&limit=500&offset={offset}");
        seen.extend(ids(&desk.get(&path).await));
    }
    let shown = desk.simulator.with_lab(|lab| {
        let kind = |id| lab.label_of(id).unwrap().kind;
        let shown = lab.assets().filter(|asset| kind(asset.id) != LabelKind::Archived);
        shown.map(|asset| u64::from(asset.id)).collect::<Vec<_>>()
    });
    assert_eq!(seen, shown);
}

/// Every asset, deleted ones included.
fn all(lab: &Lab) -> impl Iterator<Item = &Asset> {
    (1..=SIZE).filter_map(|id| lab.asset(id))
}
