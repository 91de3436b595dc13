use chrono_tz::America::New_York;
use domain::ids::{AssetId, LabelId};
use serde_json::{Value, json};
use snipeit::{Error, LabelWritten};

use super::support::{FakeServer, Reply, background, client, client_of, quick, recorded, utc};

const ASSET: AssetId = AssetId(2041);
const RESERVED: LabelId = LabelId(7);

async fn set(reply: Reply) -> Result<LabelWritten, Error> {
    let server = FakeServer::start([reply]).await;
    let answer = background(&server).set_label(ASSET, RESERVED).await;
    assert_eq!(server.seen().len(), 1, "a write is sent once");
    answer
}

#[tokio::test]
async fn a_label_is_set_by_patching_only_the_label() {
    let server = FakeServer::recorded("patch-status-reserved-ok").await;
    let written = client(&server).set_label(ASSET, RESERVED).await.unwrap();
    let updated_at = Some(utc("2026-11-21T20:49:02Z"));
    assert_eq!(written, LabelWritten { label: RESERVED, updated_at });
    let seen = server.only();
    assert_eq!(seen.method, "PATCH");
    assert_eq!(seen.path(), "/lab/snipe-it/api/v1/hardware/2041");
    assert_eq!(seen.header("content-type"), "application/json");
    assert_eq!(seen.json(), json!({ "status_id": 7 }));
}

#[tokio::test]
async fn the_reply_to_a_change_is_in_utc_whatever_the_servers_zone() {
    let replies = ["timezone-America_New_York/patch", "timezone-America_New_York/get"];
    let server = FakeServer::start(replies.map(recorded)).await;
    let client = client_of(&server.address, New_York, quick());
    let written = client.set_label(AssetId(2060), RESERVED).await.unwrap();
    let read = client.asset(AssetId(2060)).await.unwrap();
    assert_eq!(written.updated_at, Some(utc("2026-11-21T20:54:45Z")));
    assert_eq!(read.updated_at, written.updated_at);
}

fn words(error: &Error) -> &str {
    match error {
        Error::Refused { message, .. } => message,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn what_the_server_did_not_do_is_certain() {
    let invalid = set(recorded("patch-status-bad-id")).await.unwrap_err();
    assert_eq!(words(&invalid), "The selected status id is invalid.");
    let absent = set(recorded("patch-nonexistent-asset")).await.unwrap_err();
    assert_eq!(words(&absent), "Asset not found");
    let forbidden = set(recorded("patch-lowpriv-403")).await.unwrap_err();
    let unknown_token = set(recorded("error-bad-token")).await.unwrap_err();
    let throttled = set(recorded("throttle-429-first")).await.unwrap_err();
    assert_eq!((&forbidden, &unknown_token), (&Error::Forbidden, &Error::Unauthenticated));
    assert!(matches!(throttled, Error::Throttled { .. }));
    for certain in [invalid, absent, forbidden, unknown_token, throttled] {
        assert!(!certain.answer_lost(), "{certain:?}");
    }
}

#[tokio::test]
async fn what_the_server_may_have_done_is_in_doubt() {
    for name in [
        "checkin-checkin_at-past",
        "php-fpm-down-502",
        "maintenance-503",
        "database-down-patch",
        "database-down-setup-page",
        "error-no-accept-no-token",
    ] {
        assert!(set(recorded(name)).await.unwrap_err().answer_lost(), "{name}");
    }
}

async fn set_with(edit: impl FnOnce(&mut Value)) -> Result<LabelWritten, Error> {
    set(recorded("patch-status-reserved-ok").edit(edit)).await
}

#[tokio::test]
async fn an_odd_word_of_success_is_in_doubt() {
    let warning = set_with(|body| body["status"] = json!("warning")).await;
    assert!(warning.unwrap_err().answer_lost());
    let without_record = set_with(|body| body["payload"] = Value::Null).await;
    assert!(without_record.unwrap_err().answer_lost());
    let half = Reply { body: "{\"status\": \"succ".into(), ..recorded("patch-status-reserved-ok") };
    assert!(set(half).await.unwrap_err().answer_lost());
}

#[tokio::test]
async fn the_label_that_was_written_is_the_records_and_not_ours() {
    let other = set_with(|body| body["payload"]["status_id"] = json!("2")).await.unwrap();
    assert_eq!(other.label, LabelId(2));
}

#[tokio::test]
async fn the_record_of_another_asset_proves_no_label() {
    for name in ["create-asset-ok", "timezone-Europe_Lisbon/patch"] {
        let answer = set(recorded(name)).await;
        assert!(answer.as_ref().is_err_and(Error::answer_lost), "{name}: {answer:?}");
    }
}
