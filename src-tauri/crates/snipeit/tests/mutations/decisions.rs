//! What is not free, or not done, does not become so by a spoiled reply.

use domain::asset::AssetSnapshot;
use domain::ids::{AssetId, LabelId, UserId};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use snipeit::{CheckIn, CheckOut, Error};

use super::mutation::{Mutation, ODD, places, removed_at, swapped_at};
use super::outcome::client;
use super::soon;
use super::support::{FakeServer, Reply, ZONE, recorded};

/// Assets that nobody may take, each for another reason, with their ids. A deleted one is not among
/// them: one key alone says so, and the server refuses to change it anyway.
const TAKEN: [(&str, u32); 4] = [
    ("hardware-show-archived", 1970),
    ("hardware-show-checkedout-to-asset", 4),
    ("hardware-show-checkedout-to-location", 3),
    ("hardware-show-checkedout-to-user", 1),
];

fn asset(reply: Reply, id: u32) -> Result<AssetSnapshot, Error> {
    soon(async {
        let server = FakeServer::start([reply]).await;
        client(&server, ZONE).asset(AssetId(id)).await
    })
}

fn free(answer: Result<AssetSnapshot, Error>) -> bool {
    answer.is_ok_and(|asset| asset.not_free().is_none())
}

fn listed(reply: Reply) -> Vec<AssetSnapshot> {
    soon(async {
        let server = FakeServer::start([reply]).await;
        let page = client(&server, ZONE).page_of::<AssetSnapshot>(0, 500).await;
        page.map(|page| page.rows).unwrap_or_default()
    })
}

fn to_borrower() -> CheckOut {
    CheckOut { to: UserId(60), expected: None, note: None, label: None }
}

#[test]
fn the_free_asset_is_free_as_long_as_nothing_is_missing() {
    let whole = recorded("hardware-show-available");
    assert!(free(asset(whole.clone(), 2075)), "or the other tests show nothing");
    for key in ["id", "assigned_to", "status_label"] {
        let without = whole.clone().edit(|row| drop(row.as_object_mut().unwrap().remove(key)));
        assert!(!free(asset(without, 2075)), "free without {key}");
    }
    for key in ["id", "status_type"] {
        let without = whole.clone().edit(|row| {
            drop(row["status_label"].as_object_mut().unwrap().remove(key));
        });
        assert!(!free(asset(without, 2075)), "free without its label's {key}");
    }
}

/// The row with each of its places spoiled in each way, as far as that is JSON.
fn all_spoiled(row: &Value) -> Vec<String> {
    let spoiled = places(row).into_iter().flat_map(|place| {
        let odd = ODD.iter().map(|odd| swapped_at(row.clone(), &place, odd)).collect::<Vec<_>>();
        odd.into_iter().chain([removed_at(row.clone(), &place)])
    });
    spoiled.filter(|row| serde_json::from_str::<Value>(row).is_ok()).collect()
}

#[test]
fn no_place_of_a_taken_assets_row_makes_it_free() {
    for (name, _) in TAKEN {
        let rows = all_spoiled(&recorded(name).value());
        assert!(rows.len() > 1_000, "only {} spoiled rows of {name}", rows.len());
        let body = format!(r#"{{"total": {}, "rows": [{}]}}"#, rows.len(), rows.join(","));
        let readable = listed(Reply { body, ..recorded("hardware-limit-1") });
        assert!(readable.len() > 1_000, "only {} rows of {name} were read", readable.len());
        for row in readable {
            assert!(row.not_free().is_some(), "{name} became {row:#?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_taken_asset_becomes_free((name, id) in select(&TAKEN), mutation in Mutation::any()) {
        prop_assert!(!free(asset(mutation.of(&recorded(name)), id)), "{name}");
    }

    #[test]
    fn no_taken_asset_becomes_free_in_a_list(mutation in Mutation::any()) {
        for row in listed(mutation.of(&recorded("hardware-status-Deployed"))) {
            prop_assert!(row.not_free().is_some(), "{row:?}");
        }
    }

    #[test]
    fn no_refusal_becomes_a_success(
        name in select(&["checkout-already-checked-out", "checkin-not-checked-out", "patch-status-bad-id"]),
        mutation in Mutation::any(),
    ) {
        let done = soon(async {
            let server = FakeServer::start([mutation.of(&recorded(name))]).await;
            let (client, asset) = (client(&server, ZONE), AssetId(2061));
            match name {
                "checkout-already-checked-out" => client.check_out(asset, &to_borrower()).await,
                "checkin-not-checked-out" => client.check_in(asset, &CheckIn::default()).await,
                _ => client.set_label(asset, LabelId(7)).await.map(drop),
            }
        });
        prop_assert!(done.is_err(), "{name}");
    }
}
