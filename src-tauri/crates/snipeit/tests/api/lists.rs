use domain::asset::{Label, LabelKind, Named};
use domain::catalogue::{
    Category, Company, Department, Location, Manufacturer, Model, StatusLabel, Supplier, Times,
    User,
};
use domain::ids::{
    CategoryId, CompanyId, DepartmentId, LabelId, LocationId, ManufacturerId, ModelId, SupplierId,
    UserId,
};
use snipeit::{Listed, Page};

use super::support::{FakeServer, client, utc};

/// When the recorded lab was filled.
fn filled() -> Times {
    let at = Some(utc("2026-11-21T20:40:27Z"));
    Times { created_at: at, updated_at: at }
}

async fn page<T: Listed>(name: &str) -> Page<T> {
    let server = FakeServer::recorded(name).await;
    let page = client(&server).page_of::<T>(0, 50).await.unwrap();
    assert!(page.unreadable.is_empty(), "{name}: {:?}", page.unreadable);
    page
}

async fn first<T: Listed>(name: &str) -> T {
    page(name).await.rows.remove(0)
}

#[tokio::test]
async fn labels_come_with_their_type_and_how_many_assets_wear_them() {
    let server = FakeServer::recorded("statuslabels-list").await;
    let labels = client(&server).labels().await.unwrap();
    let ids: Vec<u32> = labels.iter().map(|label| label.label.id.0).collect();
    assert_eq!(ids, [1, 2, 3, 7, 8, 9]);
    let reserved = Label { id: LabelId(7), name: "Reserved".into(), kind: LabelKind::Deployable };
    let reserved = StatusLabel { label: reserved, assets: Some(81), times: filled() };
    assert_eq!(labels[3], reserved);
    let kinds = [0, 2, 5].map(|at: usize| labels[at].label.kind);
    assert_eq!(kinds, [LabelKind::Pending, LabelKind::Archived, LabelKind::Undeployable]);
}

#[tokio::test]
async fn users_come_with_what_tells_them_apart() {
    let expected = User {
        id: UserId(4),
        name: "Zoë Conceição".into(),
        username: "user001".into(),
        first_name: Some("Zoë".into()),
        last_name: Some("Conceição".into()),
        email: Some("user001@example.org".into()),
        employee_number: Some("90001".into()),
        job_title: None,
        phone: None,
        department: Some(Named { id: DepartmentId(5), name: "Investigação".into() }),
        company: Some(Named { id: CompanyId(3), name: "IEETA".into() }),
        activated: true,
        times: filled(),
    };
    let users = page::<User>("users-list").await;
    assert_eq!((users.total, users.rows.len()), (202, 12));
    assert_eq!(users.rows[0], expected);
}

#[tokio::test]
async fn models_come_with_their_maker_and_category() {
    let expected = Model {
        id: ModelId(1),
        name: "Osciloscópio \"Rigol\" <DS1054Z> & sondas".into(),
        model_number: Some("MN-1000".into()),
        manufacturer: Some(Named { id: ManufacturerId(1), name: "Rigol".into() }),
        category: Some(Named { id: CategoryId(10), name: "Osciloscópios".into() }),
        eol: None,
        assets: Some(54),
        times: filled(),
    };
    assert_eq!(first::<Model>("models-list").await, expected);
}

#[tokio::test]
async fn locations_come_with_where_they_are_and_what_is_there() {
    let expected = Location {
        id: LocationId(1),
        name: "Edifício 4 — DETI".into(),
        address: None,
        city: Some("Aveiro".into()),
        state: None,
        country: Some("PT".into()),
        zip: None,
        assets: Some(0),
        assigned_assets: Some(0),
        users: Some(0),
        times: filled(),
    };
    let locations = page::<Location>("locations-list").await.rows;
    assert_eq!(locations[0], expected);
    assert!(locations.iter().any(|location| location.name == "Sala O'Brien"));
}

#[tokio::test]
async fn companies_categories_and_makers_come_with_their_counts() {
    let company = Company {
        id: CompanyId(1),
        name: "Universidade de Aveiro".into(),
        phone: None,
        email: None,
        assets: Some(655),
        licenses: Some(0),
        accessories: Some(0),
        users: Some(68),
        times: filled(),
    };
    assert_eq!(first::<Company>("companies-list").await, company);
    let category = Category {
        id: CategoryId(10),
        name: "Osciloscópios".into(),
        kind: Some("Asset".into()),
        assets: Some(252),
        accessories: Some(0),
        consumables: Some(0),
        times: filled(),
    };
    assert_eq!(first::<Category>("categories-list").await, category);
    let maker = Manufacturer {
        id: ManufacturerId(1),
        name: "Rigol".into(),
        url: None,
        support_url: None,
        support_phone: None,
        support_email: None,
        assets: Some(210),
        times: filled(),
    };
    assert_eq!(first::<Manufacturer>("manufacturers-list").await, maker);
}

#[tokio::test]
async fn empty_texts_are_absent_and_a_count_may_be_text() {
    let supplier = Supplier {
        id: SupplierId(1),
        name: "Farnell".into(),
        address: None,
        phone: None,
        email: None,
        contact: None,
        url: None,
        assets: Some(347),
        licenses: Some(0),
        times: filled(),
    };
    assert_eq!(first::<Supplier>("suppliers-list").await, supplier);
    let department = Department {
        id: DepartmentId(1),
        name: "Eletrónica".into(),
        company: Some(Named { id: CompanyId(1), name: "Universidade de Aveiro".into() }),
        users: Some(43),
        times: filled(),
    };
    assert_eq!(first::<Department>("departments-list").await, department);
}

#[tokio::test]
async fn a_list_is_asked_for_by_id_from_its_own_place() {
    let server = FakeServer::recorded("users-list").await;
    client(&server).page_of::<User>(100, 20).await.unwrap();
    let seen = server.only();
    assert_eq!(seen.path(), "/lab/snipe-it/api/v1/users");
    let asked = ["offset", "limit", "sort", "order"].map(|name| seen.query(name).unwrap());
    assert_eq!(asked, ["100", "20", "id", "asc"]);
}
