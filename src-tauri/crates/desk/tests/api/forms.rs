//! What people type is judged in the core, beside its field.

use crate::common::{LABELS, Scene, add_person, project_draft};
use chrono::TimeDelta;
use desk::api::*;
use domain::ids::{AssetId, LabelId, ModelId};
use domain::labels::LabelMap;
use domain::validate::*;

fn problems<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> Vec<(String, Problem)> {
    match answer {
        Err(DeskError::Invalid { fields }) => {
            fields.into_iter().map(|error| (error.field, error.problem)).collect()
        }
        other => panic!("expected complaints, got {other:?}"),
    }
}

#[tokio::test]
async fn names_appear_as_typed_whatever_they_contain() {
    let scene = Scene::set().await;
    let name = "<img src=x onerror=alert(1)>";
    add_person(&scene.desk, name, "img@uni.example", None).await;
    let found = scene.desk.people("<IMG src=x".to_owned(), 10).await.unwrap();
    assert_eq!(found[0].name, name);
    let id = scene.ask(&[scene.assets[0]]).await;
    let title = scene.view(id).await.lines[0].title.clone();
    assert_eq!(title, "Osciloscópio \"Rigol\" <DS1054Z> & sondas");
    scene.end().await;
}

#[tokio::test]
async fn an_email_belongs_to_one_person_whatever_its_case() {
    let scene = Scene::set().await;
    let draft = PersonDraft {
        name: "Ana S.".to_owned(),
        email: " ANA.Silva@uni.example".to_owned(),
        role: domain::people::PersonRole::Student,
        student_number: String::new(),
        user: None,
    };
    let taken = vec![("email".to_owned(), Problem::Taken)];
    assert_eq!(problems(scene.desk.create_person(draft).await), taken);
    scene.end().await;
}

#[tokio::test]
async fn a_snipe_it_user_is_one_person() {
    let scene = Scene::set().await;
    let draft = PersonDraft {
        name: "Outra Ana".to_owned(),
        email: "outra@uni.example".to_owned(),
        role: domain::people::PersonRole::Student,
        student_number: String::new(),
        user: Some(domain::ids::UserId(scene.leader.user)),
    };
    let taken = vec![("user".to_owned(), Problem::Taken)];
    assert_eq!(problems(scene.desk.create_person(draft).await), taken);
    scene.end().await;
}

#[tokio::test]
async fn only_members_may_ask_and_only_for_what_the_mirror_knows() {
    let scene = Scene::set().await;
    let stranger = add_person(&scene.desk, "Rui Marques", "rui@uni.example", None).await;
    let asset = |id| LineDraft { wanted: Wanted::Asset { id: AssetId(id) }, quantity: 1 };
    let mut draft = scene.draft(vec![asset(scene.assets[0]), asset(9999)]);
    draft.requester = Some(stranger);
    let expected = vec![
        ("requester".to_owned(), Problem::NotAMember),
        ("lines.1".to_owned(), Problem::Unknown),
    ];
    assert_eq!(problems(scene.desk.create_requisition(draft).await), expected);
    scene.end().await;
}

#[tokio::test]
async fn a_project_without_members_that_exist_is_not_made() {
    let scene = Scene::set().await;
    let nobody = domain::ids::PersonId(uuid::Uuid::nil());
    let expected = vec![("members.0".to_owned(), Problem::Unknown)];
    let answer = scene.desk.create_project(project_draft(nobody), true).await;
    assert_eq!(problems(answer), expected);
    assert!(project_draft(scene.leader.person).problems().is_empty());
    scene.end().await;
}

#[tokio::test]
async fn settings_take_only_deployable_labels_with_one_meaning_each() {
    let scene = Scene::set().await;
    let change = |labels, zone: &str| SettingsChange {
        labels,
        zone: zone.to_owned(),
        public_address: None,
        language: Language::English,
        undo_seconds: 5,
        after_return: AfterReturn::Automatic,
        holds: Holds::Propose,
    };
    let repair = LabelMap { reserved: LabelId(9), ..LABELS };
    let answer = scene.desk.save_settings(change(repair, "Europe/Lisbon")).await;
    assert_eq!(problems(answer), [("labels.reserved".to_owned(), Problem::NotDeployable)]);
    let twice = LabelMap { checked_out: Some(LabelId(7)), ..LABELS };
    let answer = scene.desk.save_settings(change(twice, "Mars/Base")).await;
    let expected = [
        ("labels.checked_out".to_owned(), Problem::Repeated),
        ("zone".to_owned(), Problem::NotAZone),
    ];
    assert_eq!(problems(answer), expected);
    scene.end().await;
}

#[tokio::test]
async fn several_of_a_model_are_picked_when_approving_longest_on_the_shelf_first() {
    let scene = Scene::set_with(|lab| {
        let user = lab.user_by_email("rui.marques@uni.example").unwrap().id;
        let assets: Vec<_> = lab.assets().map(|asset| asset.id).collect();
        for (asset, days) in [(assets[0], 2), (assets[1], 9)] {
            let at = chrono::Utc::now() - TimeDelta::days(days);
            lab.check_out(asset, user, None, None, at - TimeDelta::hours(1)).unwrap();
            lab.check_in(asset, None, at).unwrap();
        }
    })
    .await;
    let wanted = Wanted::Model { id: ModelId(scene.model) };
    let draft = scene.draft(vec![LineDraft { wanted, quantity: 2 }]);
    let id = scene.desk.create_requisition(draft).await.unwrap().id;
    let line = scene.view(id).await.lines.remove(0);
    assert_eq!(line.availability, Some(Availability::Some { free: 4, total: 4 }));
    let order: Vec<_> =
        line.candidates.iter().map(|c| (c.asset.tag.as_str(), c.suggested)).collect();
    let expected = [("ML-0003", true), ("ML-0004", true), ("ML-0002", false), ("ML-0001", false)];
    assert_eq!(order, expected, "never lent first, then the longest on the shelf");
    let picked: Vec<_> = line.candidates.iter().filter(|c| c.suggested).collect();
    let approvals = line
        .units
        .iter()
        .zip(picked)
        .map(|(unit, candidate)| Approval { unit: unit.id, asset: Some(candidate.asset.id) });
    scene.desk.approve(approvals.collect()).await.unwrap();
    scene.pass_undo_time().await;
    scene
        .until("both are reserved", async || {
            let view = scene.view(id).await;
            view.lines[0].standing == domain::standing::Standing::Reserved
        })
        .await;
    scene.end().await;
}
