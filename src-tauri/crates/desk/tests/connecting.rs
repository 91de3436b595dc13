//! Connecting: what is wrong is said, and nothing is written to Snipe-IT.
#![allow(clippy::unwrap_used)]

mod common;

use common::{LABELS, TestClock, connect, options};
use desk::Desk;
use desk::InMemory;
use desk::api::*;
use domain::ids::LabelId;
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
