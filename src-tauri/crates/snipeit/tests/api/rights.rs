use serde_json::json;
use snipeit::{Right, Rights};

use super::support::{FakeServer, Reply, client, recorded};

async fn probe(replies: [Reply; 5]) -> (Rights, FakeServer) {
    let server = FakeServer::start(replies).await;
    (client(&server).probe().await.unwrap(), server)
}

fn all(rights: &Rights) -> [Right; 7] {
    [
        rights.read_assets,
        rights.edit_assets,
        rights.read_activity,
        rights.read_people,
        rights.read_labels,
        rights.checkout,
        rights.checkin,
    ]
}

#[tokio::test]
async fn a_superuser_may_do_everything_and_nothing_is_written_to_find_out() {
    let (rights, server) = probe([
        recorded("users-me"),
        recorded("hardware-list-limit2-offset0"),
        recorded("activity-sort-id-desc"),
        recorded("users-list"),
        recorded("statuslabels-list"),
    ])
    .await;
    assert_eq!(all(&rights), [Right::Allowed; 7]);
    assert!(rights.me.permissions.superuser());
    assert_eq!(rights.me.locale.as_deref(), Some("en-US"));
    assert!(server.seen().iter().all(|seen| seen.method == "GET"));
}

#[tokio::test]
async fn each_missing_right_is_named() {
    let (rights, _server) = probe([
        recorded("users-me-lowpriv"),
        recorded("hardware-lowpriv-list"),
        recorded("activity-lowpriv"),
        recorded("users-lowpriv-list"),
        recorded("statuslabels-lowpriv"),
    ])
    .await;
    use Right::{Allowed, Missing};
    assert_eq!(all(&rights), [Allowed, Missing, Missing, Missing, Missing, Allowed, Allowed]);
}

#[tokio::test]
async fn without_an_asset_to_look_at_only_grants_are_known() {
    let empty = Reply::page(0, &[]);
    let (rights, _server) =
        probe([recorded("users-me-lowpriv"), empty.clone(), empty.clone(), empty.clone(), empty])
            .await;
    assert_eq!((rights.edit_assets, rights.checkout), (Right::Unknown, Right::Allowed));
}

#[tokio::test]
async fn permissions_are_read_in_each_of_their_spellings() {
    for (permissions, edits) in [
        (json!({ "assets.edit": "1" }), true),
        (json!({ "assets.edit": true }), true),
        (json!({ "admin": 1 }), true),
        (json!({ "assets.edit": "-1", "superuser": "0" }), false),
        (json!([]), false),
        (json!(null), false),
    ] {
        let reply = recorded("users-me").edit(|me| me["permissions"] = permissions.clone());
        let server = FakeServer::start([reply]).await;
        let me = client(&server).me().await.unwrap();
        assert_eq!(me.permissions.grants("assets.edit"), edits, "{permissions}");
    }
}
