use domain::ids::AssetId;
use serde_json::json;
use snipeit::{Error, Version};

use super::support::{FakeServer, Reply, TOKEN, client, recorded};

async fn answer(reply: Reply) -> Result<Version, Error> {
    let server = FakeServer::start([reply]).await;
    client(&server).version().await
}

#[tokio::test]
async fn every_request_says_who_asks_and_that_it_wants_json() {
    let server = FakeServer::recorded("version").await;
    let version = client(&server).version().await.unwrap();
    assert_eq!(version.to_string(), "v8.1.4");
    let seen = server.only();
    assert_eq!(seen.header("authorization"), format!("Bearer {TOKEN}"));
    assert_eq!(seen.header("accept"), "application/json");
    assert!(seen.header("user-agent").starts_with("Toolcrib/"));
    assert_eq!(seen.header("cookie"), "");
}

#[tokio::test]
async fn a_refused_token_and_a_missing_right_are_told_apart_and_final() {
    for (name, error) in
        [("error-bad-token", Error::Unauthenticated), ("activity-lowpriv", Error::Forbidden)]
    {
        let server = FakeServer::recorded(name).await;
        assert_eq!(client(&server).version().await, Err(error));
        assert_eq!(server.seen().len(), 1, "{name} is final");
    }
}

#[tokio::test]
async fn trouble_of_the_server_keeps_its_status() {
    for (name, status) in
        [("maintenance-503", 503), ("php-fpm-down-502", 502), ("checkin-checkin_at-past", 500)]
    {
        assert_eq!(answer(recorded(name)).await, Err(Error::ServerTrouble { status }), "{name}");
    }
}

#[tokio::test]
async fn a_server_without_its_database_is_in_trouble() {
    assert_eq!(answer(recorded("database-down")).await, Err(Error::ServerTrouble { status: 302 }));
}

#[tokio::test]
async fn pages_redirects_and_unknown_routes_are_not_the_api_and_say_what_was_seen() {
    let foreign = Reply::json(&json!({ "message": "Not Found" })).status(404);
    let proxy = Reply { body: "<h1>Denied</h1>".into(), ..recorded("php-fpm-down-502") };
    for (reply, part) in [
        (recorded("error-no-accept-no-token"), "https://snipeit.example.org/login"),
        (recorded("database-down-setup-page"), "HTTP 200 with text/html"),
        (recorded("error-404-route"), "HTTP 404"),
        (foreign, "HTTP 404"),
        (proxy.status(403), "HTTP 403 with text/html"),
    ] {
        let answer = answer(reply).await;
        assert!(
            matches!(&answer, Err(Error::NotSnipeIt { seen }) if seen.contains(part)),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn a_refusal_keeps_the_servers_own_words_whatever_their_shape() {
    let error = |messages| Reply::json(&json!({ "status": "error", "messages": messages }));
    for (reply, words) in [
        (error(json!("Bits &amp; bobs")), "Bits & bobs"),
        (error(json!({ "a": ["One."], "b": ["Two.", "Three."] })), "One. Two. Three."),
        (error(json!(503)), "503"),
        (error(json!(null)), ""),
        (recorded("patch-invalid-json"), "Invalid JSON"),
    ] {
        let answer = answer(reply).await;
        assert!(
            matches!(&answer, Err(Error::Refused { message, .. }) if message == words),
            "{answer:?}"
        );
    }
}

#[tokio::test]
async fn a_refusal_names_the_fields_it_is_about() {
    let Err(Error::Refused { message, fields }) = answer(recorded("users-create-missing")).await
    else {
        panic!("a list of missing fields is a refusal")
    };
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["password", "username"]);
    assert_eq!(fields["password"], ["The password field is required."]);
    assert!(message.contains("The username field is required"), "{message}");
}

#[tokio::test]
async fn json_of_another_shape_names_the_place() {
    let server = FakeServer::start([recorded("users-me").edit(|me| me["id"] = json!("one"))]).await;
    let answer = client(&server).me().await;
    assert!(matches!(&answer, Err(Error::Malformed { path, .. }) if path == "id"), "{answer:?}");
}

#[tokio::test]
async fn half_an_answer_is_malformed() {
    let half = Reply { body: "{\"version\": \"v8".into(), ..recorded("version") };
    assert!(matches!(answer(half).await, Err(Error::Malformed { .. })));
}

#[tokio::test]
async fn an_absurdly_long_answer_is_not_taken_in() {
    let long = Reply { body: " ".repeat(33 * 1024 * 1024), ..recorded("version") };
    let server = FakeServer::start([long]).await;
    let answer = client(&server).asset(AssetId(1)).await;
    assert!(matches!(&answer, Err(Error::NotSnipeIt { seen }) if seen.contains("MiB")));
}

#[tokio::test]
async fn the_server_is_honest_about_its_own_health() {
    let server = FakeServer::recorded("health").await;
    assert_eq!(client(&server).health().await, Ok(()));
    assert_eq!(server.only().path(), "/lab/snipe-it/health");
    for (name, status) in [("database-down-health", 500), ("maintenance-health", 503)] {
        let server = FakeServer::recorded(name).await;
        assert_eq!(client(&server).health().await, Err(Error::ServerTrouble { status }), "{name}");
        assert_eq!(server.seen().len(), 1, "{name}");
    }
}
