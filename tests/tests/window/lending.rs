//! Handing over and taking back at the counter: the keyboard is enough, Snipe-IT shows it, and
//! without Snipe-IT it waits where everybody sees it.

use anyhow::Result;
use end_to_end::technician::{
    TEAM, approve, ask, connect, create_project, in_two_weeks, type_by_hand,
};
use end_to_end::{AWKWARD_NAME, Loan, Page, SnipeIt, Stage, Window, eventually};

const TAG: &str = "ML-0412";

const ENTER: &str = "\u{e007}";
const F5: &str = "\u{e035}";

#[tokio::test]
async fn a_reserved_asset_goes_out_and_comes_back_by_keyboard_alone() -> Result<()> {
    let stage = Stage::set("lending").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    reserve(&window, &snipe_it).await?;
    open_by_keyboard(&window).await?;

    window.button("Hand over to Ana Silva").appears().await?;
    window.type_keys("h").await?;
    window.button("Take back from Ana Silva").appears().await?;
    window.region("Timeline").see("Ana Silva holds it").await?;
    assert_eq!(snipe_it.loan_of(TAG)?, Some(loan()));
    assert_eq!(snipe_it.label_of(TAG)?, "Checked Out");
    window.screenshot("handed-over").await?;

    window.type_keys("t").await?;
    window.region("Timeline").see("Returned, line 1").await?;
    assert_eq!(snipe_it.loan_of(TAG)?, None);
    assert_eq!(snipe_it.label_of(TAG)?, "Available", "it comes back with the check-in");
    assert_eq!(sent(&snipe_it), ["PATCH", "POST checkout", "POST checkin"]);
    window.screenshot("taken-back").await?;

    no_news_of_what_was_done_here(&stage, &window).await
}

#[tokio::test]
async fn without_the_server_a_hand_over_waits_and_can_be_withdrawn() -> Result<()> {
    let stage = Stage::set("lending-offline").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    reserve(&window, &snipe_it).await?;
    open_by_keyboard(&window).await?;

    hand_over_offline(&window, &snipe_it).await?;
    window.screenshot("waiting").await?;
    window.button("Withdraw").press().await?;
    window.button("Hand over to Ana Silva").appears().await?;
    come_back(&window, &snipe_it).await?;
    assert_eq!(sent(&snipe_it), ["PATCH"], "what was withdrawn is never sent");

    hand_over_offline(&window, &snipe_it).await?;
    come_back(&window, &snipe_it).await?;
    window.button("Take back from Ana Silva").appears().await?;
    assert_eq!(snipe_it.loan_of(TAG)?, Some(loan()));
    assert_eq!(sent(&snipe_it), ["PATCH", "POST checkout"]);
    Ok(())
}

fn loan() -> Loan {
    Loan { holder: TEAM.user.to_owned(), until: Some(in_two_weeks()) }
}

/// Writes to the asset, as `POST checkout`.
fn sent(snipe_it: &SnipeIt) -> Vec<String> {
    let writes = snipe_it.writes().into_iter();
    let of_assets = writes.filter_map(|write| {
        let (method, path) = write.split_once(" /api/v1/hardware/1")?;
        Some(format!("{method} {}", path.trim_start_matches('/')).trim_end().to_owned())
    });
    of_assets.collect()
}

async fn reserve(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    connect(window, snipe_it).await?;
    create_project(window, TEAM).await?;
    ask(window, TEAM, TAG, AWKWARD_NAME).await?;
    approve(window, TEAM).await?;
    eventually("the Reserved label", async || {
        Ok((snipe_it.label_of(TAG)? == "Reserved").then_some(()))
    })
    .await
}

async fn open_by_keyboard(window: &Window<'_>) -> Result<()> {
    window.type_keys("gr").await?;
    window.row("R-1001").appears().await?;
    type_by_hand(window, &["j", ENTER]).await?;
    window.region("Timeline").see("Reserved read on the asset").await
}

async fn hand_over_offline(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    snipe_it.simulator().faults().go_offline();
    window.type_keys(F5).await?;
    window.region("Connection").see("Offline").await?;
    window.type_keys("h").await?;
    window.see("Will be handed over when Snipe-IT is reachable.").await
}

async fn come_back(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    snipe_it.simulator().faults().come_back();
    window.type_keys(F5).await?;
    window.region("Connection").see("Live").await
}

/// The log tells of both moves; nobody needs to hear of what they just did. What Snipe-IT
/// confirmed of the reservation stays behind the bell until it is read.
async fn no_news_of_what_was_done_here(stage: &Stage, window: &Window<'_>) -> Result<()> {
    window.type_keys("ga").await?;
    window.type_keys(F5).await?;
    window.row("check-in").appears().await?;
    window.row("check-out").appears().await?;
    assert_eq!(stage.notifications().all(), [], "the technician did it");

    window.button("Notifications, 1 unread").press().await?;
    window.see(&format!("{AWKWARD_NAME} reserved")).await?;
    window.type_keys(ESCAPE).await?;
    window.button("Notifications, 1 unread").disappears().await
}

const ESCAPE: &str = "\u{e00c}";
