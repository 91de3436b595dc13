//! What waits for a person today: every group counted whole, its first rows in the order of work.

use crate::common::{Scene, TO_DECIDE, day};
use chrono::TimeDelta;
use desk::api::*;
use domain::evidence::Evidence;
use domain::ids::{ModelId, RequisitionId, UnitId};
use domain::standing::Standing;
use domain::unit::UnitState;
use domain::validate::{LineDraft, Wanted};
use snipeit_simulator::{Matching, Times};

async fn today(scene: &Scene) -> Today {
    scene.desk.today().await.unwrap()
}

fn numbers(rows: &[InboxRow]) -> Vec<u32> {
    rows.iter().map(|row| row.number.0).collect()
}

fn tags(rows: &[LoanRow]) -> Vec<&str> {
    rows.iter().map(|row| row.asset.tag.as_str()).collect()
}

async fn unit(scene: &Scene, id: RequisitionId) -> UnitId {
    scene.unit(id).await.id
}

#[tokio::test]
async fn an_empty_day_has_nothing_in_any_group() {
    let scene = Scene::set_by_hand().await;
    let today = today(&scene).await;
    assert_eq!(today.day, day(&scene));
    let decide = &today.to_decide;
    assert_eq!((decide.requisitions, decide.lines, decide.oldest_at), (0, 0, None));
    let counts = [today.to_hand_over.count, today.due_today.count, today.overdue.count];
    assert_eq!(counts, [0; 3]);
    assert_eq!([today.discrepancies.count, today.in_doubt.count], [0; 2]);
    assert_eq!(today.happened, []);
    scene.end().await;
}

#[tokio::test]
async fn what_is_to_decide_is_counted_by_line_and_told_newest_first() {
    let scene = Scene::set_by_hand().await;
    let first = scene.ask(&scene.assets[..3]).await;
    scene.clock.advance(TimeDelta::hours(2));
    scene.ask(&scene.assets[..2]).await;
    let group = today(&scene).await.to_decide;
    assert_eq!((group.requisitions, group.lines), (2, 5));
    assert_eq!(group.oldest_at, Some(scene.view(first).await.asked_at));
    assert_eq!(numbers(&group.rows), [1002, 1001]);
    let approval = Approval { unit: unit(&scene, first).await, asset: None };
    scene.desk.approve(vec![approval]).await.unwrap();
    let group = today(&scene).await.to_decide;
    assert_eq!((group.requisitions, group.lines), (2, 4), "a decided line waits for nobody here");
    scene.end().await;
}

#[tokio::test]
async fn a_group_shows_thirty_rows_and_counts_them_all() {
    let scene = Scene::set_by_hand().await;
    for _ in 0..33 {
        scene.ask(&[scene.assets[0]]).await;
    }
    let group = today(&scene).await.to_decide;
    assert_eq!((group.requisitions, group.rows.len()), (33, 30));
    assert_eq!(numbers(&group.rows)[..2], [1033, 1032]);
    scene.end().await;
}

#[tokio::test]
async fn what_is_reserved_waits_to_be_handed_over_the_hold_that_ends_first_before_others() {
    let scene = Scene::set_by_hand().await;
    scene.reserved(scene.assets[1]).await;
    scene.clock.advance(TimeDelta::days(1));
    scene.reserved(scene.assets[0]).await;
    let group = today(&scene).await.to_hand_over;
    assert_eq!((group.count, group.holds_ending), (2, 0));
    assert_eq!(tags(&group.rows), ["ML-0002", "ML-0001"]);
    let ends = group.rows[0].hold_until.expect("a hold ends");
    scene.clock.advance(ends - day(&scene));
    let group = today(&scene).await.to_hand_over;
    assert_eq!((group.count, group.holds_ending), (2, 1), "the first hold ends today");
    scene.end().await;
}

#[tokio::test]
async fn what_is_on_its_way_over_stays_in_sight_until_it_is_out() {
    let scene = Scene::set_by_hand().await;
    let id = scene.reserved(scene.assets[0]).await;
    let loan = HandOver { unit: unit(&scene, id).await, to: None };
    scene.desk.hand_over(vec![loan]).await.unwrap();
    let group = today(&scene).await.to_hand_over;
    assert_eq!((group.count, group.rows[0].standing), (1, Standing::WillBeHandedOver));
    scene.settle().await;
    assert_eq!(today(&scene).await.to_hand_over.count, 0);
    scene.end().await;
}

#[tokio::test]
async fn loans_are_due_on_their_last_day_and_overdue_from_the_next_the_longest_first() {
    let scene = Scene::set_by_hand().await;
    scene.lent(scene.assets[1]).await;
    scene.clock.advance(TimeDelta::days(1));
    scene.lent(scene.assets[0]).await;
    let counts = async || {
        let today = today(&scene).await;
        assert_eq!(today.overdue.rows.len() as u32, today.overdue.count);
        (tags(&today.due_today.rows).join(" "), tags(&today.overdue.rows).join(" "))
    };
    assert_eq!(counts().await, (String::new(), String::new()));
    scene.clock.advance(TimeDelta::days(13));
    assert_eq!(counts().await, ("ML-0002".to_owned(), String::new()));
    scene.clock.advance(TimeDelta::days(1));
    assert_eq!(counts().await, ("ML-0001".to_owned(), "ML-0002".to_owned()));
    scene.clock.advance(TimeDelta::days(1));
    assert_eq!(counts().await, (String::new(), "ML-0002 ML-0001".to_owned()));
    scene.end().await;
}

#[tokio::test]
async fn a_lost_answer_is_in_doubt_and_in_no_other_group() {
    let scene = Scene::set_by_hand().await;
    let id = scene.reserved(scene.assets[0]).await;
    scene.simulator.faults().cut_before(Matching::new("POST", "checkout"), Times::Next(1));
    let loan = HandOver { unit: unit(&scene, id).await, to: None };
    scene.desk.hand_over(vec![loan]).await.unwrap();
    scene.settle().await;
    let told = today(&scene).await;
    assert_eq!((told.in_doubt.count, told.to_hand_over.count), (1, 0), "{told:#?}");
    let doubt = &told.in_doubt.rows[0];
    assert_eq!(doubt.asset.as_ref().map(|asset| asset.tag.as_str()), Some("ML-0001"));
    assert_eq!(doubt.line.as_ref().map(|line| line.number.0), Some(1001));
    assert!(doubt.since.is_some() && doubt.next_check > doubt.since, "{doubt:?}");
    scene.end().await;
}

#[tokio::test]
async fn a_disagreement_stands_among_the_discrepancies_alone() {
    let scene = Scene::set_by_hand().await;
    scene.reserved(scene.assets[0]).await;
    scene.check_out(scene.assets[0], scene.stranger);
    scene.feed().await;
    let told = today(&scene).await;
    assert_eq!((told.discrepancies.count, told.discrepancies.rows.len()), (1, 1));
    assert_eq!((told.to_hand_over.count, told.to_hand_over.rows.len()), (0, 0));
    scene.end().await;
}

#[tokio::test]
async fn what_just_happened_is_told_newest_first_with_its_reason() {
    let scene = Scene::set_by_hand().await;
    let id = scene.reserved(scene.assets[0]).await;
    scene.check_out(scene.assets[0], scene.leader.user);
    scene.feed().await;
    let happened = today(&scene).await.happened;
    let moves: Vec<_> = happened.iter().map(|one| (one.from, one.to)).collect();
    use UnitState::{CheckedOut, Pending, Reserved};
    assert_eq!(moves, [(Reserved, CheckedOut), (Pending, Reserved)]);
    assert_eq!(happened[0].line.requisition, id);
    let evidence = happened[0].evidence.as_ref();
    assert!(
        matches!(evidence, Some(Evidence::Activity { .. })),
        "a row of the log moved it: {evidence:?}"
    );
    scene.end().await;
}

#[tokio::test]
async fn the_inbox_is_read_by_pages_and_counts_both_lists() {
    let scene = Scene::set_by_hand().await;
    let mut asked = Vec::new();
    for _ in 0..5 {
        asked.push(scene.ask(&[scene.assets[0]]).await);
    }
    scene.approve(asked[4]).await;
    let page = async |query| scene.desk.inbox(query).await.unwrap();
    let first = page(InboxQuery { limit: 3, ..TO_DECIDE }).await;
    assert_eq!((first.to_decide, first.waiting), (4, 1));
    assert_eq!(numbers(&first.rows), [1004, 1003, 1002]);
    let rest = page(InboxQuery { offset: 3, limit: 3, ..TO_DECIDE }).await;
    assert_eq!(numbers(&rest.rows), [1001]);
    let waiting = page(InboxQuery { waiting: true, ..TO_DECIDE }).await;
    assert_eq!(numbers(&waiting.rows), [1005]);
    let counts = page(InboxQuery { limit: 0, ..TO_DECIDE }).await;
    assert_eq!((counts.to_decide, counts.waiting, counts.rows), (4, 1, vec![]));
    scene.end().await;
}

#[tokio::test]
async fn the_inbox_knows_where_a_requisition_stands_and_that_it_left() {
    let scene = Scene::set_by_hand().await;
    let (old, new) = (scene.ask(&[scene.assets[0]]).await, scene.ask(&[scene.assets[1]]).await);
    let place = async |waiting, id| {
        let query = InboxQuery { waiting, limit: 0, find: Some(id), ..TO_DECIDE };
        scene.desk.inbox(query).await.unwrap().found_at
    };
    assert_eq!((place(false, new).await, place(false, old).await), (Some(0), Some(1)));
    assert_eq!(place(true, old).await, None);
    scene.approve(new).await;
    assert_eq!((place(false, new).await, place(false, old).await), (None, Some(0)));
    assert_eq!(place(true, new).await, Some(0));
    scene.end().await;
}

#[tokio::test]
async fn flags_of_a_page_count_what_a_model_has_for_each_line_anew() {
    let scene = Scene::set_by_hand().await;
    let wanted = Wanted::Model { id: ModelId(scene.model) };
    for quantity in [3, 5] {
        let lines = vec![LineDraft { wanted, quantity }];
        scene.desk.create_requisition(scene.draft(lines)).await.unwrap();
    }
    let rows = scene.desk.inbox(TO_DECIDE).await.unwrap().rows;
    let flags: Vec<_> = rows.into_iter().map(|row| row.flags).collect();
    assert_eq!(flags, [vec![InboxFlag::Conflicts { lines: 1 }], vec![]], "there are four");
    scene.end().await;
}
