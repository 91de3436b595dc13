//! A server is talked to only while it is the one that a person trusts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::common::{LABELS, Scene, TestClock, add_person, options, project_draft};
use chrono::TimeDelta;
use desk::api::*;
use desk::{Desk, InMemory};
use domain::unit::UnitState;
use domain::validate::Problem;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CertifiedKey, IsCa, KeyPair,
    generate_simple_self_signed,
};
use snipeit_simulator::{Identity, Lab, NewAsset, Options, SeenRequest, Simulator};
use tempfile::TempDir;

const HOST: &str = "127.0.0.1";

type Made = CertifiedKey<KeyPair>;

fn self_signed() -> Made {
    generate_simple_self_signed([HOST.to_owned()]).unwrap()
}

fn identity(made: &Made) -> Identity {
    Identity::from_der(made.cert.der().to_vec(), made.signing_key.serialize_der()).unwrap()
}

fn fingerprint(made: &Made) -> String {
    snipeit::Fingerprint::of(made.cert.der()).to_string()
}

fn pin(made: &Made) -> TrustChoice {
    TrustChoice::Pin { fingerprint: fingerprint(made) }
}

/// A desk that is not connected yet, and a lab behind https.
struct Start {
    folder: TempDir,
    clock: TestClock,
    tokens: Arc<InMemory>,
    simulator: Simulator,
    desk: Desk,
}

impl Start {
    async fn with(identity: Identity) -> Self {
        let (folder, clock) = (TempDir::new().unwrap(), TestClock::default());
        let tokens = Arc::new(InMemory::default());
        let desk = Desk::new(options(&folder, &tokens, &clock));
        desk.start().await;
        let simulator = serve(lab(&clock), 0, identity).await;
        Self { folder, clock, tokens, simulator, desk }
    }

    async fn check(&self, trust: TrustChoice) -> Result<AddressReport, DeskError> {
        self.desk.check_address(self.simulator.address(), trust).await
    }

    async fn connect(&self, trust: TrustChoice) {
        let (address, token) = (self.simulator.address(), self.simulator.token());
        self.desk.check_token(address, trust, token).await.unwrap();
        self.desk.finish_setup(choice()).await.unwrap();
    }

    /// Everything that was stored.
    fn stored(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        let files = files.map(|file| file.unwrap().path()).filter(|path| path.is_file());
        files.flat_map(|path| std::fs::read(path).unwrap()).collect()
    }

    /// Ends the desk and opens a new one on the same files.
    async fn restart(&mut self) {
        self.desk.stop().await;
        self.desk = Desk::new(options(&self.folder, &self.tokens, &self.clock));
        self.desk.start().await;
    }
}

/// One asset on the shelf.
fn lab(clock: &TestClock) -> Lab {
    let long_ago = clock.now() - TimeDelta::days(60);
    let mut lab = Lab::empty(chrono_tz::Europe::Lisbon);
    let category = lab.add_category("Osciloscópios", long_ago);
    let model = lab.add_model("Rigol DS1054Z", None, None, category, long_ago);
    let new = NewAsset { tag: "ML-0001".to_owned(), model, label: 2, ..NewAsset::default() };
    lab.add_asset(new, long_ago);
    lab
}

async fn serve(lab: Lab, port: u16, identity: Identity) -> Simulator {
    let tls = Some(identity);
    Simulator::start(lab, Options { port, tls, rate_limit: None, ..Options::default() })
        .await
        .unwrap()
}

fn choice() -> SetupChoice {
    SetupChoice {
        labels: LABELS,
        zone: "Europe/Lisbon".to_owned(),
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    }
}

fn complaint<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> (String, Problem) {
    match answer {
        Err(DeskError::Invalid { mut fields }) => {
            let first = fields.remove(0);
            (first.field, first.problem)
        }
        other => panic!("expected a complaint, got {other:?}"),
    }
}

fn changed<T>() -> Result<T, DeskError> {
    Err(DeskError::Server { problem: ServerProblem::ChangedCertificate })
}

#[tokio::test]
async fn an_untrusted_server_shows_its_certificate_and_is_asked_nothing() {
    let made = self_signed();
    let start = Start::with(identity(&made)).await;
    let report = start.check(TrustChoice::System).await.unwrap();
    let ConnectionTrust::Untrusted { protocol, certificate, problem } = report.trust else {
        panic!("nobody signed it: {:?}", report.trust)
    };
    assert_eq!((problem, protocol.as_str()), (ServerProblem::UnknownCertificate, "TLS 1.3"));
    assert_eq!(certificate.fingerprint, fingerprint(&made));
    assert_eq!(certificate.names, [HOST]);
    assert!(certificate.valid_until > certificate.valid_from);
    let token = start.simulator.token();
    let early = start.desk.check_token(start.simulator.address(), TrustChoice::System, token);
    let unknown = ServerProblem::UnknownCertificate;
    assert_eq!(early.await, Err(DeskError::Server { problem: unknown }));
    assert_eq!(start.simulator.requests(), [], "neither a request nor a token may leave");
    start.desk.stop().await;
}

#[tokio::test]
async fn a_compared_certificate_is_pinned_for_good() {
    let made = self_signed();
    let mut start = Start::with(identity(&made)).await;
    let copied = fingerprint(&made).to_lowercase();
    let pinned = TrustChoice::Pin { fingerprint: format!("{}:{}", &copied[..2], &copied[2..]) };
    let report = start.check(pinned.clone()).await.unwrap();
    let ConnectionTrust::Pinned { protocol, certificate } = &report.trust else {
        panic!("{report:?}")
    };
    assert_eq!((protocol.as_str(), &certificate.fingerprint), ("TLS 1.3", &fingerprint(&made)));
    start.connect(pinned).await;
    start.restart().await;
    let stored = StoredTrust::Pinned { fingerprint: fingerprint(&made) };
    assert_eq!(start.desk.settings().await.unwrap().trust, stored);
    assert_eq!(start.desk.server_trust().await, Ok(report.trust));
    start.desk.stop().await;
}

#[tokio::test]
async fn a_pin_that_does_not_match_is_said_and_one_that_is_none_is_refused() {
    let start = Start::with(identity(&self_signed())).await;
    let report = start.check(pin(&self_signed())).await.unwrap();
    let problem = ServerProblem::ChangedCertificate;
    assert!(
        matches!(&report.trust, ConnectionTrust::Untrusted { problem: p, .. } if *p == problem),
        "{report:?}"
    );
    let half = TrustChoice::Pin { fingerprint: "9F4C".to_owned() };
    let expected = ("fingerprint".to_owned(), Problem::Unreadable);
    assert_eq!(complaint(start.check(half).await), expected);
    assert_eq!(start.simulator.requests(), []);
    start.desk.stop().await;
}

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn signed_by(authority: &CertifiedIssuer<'static, KeyPair>) -> Identity {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    Identity::from_der(certificate.der().to_vec(), key.serialize_der()).unwrap()
}

fn in_file(path: &Path) -> TrustChoice {
    TrustChoice::Authority { path: path.display().to_string() }
}

#[tokio::test]
async fn an_authoritys_file_is_read_once_and_only_its_certificates_are_kept() {
    let authority = authority();
    let mut start = Start::with(signed_by(&authority)).await;
    let elsewhere = TempDir::new().unwrap();
    let file = elsewhere.path().join("lab-ca.pem");
    let key = authority.key().serialize_pem();
    std::fs::write(&file, format!("The lab's\n{key}{}", authority.pem())).unwrap();
    let report = start.check(in_file(&file)).await.unwrap();
    let expected =
        ConnectionTrust::Authority { protocol: "TLS 1.3".into(), file: "lab-ca.pem".into() };
    assert_eq!(report.trust, expected);
    start.connect(in_file(&file)).await;
    std::fs::remove_file(&file).unwrap();
    start.restart().await;
    assert_eq!(start.desk.server_trust().await, Ok(expected));
    let stored = start.stored();
    let holds = |text: &str| stored.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("BEGIN CERTIFICATE"), "the certificates are kept");
    assert!(!holds("PRIVATE KEY"), "a key in the file is nobody's business");
    start.desk.stop().await;
}

#[tokio::test]
async fn a_file_that_is_no_authoritys_is_refused_beside_its_field() {
    let start = Start::with(identity(&self_signed())).await;
    let folder = TempDir::new().unwrap();
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "nothing").unwrap();
    for (path, problem) in [
        (PathBuf::new(), Problem::Required),
        (folder.path().join("missing.pem"), Problem::Unknown),
        (empty, Problem::Unreadable),
    ] {
        let expected = ("authority".to_owned(), problem);
        assert_eq!(complaint(start.check(in_file(&path)).await), expected);
    }
    assert_eq!(start.simulator.requests(), []);
    start.desk.stop().await;
}

#[tokio::test]
async fn an_open_http_address_needs_a_plain_word() {
    let start = Start::with(identity(&self_signed())).await;
    let plain = Simulator::start(lab(&start.clock), Options::default()).await.unwrap();
    // Every address of this computer but those known to be its own.
    let open = plain.address().replace(HOST, "0.0.0.0");
    let refused = start.desk.check_address(open.clone(), TrustChoice::System).await;
    assert_eq!(complaint(refused), ("address".to_owned(), Problem::NotSecure));
    assert_eq!(plain.requests(), []);
    let report = start.desk.check_address(open.clone(), TrustChoice::Plain).await.unwrap();
    assert_eq!(report.trust, ConnectionTrust::Plain);
    start.desk.check_token(open, TrustChoice::Plain, plain.token()).await.unwrap();
    start.desk.finish_setup(choice()).await.unwrap();
    assert_eq!(start.desk.settings().await.unwrap().trust, StoredTrust::Plain);
    assert_eq!(start.desk.server_trust().await, Ok(ConnectionTrust::Plain));
    start.desk.stop().await;
}

/// A lab behind https with a pinned certificate, and a project whose leader asks for things.
async fn pinned_scene(made: &Made) -> Scene {
    let Start { folder, clock, tokens, simulator, desk } = Start::with(identity(made)).await;
    let (address, token) = (simulator.address(), simulator.token());
    desk.check_token(address, pin(made), token).await.unwrap();
    desk.finish_setup(choice()).await.unwrap();
    let assets = simulator.with_lab(|lab| lab.assets().map(|asset| asset.id).collect());
    let person = add_person(&desk, "Ana Silva", "ana.silva@uni.example", None).await;
    let project = desk.create_project(project_draft(person), true).await.unwrap();
    let leader = crate::common::Borrower { user: 0, person };
    let (model, stranger) = (0, 0);
    Scene { folder, clock, simulator, tokens, desk, assets, model, leader, stranger, project }
}

/// Puts another server in its place: the same address, the same data, another certificate.
async fn replace_server(scene: &mut Scene, made: &Made) {
    let port = scene.simulator.address().rsplit(':').next().unwrap().parse().unwrap();
    let idle = Simulator::start(lab(&scene.clock), Options::default()).await.unwrap();
    let lab = std::mem::replace(&mut scene.simulator, idle).stop().await;
    scene.simulator = serve(lab, port, identity(made)).await;
}

fn writes(requests: &[SeenRequest]) -> usize {
    requests.iter().filter(|request| request.method != "GET").count()
}

#[tokio::test]
async fn a_changed_certificate_stops_everything_until_it_is_trusted_and_nothing_is_lost() {
    let (before, after) = (self_signed(), self_signed());
    let mut scene = pinned_scene(&before).await;
    scene
        .until("the asset is mirrored", async || {
            scene.desk.health().await.unwrap().mirror.assets == 1
        })
        .await;
    let id = scene.ask(&[scene.assets[0]]).await;
    scene.approve(id).await;
    replace_server(&mut scene, &after).await;
    scene.pass_undo_time().await;
    scene
        .until("the change is said", async || {
            let health = scene.desk.health().await.unwrap();
            let problem = health.last_error.map(|error| error.problem);
            health.state == HealthState::Refused
                && problem == Some(ServerProblem::ChangedCertificate)
        })
        .await;
    assert_eq!(scene.desk.check_rights().await, changed());
    assert_eq!(scene.simulator.requests(), [], "nothing may reach a server that changed");

    assert_eq!(scene.desk.trust_server(pin(&before)).await, changed());
    let still = StoredTrust::Pinned { fingerprint: fingerprint(&before) };
    assert_eq!(scene.desk.settings().await.unwrap().trust, still);
    let shown = scene.desk.server_trust().await.unwrap();
    let ConnectionTrust::Untrusted { certificate, .. } = shown else { panic!("{shown:?}") };
    assert_eq!(certificate.fingerprint, fingerprint(&after));

    let compared = TrustChoice::Pin { fingerprint: certificate.fingerprint };
    scene.desk.trust_server(compared).await.unwrap();
    scene.until_state(id, UnitState::Reserved).await;
    assert_eq!(writes(&scene.simulator.requests()), 1, "reserved once");
    assert_eq!(scene.desk.settings().await.unwrap().token, TokenPlace::Keyring);
    scene.end().await;
}
