//! The one chain that everything else hangs on, in the real window: set up, ask, approve, lend,
//! take back and reserve again, with the app killed or closed at every stage of it. The token's
//! user reads Snipe-IT in Portuguese, so nothing may hang on the words of its log.

use std::path::PathBuf;

use anyhow::Result;
use end_to_end::technician::{Team, approve, ask, connect_with, create_project, open_requisition};
use end_to_end::{AWKWARD_NAME, Locale, Page, Rights, SnipeIt, Stage, Window, eventually};
use snipeit_simulator::Options;

/// Four starts within a minute of the server, each of which reads every list, are no usual day.
const MANY_STARTS: Option<u32> = Some(480);
const TECHNICIAN: &str = "ana@example.org";
const TAG: &str = "ML-0412";
const TEAM: Team<'_> = Team {
    project: "Osciloscópio de baixo custo",
    leader: "Inês Conceição",
    email: "ines@example.org",
    user: "Inês Conceição",
};

#[tokio::test]
async fn from_set_up_to_returned_through_crashes() -> Result<()> {
    let stage = Stage::set("main-job").await?;
    let snipe_it =
        SnipeIt::start_with(Options { rate_limit: MANY_STARTS, ..Options::default() }).await?;
    let token = snipe_it.token_of(TECHNICIAN, Rights::technician(), Locale::Portuguese)?;

    let window = stage.open().await?;
    connect_with(&window, &snipe_it, &token).await?;
    create_project(&window, TEAM).await?;
    ask(&window, TEAM, "oscilóscopio rigol", AWKWARD_NAME).await?;
    approve(&window, TEAM).await?;
    window.see("1 line approved").await?;
    assert_eq!(snipe_it.label_of(TAG)?, "Available", "nothing is sent while it can be undone");
    window.screenshot("approved").await?;
    window.kill().await?;

    let window = stage.open().await?;
    label_becomes(&snipe_it, "Reserved").await?;
    open_requisition(&window, "R-1001").await?;
    window.region("Timeline").see("Reserved read on the asset").await?;
    window.screenshot("reserved").await?;
    window.kill().await?;

    let window = stage.open().await?;
    open_requisition(&window, "R-1001").await?;
    let handed_out = snipe_it.check_out(TAG, TEAM.email)?;
    window.type_keys(F5).await?;
    is_told(&stage, "checked out", handed_out).await?;
    window.see("Checked out to Inês Conceição").await?;
    window.region("Timeline").see("to Inês Conceição").await?;
    window.region("Timeline").see(&format!("activity #{handed_out}")).await?;
    window.screenshot("checked-out").await?;
    window.close().await?;

    let window = stage.open().await?;
    open_requisition(&window, "R-1001").await?;
    window.region("Connection").see("Live").await?;
    let taken_back = snipe_it.check_in(TAG)?;
    is_told(&stage, "returned", taken_back).await?;
    window.region("Timeline").see(&format!("activity #{taken_back}")).await?;
    label_becomes(&snipe_it, "Available").await?;
    window.region("Timeline").see("Available put back").await?;
    window.screenshot("returned").await?;

    reserve_it_once_more_and_give_it_up(&window, &snipe_it).await?;
    assert_eq!(stage.notifications().all().len(), 2, "each movement is told once");
    is_in_the_keyring_alone(&stage, &token).await
}

const F5: &str = "\u{e035}";

/// What the technician reads on the desktop, whatever window is in front.
async fn is_told(stage: &Stage, what: &str, activity: u32) -> Result<()> {
    let told = stage.notifications().wait_for(&format!("(activity #{activity})")).await?;
    assert_eq!(told.summary, format!("{AWKWARD_NAME} {what}"));
    assert!(told.body.starts_with(TAG), "{}", told.body);
    Ok(())
}

/// What came back can be asked for and reserved again; a reservation given up is as if it had
/// not been.
async fn reserve_it_once_more_and_give_it_up(
    window: &Window<'_>,
    snipe_it: &SnipeIt,
) -> Result<()> {
    ask(window, TEAM, TAG, AWKWARD_NAME).await?;
    approve(window, TEAM).await?;
    label_becomes(snipe_it, "Reserved").await?;
    open_requisition(window, "R-1002").await?;
    window.button("Release").press().await?;
    label_becomes(snipe_it, "Available").await?;
    window.region("Timeline").see("Reservation given up").await
}

async fn label_becomes(snipe_it: &SnipeIt, label: &str) -> Result<()> {
    eventually(&format!("the label {label}"), async || {
        Ok((snipe_it.label_of(TAG)? == label).then_some(()))
    })
    .await
}

async fn is_in_the_keyring_alone(stage: &Stage, token: &str) -> Result<()> {
    let secrets = stage.keyring().secrets().await?;
    assert_eq!(secrets.iter().filter(|secret| secret.value == token).count(), 1);
    assert_eq!(stage.files_containing(token)?, Vec::<PathBuf>::new());
    Ok(())
}
