//! The Equipment room: how an asset stands there, as Snipe-IT and the requisitions go on.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::api::*;
use domain::ids::AssetId;
use domain::standing::Standing;
use domain::unit::UnitState;

async fn asset(scene: &Scene, id: u32) -> EquipmentView {
    scene.desk.asset(AssetId(id)).await.unwrap()
}

async fn until(scene: &Scene, id: u32, what: &str, stands: impl Fn(&EquipmentStanding) -> bool) {
    scene.until(what, async || stands(&asset(scene, id).await.standing)).await;
}

fn is(standing: Standing) -> impl Fn(&EquipmentStanding) -> bool {
    move |seen| matches!(seen, EquipmentStanding::Claimed { standing: word, .. } if *word == standing)
}

fn query(group: Option<EquipmentGroup>) -> EquipmentQuery {
    let filter = EquipmentFilter { group, ..EquipmentFilter::default() };
    EquipmentQuery { filter, sort: EquipmentSort::Tag, descending: false, offset: 0, limit: 100 }
}

async fn in_group(scene: &Scene, group: EquipmentGroup) -> Vec<u32> {
    let list = scene.desk.equipment(query(Some(group))).await.unwrap();
    assert_eq!(list.matching as usize, list.rows.len(), "{group:?}");
    list.rows.into_iter().map(|row| row.asset.id.0).collect()
}

#[tokio::test]
async fn an_asset_stands_as_its_requisition_does_and_its_history_tells_why() {
    let scene = Scene::set().await;
    let id = scene.assets[0];
    until(&scene, id, "it is free", |seen| *seen == EquipmentStanding::Available).await;

    let requisition = scene.reserve(id).await;
    until(&scene, id, "it is reserved", is(Standing::Reserved)).await;
    assert!(in_group(&scene, EquipmentGroup::Reserved).await.contains(&id));
    let reserved = asset(&scene, id).await;
    assert_eq!(reserved.claims[0].requisition, requisition);
    assert!(reserved.days.iter().any(|day| day.mark == DayMark::Reserved));

    let activity = scene.check_out(id, scene.leader.user);
    scene.until_state(requisition, UnitState::CheckedOut).await;
    until(&scene, id, "it is out", is(Standing::CheckedOut)).await;
    scene
        .until("the mirror has the holder", async || asset(&scene, id).await.holder.is_some())
        .await;
    let out = asset(&scene, id).await;
    assert!(in_group(&scene, EquipmentGroup::CheckedOut).await.contains(&id));
    assert_eq!(out.days[0].mark, DayMark::Out);
    let newest = &out.history[0];
    assert!(matches!(newest.what, EquipmentEventKind::CheckedOut { to: Some(_) }), "{newest:?}");
    assert_eq!(newest.activity.map(|id| id.0), Some(activity));
    assert_eq!(newest.requisition.map(|of| of.id), Some(requisition));

    scene.clock.advance(TimeDelta::days(60));
    until(&scene, id, "it is overdue", is(Standing::Overdue)).await;
    let overdue = asset(&scene, id).await;
    assert_eq!(overdue.days[0].mark, DayMark::Overdue);
    assert!(overdue.days[1..].iter().all(|day| day.mark == DayMark::Unknown));

    scene.check_in(id);
    scene.until_state(requisition, UnitState::Returned).await;
    until(&scene, id, "it is free again", |seen| *seen == EquipmentStanding::Available).await;
    let told: Vec<_> = asset(&scene, id).await.history.into_iter().map(|e| e.what).collect();
    assert!(matches!(told[0], EquipmentEventKind::CheckedIn { .. }), "{told:?}");
    assert!(told.contains(&EquipmentEventKind::Reserved));
    scene.end().await;
}

#[tokio::test]
async fn what_others_did_in_snipe_it_shows_without_a_requisition() {
    let scene = Scene::set().await;
    let [lent, labelled, deleted, broken] = scene.assets[..4] else { panic!("four assets") };
    scene.check_out(lent, scene.leader.user);
    scene.simulator.with_lab(|lab| {
        let now = scene.clock.now();
        lab.set_label(labelled, 7, now).unwrap();
        lab.set_label(broken, 9, now).unwrap();
        lab.delete_asset(deleted, now).unwrap();
    });
    scene.clock.advance(TimeDelta::seconds(2));
    until(&scene, lent, "it is held", |seen| matches!(seen, EquipmentStanding::Held { .. })).await;
    until(&scene, labelled, "it is reserved elsewhere", |seen| {
        *seen == EquipmentStanding::ReservedElsewhere
    })
    .await;
    until(&scene, deleted, "it is deleted", |seen| *seen == EquipmentStanding::Deleted).await;
    until(
        &scene,
        broken,
        "it cannot be lent",
        |seen| matches!(seen, EquipmentStanding::NotLendable { label } if label == "In Repair"),
    )
    .await;
    assert_eq!(in_group(&scene, EquipmentGroup::Gone).await, [deleted]);
    let list = scene.desk.equipment(query(None)).await.unwrap();
    assert!(list.rows.iter().all(|row| row.asset.id.0 != deleted));
    assert_eq!(list.matching, list.all);
    scene.end().await;
}

#[tokio::test]
async fn a_wish_shows_and_the_facets_add_up() {
    let scene = Scene::set().await;
    scene.ask(&[scene.assets[1]]).await;
    let list = scene.desk.equipment(query(None)).await.unwrap();
    let wanted: Vec<_> = list.rows.iter().filter(|row| row.wanted).collect();
    assert_eq!(wanted.len(), 1);
    assert_eq!(wanted[0].standing, EquipmentStanding::Available, "a wish is no claim");
    let facets = scene.desk.equipment_facets(EquipmentFilter::default()).await.unwrap();
    assert_eq!(facets.all, list.all);
    let count = |group| facets.groups.iter().find(|g| g.group == group).unwrap().count;
    let parts = [
        EquipmentGroup::Available,
        EquipmentGroup::Reserved,
        EquipmentGroup::CheckedOut,
        EquipmentGroup::NotLendable,
    ];
    assert_eq!(parts.into_iter().map(count).sum::<u32>(), facets.all);
    assert_eq!(facets.free_throughout, count(EquipmentGroup::Available) - 1);
    assert_eq!(scene.desk.asset(AssetId(999_999)).await, Err(DeskError::NotFound));
    scene.end().await;
}

#[tokio::test]
async fn rows_that_are_asked_for_by_id_say_how_each_stands_now() {
    let scene = Scene::set().await;
    let [free, lent] = scene.assets[..2] else { panic!("two assets") };
    let ids = vec![AssetId(lent), AssetId(999_999), AssetId(free)];
    scene.check_out(lent, scene.leader.user);
    scene.clock.advance(TimeDelta::seconds(2));
    until(&scene, lent, "it is held", |seen| matches!(seen, EquipmentStanding::Held { .. })).await;
    let rows = scene.desk.equipment_rows(ids).await.unwrap();
    let shown: Vec<_> = rows.iter().map(|row| row.asset.id.0).collect();
    assert_eq!(shown, [lent, free], "in the order asked for, without what nobody ever saw");
    assert!(matches!(rows[0].standing, EquipmentStanding::Held { .. }), "{:?}", rows[0]);
    assert_eq!(rows[1].standing, EquipmentStanding::Available);
    scene.end().await;
}
