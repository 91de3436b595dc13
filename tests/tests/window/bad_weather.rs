//! A server that goes away: decisions wait where everybody sees them, and can be taken back.

use anyhow::Result;
use end_to_end::technician::{
    TEAM, Wish, approve, ask, connect, create_project, open_requisition, requests,
};
use end_to_end::{AWKWARD_NAME, Page, SnipeIt, Stage, Window, eventually};

const TAG: &str = "ML-0412";

#[tokio::test]
async fn an_approval_waits_for_the_server_and_can_be_withdrawn_until_then() -> Result<()> {
    let stage = Stage::set("bad-weather").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    ask(&window, TEAM, TAG, AWKWARD_NAME).await?;

    snipe_it.simulator().faults().go_offline();
    decide_and_watch_it_wait(&window).await?;
    window.screenshot("waiting").await?;
    window.button("Withdraw the decision on line 1").press().await?;
    window.tab("To decide").press().await?;
    window.row(TEAM.leader).appears().await?;

    decide_and_watch_it_wait(&window).await?;
    window.kill().await?;
    let window = stage.open().await?;
    window.button("Inbox").press().await?;
    window.tab("Waiting").press().await?;
    window.row(TEAM.leader).see("Will be approved").await?;
    assert_eq!(snipe_it.label_of(TAG)?, "Available");

    snipe_it.simulator().faults().come_back();
    window.type_keys(F5).await?;
    label_becomes_reserved(&snipe_it).await?;
    open_requisition(&window, "R-1001").await?;
    window.region("Timeline").see("Reserved read on the asset").await?;
    window.region("Connection").see("Live").await
}

#[tokio::test]
async fn an_asset_taken_meanwhile_is_refused_in_words_and_keeps_its_label() -> Result<()> {
    let stage = Stage::set("taken-meanwhile").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    ask(&window, TEAM, TAG, AWKWARD_NAME).await?;

    snipe_it.check_out(TAG, "ines@example.org")?;
    approve(&window, TEAM).await?;
    let told = stage.notifications().wait_for("not carried out").await?;
    assert!(told.summary.starts_with(AWKWARD_NAME), "{}", told.summary);
    window.row(TEAM.leader).appears().await?;
    window.see("Not reserved: Inês Conceição has it.").await?;
    window.screenshot("refused").await?;
    assert_eq!(snipe_it.label_of(TAG)?, "Available");
    Ok(())
}

#[tokio::test]
async fn what_was_reviewed_without_the_server_is_sent_once_it_answers() -> Result<()> {
    let stage = Stage::set("reviewed-offline").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    let wishes: [&[Wish]; 3] = [&[Wish::Asset(1)], &[Wish::Asset(2)], &[Wish::Model(2)]];
    requests(&window, TEAM, &wishes).await?;
    let before = snipe_it.writes().len();

    snipe_it.simulator().faults().go_offline();
    window.type_keys(F5).await?;
    window.region("Connection").see("Offline").await?;
    window.button("Inbox").press().await?;
    window.see("You can review and decide. Nothing is reserved until it answers.").await?;
    review(&window).await?;
    window.tab("Waiting").press().await?;
    window.region("Inbox").see("Will be approved when Snipe-IT is reachable.").await?;
    window.screenshot("waiting").await?;
    assert_eq!(snipe_it.writes().len(), before, "nothing reached it");

    snipe_it.simulator().faults().come_back();
    window.type_keys(F5).await?;
    window.see("Nothing is waiting").await?;
    for (tag, label) in [(TAG, "Reserved"), ("ML-0413", "Available"), ("ML-0628", "Reserved")] {
        assert_eq!(snipe_it.label_of(tag)?, label, "of {tag}");
    }
    let mut written = snipe_it.writes().split_off(before);
    written.sort();
    assert_eq!(written, ["PATCH /api/v1/hardware/1", "PATCH /api/v1/hardware/3"]);
    for (number, end) in [("R-1003", "Reserved"), ("R-1002", "Rejected"), ("R-1001", "Reserved")] {
        open_requisition(&window, number).await?;
        window.region("Timeline").see(&format!("{end}, line 1")).await?;
    }
    Ok(())
}

/// Approves the first and the last of three, and rejects the one between.
async fn review(window: &Window<'_>) -> Result<()> {
    let inbox = window.region("Inbox");
    inbox.button("R-1003").appears().await?;
    inbox.button("Approve line 1").press().await?;
    inbox.button("R-1002").appears().await?;
    inbox.button("Reject line 1").press().await?;
    let reject = window.dialog("Reject");
    reject.button("Not available in time").press().await?;
    reject.button("Reject line").press().await?;
    inbox.button("R-1001").appears().await?;
    inbox.button("Approve line 1").press().await?;
    window.see("Nothing to decide").await
}

const F5: &str = "\u{e035}";

async fn decide_and_watch_it_wait(window: &Window<'_>) -> Result<()> {
    approve(window, TEAM).await?;
    window.tab("Waiting").press().await?;
    window.row(TEAM.leader).see("Will be approved").await?;
    window.see("Will be approved when Snipe-IT is reachable").await?;
    window.region("Connection").see("Offline").await
}

async fn label_becomes_reserved(snipe_it: &SnipeIt) -> Result<()> {
    eventually("the Reserved label", async || {
        Ok((snipe_it.label_of(TAG)? == "Reserved").then_some(()))
    })
    .await
}
