use domain::asset::{Label, LabelKind, Named};
use domain::ids::{CategoryId, LabelId, LocationId, ModelId, UserId};
use serde_json::{Value, json};
use snipeit::{StatusLabel, User};

use super::support::{FakeServer, Reply, client};

#[tokio::test]
async fn labels_come_with_their_type_and_how_many_assets_carry_them() {
    let server = FakeServer::recorded("statuslabels-list").await;
    let labels = client(&server).labels().await.unwrap();
    let ids: Vec<u32> = labels.iter().map(|label| label.label.id.0).collect();
    assert_eq!(ids, [1, 2, 3, 7, 8, 9]);
    let reserved = Label { id: LabelId(7), name: "Reserved".into(), kind: LabelKind::Deployable };
    assert_eq!(labels[3], StatusLabel { label: reserved, assets: Some(81) });
    let kinds = [0, 2, 5].map(|at: usize| labels[at].label.kind);
    assert_eq!(kinds, [LabelKind::Pending, LabelKind::Archived, LabelKind::Undeployable]);
}

fn label(id: u32) -> Value {
    json!({ "id": id, "name": format!("Label {id}"), "type": "deployable" })
}

#[tokio::test]
async fn labels_are_read_to_the_last_page() {
    let pages = [Reply::page(3, &[label(1), label(2)]), Reply::page(3, &[label(3)])];
    let server = FakeServer::start(pages).await;
    assert_eq!(client(&server).labels().await.unwrap().len(), 3);
    let offsets: Vec<_> = server.seen().iter().map(|seen| seen.query("offset")).collect();
    assert_eq!(offsets, [Some("0".to_owned()), Some("2".to_owned())]);
}

#[tokio::test]
async fn a_server_that_repeats_its_first_page_is_not_asked_for_ever() {
    let server = FakeServer::start([Reply::page(50, &[label(1), label(2)])]).await;
    assert_eq!(client(&server).labels().await.unwrap().len(), 2);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn users_come_with_what_tells_them_apart() {
    let server = FakeServer::recorded("users-list").await;
    let page = client(&server).users(0, 50).await.unwrap();
    let first = User {
        id: UserId(4),
        name: "Zoë Conceição".into(),
        username: "user001".into(),
        email: Some("user001@example.org".into()),
        employee_number: Some("90001".into()),
    };
    assert_eq!((page.total, page.rows.len()), (202, 12));
    assert_eq!(page.rows[0], first);
}

#[tokio::test]
async fn models_locations_and_categories_come_with_decoded_names() {
    let server = FakeServer::recorded("models-list").await;
    let models = client(&server).models(0, 50).await.unwrap();
    let name = "Osciloscópio \"Rigol\" <DS1054Z> & sondas".to_owned();
    assert_eq!(models.rows[0], Named { id: ModelId(1), name });

    let server = FakeServer::recorded("locations-list").await;
    let locations = client(&server).locations(0, 50).await.unwrap();
    let obrien = Named { id: LocationId(12), name: "Sala O'Brien".into() };
    assert!(locations.rows.contains(&obrien));

    let server = FakeServer::recorded("categories-list").await;
    let categories = client(&server).categories(0, 50).await.unwrap();
    assert_eq!(categories.rows[0], Named { id: CategoryId(10), name: "Osciloscópios".into() });
}

#[tokio::test]
async fn a_list_is_asked_for_by_id_from_its_own_place() {
    let server = FakeServer::recorded("users-list").await;
    client(&server).users(100, 20).await.unwrap();
    let seen = server.only();
    assert_eq!(seen.path(), "/lab/snipe-it/api/v1/users");
    let asked = ["offset", "limit", "sort", "order"].map(|name| seen.query(name).unwrap());
    assert_eq!(asked, ["100", "20", "id", "asc"]);
}
