//! What other clients of Snipe-IT get wrong on the wire, case by case.

use domain::ids::{AssetId, LabelId};
use domain::money::Cents;
use serde_json::json;
use snipeit::{Error, TlsProblem, Trust, Unreachable};

use super::certificates::tls_server::{Identity, TlsServer};
use super::certificates::{LOCAL, ask};
use super::support::{FakeServer, client, recorded};

/// Given a price as the server's settings write it, then it is that many cents.
#[tokio::test]
async fn c_17b_prices_are_read_however_the_server_writes_them() {
    for (written, cents) in [("1.189,90", 118_990), ("25,00", 2_500), ("1,189.90", 118_990)] {
        let reply = recorded("hardware-show-available")
            .edit(|asset| asset["purchase_cost"] = json!(written));
        let id = u32::try_from(reply.value()["id"].as_u64().unwrap()).unwrap();
        let server = FakeServer::start([reply]).await;
        let asset = client(&server).asset(AssetId(id)).await.unwrap();
        assert_eq!(asset.details.purchase_cost, Some(Cents(cents)), "{written}");
    }
}

/// Given an address with a path, then every request keeps it.
#[tokio::test]
async fn c_18_the_path_of_the_address_is_kept() {
    let server = FakeServer::recorded("hardware-show-available").await;
    let _ = client(&server).asset(AssetId(1)).await;
    assert_eq!(server.only().path(), "/lab/snipe-it/api/v1/hardware/1");
}

/// Given a certificate that nobody vouches for, then nothing is said; and no request pretends to
/// come from elsewhere.
#[tokio::test]
async fn c_26b_certificates_are_verified_and_no_origin_is_forged() {
    let server = TlsServer::start(&Identity::self_signed(&LOCAL)).await;
    let cause = Unreachable::Tls(TlsProblem::UnknownIssuer);
    let refused = Error::Unreachable { cause, may_have_arrived: false };
    assert_eq!(ask(&server, Trust::System).await, Err(refused));
    assert!(server.heard().is_empty(), "{}", server.heard());

    let server = FakeServer::recorded("patch-status-reserved-ok").await;
    let _ = client(&server).set_label(AssetId(1), LabelId(7)).await;
    let sent = server.only();
    let forged = sent.headers.keys().filter(|name| name.as_str().starts_with("x-forwarded"));
    assert_eq!(forged.count(), 0, "{:?}", sent.headers);
}
