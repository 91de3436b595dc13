//! Notes: what technicians write down about a requisition stays, with who wrote it.

use desk::api::{DeskError, TimelineEvent};
use domain::ids::RequisitionId;
use domain::validate::Problem;

use crate::common::Scene;

#[tokio::test]
async fn a_note_stands_in_the_timeline_with_who_wrote_it() {
    let scene = Scene::set_by_hand().await;
    let asked = scene.ask(&[1]).await;
    scene.desk.add_note(asked, "  A antena está partida. ".to_owned()).await.unwrap();

    let view = scene.desk.requisition(asked).await.unwrap();
    let newest = &view.timeline[0];
    assert_eq!(newest.event, TimelineEvent::Noted);
    assert_eq!(newest.note.as_deref(), Some("A antena está partida."));
    assert_eq!(newest.line, None, "it is about the whole requisition");
    scene.end().await;
}

#[tokio::test]
async fn an_empty_note_and_one_about_nothing_are_refused() {
    let scene = Scene::set_by_hand().await;
    let asked = scene.ask(&[1]).await;
    let empty = scene.desk.add_note(asked, " \n".to_owned()).await;
    let Err(DeskError::Invalid { fields }) = empty else { panic!("{empty:?}") };
    assert_eq!(fields[0].problem, Problem::Required);

    let nowhere = RequisitionId(uuid::Uuid::nil());
    let lost = scene.desk.add_note(nowhere, "A antena está partida.".to_owned()).await;
    assert_eq!(lost, Err(DeskError::NotFound));
    scene.end().await;
}
