use std::time::Duration;

use snipeit::{
    ApiToken, Authority, AuthorityError, BaseUrl, Client, Error, Fingerprint, Presented, Server,
    TlsProblem, Trust, Unreachable, Version, presented,
};

use super::support::{FakeServer, TOKEN, ZONE, quick, recorded};

pub mod tls_server;

use tls_server::{Identity, LabAuthority, TlsServer, params};

pub const LOCAL: [&str; 1] = ["localhost"];
const PATIENCE: Duration = Duration::from_secs(20);

fn client(address: &str, trust: Trust) -> Client {
    let base = BaseUrl::parse(address).unwrap();
    let token = ApiToken::parse(TOKEN).unwrap();
    Client::with_pacing(Server { base, zone: ZONE, trust }, token, quick()).unwrap()
}

pub async fn ask(server: &TlsServer, trust: Trust) -> Result<Version, Error> {
    client(&server.address, trust).version().await
}

async fn look(server: &TlsServer, trust: &Trust) -> Presented {
    presented(&BaseUrl::parse(&server.address).unwrap(), trust, PATIENCE).await.unwrap()
}

fn answered() -> Result<Version, Error> {
    Ok(Version { text: "v8.1.4".to_owned() })
}

fn untrusted(problem: TlsProblem) -> Error {
    Error::Unreachable { cause: Unreachable::Tls(problem), may_have_arrived: false }
}

fn authority(lab: &LabAuthority) -> Trust {
    Trust::Authority(Authority::from_pem(lab.pem().as_bytes()).unwrap())
}

#[tokio::test]
async fn a_pinned_certificate_is_trusted_whatever_its_names_and_dates() {
    let mut old = params(&["somewhere.else.example"]);
    old.not_after = rcgen::date_time_ymd(2001, 2, 3);
    for identity in [Identity::self_signed(&LOCAL), Identity::from(old)] {
        let server = TlsServer::start(&identity).await;
        assert_eq!(ask(&server, Trust::Pinned(identity.fingerprint())).await, answered());
        assert!(server.heard().contains(TOKEN), "the request came through: {}", server.heard());
    }
}

#[tokio::test]
async fn another_certificate_of_the_same_name_is_refused_before_anything_is_said() {
    let pinned = Identity::self_signed(&LOCAL).fingerprint();
    for versions in [[&rustls::version::TLS12], [&rustls::version::TLS13]] {
        let server = TlsServer::speaking(&Identity::self_signed(&LOCAL), &versions).await;
        let answer = ask(&server, Trust::Pinned(pinned)).await;
        assert_eq!(answer, Err(untrusted(TlsProblem::Changed)));
        assert_eq!(server.heard(), "", "nothing may reach a server that changed");
    }
}

#[tokio::test]
async fn a_certificate_that_a_lab_made_itself_is_named_as_such() {
    let lab = LabAuthority::new();
    let mut own_authority = params(&LOCAL);
    own_authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let identities =
        [Identity::self_signed(&LOCAL), Identity::from(own_authority), lab.signs(params(&LOCAL))];
    for identity in identities {
        let server = TlsServer::start(&identity).await;
        assert_eq!(ask(&server, Trust::System).await, Err(untrusted(TlsProblem::UnknownIssuer)));
        assert_eq!(server.heard(), "");
    }
}

#[tokio::test]
async fn what_a_labs_authority_signed_is_trusted_for_its_names_and_dates_only() {
    let lab = LabAuthority::new();
    let mut old = params(&LOCAL);
    old.not_after = rcgen::date_time_ymd(2001, 2, 3);
    let refused = |problem| Err(untrusted(problem));
    for (identity, expected) in [
        (lab.signs(params(&LOCAL)), answered()),
        (lab.signs(params(&["somewhere.else.example"])), refused(TlsProblem::WrongName)),
        (lab.signs(old), refused(TlsProblem::Expired)),
        (LabAuthority::new().signs(params(&LOCAL)), refused(TlsProblem::UnknownIssuer)),
    ] {
        let server = TlsServer::start(&identity).await;
        assert_eq!(ask(&server, authority(&lab)).await, expected);
        let judged = look(&server, &authority(&lab)).await.verified;
        assert_eq!(judged.is_ok(), expected.is_ok(), "both judge alike: {judged:?}");
    }
}

#[test]
fn a_file_without_an_authority_is_refused_with_the_reason() {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (text, problem) in [
        ("", AuthorityError::Empty),
        ("no certificate", AuthorityError::Empty),
        (broken, AuthorityError::Unreadable),
    ] {
        assert_eq!(Authority::from_pem(text.as_bytes()).unwrap_err(), problem, "{text:?}");
    }
}

#[tokio::test]
async fn looking_at_a_certificate_shows_all_of_it_and_asks_nothing() {
    let mut params = params(&["localhost", "127.0.0.1", "inventario.lab.example"]);
    params.not_before = rcgen::date_time_ymd(2020, 1, 2);
    params.not_after = rcgen::date_time_ymd(2038, 3, 4);
    let identity = Identity::from(params);
    for (versions, protocol) in
        [([&rustls::version::TLS12], "TLS 1.2"), ([&rustls::version::TLS13], "TLS 1.3")]
    {
        let server = TlsServer::speaking(&identity, &versions).await;
        let shown = look(&server, &Trust::System).await;
        assert_eq!(shown.protocol, protocol);
        assert_eq!(shown.verified, Err(TlsProblem::UnknownIssuer));
        let certificate = shown.certificate;
        assert_eq!(certificate.fingerprint, identity.fingerprint());
        assert_eq!(certificate.names, ["localhost", "127.0.0.1", "inventario.lab.example"]);
        let day = |day: Option<chrono::DateTime<_>>| day.unwrap().date_naive().to_string();
        assert_eq!(day(certificate.valid_from), "2020-01-02");
        assert_eq!(day(certificate.valid_until), "2038-03-04");
        assert_eq!(server.heard(), "", "a look says nothing");
    }
}

#[tokio::test]
async fn looking_tells_a_pinned_certificate_from_a_changed_one() {
    let identity = Identity::self_signed(&LOCAL);
    let server = TlsServer::start(&identity).await;
    let pinned = Trust::Pinned(identity.fingerprint());
    assert_eq!(look(&server, &pinned).await.verified, Ok(()));
    let another = Trust::Pinned(Identity::self_signed(&LOCAL).fingerprint());
    assert_eq!(look(&server, &another).await.verified, Err(TlsProblem::Changed));
}

#[tokio::test]
async fn a_client_goes_on_with_the_same_token_when_it_trusts_anew() {
    let identity = Identity::self_signed(&LOCAL);
    let server = TlsServer::start(&identity).await;
    let before = client(&server.address, Trust::System);
    let base = before.server().base.clone();
    let after = before.trusting(base, Trust::Pinned(identity.fingerprint())).unwrap();
    assert_eq!(after.version().await, answered());
    assert!(server.heard().contains(TOKEN));
    let printed = format!("{before:?} {after:?}");
    assert!(!printed.contains(TOKEN), "{printed}");
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_no_secure_server() {
    let server = FakeServer::start([recorded("version")]).await;
    let address = server.address.replace("http:", "https:");
    let asked = client(&address, Trust::System).version().await;
    assert_eq!(asked, Err(untrusted(TlsProblem::Other)));
    for address in [&address, &server.address] {
        let base = BaseUrl::parse(address).unwrap();
        let looked = presented(&base, &Trust::System, PATIENCE).await;
        assert_eq!(looked, Err(untrusted(TlsProblem::Other)), "{address}");
    }
    assert!(server.seen().is_empty(), "nothing is asked over http by a look");
}

#[tokio::test]
async fn a_server_that_is_away_is_told_from_one_that_cannot_be_trusted() {
    let base = BaseUrl::parse("https://127.0.0.1:9").unwrap();
    let looked = presented(&base, &Trust::System, PATIENCE).await;
    let away = Error::Unreachable { cause: Unreachable::Refused, may_have_arrived: false };
    assert_eq!(looked, Err(away));
}

#[test]
fn a_fingerprint_is_read_however_it_was_copied() {
    let plain = "9F4C21A7D05E8B136E90C2F847BD0A36E15D73C92B84F06A58E19D27B3C4610F";
    let fingerprint: Fingerprint = plain.parse().unwrap();
    assert_eq!(fingerprint.to_string(), plain);
    let colons: Vec<String> =
        plain.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).into()).collect();
    let colons = colons.join(":");
    let groups = plain.to_lowercase().replace("d05e", " d05e ").replace("e15d", "\ne15d");
    for copied in [colons.clone(), groups, format!("sha256 Fingerprint={colons}")] {
        assert_eq!(copied.parse(), Ok(fingerprint), "{copied:?}");
    }
    for wrong in ["", &plain[1..], &plain[2..], &format!("{plain}00"), &plain.replace('9', "G")] {
        assert!(wrong.parse::<Fingerprint>().is_err(), "{wrong:?}");
    }
}

#[tokio::test]
async fn a_server_that_sets_a_cookie_does_not_get_it_back() {
    let server = FakeServer::start([recorded("version").header("Set-Cookie", "session=1")]).await;
    let client = client(&server.address, Trust::System);
    for _ in 0..2 {
        client.version().await.unwrap();
    }
    assert_eq!(server.seen().iter().map(|seen| seen.header("cookie")).collect::<String>(), "");
}
