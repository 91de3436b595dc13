use domain::asset::{AssetDetails, AssetSnapshot, Holder, Label, LabelKind, Named, NotFree};
use domain::ids::{
    AssetId, CategoryId, CompanyId, LabelId, LocationId, ManufacturerId, ModelId, SupplierId,
    UserId,
};
use domain::money::Cents;
use serde_json::{Value, json};
use snipeit::{AssetQuery, Error, Listing, Sort};

use super::support::{FakeServer, Reply, client, client_of, day, quick, recorded, utc};

async fn asset(reply: Reply) -> Result<AssetSnapshot, Error> {
    let id = &reply.value()["id"];
    let id = id.as_str().map_or(id.as_u64(), |text| text.parse().ok());
    let id = id.unwrap_or(1).try_into().unwrap();
    let server = FakeServer::start([reply]).await;
    client(&server).asset(AssetId(id)).await
}

async fn edited(edit: impl FnOnce(&mut Value)) -> Result<AssetSnapshot, Error> {
    asset(recorded("hardware-show-available").edit(edit)).await
}

#[tokio::test]
async fn an_asset_is_read_with_texts_decoded_and_times_in_utc() {
    let server = FakeServer::recorded("hardware-show-checkedout-to-user").await;
    let in_lisbon = client_of(&server.address, chrono_tz::Europe::Lisbon, quick());
    let expected = AssetSnapshot {
        id: AssetId(1),
        tag: "LAB-00001".into(),
        name: Some("Equipamento 1".into()),
        serial: Some("SN141538F0".into()),
        model: Some(Named {
            id: ModelId(1),
            name: "Osciloscópio \"Rigol\" <DS1054Z> & sondas".into(),
        }),
        category: Some(Named { id: CategoryId(10), name: "Osciloscópios".into() }),
        location: Some(Named { id: LocationId(9), name: "Anf. IV".into() }),
        label: Some(Label {
            id: LabelId(2),
            name: "Available".into(),
            kind: LabelKind::Deployable,
        }),
        holder: Some(Holder::User { id: UserId(129), name: "Beatriz Fonseca & Sá".into() }),
        expected_checkin: Some(day("2027-01-15")),
        last_checkout: Some(utc("2026-08-15T23:19:55Z")),
        last_checkin: Some(utc("2026-06-21T07:00:47Z")),
        updated_at: Some(utc("2026-08-15T23:19:55Z")),
        deleted: false,
        details: AssetDetails {
            model_number: Some("MN-1000".into()),
            manufacturer: Some(Named { id: ManufacturerId(1), name: "Rigol".into() }),
            supplier: Some(Named { id: SupplierId(4), name: "RS Amidata".into() }),
            company: Some(Named { id: CompanyId(3), name: "IEETA".into() }),
            home: Some(Named { id: LocationId(2), name: "Maker Lab 4.1.02".into() }),
            created_at: Some(utc("2025-12-03T18:57:01Z")),
            purchase_date: Some(day("2026-06-21")),
            purchase_cost: Some(Cents(62_426)),
            notes: None,
        },
    };
    assert_eq!(in_lisbon.asset(AssetId(1)).await.unwrap(), expected);
    assert_eq!(server.only().path(), "/lab/snipe-it/api/v1/hardware/1");
}

#[tokio::test]
async fn locations_and_assets_hold_assets_too() {
    let by_location = asset(recorded("hardware-show-checkedout-to-location")).await.unwrap();
    let holder = Holder::Location { id: LocationId(9), name: "Anf. IV".into() };
    assert_eq!(by_location.holder, Some(holder));
    let by_asset = asset(recorded("hardware-show-checkedout-to-asset")).await.unwrap();
    assert!(matches!(by_asset.holder, Some(Holder::Asset { id: AssetId(5), .. })));
}

#[tokio::test]
async fn the_notes_of_an_asset_are_plain_text() {
    let mut listed = recorded("hardware-status_id-3").value()["rows"].clone();
    let rows = listed.as_array_mut().unwrap().iter_mut();
    let noted = rows.map(Value::take).find(|row| row["notes"].is_string()).unwrap();
    let noted = edited(|row| row["notes"] = noted["notes"].clone()).await.unwrap();
    let expected = "Nota com markdown e <b>html</b> & link";
    assert_eq!(noted.details.notes.as_deref(), Some(expected));
}

#[tokio::test]
async fn a_deleted_asset_is_read_and_says_so() {
    let deleted = asset(recorded("hardware-show-softdeleted")).await.unwrap();
    assert!(deleted.deleted);
    assert_eq!((deleted.name, deleted.serial), (None, None));
}

#[tokio::test]
async fn an_archived_label_is_not_deployable() {
    let archived = asset(recorded("hardware-show-archived")).await.unwrap();
    assert!(matches!(archived.not_free(), Some(NotFree::Archived { .. })));
}

#[tokio::test]
async fn markup_in_a_name_stays_text_and_is_decoded_once() {
    let named = asset(recorded("hardware-show-html-name")).await.unwrap();
    assert_eq!(named.name.as_deref(), Some("Osciloscópio \"Rigol\" <DS1054Z> & sondas #11"));
    let escaped = edited(|row| row["name"] = json!("&amp;lt;img src=x&amp;gt;")).await.unwrap();
    assert_eq!(escaped.name.as_deref(), Some("&lt;img src=x&gt;"));
}

#[tokio::test]
async fn an_asset_that_does_not_exist_is_not_found_in_any_language() {
    for name in ["hardware-show-notfound", "hardware-pt-notfound"] {
        assert_eq!(asset(recorded(name)).await, Err(Error::NotFound), "{name}");
    }
    let as_status = Reply::json(&json!({ "message": "No such asset" })).status(404);
    assert_eq!(asset(as_status).await, Err(Error::NotFound));
}

#[tokio::test]
async fn an_address_that_the_server_does_not_know_does_not_prove_an_asset_absent() {
    let answer = asset(recorded("checkout-get-wrong-verb")).await;
    assert!(matches!(answer, Err(Error::NotSnipeIt { .. })), "{answer:?}");
}

#[tokio::test]
async fn a_refusal_with_reasons_does_not_prove_an_asset_absent() {
    for messages in [json!({ "id": ["No."] }), json!(503)] {
        let body = json!({ "status": "error", "messages": messages, "payload": null });
        assert!(matches!(asset(Reply::json(&body)).await, Err(Error::Refused { .. })));
    }
}

#[tokio::test]
async fn another_assets_record_is_no_answer() {
    let server = FakeServer::recorded("hardware-show-available").await;
    let answer = client(&server).asset(AssetId(1)).await;
    assert!(matches!(answer, Err(Error::Malformed { .. })), "{answer:?}");
}

#[tokio::test]
async fn odd_but_harmless_fields_do_not_make_an_asset_unreadable() {
    let odd = edited(|row| {
        row["id"] = json!("2075");
        row["serial"] = json!(4711);
        row["model"] = json!([]);
        row["location"] = Value::Null;
        row["updated_at"] = json!("yesterday");
        row["expected_checkin"] = json!({ "date": "soon" });
        row.as_object_mut().unwrap().remove("category");
    });
    let odd = odd.await.unwrap();
    assert_eq!(odd.serial.as_deref(), Some("4711"));
    assert_eq!((odd.model, odd.location, odd.category), (None, None, None));
    assert_eq!((odd.updated_at, odd.expected_checkin), (None, None));
}

#[tokio::test]
async fn an_asset_never_reads_as_free_for_want_of_a_field() {
    let without_holder = edited(|row| drop(row.as_object_mut().unwrap().remove("assigned_to")));
    assert!(matches!(without_holder.await, Err(Error::Malformed { problem, .. })
        if problem.contains("assigned_to")));
    let robot =
        edited(|row| row["assigned_to"] = json!({ "id": 3, "type": "robot", "name": "R2" }));
    assert_eq!(robot.await.unwrap().holder, Some(Holder::Unknown { name: "R2".into() }));
    let purged = edited(|row| row["status_label"]["status_meta"] = json!("deployed"));
    assert!(matches!(purged.await.unwrap().not_free(), Some(NotFree::Held { .. })));
    let no_label = edited(|row| drop(row.as_object_mut().unwrap().remove("status_label")));
    assert!(matches!(no_label.await.unwrap().not_free(), Some(NotFree::NotDeployable { .. })));
    let new_type = edited(|row| row["status_label"]["status_type"] = json!("on_loan"));
    assert!(matches!(new_type.await.unwrap().not_free(), Some(NotFree::NotDeployable { .. })));
}

#[tokio::test]
async fn a_listing_asks_for_what_it_says() {
    let plain = [("sort", "id"), ("order", "asc"), ("offset", "500"), ("limit", "250")];
    for (listing, sort, expected) in [
        (Listing::Plain, Sort::Id, &plain[..]),
        (Listing::Archived, Sort::Id, &[("status", "Archived")]),
        (Listing::Deleted, Sort::Id, &[("status", "Deleted")]),
        (Listing::Deployed, Sort::Id, &[("status", "Deployed")]),
        (Listing::WithLabel(LabelId(7)), Sort::Id, &[("status_id", "7")]),
        (Listing::Plain, Sort::UpdatedNewestFirst, &[("sort", "updated_at"), ("order", "desc")]),
    ] {
        let server = FakeServer::recorded("hardware-list-limit2-offset0").await;
        let query = AssetQuery { listing, sort, offset: 500, limit: 250 };
        client(&server).assets(&query).await.unwrap();
        for (name, value) in expected {
            assert_eq!(server.only().query(name).as_deref(), Some(*value), "{listing:?} {sort:?}");
        }
    }
}

const QUERY: AssetQuery =
    AssetQuery { listing: Listing::Plain, sort: Sort::Id, offset: 0, limit: 2 };

#[tokio::test]
async fn a_page_tells_the_total_and_its_rows() {
    let server = FakeServer::recorded("hardware-list-limit2-offset0").await;
    let page = client(&server).assets(&QUERY).await.unwrap();
    assert_eq!((page.total, page.rows.len(), page.unreadable.len()), (2000, 2, 0));
}

#[tokio::test]
async fn deleted_assets_are_listed_as_deleted() {
    let server = FakeServer::recorded("hardware-status-Deleted").await;
    let page = client(&server).assets(&QUERY).await.unwrap();
    assert!(!page.rows.is_empty() && page.rows.iter().all(|asset| asset.deleted));
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_kept_apart_and_stops_nothing() {
    let broken = recorded("hardware-list-limit2-offset0")
        .edit(|body| drop(body["rows"][0].as_object_mut().unwrap().remove("assigned_to")));
    let id = broken.value()["rows"][0]["id"].as_u64().unwrap();
    let server = FakeServer::start([broken]).await;
    let page = client(&server).assets(&QUERY).await.unwrap();
    assert_eq!((page.rows.len(), page.sent()), (1, 2));
    assert_eq!(page.unreadable[0].id.map(u64::from), Some(id));
    assert!(page.unreadable[0].problem.contains("assigned_to"));
}

#[tokio::test]
async fn an_asset_is_found_by_its_tag() {
    let server = FakeServer::recorded("hardware-bytag-found").await;
    let asset = client(&server).asset_by_tag("LAB 00001#?").await.unwrap();
    assert_eq!(asset.id, AssetId(1));
    assert_eq!(server.only().path(), "/lab/snipe-it/api/v1/hardware/bytag/LAB%2000001%23%3F");
    let server = FakeServer::recorded("hardware-bytag-notfound").await;
    assert_eq!(client(&server).asset_by_tag("NOPE").await, Err(Error::NotFound));
}

#[tokio::test]
async fn a_tag_that_no_path_can_carry_is_filtered_for_and_hidden_assets_too() {
    for tag in ["LAB/1", ".."] {
        let found = recorded("hardware-asset_tag-filter")
            .edit(|list| list["rows"][0]["asset_tag"] = json!(tag));
        let server = FakeServer::start([Reply::page(0, &[]), found]).await;
        let asset = client(&server).asset_by_tag(tag).await.unwrap();
        assert_eq!(asset.id, AssetId(1));
        let seen = server.seen();
        assert_eq!(seen[0].path(), "/lab/snipe-it/api/v1/hardware");
        assert_eq!(seen[1].query("asset_tag").as_deref(), Some(tag));
        assert_eq!(seen[1].query("status").as_deref(), Some("Archived"));
    }
}

#[tokio::test]
async fn another_tag_than_the_one_asked_for_is_not_it_and_no_tag_is_nobodys() {
    let server = FakeServer::recorded("hardware-asset_tag-filter").await;
    assert_eq!(client(&server).asset_by_tag("LAB/1").await, Err(Error::NotFound));
    let unasked = FakeServer::recorded("hardware-asset_tag-filter").await;
    assert_eq!(client(&unasked).asset_by_tag(" ").await, Err(Error::NotFound));
    assert_eq!(client(&unasked).assets_by_serial("").await, Ok(Vec::new()));
    assert_eq!(unasked.seen().len(), 0, "without a value the server would list everything");
}

#[tokio::test]
async fn several_assets_or_none_may_have_a_serial_number() {
    let server = FakeServer::recorded("hardware-byserial-found").await;
    let found = client(&server).assets_by_serial("SN141538F0").await.unwrap();
    assert_eq!(found.iter().map(|asset| asset.id).collect::<Vec<_>>(), [AssetId(1)]);
    let server = FakeServer::recorded("hardware-byserial-notfound").await;
    assert_eq!(client(&server).assets_by_serial("NOPE").await, Ok(Vec::new()));
}
