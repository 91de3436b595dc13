//! Handing over and taking back, files, and the records that the app creates.

use domain::asset::LabelKind;
use domain::ids::{AssetId, LabelId, UserId};
use secrecy::SecretString;
use serde_json::{Value, json};
use snipeit::{CheckIn, CheckOut, Error, NewUser, Upload};

use super::support::{FakeServer, Reply, background, client, day, recorded};

const ASSET: AssetId = AssetId(2061);

fn to_borrower() -> CheckOut {
    CheckOut { to: UserId(60), expected: None, note: None, label: None }
}

#[tokio::test]
async fn a_check_out_says_to_whom_until_when_and_why() {
    let server = FakeServer::recorded("checkout-user-expected-note").await;
    let check_out = CheckOut {
        expected: Some(day("2026-12-05")),
        note: Some("R-1042 <b>".into()),
        label: Some(LabelId(8)),
        ..to_borrower()
    };
    client(&server).check_out(ASSET, &check_out).await.unwrap();
    let seen = server.only();
    assert_eq!(
        (seen.method.as_str(), seen.path()),
        ("POST", "/lab/snipe-it/api/v1/hardware/2061/checkout")
    );
    let expected = json!({
        "checkout_to_type": "user",
        "assigned_user": 60,
        "expected_checkin": "2026-12-05",
        "note": "R-1042 <b>",
        "status_id": 8,
    });
    assert_eq!(seen.json(), expected);
}

#[tokio::test]
async fn what_is_not_asked_for_is_not_sent() {
    let server = FakeServer::recorded("checkin-ok-note").await;
    client(&server).check_in(ASSET, &CheckIn::default()).await.unwrap();
    assert_eq!(server.only().json(), json!({}));
    let server = FakeServer::recorded("checkin-with-status_id").await;
    let back = CheckIn { note: Some("ok".into()), label: Some(LabelId(2)) };
    client(&server).check_in(ASSET, &back).await.unwrap();
    assert_eq!(server.only().json(), json!({ "note": "ok", "status_id": 2 }));
}

#[tokio::test]
async fn a_refused_check_out_says_why() {
    for (name, words) in [
        ("checkout-already-checked-out", "That asset is not available for checkout!"),
        ("checkout-note-required-setting", "The note field is required."),
    ] {
        let server = FakeServer::recorded(name).await;
        let answer = client(&server).check_out(ASSET, &to_borrower()).await;
        assert!(
            matches!(&answer, Err(Error::Refused { message, .. }) if message == words),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn neither_is_ever_sent_twice() {
    for name in
        ["checkin-checkin_at-past", "php-fpm-down-502", "maintenance-503", "throttle-429-first"]
    {
        let server = FakeServer::recorded(name).await;
        assert!(background(&server).check_out(ASSET, &to_borrower()).await.is_err());
        assert_eq!(server.seen().len(), 1, "check-out, {name}");
        let server = FakeServer::recorded(name).await;
        assert!(background(&server).check_in(ASSET, &CheckIn::default()).await.is_err());
        assert_eq!(server.seen().len(), 1, "check-in, {name}");
    }
}

#[tokio::test]
async fn a_check_in_that_broke_the_server_is_in_doubt() {
    let server = FakeServer::recorded("checkin-checkin_at-past").await;
    let error = client(&server).check_in(ASSET, &CheckIn::default()).await.unwrap_err();
    assert!(error.answer_lost(), "the asset was checked in nevertheless: {error:?}");
}

#[tokio::test]
async fn a_file_is_kept_with_its_name_and_note() {
    let done = json!({ "status": "success", "messages": "File uploaded.", "payload": {} });
    let server = FakeServer::start([Reply::json(&done)]).await;
    let file = Upload {
        name: "receipt.pdf".into(),
        content: b"%PDF-1.7 content".to_vec(),
        note: Some("signed".into()),
    };
    client(&server).upload(ASSET, file).await.unwrap();
    let seen = server.only();
    assert_eq!(seen.path(), "/lab/snipe-it/api/v1/hardware/2061/files");
    assert!(seen.header("content-type").starts_with("multipart/form-data; boundary="));
    let body = String::from_utf8_lossy(&seen.body).into_owned();
    for part in [
        "name=\"file[]\"; filename=\"receipt.pdf\"",
        "%PDF-1.7 content",
        "name=\"notes\"",
        "signed",
    ] {
        assert!(body.contains(part), "{part} is missing in {body}");
    }
}

#[tokio::test]
async fn a_label_is_read_back_once_it_is_created() {
    let server =
        FakeServer::start(["statuslabels-create-ok", "statuslabels-id"].map(recorded)).await;
    let label = client(&server).create_label("Reserved", LabelKind::Deployable).await.unwrap();
    assert_eq!((label.label.id, label.label.kind), (LabelId(7), LabelKind::Deployable));
    let seen = server.seen();
    assert_eq!(seen[0].json(), json!({ "name": "Reserved", "type": "deployable" }));
    assert_eq!(seen[1].path(), "/lab/snipe-it/api/v1/statuslabels/10");
}

#[tokio::test]
async fn a_label_that_came_out_with_another_type_is_an_error() {
    let other = recorded("statuslabels-id").edit(|label| label["type"] = json!("undeployable"));
    let server = FakeServer::start([recorded("statuslabels-create-bad-type"), other]).await;
    let answer = client(&server).create_label("Reserved", LabelKind::Deployable).await;
    assert!(matches!(&answer, Err(Error::Malformed { path, .. }) if path == "type"), "{answer:?}");
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused_for_the_name() {
    let server = FakeServer::recorded("statuslabels-create-duplicate-Reserved").await;
    let answer = client(&server).create_label("Reserved", LabelKind::Deployable).await;
    let Err(Error::Refused { fields, .. }) = answer else { panic!("{answer:?}") };
    assert_eq!(fields["name"], ["The name must be unique."]);
}

fn new_user() -> NewUser {
    NewUser {
        first_name: "Nóvo".into(),
        last_name: Some("<Utilizador> & \"Cia\"".into()),
        username: "novo.user".into(),
        email: Some("novo.user@example.org".into()),
        employee_number: None,
        password: SecretString::from("a-long-local-password"),
        activated: false,
    }
}

#[tokio::test]
async fn a_user_is_created_with_a_confirmed_password_that_nothing_shows() {
    let server = FakeServer::recorded("users-create-ok").await;
    let user = client(&server).create_user(&new_user()).await.unwrap();
    assert_eq!((user.id, user.activated), (UserId(204), false));
    assert_eq!(user.name, "Nóvo <Utilizador> & \"Cia\"");
    let body: Value = server.only().json();
    assert_eq!(body["password"], body["password_confirmation"]);
    assert_eq!(body["last_name"], "<Utilizador> & \"Cia\"");
    assert!(!format!("{:?}", new_user()).contains("password"));
}

#[tokio::test]
async fn users_are_looked_for_by_the_text_as_typed() {
    let server = FakeServer::recorded("users-search-email").await;
    let found = client(&server).search_users("João & user057@example.org").await.unwrap();
    assert_eq!(found.rows[0].name, "João Fonseca & Sá");
    assert_eq!(server.only().query("search").as_deref(), Some("João & user057@example.org"));
}
