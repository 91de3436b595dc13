//! The Activity room: every row of the log with what it did, and when Snipe-IT did not answer.

use crate::common::Scene;
use chrono::TimeDelta;
use desk::api::*;
use domain::activity::Movement;
use domain::decide::unit::{Disagreement, Ignored};
use domain::unit::UnitState;
use snipeit_simulator::{Matching, Times, WrongType};

async fn read(scene: &Scene, filter: ActivityFilter) -> ActivityList {
    page(scene, filter, 0, 100).await
}

async fn page(scene: &Scene, filter: ActivityFilter, offset: u32, limit: u32) -> ActivityList {
    scene.desk.activity(ActivityQuery { filter, offset, limit }).await.unwrap()
}

fn count(list: &ActivityList, filter: ActivityFilter) -> u32 {
    list.counts.iter().find(|count| count.filter == filter).unwrap().count
}

/// A loan and its return, a check-out of nobody's business, and one to the wrong person.
async fn busy_day(scene: &Scene) -> [u32; 4] {
    let [lent, other, wrong, _] = scene.assets[..] else { panic!("four assets") };
    scene.reserved(lent).await;
    scene.reserved(wrong).await;
    let out = scene.check_out(lent, scene.leader.user);
    let nobodys = scene.check_out(other, scene.stranger);
    scene.feed().await;
    scene.clock.advance(TimeDelta::hours(1));
    let back = scene.check_in(lent);
    let raised = scene.check_out(wrong, scene.stranger);
    scene.feed().await;
    [out, nobodys, back, raised]
}

#[tokio::test]
async fn every_row_says_what_it_did_the_newest_first() {
    let scene = Scene::set_by_hand().await;
    let [out, nobodys, back, raised] = busy_day(&scene).await;
    let list = read(&scene, ActivityFilter::All).await;
    let effects: Vec<_> = list.rows.iter().map(|row| (row.id.0, row.effect.clone())).collect();
    let moved = |to| ActivityEffect::Moved { to };
    assert_eq!(
        effects,
        [
            (raised, ActivityEffect::Raised { about: Disagreement::OutsideProject }),
            (back, moved(UnitState::Returned)),
            (nobodys, ActivityEffect::Ignored { why: Ignored::NoUnit }),
            (out, moved(UnitState::CheckedOut)),
        ]
    );
    scene.end().await;
}

#[tokio::test]
async fn a_row_names_the_asset_both_people_its_line_and_its_discrepancy() {
    let scene = Scene::set_by_hand().await;
    busy_day(&scene).await;
    let rows = read(&scene, ActivityFilter::All).await.rows;
    let [raised, _, nobodys, out] = &rows[..] else { panic!("four rows: {rows:#?}") };
    assert_eq!(out.asset.as_ref().map(|asset| asset.tag.as_str()), Some("ML-0001"));
    assert_eq!((out.movement, out.target.as_deref()), (Movement::CheckOut, Some("Ana Silva")));
    assert!(out.by.is_some(), "who did it in Snipe-IT: {out:?}");
    let line = out.line.as_ref().unwrap();
    assert_eq!((line.line, line.requester.as_str()), (1, "Ana Silva"));
    assert_eq!((&nobodys.line, nobodys.discrepancy), (&None, None));
    let view = scene.desk.discrepancy(raised.discrepancy.unwrap()).await.unwrap();
    assert_eq!(view.row.line, raised.line, "it leads to the discrepancy that it raised");
    scene.end().await;
}

#[tokio::test]
async fn filters_count_and_page_what_they_let_through() {
    let scene = Scene::set_by_hand().await;
    let [out, nobodys, back, raised] = busy_day(&scene).await;
    let all = read(&scene, ActivityFilter::All).await;
    for (filter, ids) in [
        (ActivityFilter::All, vec![raised, back, nobodys, out]),
        (ActivityFilter::Applied, vec![back, out]),
        (ActivityFilter::Ignored, vec![nobodys]),
        (ActivityFilter::Raised, vec![raised]),
    ] {
        let list = read(&scene, filter).await;
        let found: Vec<_> = list.rows.iter().map(|row| row.id.0).collect();
        assert_eq!(found, ids, "{filter:?}");
        let expected = u32::try_from(ids.len()).unwrap();
        assert_eq!((list.total, count(&all, filter)), (expected, expected), "{filter:?}");
    }
    let second = page(&scene, ActivityFilter::All, 1, 2).await;
    let ids: Vec<_> = second.rows.iter().map(|row| row.id.0).collect();
    assert_eq!((second.total, ids), (4, vec![back, nobodys]));
    scene.end().await;
}

#[tokio::test]
async fn a_row_about_a_known_discrepancy_leads_to_it() {
    let scene = Scene::set_by_hand().await;
    let asset = scene.assets[0];
    scene.reserved(asset).await;
    scene.check_out_unlogged(asset, scene.stranger);
    scene.reconcile().await;
    let query = DiscrepancyQuery { resolved: false, offset: 0, limit: 10 };
    let known = scene.desk.discrepancies(query).await.unwrap().rows[0].id;
    scene.check_in_unlogged(asset);
    let again = scene.check_out(asset, scene.stranger);
    scene.feed().await;
    let list = read(&scene, ActivityFilter::All).await;
    let row = list.rows.iter().find(|row| row.id.0 == again).unwrap();
    assert_eq!(row.effect, ActivityEffect::Ignored { why: Ignored::Known });
    assert_eq!(row.discrepancy, Some(known));
    scene.end().await;
}

#[tokio::test]
async fn an_unreadable_row_is_listed_with_its_problem_and_counts_as_ignored() {
    let scene = Scene::set_by_hand().await;
    let row = scene.check_out(scene.assets[0], scene.stranger);
    let outs = Matching::path("action_type=checkout");
    scene.simulator.faults().wrong_type(outs, Times::Next(1), "item", WrongType::Text);
    scene.feed().await;
    let list = read(&scene, ActivityFilter::Ignored).await;
    let [unreadable] = &list.rows[..] else { panic!("one row: {:#?}", list.rows) };
    assert_eq!((unreadable.id.0, unreadable.movement), (row, Movement::CheckOut));
    let problem = matches!(&unreadable.effect, ActivityEffect::Unreadable { .. });
    assert!(problem, "{unreadable:?}");
    assert_eq!(count(&list, ActivityFilter::Ignored), 1);
    scene.end().await;
}

#[tokio::test]
async fn a_time_without_an_answer_is_told_with_its_beginning_and_its_end() {
    let scene = Scene::set_by_hand().await;
    let cursor = scene.check_out(scene.assets[0], scene.stranger);
    scene.feed().await;
    scene.simulator.faults().go_offline();
    let began = scene.clock.now();
    scene.desk.round(desk::Round::Feed).await.unwrap_err();
    let lasting = read(&scene, ActivityFilter::All).await.outages;
    assert_eq!((lasting.len(), lasting[0].ended_at), (1, None));
    scene.clock.advance(TimeDelta::minutes(2));
    scene.simulator.faults().come_back();
    scene.feed().await;
    let outage = read(&scene, ActivityFilter::All).await.outages.remove(0);
    assert!(outage.began_at >= began - TimeDelta::seconds(1), "{outage:?}");
    assert!(outage.ended_at.unwrap() - outage.began_at >= TimeDelta::minutes(2), "{outage:?}");
    assert_eq!(outage.cursor.unwrap().0, cursor, "from here it went on");
    scene.end().await;
}
