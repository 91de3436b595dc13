//! Approve, reserve, notice: the chain everything else hangs on.

use crate::common::{Scene, shown};
use desk::api::*;
use domain::decide::unit::Disagreement;
use domain::evidence::{Actor, Evidence, Rule};
use domain::ids::{ActivityId, LabelId};
use domain::unit::UnitState;

#[tokio::test]
async fn an_asset_is_asked_for_reserved_lent_returned_and_lent_again() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    for _ in 0..2 {
        let id = scene.reserve(asset).await;
        assert_eq!(scene.label(asset), 7, "Snipe-IT wears the Reserved label");
        scene.check_out(asset, scene.leader.user);
        scene.until_state(id, UnitState::CheckedOut).await;
        scene.check_in(asset);
        scene.until_state(id, UnitState::Returned).await;
        scene.until("Available is back", async || scene.label(asset) == 2).await;
        scene
            .until("nothing is left to settle", async || {
                scene.desk.health().await.unwrap().queue == 0
            })
            .await;
    }
    scene.end().await;
}

#[tokio::test]
async fn nothing_is_reserved_before_snipe_it_confirms_and_nothing_is_sent_before_the_undo_time() {
    let scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    scene.polls().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    assert_eq!(scene.writes(), 0, "nothing was sent");
    scene.end().await;
}

#[tokio::test]
async fn the_first_write_tells_whether_the_chosen_zone_is_the_servers() {
    let scene = Scene::set().await;
    scene.reserve(scene.assets[0]).await;
    assert_eq!(scene.desk.health().await.unwrap().server_offset, None);
    scene.simulator.with_lab(|lab| lab.set_zone(chrono_tz::Asia::Kolkata));
    scene.reserve(scene.assets[1]).await;
    assert_eq!(scene.desk.health().await.unwrap().server_offset, Some(330), "minutes from UTC");
    let zone = "Asia/Kolkata".to_owned();
    crate::common::set(&scene.desk, |settings| SettingsChange { zone, ..settings }).await;
    scene.reserve(scene.assets[2]).await;
    assert_eq!(scene.desk.health().await.unwrap().server_offset, None);
    scene.end().await;
}

#[tokio::test]
async fn a_decision_is_withdrawn_while_nothing_was_sent() {
    let scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    let decided = scene.approve(id).await;
    let DecisionOutcome::Stored { operation, .. } = decided[0].outcome else { panic!("stored") };
    scene.desk.withdraw(vec![operation]).await.unwrap();
    scene.pass_undo_time().await;
    scene.polls().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Pending);
    assert_eq!(scene.writes(), 0);
    assert_eq!(scene.desk.withdraw(vec![operation]).await, Err(DeskError::TooLate));
    scene.end().await;
}

#[tokio::test]
async fn every_transition_has_an_actor_and_evidence() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    let out = scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    let back = scene.check_in(asset);
    scene.until_state(id, UnitState::Returned).await;
    let moves: Vec<_> = scene
        .view(id)
        .await
        .timeline
        .into_iter()
        .rev()
        .filter_map(|entry| match entry.event {
            TimelineEvent::Moved { to, .. } => Some((to, entry.actor, entry.evidence.unwrap())),
            _ => None,
        })
        .collect();
    let [reserved, checked_out, returned] = <[_; 3]>::try_from(moves).unwrap();
    assert!(matches!(reserved.1, Actor::Technician { .. }), "{reserved:?}");
    assert!(
        matches!(reserved.2, Evidence::LabelSeen { label: LabelId(7), fence: Some(_), .. }),
        "{reserved:?}"
    );
    let feed = Actor::Rule { rule: Rule::Feed };
    assert_eq!(checked_out.1, feed);
    assert!(matches!(checked_out.2, Evidence::Activity { id, .. } if id == ActivityId(out)));
    assert_eq!(returned.1, feed);
    assert!(matches!(returned.2, Evidence::Activity { id, .. } if id == ActivityId(back)));
    scene.end().await;
}

#[tokio::test]
async fn the_label_put_back_has_its_rule_and_its_evidence_too() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.check_in(asset);
    let put_back = async || {
        scene.view(id).await.timeline.into_iter().find(|entry| {
            let done = domain::operation::Phase::Done;
            matches!(entry.event, TimelineEvent::Operation { phase, .. } if phase == done)
        })
    };
    scene.until("Available is put back", async || put_back().await.is_some()).await;
    let entry = put_back().await.unwrap();
    assert_eq!(entry.actor, Actor::Rule { rule: Rule::LabelKeeper });
    assert!(
        matches!(entry.evidence, Some(Evidence::LabelSeen { label: LabelId(2), .. })),
        "{entry:?}"
    );
    scene.end().await;
}

#[tokio::test]
async fn a_check_out_and_a_return_are_told_once_each() {
    let scene = Scene::set().await;
    let mut announcements = scene.desk.announcements();
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    let out = scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    let back = scene.check_in(asset);
    scene.until_state(id, UnitState::Returned).await;
    scene.polls().await;
    let mut told = Vec::new();
    while let Ok(announcement) = announcements.try_recv() {
        told.extend(shown(&announcement).cloned());
    }
    let activities: Vec<_> = told
        .iter()
        .filter_map(|news| match news {
            News::CheckedOut { activity, holder, .. } => {
                Some((activity.unwrap().0, holder.clone()))
            }
            News::Returned { activity, .. } => Some((activity.unwrap().0, String::new())),
            _ => None,
        })
        .collect();
    assert_eq!(activities, [(out, "Ana Silva".to_owned()), (back, String::new())]);
    scene.end().await;
}

#[tokio::test]
async fn out_and_in_between_two_polls_are_both_applied_in_order() {
    let mut scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.desk.stop().await;
    scene.check_out(asset, scene.leader.user);
    scene.check_in(asset);
    scene.restart().await;
    scene.until_state(id, UnitState::Returned).await;
    let states: Vec<_> = scene
        .view(id)
        .await
        .timeline
        .iter()
        .rev()
        .filter_map(|entry| match entry.event {
            TimelineEvent::Moved { to, .. } => Some(to),
            _ => None,
        })
        .collect();
    assert_eq!(states, [UnitState::Reserved, UnitState::CheckedOut, UnitState::Returned]);
    scene.end().await;
}

#[tokio::test]
async fn an_earlier_loan_of_the_asset_moves_nothing() {
    let scene = Scene::set_with(|lab| {
        let asset = lab.assets().next().unwrap().id;
        let user = lab.user_by_email("ana.silva@uni.example").unwrap().id;
        let at = chrono::Utc::now() - chrono::TimeDelta::days(3);
        lab.check_out(asset, user, None, None, at).unwrap();
        lab.check_in(asset, None, at + chrono::TimeDelta::hours(2)).unwrap();
    })
    .await;
    let id = scene.reserve(scene.assets[0]).await;
    scene.polls().await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved);
    scene.check_out(scene.assets[0], scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.polls().await;
    assert_eq!(scene.unit(id).await.state, UnitState::CheckedOut, "the old check-in is history");
    scene.end().await;
}

#[tokio::test]
async fn rows_below_the_fence_move_nothing_even_when_they_are_read_afterwards() {
    let mut scene = Scene::set().await;
    scene.restart_with_a_slow_feed().await;
    let asset = scene.assets[0];
    let id = scene.ask(&[asset]).await;
    scene.approve(id).await;
    let out = scene.check_out(asset, scene.leader.user);
    let back = scene.check_in(asset);
    scene.clock.advance(chrono::TimeDelta::seconds(6));
    let operation = scene.unit(id).await.operation.unwrap().id;
    scene.desk.refresh().await.unwrap();
    scene.until_state(id, UnitState::Reserved).await;
    scene
        .until("the rows were read", async || {
            scene.desk.health().await.unwrap().activity >= Some(ActivityId(back))
        })
        .await;
    let view = scene.view(id).await;
    assert_eq!(view.lines[0].units[0].state, UnitState::Reserved, "{out} and {back} are history");
    let fence = view.timeline.iter().find_map(|entry| match entry.evidence {
        Some(Evidence::LabelSeen { fence, operation: by, .. }) if by == Some(operation) => fence,
        _ => None,
    });
    assert!(fence >= Some(ActivityId(back)), "the fence stands above them: {fence:?}");
    scene.end().await;
}

#[tokio::test]
async fn a_check_out_to_somebody_outside_the_project_asks_a_person() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.stranger);
    scene
        .until("it is raised", async || {
            scene.unit(id).await.disagreement == Some(Disagreement::OutsideProject)
        })
        .await;
    assert_eq!(scene.unit(id).await.state, UnitState::Reserved, "it does not count as collected");
    scene.check_in(asset);
    scene
        .until("it is settled by the return", async || scene.unit(id).await.disagreement.is_none())
        .await;
    scene.end().await;
}

#[tokio::test]
async fn a_released_reservation_gives_the_former_label_back() {
    let scene = Scene::set().await;
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    let unit = scene.unit(id).await.id;
    scene.desk.release(vec![unit]).await.unwrap();
    scene.pass_undo_time().await;
    scene.until_state(id, UnitState::Released).await;
    assert_eq!(scene.label(asset), 2);
    scene.end().await;
}

#[tokio::test]
async fn rejecting_needs_a_reason_and_no_server() {
    let scene = Scene::set().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    let unit = scene.unit(id).await.id;
    let refused = scene.desk.reject(vec![unit], "  ".to_owned()).await;
    assert!(matches!(refused, Err(DeskError::Invalid { .. })), "{refused:?}");
    scene.simulator.faults().go_offline();
    scene.desk.reject(vec![unit], "Há dois kits fixos na bancada 3.".to_owned()).await.unwrap();
    scene.pass_undo_time().await;
    scene.until_state(id, UnitState::Rejected).await;
    let why = scene.unit(id).await.why.unwrap();
    assert_eq!(why.note.as_deref(), Some("Há dois kits fixos na bancada 3."));
    scene.end().await;
}

#[tokio::test]
async fn the_language_of_the_tokens_user_does_not_matter() {
    let scene = Scene::set().await;
    let portuguese = scene.simulator.with_lab(|lab| {
        use snipeit_simulator::{Locale, Rights};
        lab.add_token(1, Rights::admin(), Locale::Portuguese)
    });
    scene.desk.replace_token(portuguese, KeepToken::InKeyring).await.unwrap();
    let asset = scene.assets[0];
    let id = scene.reserve(asset).await;
    scene.check_out(asset, scene.leader.user);
    scene.until_state(id, UnitState::CheckedOut).await;
    scene.check_in(asset);
    scene.until_state(id, UnitState::Returned).await;
    scene.end().await;
}
