//! Connecting: what is wrong is said, and nothing is written to Snipe-IT.

use crate::common::{LABELS, TestClock, connect, options};
use desk::Desk;
use desk::InMemory;
use desk::api::*;
use domain::asset::LabelKind;
use domain::ids::{AssetId, LabelId};
use domain::labels::LabelMap;
use domain::validate::Problem;
use snipeit_simulator::{Lab, Locale, Options, Permission, Rights, Simulator};
use std::sync::Arc;
use tempfile::TempDir;

struct Start {
    _folder: TempDir,
    simulator: Simulator,
    desk: Desk,
}

async fn start(base_path: &str) -> Start {
    let folder = TempDir::new().unwrap();
    let tokens = Arc::new(InMemory::default());
    let desk = Desk::new(options(&folder, &tokens, &TestClock::default()));
    desk.start().await;
    let lab = Lab::demo(chrono::Utc::now());
    let options =
        Options { base_path: base_path.to_owned(), rate_limit: None, ..Options::default() };
    let simulator = Simulator::start(lab, options).await.unwrap();
    Start { _folder: folder, simulator, desk }
}

fn problem<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> ServerProblem {
    match answer {
        Err(DeskError::Server { problem }) => problem,
        other => panic!("expected a server problem, got {other:?}"),
    }
}

#[tokio::test]
async fn a_sub_path_is_kept() {
    let start = start("/new/snipe-it").await;
    let pasted = format!("{}/api/v1/", start.simulator.address());
    let report = start.desk.check_address(pasted, TrustChoice::System).await.unwrap();
    assert_eq!(report.address, start.simulator.address());
    connect(&start.desk, &start.simulator).await;
    assert!(matches!(start.desk.session().await.unwrap(), Session::Open { demo: false, .. }));
    start.desk.stop().await;
}

#[tokio::test]
async fn a_wrong_address_is_told_from_a_server_that_is_away() {
    let start = start("").await;
    let answer = start
        .desk
        .check_address("http://inventario.lab.example".to_owned(), TrustChoice::System)
        .await;
    let Err(DeskError::Invalid { fields }) = answer else { panic!("{answer:?}") };
    assert_eq!(fields[0].problem, Problem::NotSecure);
    let nobody =
        start.desk.check_address("http://127.0.0.1:9".to_owned(), TrustChoice::System).await;
    assert_eq!(problem(nobody), ServerProblem::ConnectionRefused);
    let elsewhere = format!("{}/elsewhere", start.simulator.address());
    assert_eq!(
        problem(start.desk.check_address(elsewhere, TrustChoice::System).await),
        ServerProblem::NotSnipeIt
    );
    start.desk.stop().await;
}

#[tokio::test]
async fn a_refused_token_is_said() {
    let start = start("").await;
    let address = start.simulator.address();
    let answer = start
        .desk
        .check_token(address, TrustChoice::System, "eyJ0eXAiOiJKV1QiLCJhbGciOi.x.y".to_owned())
        .await;
    assert_eq!(problem(answer), ServerProblem::TokenRefused);
    start.desk.stop().await;
}

#[tokio::test]
async fn each_right_is_checked_and_a_missing_one_that_is_needed_blocks() {
    let start = start("").await;
    let weak = start.simulator.with_lab(|lab| lab.add_token(2, Rights::lending(), Locale::English));
    let report =
        start.desk.check_token(start.simulator.address(), TrustChoice::System, weak).await.unwrap();
    assert_eq!(report.rights.read_equipment, Right::Allowed);
    assert_eq!(report.rights.check_out, Right::Allowed);
    assert_eq!(report.rights.read_labels, Right::Missing);
    assert_eq!(report.rights.change_labels, Right::Missing);
    assert_eq!(report.rights.read_activity, Right::Missing);
    assert_eq!(report.rights.read_people, Right::Missing);
    let zone = "Europe/Lisbon".to_owned();
    let choice = SetupChoice {
        labels: LABELS,
        zone,
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    };
    assert_eq!(start.desk.finish_setup(choice).await, Err(DeskError::NotPossible));
    assert_eq!(start.desk.session().await, Ok(Session::Welcome));
    start.desk.stop().await;
}

#[tokio::test]
async fn a_token_without_report_rights_may_be_used() {
    let start = start("").await;
    let token = start.simulator.with_lab(|lab| {
        let rights = Rights::technician().without(Permission::ReportsView);
        lab.add_token(2, rights, Locale::English)
    });
    let report = start
        .desk
        .check_token(start.simulator.address(), TrustChoice::System, token)
        .await
        .unwrap();
    assert_eq!(report.rights.read_activity, Right::Missing);
    let choice = SetupChoice {
        labels: LABELS,
        zone: "Europe/Lisbon".to_owned(),
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::ThisRun,
    };
    start.desk.finish_setup(choice).await.unwrap();
    assert_eq!(start.desk.settings().await.unwrap().token, TokenPlace::ThisRun);
    start.desk.stop().await;
}

#[tokio::test]
async fn labels_that_nobody_can_check_out_are_refused_and_the_usual_ones_suggested() {
    let start = start("").await;
    let address = start.simulator.address();
    let report = start
        .desk
        .check_token(address, TrustChoice::System, start.simulator.token())
        .await
        .unwrap();
    assert_eq!(report.suggested.available, Some(LabelId(2)));
    assert_eq!(report.suggested.reserved, Some(LabelId(7)));
    let labels = LabelMap { reserved: LabelId(9), ..LABELS };
    let zone = "Europe/Lisbon".to_owned();
    let choice = SetupChoice {
        labels,
        zone,
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    };
    let answer = start.desk.finish_setup(choice).await;
    let Err(DeskError::Invalid { fields }) = answer else { panic!("{answer:?}") };
    assert_eq!(fields[0].problem, Problem::NotDeployable);
    assert_eq!(start.simulator.requests().iter().filter(|r| r.method != "GET").count(), 0);
    start.desk.stop().await;
}

fn choice(labels: LabelMap) -> SetupChoice {
    SetupChoice {
        labels,
        zone: "Europe/Lisbon".to_owned(),
        public_address: None,
        language: Language::English,
        keep_token: KeepToken::InKeyring,
    }
}

fn complaints<T: std::fmt::Debug>(answer: Result<T, DeskError>) -> Vec<(String, Problem)> {
    match answer {
        Err(DeskError::Invalid { fields }) => {
            fields.into_iter().map(|error| (error.field, error.problem)).collect()
        }
        other => panic!("expected complaints, got {other:?}"),
    }
}

impl Start {
    /// The second step, as the token's owner.
    async fn signed_in(&self, token: String) -> TokenReport {
        let address = self.simulator.address();
        self.desk.check_token(address, TrustChoice::System, token).await.unwrap()
    }

    /// What was written to Snipe-IT.
    fn writes(&self) -> Vec<String> {
        let requests = self.simulator.requests().into_iter();
        let writes = requests.filter(|request| request.method != "GET");
        writes.map(|request| format!("{} {}", request.method, request.path)).collect()
    }
}

#[tokio::test]
async fn a_token_tells_what_it_may_do_and_the_server_what_it_has() {
    let start = start("").await;
    let report = start.signed_in(start.simulator.token()).await;
    assert!(report.models > Some(0), "{:?}", report.models);
    assert!(report.people > Some(0), "{:?}", report.people);
    assert!(report.version.is_some_and(|version| version.starts_with("v8.")));
    assert_eq!(report.language, Some(Language::English));
    assert_eq!(report.rights.create_labels, Right::Allowed);
    assert_eq!(report.rights.delete_equipment, Right::Allowed, "more than is needed");
    let token = start.simulator.with_lab(|lab| {
        let rights = Rights::technician().without(Permission::AssetsDelete);
        lab.add_token(2, rights, Locale::Portuguese)
    });
    let report = start.signed_in(token).await;
    assert_eq!(report.language, Some(Language::Portuguese));
    assert_eq!(report.rights.delete_equipment, Right::Missing);
    start.desk.stop().await;
}

#[tokio::test]
async fn a_missing_label_is_created_when_asked_for_and_nothing_else_is_ever_written() {
    let start = start("").await;
    start.signed_in(start.simulator.token()).await;
    let wish = || start.desk.create_label(LabelRole::CheckedOut, " Com alguém ".to_owned());
    let label = wish().await.unwrap();
    assert_eq!((label.name.as_str(), label.kind), ("Com alguém", LabelKind::Deployable));
    assert_eq!(wish().await.unwrap().id, label.id, "asking again finds the same one");
    let labels = LabelMap { checked_out: Some(label.id), ..LABELS };
    start.desk.finish_setup(choice(labels)).await.unwrap();
    assert_eq!(start.desk.settings().await.unwrap().labels, labels);
    start.desk.stop().await;
    assert_eq!(start.writes(), ["POST /api/v1/statuslabels"]);
}

#[tokio::test]
async fn a_label_that_cannot_be_created_is_refused_with_the_reason() {
    let start = start("").await;
    let nobody = start.desk.create_label(LabelRole::Reserved, "Reservado".to_owned()).await;
    assert_eq!(nobody, Err(DeskError::NotPossible), "nobody signed in");
    start.simulator.with_lab(|lab| {
        lab.add_label("Reservado", snipeit_simulator::LabelKind::Undeployable, chrono::Utc::now())
    });
    start.signed_in(start.simulator.token()).await;
    for (name, problem) in [
        ("RESERVADO", Problem::Taken),
        ("  ", Problem::Required),
        ("Reser\u{7}vado", Problem::Unreadable),
    ] {
        let answer = start.desk.create_label(LabelRole::Reserved, name.to_owned()).await;
        assert_eq!(complaints(answer), [("name".to_owned(), problem)], "{name:?}");
    }
    let narrow = start.simulator.with_lab(|lab| {
        let rights = Rights::technician().without(Permission::StatusLabelsCreate);
        lab.add_token(2, rights, Locale::English)
    });
    assert_ne!(start.signed_in(narrow).await.rights.create_labels, Right::Allowed);
    let answer = start.desk.create_label(LabelRole::Reserved, "Guardado".to_owned()).await;
    assert_eq!(problem(answer), ServerProblem::Forbidden);
    assert_eq!(start.writes(), ["POST /api/v1/statuslabels"], "only what the server refused");
    start.desk.stop().await;
}

#[tokio::test]
async fn an_open_workspace_may_choose_a_label_as_soon_as_it_is_created() {
    let start = start("").await;
    connect(&start.desk, &start.simulator).await;
    let name = "Com alguém".to_owned();
    let label = start.desk.create_label(LabelRole::CheckedOut, name).await.unwrap();
    let settings = start.desk.settings().await.unwrap();
    assert!(settings.label_choices.contains(&label), "{:?}", settings.label_choices);
    start.desk.stop().await;
}

#[tokio::test]
async fn pages_are_opened_where_people_reach_them() {
    let start = start("/snipe-it").await;
    start.signed_in(start.simulator.token()).await;
    let public = |typed: &str| Some(typed.to_owned());
    let wrong = SetupChoice { public_address: public("inventário?"), ..choice(LABELS) };
    let expected = [("public_address".to_owned(), Problem::NotAnAddress)];
    assert_eq!(complaints(start.desk.finish_setup(wrong).await), expected);
    let right =
        SetupChoice { public_address: public(" http://lab.example/hardware/3 "), ..choice(LABELS) };
    start.desk.finish_setup(right).await.unwrap();
    let page = async || start.desk.asset_page(AssetId(17)).await.unwrap();
    assert_eq!(page().await, "http://lab.example/hardware/17");

    let settings = start.desk.settings().await.unwrap();
    assert_eq!(settings.public_address.as_deref(), Some("http://lab.example"));
    let language = Language::Portuguese;
    let change =
        |public_address| SettingsChange { public_address, language, ..settings.changeable() };
    let answer = start.desk.save_settings(change(public("ftp://lab.example"))).await;
    assert_eq!(complaints(answer), expected);
    start.desk.save_settings(change(public(""))).await.unwrap();
    assert_eq!(page().await, format!("{}/hardware/17", start.simulator.address()));
    assert_eq!(start.desk.settings().await.unwrap().language, Language::Portuguese);
    let session = start.desk.session().await.unwrap();
    assert!(
        matches!(session, Session::Open { language: Language::Portuguese, .. }),
        "the window speaks the language of the settings: {session:?}"
    );
    assert_eq!(start.desk.language().await, Language::Portuguese, "and so do messages");
    start.desk.stop().await;
}

#[tokio::test]
async fn the_demo_has_no_pages_and_no_server_to_trust() {
    let start = start("").await;
    start.desk.start_demo(Language::English).await.unwrap();
    assert_eq!(start.desk.asset_page(AssetId(1)).await, Err(DeskError::NotPossible));
    let trusted = start.desk.trust_server(TrustChoice::System).await;
    assert_eq!(trusted, Err(DeskError::NotPossible));
    assert_eq!(start.desk.server_trust().await, Ok(ConnectionTrust::Plain));
    start.desk.stop().await;
}
