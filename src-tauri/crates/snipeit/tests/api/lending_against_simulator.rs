//! Writes and long lists of the client against the simulator: what one side does, the other sees.

use chrono::{NaiveDate, TimeDelta, Utc};
use domain::asset::{Holder, LabelKind};
use domain::catalogue::User;
use domain::ids::{AssetId, LabelId, UserId};
use secrecy::SecretString;
use snipeit::{
    ApiToken, BaseUrl, Changed, CheckIn, CheckOut, Client, Error, Listing, NewUser, Server, Trust,
    Upload, ZoneCheck,
};
use snipeit_simulator::{Lab, Matching, Options, Simulator, Times};

const FREE: AssetId = AssetId(2);
const BORROWER: UserId = UserId(60);
const CHECKED_OUT: LabelId = LabelId(8);
const AVAILABLE: LabelId = LabelId(2);

async fn serve(lab: Lab) -> (Simulator, Client) {
    let options = Options { rate_limit: None, ..Options::default() };
    let simulator = Simulator::start(lab, options).await.unwrap();
    let base = BaseUrl::parse(&simulator.address()).unwrap();
    let zone = simulator.with_lab(|lab| lab.zone());
    let token = ApiToken::parse(&simulator.token()).unwrap();
    let client = Client::new(Server { base, zone, trust: Trust::System }, token).unwrap();
    (simulator, client)
}

fn to_borrower() -> CheckOut {
    let expected = NaiveDate::from_ymd_opt(2027, 1, 15);
    let note = Some("R-1042".to_owned());
    CheckOut { to: BORROWER, expected, note, label: Some(CHECKED_OUT) }
}

#[tokio::test]
async fn what_is_handed_over_is_held_and_what_is_taken_back_is_free() {
    let (_simulator, client) = serve(Lab::demo(Utc::now())).await;
    client.check_out(FREE, &to_borrower()).await.unwrap();
    let out = client.asset(FREE).await.unwrap();
    assert!(matches!(out.holder, Some(Holder::User { id: BORROWER, .. })), "{:?}", out.holder);
    assert_eq!((out.label_id(), out.expected_checkin), (Some(CHECKED_OUT), to_borrower().expected));
    let again = client.check_out(FREE, &to_borrower()).await;
    assert!(matches!(again, Err(Error::Refused { .. })), "{again:?}");
    let back = CheckIn { note: Some("whole".into()), label: Some(AVAILABLE) };
    client.check_in(FREE, &back).await.unwrap();
    let back = client.asset(FREE).await.unwrap();
    assert_eq!((back.holder, back.label.map(|label| label.id)), (None, Some(AVAILABLE)));
}

#[tokio::test]
async fn a_check_out_whose_answer_is_lost_was_sent_once_and_is_seen_in_the_asset() {
    let (simulator, client) = serve(Lab::demo(Utc::now())).await;
    simulator.faults().lose_answer(Matching::new("POST", "/checkout"), Times::Next(1));
    let lost = client.check_out(FREE, &to_borrower()).await.unwrap_err();
    assert!(lost.answer_lost(), "{lost:?}");
    assert!(client.asset(FREE).await.unwrap().holder.is_some());
    let posts = simulator.requests().iter().filter(|seen| seen.method == "POST").count();
    assert_eq!(posts, 1);
}

#[tokio::test]
async fn files_labels_and_users_are_created() {
    let (_simulator, client) = serve(Lab::demo(Utc::now())).await;
    let content = b"%PDF-1.7".to_vec();
    let file = Upload { name: "receipt.pdf".into(), content, note: Some("signed".into()) };
    client.upload(FREE, file).await.unwrap();
    let label = client.create_label("Set aside", LabelKind::Deployable).await.unwrap();
    assert!(client.labels().await.unwrap().contains(&label));
    let user = NewUser {
        first_name: "Rita".into(),
        last_name: Some("O'Neill & Sá".into()),
        username: "rita.oneill".into(),
        email: None,
        employee_number: Some("99001".into()),
        password: SecretString::from("a-long-local-password"),
        activated: true,
    };
    let created = client.create_user(&user).await.unwrap();
    let found = client.search_users("rita.oneill").await.unwrap().rows;
    assert_eq!(found.iter().map(|user| user.id).collect::<Vec<_>>(), [created.id]);
    assert_eq!(found[0].last_name.as_deref(), Some("O'Neill & Sá"));
}

#[tokio::test]
async fn an_asset_is_found_by_what_is_printed_on_it() {
    let (_simulator, client) = serve(Lab::demo(Utc::now())).await;
    let asset = client.asset(FREE).await.unwrap();
    assert_eq!(client.asset_by_tag(&asset.tag).await.unwrap(), asset);
    let serial = asset.serial.clone().unwrap();
    assert!(client.assets_by_serial(&serial).await.unwrap().contains(&asset));
    assert_eq!(client.asset_by_tag("NOPE").await, Err(Error::NotFound));
    assert_eq!(client.health().await, Ok(()));
}

#[tokio::test]
async fn what_changed_is_read_without_the_rest() {
    let (simulator, client) = serve(Lab::demo(Utc::now() - TimeDelta::hours(1))).await;
    let since = client.newest_change::<User>().await.unwrap();
    let asset = client.asset(FREE).await.unwrap().updated_at;
    let written = client.set_label(FREE, LabelId(7)).await.unwrap();
    simulator.forget_requests();
    let Changed::Rows { rows, .. } =
        client.changed_assets(Listing::Plain, written.updated_at).await.unwrap()
    else {
        panic!("one change is not too much")
    };
    assert_eq!(rows.iter().map(|asset| asset.id).collect::<Vec<_>>(), [FREE]);
    assert!(asset < written.updated_at && since.is_some());
    assert_eq!(simulator.requests().len(), 1);
    let zone = simulator.with_lab(|lab| lab.zone());
    assert_eq!(written.zone_check(zone, &rows[0]), ZoneCheck::Right);
}
