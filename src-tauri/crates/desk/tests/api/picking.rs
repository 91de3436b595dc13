//! Several lines of one requisition: none takes what another asks for, and what is decided is
//! decided once.

use crate::common::Scene;
use desk::api::*;
use domain::ids::{AssetId, ModelId};
use domain::operation::{OperationKind, Phase};
use domain::standing::Standing;
use domain::validate::{LineDraft, Wanted};

fn one(wanted: Wanted) -> LineDraft {
    LineDraft { wanted, quantity: 1 }
}

/// Asks for one of the model, and for these by name.
async fn ask(scene: &Scene, named: &[u32]) -> RequisitionView {
    let model = Wanted::Model { id: ModelId(scene.model) };
    let by_name = named.iter().map(|asset| one(Wanted::Asset { id: AssetId(*asset) }));
    let draft = scene.draft(std::iter::once(one(model)).chain(by_name).collect());
    let id = scene.desk.create_requisition(draft).await.unwrap().id;
    scene.view(id).await
}

fn offered(line: &LineView) -> Vec<u32> {
    line.candidates.iter().map(|candidate| candidate.asset.id.0).collect()
}

fn suggested(line: &LineView) -> Vec<u32> {
    let suggested = line.candidates.iter().filter(|candidate| candidate.suggested);
    suggested.map(|candidate| candidate.asset.id.0).collect()
}

#[tokio::test]
async fn what_another_line_names_is_not_offered_for_this_one() {
    let scene = Scene::set_by_hand().await;
    let [first, second, third, fourth] = scene.assets[..4] else { panic!("four assets") };
    let view = ask(&scene, &[first, third]).await;
    assert_eq!(offered(&view.lines[0]), [second, fourth]);
    assert_eq!(suggested(&view.lines[0]), [second], "the first that is nobody's");
    scene.end().await;
}

#[tokio::test]
async fn in_place_of_a_named_asset_that_is_gone_none_of_another_line_is_offered() {
    let scene = Scene::set_by_hand().await;
    let [gone, named, other, _] = scene.assets[..4] else { panic!("four assets") };
    scene.check_out(gone, scene.stranger);
    scene.desk.read_asset(AssetId(gone)).await.unwrap();
    let view = ask(&scene, &[gone, named]).await;
    assert!(!offered(&view.lines[1]).contains(&named), "{:?}", offered(&view.lines[1]));
    assert!(offered(&view.lines[1]).contains(&other), "{:?}", offered(&view.lines[1]));
    scene.end().await;
}

#[tokio::test]
async fn what_was_picked_for_one_line_is_not_offered_for_another() {
    let scene = Scene::set_by_hand().await;
    let [gone, picked, other, _] = scene.assets[..4] else { panic!("four assets") };
    scene.check_out(gone, scene.stranger);
    scene.desk.read_asset(AssetId(gone)).await.unwrap();
    let view = ask(&scene, &[gone]).await;
    let approval = Approval { unit: view.lines[0].units[0].id, asset: Some(AssetId(picked)) };
    scene.desk.approve(vec![approval]).await.unwrap();
    let view = scene.view(view.id).await;
    assert_eq!(view.lines[0].standing, Standing::WillBeApproved);
    assert!(!offered(&view.lines[1]).contains(&picked), "{:?}", offered(&view.lines[1]));
    assert!(offered(&view.lines[1]).contains(&other), "{:?}", offered(&view.lines[1]));
    scene.end().await;
}

#[tokio::test]
async fn a_second_decision_is_told_of_the_first_and_not_that_somebody_decided_pending() {
    let scene = Scene::set_by_hand().await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    let unit = scene.unit(id).await.id;
    let decided = scene.desk.reject(vec![unit], "Too late".to_owned()).await.unwrap();
    let operation = OperationKind::Reserve;
    let expected = DecisionOutcome::UnderWay { operation, phase: Phase::Waiting };
    assert_eq!(decided[0].outcome, expected);
    let first = scene.unit(id).await.operation.unwrap();
    scene.desk.withdraw(vec![first.id]).await.unwrap();
    let again = scene.desk.reject(vec![unit], "Too late".to_owned()).await.unwrap();
    assert!(matches!(again[0].outcome, DecisionOutcome::Stored { .. }), "{again:?}");
    scene.end().await;
}
