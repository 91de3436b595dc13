use serde_json::json;
use snipeit::{Right, Rights};

use super::support::{FakeServer, Reply, client, recorded};

async fn probe(replies: [Reply; 6]) -> (Rights, FakeServer) {
    let server = FakeServer::start(replies).await;
    (client(&server).probe().await.unwrap(), server)
}

fn all(rights: &Rights) -> [Right; 9] {
    [
        rights.read_assets,
        rights.edit_assets,
        rights.read_activity,
        rights.read_people,
        rights.read_labels,
        rights.checkout,
        rights.checkin,
        rights.create_labels,
        rights.delete_assets,
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
        recorded("models-list"),
    ])
    .await;
    assert_eq!(all(&rights), [Right::Allowed; 9]);
    assert_eq!(rights.models, Some(40));
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
        recorded("models-lowpriv"),
    ])
    .await;
    use Right::{Allowed, Missing, Unknown};
    let lending = [Allowed, Missing, Missing, Missing, Missing, Allowed, Allowed];
    assert_eq!(all(&rights)[..7], lending);
    // A group may let its members create labels; the asset looked at is out, so none could be deleted.
    assert_eq!(rights.create_labels, Unknown);
    assert_eq!((rights.delete_assets, rights.models), (Unknown, None));
}

#[tokio::test]
async fn without_an_asset_to_look_at_only_grants_are_known() {
    let empty = Reply::page(0, &[]);
    let (rights, _server) = probe([
        recorded("users-me-lowpriv"),
        empty.clone(),
        empty.clone(),
        empty.clone(),
        empty.clone(),
        empty,
    ])
    .await;
    assert_eq!((rights.edit_assets, rights.checkout), (Right::Unknown, Right::Allowed));
}

#[tokio::test]
async fn that_a_held_asset_cannot_be_deleted_says_nothing_about_the_right() {
    for (held, right) in [(true, Right::Unknown), (false, Right::Missing)] {
        let hardware = recorded("hardware-lowpriv-list").edit(|list| {
            let row = &mut list["rows"][0];
            row["assigned_to"] =
                if held { json!({ "id": 4, "type": "user" }) } else { json!(null) };
            row["available_actions"]["delete"] = json!(false);
        });
        let (rights, _server) = probe([
            recorded("users-me-lowpriv"),
            hardware,
            recorded("activity-lowpriv"),
            recorded("users-lowpriv-list"),
            recorded("statuslabels-lowpriv"),
            recorded("models-lowpriv"),
        ])
        .await;
        assert_eq!(rights.delete_assets, right, "held: {held}");
    }
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
