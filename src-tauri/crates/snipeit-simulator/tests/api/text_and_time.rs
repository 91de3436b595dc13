//! Escaped text, wall-clock time, and what each reader may see.

use crate::common::*;
use chrono_tz::America::New_York;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn reading_escapes_and_writing_answers_raw() {
    let desk = Desk::open().await;
    let escaped = "Osciloscópio &quot;Rigol&quot; &lt;DS1054Z&gt; &amp; sondas";
    assert_eq!(desk.get("hardware/3").await["name"], escaped);
    let raw = desk.patch("hardware/3", json!({ "status_id": RESERVED })).await;
    assert_eq!(raw["payload"]["name"], "Osciloscópio \"Rigol\" <DS1054Z> & sondas");
    desk.patch("hardware/3", json!({ "name": escaped })).await;
    let twice = desk.get("hardware/3").await["name"].clone();
    assert_eq!(twice.as_str().unwrap().matches("&amp;quot;").count(), 2);
}

#[tokio::test]
async fn notes_are_markdown_and_never_markup() {
    let desk = Desk::open().await;
    let body = json!({ "note": "- *ok* & <img src=x onerror=alert(1)> d'Orey" });
    desk.post(&format!("hardware/{HELD}/checkin"), body).await;
    let note = desk.newest(1).await[0]["note"].clone();
    assert_eq!(note, "- <em>ok</em> &amp; &lt;img src=x onerror=alert(1)&gt; d&#039;Orey");
}

#[tokio::test]
async fn times_are_wall_clock_except_in_the_answer_to_a_write() {
    let desk = Desk::open().await;
    let write = desk.patch(&format!("hardware/{FREE}"), json!({ "status_id": RESERVED })).await;
    assert_eq!(write["payload"]["updated_at"], "2026-10-14T09:47:30.000000Z");
    let read = desk.get(&format!("hardware/{FREE}")).await;
    assert_eq!(
        read["updated_at"],
        json!({ "datetime": "2026-10-14 10:47:30", "formatted": "Wed Oct 14, 2026 10:47AM" })
    );
    desk.simulator.with_lab(|lab| lab.set_zone(New_York));
    let read = desk.get(&format!("hardware/{FREE}")).await;
    assert_eq!(read["updated_at"]["datetime"], "2026-10-14 05:47:30");
}

#[tokio::test]
async fn a_borrowing_token_may_do_little() {
    let desk = Desk::open().await;
    let lists = ["statuslabels", "models", "users", "locations", "categories", "companies"];
    for path in lists {
        assert_eq!(send(lowpriv(&desk, Method::GET, path)).await.status, 403, "{path}");
    }
    for path in ["hardware?limit=1", "users/me", "users/selectlist"] {
        assert_eq!(send(lowpriv(&desk, Method::GET, path)).await.status, 200, "{path}");
    }
    let row = send(lowpriv(&desk, Method::GET, "hardware/2")).await.json();
    assert_eq!(row["available_actions"]["checkout"], true);
    assert_eq!(row["available_actions"]["update"], false);
}

#[tokio::test]
async fn revoked_tokens_and_those_of_deleted_users_are_strangers() {
    let desk = Desk::open().await;
    desk.simulator.with_lab(|lab| lab.delete_user(2, now()));
    assert_eq!(send(lowpriv(&desk, Method::GET, "hardware?limit=1")).await.status, 401);
    desk.simulator.with_lab(|lab| lab.revoke_token(&desk.portuguese));
    let request = desk.raw(Method::GET, "users/me").bearer_auth(&desk.portuguese);
    assert_eq!(send(request.header("accept", "application/json")).await.status, 401);
    assert_eq!(desk.get("users/me").await["id"], 1);
}

#[tokio::test]
async fn without_accept_errors_become_pages_and_redirects() {
    let desk = Desk::open().await;
    let request = desk.raw(Method::POST, "hardware/2/checkout").bearer_auth(&desk.admin);
    let reply = send(request.json(&json!({}))).await;
    assert_eq!((reply.status, reply.header("location")), (302, Some(&*desk.simulator.address())));
    let forbidden = desk.raw(Method::GET, "users").bearer_auth(&desk.lowpriv);
    let reply = send(forbidden).await;
    assert_eq!(reply.status, 403);
    assert!(reply.header("content-type").unwrap().starts_with("text/html"));
}

#[tokio::test]
async fn a_base_path_stands_before_everything() {
    let options = snipeit_simulator::Options {
        base_path: "/new/snipe-it".to_owned(),
        ..Hands::default().options()
    };
    let desk = Desk::with(lab(), options).await;
    assert!(desk.simulator.address().ends_with("/new/snipe-it"));
    assert_eq!(desk.get("version").await["version"], "v8.1.4");
    let elsewhere = desk.simulator.address().replace("/new/snipe-it", "/api/v1/version");
    assert_eq!(send(desk.anywhere(Method::GET, &elsewhere)).await.status, 404);
}

fn lowpriv(desk: &Desk, method: Method, path: &str) -> reqwest::RequestBuilder {
    desk.raw(method, path).bearer_auth(&desk.lowpriv).header("accept", "application/json")
}
