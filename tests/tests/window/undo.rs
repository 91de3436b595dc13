//! Undo while nothing was sent; afterwards the opposite action, by its name.

use anyhow::Result;
use end_to_end::technician::{
    TEAM, Wish, choose_time_to_undo, connect, create_project, open_requisition, requests,
};
use end_to_end::{Page, SnipeIt, Stage, Window, eventually};

const FIRST: &str = "ML-0412";
const SECOND: &str = "ML-0413";

#[tokio::test]
async fn what_is_undone_in_time_was_never_written() -> Result<()> {
    let stage = Stage::set("undo").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    ask_for_two(&window, &snipe_it).await?;
    choose_time_to_undo(&window, "20 s").await?;
    let before = snipe_it.writes().len();

    approve_next(&window, "R-1002").await?;
    window.see("Sending to Snipe-IT in").await?;
    window.screenshot("in-time").await?;
    window.type_keys("z").await?;
    window.button("Undo").disappears().await?;
    window.button("Inbox, 2 to decide").appears().await?;

    // What is approved later is sent later: once it is there, the other one will not come.
    approve_next(&window, "R-1001").await?;
    label_becomes(&snipe_it, SECOND, "Reserved").await?;
    assert_eq!(snipe_it.label_of(FIRST)?, "Available");
    assert_eq!(snipe_it.writes().split_off(before), ["PATCH /api/v1/hardware/2"]);
    open_requisition(&window, "R-1002").await?;
    window.region("Timeline").see("Withdrawn before it was sent").await
}

#[tokio::test]
async fn afterwards_the_opposite_action_stands_there_by_name() -> Result<()> {
    let stage = Stage::set("undo-too-late").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    ask_for_two(&window, &snipe_it).await?;
    let before = snipe_it.writes().len();

    approve_next(&window, "R-1002").await?;
    window.button("Undo").appears().await?;
    label_becomes(&snipe_it, FIRST, "Reserved").await?;
    window.button("Undo").disappears().await?;
    open_requisition(&window, "R-1002").await?;
    window.button("Hand over to Ana Silva").appears().await?;
    assert_eq!(window.button("Undo").count().await?, 0, "it was sent");
    window.type_keys("z").await?;

    window.button("Release").press().await?;
    label_becomes(&snipe_it, FIRST, "Available").await?;
    window.region("Timeline").see("Reservation given up").await?;
    window.screenshot("released").await?;
    let writes = snipe_it.writes().split_off(before);
    assert_eq!(writes, ["PATCH /api/v1/hardware/1", "PATCH /api/v1/hardware/1"]);

    approve_next(&window, "R-1001").await?;
    label_becomes(&snipe_it, SECOND, "Reserved").await?;
    open_requisition(&window, "R-1001").await?;
    window.button("Hand over to Ana Silva").press().await?;
    window.button("Take back from Ana Silva").press().await?;
    window.region("Timeline").see("Returned, line 1").await?;
    assert_eq!(snipe_it.loan_of(SECOND)?, None);
    Ok(())
}

async fn ask_for_two(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    connect(window, snipe_it).await?;
    create_project(window, TEAM).await?;
    requests(window, TEAM, &[&[Wish::Asset(1)], &[Wish::Asset(2)]]).await?;
    window.button("Inbox, 2 to decide").appears().await
}

async fn approve_next(window: &Window<'_>, number: &str) -> Result<()> {
    window.button("Inbox").press().await?;
    let inbox = window.region("Inbox");
    inbox.button(number).appears().await?;
    inbox.button("Approve line 1").press().await?;
    window.see("1 line approved").await
}

async fn label_becomes(snipe_it: &SnipeIt, tag: &str, label: &str) -> Result<()> {
    eventually(&format!("the label {label} on {tag}"), async || {
        Ok((snipe_it.label_of(tag)? == label).then_some(()))
    })
    .await
}
