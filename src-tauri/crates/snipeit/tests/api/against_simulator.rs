//! The client and the simulator, written apart, mean the same Snipe-IT.

use chrono::{NaiveDate, Utc};
use domain::activity::{ActivityRow, Movement};
use domain::asset::{Holder, LabelKind};
use domain::catalogue::{
    Category, Company, Department, Location, Manufacturer, Model, StatusLabel, Supplier, User,
};
use domain::ids::{ActivityId, AssetId, LabelId, UserId};
use snipeit::{
    ApiToken, AssetQuery, BaseUrl, Client, Error, Listed, Listing, MovementRow, Pacing, Position,
    Right, Server, Sort, Trust,
};
use snipeit_simulator::{Lab, Locale, Matching, Options, Rights, Simulator, Times};

const FREE: AssetId = AssetId(2);
const BORROWER: UserId = UserId(60);
const RESERVED: LabelId = LabelId(7);
const ABSENT: AssetId = AssetId(999_999);

async fn simulator() -> Simulator {
    let options =
        Options { base_path: "/new/snipe-it".into(), rate_limit: None, ..Options::default() };
    Simulator::start(Lab::demo(Utc::now()), options).await.unwrap()
}

fn client(simulator: &Simulator) -> Client {
    client_with(simulator, &simulator.token())
}

fn client_with(simulator: &Simulator, token: &str) -> Client {
    let base = BaseUrl::parse(&simulator.address()).unwrap();
    let zone = simulator.with_lab(|lab| lab.zone());
    let pacing = Pacing { first_retry: std::time::Duration::from_millis(1), ..Pacing::default() };
    Client::with_pacing(
        Server { base, zone, trust: Trust::System },
        ApiToken::parse(token).unwrap(),
        pacing,
    )
    .unwrap()
}

async fn newest(client: &Client, movement: Movement) -> ActivityRow {
    let page = client.movements(movement, 0, 1).await.unwrap();
    match page.rows.into_iter().next().unwrap() {
        MovementRow::Row(row) => row,
        MovementRow::Unreadable { problem, .. } => panic!("{problem}"),
    }
}

/// How many rows a list has, all of which can be read.
async fn whole<T: Listed>(client: &Client) -> usize {
    let mut pages = client.rows_of::<T>(Position::default());
    let mut rows = 0;
    while let Some(batch) = pages.next().await.unwrap() {
        assert!(batch.unreadable.is_empty(), "{:?}: {:?}", T::LIST, batch.unreadable);
        rows += batch.rows.len();
    }
    rows
}

#[tokio::test]
async fn every_row_of_every_list_can_be_read() {
    let simulator = simulator().await;
    let client = client(&simulator);
    for listing in [Listing::Plain, Listing::Archived, Listing::Deleted, Listing::Deployed] {
        let query = AssetQuery { listing, sort: Sort::Id, offset: 0, limit: 500 };
        let page = client.assets(&query).await.unwrap();
        assert_eq!((page.unreadable.len(), page.rows.len()), (0, page.total as usize));
    }
    let activity = [Movement::CheckOut, Movement::CheckIn];
    for movement in activity {
        let page = client.movements(movement, 0, 500).await.unwrap();
        assert!(page.rows.iter().all(|row| matches!(row, MovementRow::Row(_))));
    }
    assert_eq!(whole::<User>(&client).await, 60);
    assert!(whole::<Company>(&client).await > 0);
    assert!(whole::<Location>(&client).await > 0);
    assert!(whole::<Category>(&client).await > 0);
    assert!(whole::<Manufacturer>(&client).await > 0);
    assert!(whole::<Supplier>(&client).await > 0);
    assert!(whole::<Model>(&client).await > 0);
    assert!(whole::<StatusLabel>(&client).await > 0);
    assert!(whole::<Department>(&client).await > 0);
    assert!(client.labels().await.unwrap().iter().all(|l| l.label.kind != LabelKind::Unknown));
}

#[tokio::test]
async fn a_label_that_was_set_is_read_back_with_the_same_time() {
    let simulator = simulator().await;
    let client = client(&simulator);
    let written = client.set_label(FREE, RESERVED).await.unwrap();
    let read = client.asset(FREE).await.unwrap();
    assert_eq!((written.label, read.label_id()), (RESERVED, Some(RESERVED)));
    assert_eq!(written.updated_at, read.updated_at);
    let reserved = Listing::WithLabel(RESERVED);
    let query = AssetQuery { listing: reserved, sort: Sort::Id, offset: 0, limit: 500 };
    assert!(client.assets(&query).await.unwrap().rows.contains(&read));
}

#[tokio::test]
async fn a_loan_is_seen_in_whatever_language_the_token_reads() {
    let simulator = simulator().await;
    let add = |lab: &mut Lab| lab.add_token(1, Rights::admin(), Locale::Portuguese);
    let portuguese = client_with(&simulator, &simulator.with_lab(add));
    let due = NaiveDate::from_ymd_opt(2027, 1, 15);
    let lend = |lab: &mut Lab| lab.check_out(FREE.0, BORROWER.0, due, Some("R-1 <b>"), Utc::now());
    let out = simulator.with_lab(lend).unwrap();
    let row = newest(&portuguese, Movement::CheckOut).await;
    assert_eq!((row.id, row.asset, row.expected_checkin), (ActivityId(out), Some(FREE), due));
    assert!(matches!(row.target, Some(Holder::User { id: BORROWER, .. })));
    assert_eq!(row.note.as_deref(), Some("R-1 <b>"));

    let back = simulator.with_lab(|lab| lab.check_in(FREE.0, None, Utc::now())).unwrap();
    let row = newest(&portuguese, Movement::CheckIn).await;
    assert_eq!((row.id, row.asset), (ActivityId(back), Some(FREE)));
    assert_eq!(portuguese.newest_activity().await.unwrap(), Some(ActivityId(back)));
}

#[tokio::test]
async fn rights_are_told_apart() {
    let simulator = simulator().await;
    let rights = client(&simulator).probe().await.unwrap();
    assert_eq!((rights.edit_assets, rights.read_activity), (Right::Allowed, Right::Allowed));
    let add = |lab: &mut Lab| lab.add_token(2, Rights::lending(), Locale::English);
    let lending = client_with(&simulator, &simulator.with_lab(add));
    let rights = lending.probe().await.unwrap();
    assert_eq!((rights.edit_assets, rights.read_activity), (Right::Missing, Right::Missing));
    assert_eq!((rights.read_assets, rights.checkout), (Right::Allowed, Right::Allowed));
}

#[tokio::test]
async fn failures_mean_what_they_are() {
    let simulator = simulator().await;
    let client = client(&simulator);
    assert_eq!(client.asset(ABSENT).await, Err(Error::NotFound));
    let unknown = client_with(&simulator, "unknown.token");
    assert_eq!(unknown.me().await, Err(Error::Unauthenticated));

    simulator.faults().lose_answer(Matching::any(), Times::Next(1));
    let lost = client.set_label(FREE, RESERVED).await.unwrap_err();
    assert!(lost.answer_lost());
    assert_eq!(client.asset(FREE).await.unwrap().label_id(), Some(RESERVED));

    simulator.faults().go_offline();
    assert!(matches!(client.version().await, Err(Error::Unreachable { .. })));
    simulator.faults().come_back();
    client.version().await.unwrap();
}
