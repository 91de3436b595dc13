//! Ten requisitions decided with the keyboard alone: each its own way, and Snipe-IT is told
//! exactly what was approved.

use anyhow::{Context, Result, bail};
use end_to_end::technician::{TEAM, Wish, choose_time_to_undo, connect, create_project, requests};
use end_to_end::{Page, SnipeIt, Stage, Window, eventually};
use serde_json::{Value, json};
use snipeit_simulator::Options;

/// Bought besides ML-0412, ML-0413 (of the first model) and ML-0628 (of the second); nobody wants
/// ML-0414 by name.
const MORE: [&str; 10] = [
    "ML-0414", "ML-0415", "ML-0416", "ML-0417", "ML-0418", "ML-0419", "ML-0420", "ML-0421",
    "ML-0422", "ML-0423",
];

const WISHES: [&[Wish]; 10] = [
    &[Wish::Asset(1)],
    &[Wish::Asset(2)],
    &[Wish::Model(1)],
    &[Wish::Asset(13), Wish::Asset(5)],
    &[Wish::Asset(6)],
    &[Wish::Asset(7)],
    &[Wish::Asset(8), Wish::Asset(9)],
    &[Wish::Asset(10), Wish::Asset(11)],
    &[Wish::Model(2)],
    &[Wish::Asset(12)],
];

/// Ten decisions within a minute, each with two readings, are no usual day.
const MANY_READINGS: Option<u32> = Some(480);

#[tokio::test]
async fn ten_requisitions_are_decided_by_keys_alone() -> Result<()> {
    let stage = Stage::set("triage").await?;
    let options = Options { rate_limit: MANY_READINGS, ..Options::default() };
    let snipe_it = SnipeIt::start_with(options).await?;
    snipe_it.buy_more(&MORE)?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    choose_time_to_undo(&window, "20 s").await?;
    let asked = requests(&window, TEAM, &WISHES).await?;
    let before = snipe_it.writes().len();

    window.type_keys("gi").await?;
    window.button("Inbox, 10 to decide").appears().await?;
    approve_and_reject(&window).await?;
    let picked = pick_another(&window, &asked[2]).await?;
    approve_all_and_leave_one_for_later(&window).await?;
    undo_and_decide_otherwise(&window).await?;
    decide_line_by_line(&window).await?;
    decide_what_was_left(&window).await?;
    window.see("Nothing to decide").await?;
    window.screenshot("decided").await?;

    let approved = [1, picked, 13, 5, 8, 3, 12, 6];
    is_written(&snipe_it, before, &approved).await?;
    for (id, states) in asked.iter().zip(STATES) {
        eventually(&format!("the end of {states:?}"), async || {
            Ok((states_of(&window, id).await? == states).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// What becomes of each, unit by unit.
const STATES: [&[&str]; 10] = [
    &["reserved"],
    &["rejected"],
    &["reserved"],
    &["reserved", "reserved"],
    &["reserved"],
    &["rejected"],
    &["reserved", "rejected"],
    &["rejected", "rejected"],
    &["reserved"],
    &["reserved"],
];

async fn approve_and_reject(window: &Window<'_>) -> Result<()> {
    in_hand(window, "R-1010").await?;
    window.type_keys("a").await?;
    in_hand(window, "R-1009").await?;
    window.type_keys("r").await?;
    asked_why(window, "Reject").await?;
    window.type_keys("1").await?;
    commit(window).await?;
    in_hand(window, "R-1008").await
}

/// Takes another asset than the one suggested; its id.
async fn pick_another(window: &Window<'_>, requisition: &str) -> Result<u64> {
    let choices = window.region("Assets for line 1");
    choices.appears().await?;
    let view = window.ask_desk("requisition", json!({ "id": requisition })).await?;
    let offered = view["lines"][0]["candidates"].as_array().context("no asset is free")?;
    for (candidate, key) in offered.iter().zip(["1", "2"]) {
        let asset = &candidate["asset"];
        let choice = choices.checkbox(asset["tag"].as_str().context("an asset without tag")?);
        if choice.is_checked().await? {
            continue;
        }
        window.type_keys(key).await?;
        eventually("the tick", async || Ok(choice.is_checked().await?.then_some(()))).await?;
        window.type_keys("a").await?;
        in_hand(window, "R-1007").await?;
        return asset["id"].as_u64().context("an asset without id");
    }
    bail!("only what is suggested is free: {offered:?}")
}

async fn approve_all_and_leave_one_for_later(window: &Window<'_>) -> Result<()> {
    window.button("Approve lines 1 and 2").appears().await?;
    window.type_keys("\u{e008}A\u{e000}").await?;
    in_hand(window, "R-1006").await?;
    window.type_keys("j").await?;
    in_hand(window, "R-1005").await
}

/// Approved by mistake, taken back, and rejected with a reason of one's own.
async fn undo_and_decide_otherwise(window: &Window<'_>) -> Result<()> {
    window.button("Inbox, 6 to decide").appears().await?;
    window.type_keys("a").await?;
    in_hand(window, "R-1004").await?;
    window.button("Inbox, 5 to decide").appears().await?;
    window.type_keys("z").await?;
    window.button("Inbox, 6 to decide").appears().await?;
    window.type_keys("k").await?;
    in_hand(window, "R-1005").await?;
    window.type_keys("r").await?;
    asked_why(window, "Reject").await?;
    window.type_keys("4").await?;
    is_chosen(window).await?;
    window.field("Reason").type_keys("Há outro pedido à espera").await?;
    commit(window).await?;
    in_hand(window, "R-1004").await
}

async fn decide_line_by_line(window: &Window<'_>) -> Result<()> {
    window.type_keys("a").await?;
    eventually("the second line in hand", async || {
        let line = window.script(LINE_IN_HAND).await?;
        Ok(line.as_str().is_some_and(|line| line.starts_with("Line 2")).then_some(()))
    })
    .await?;
    window.type_keys("r").await?;
    asked_why(window, "Reject").await?;
    window.type_keys("2").await?;
    commit(window).await?;
    in_hand(window, "R-1003").await?;
    window.type_keys("\u{e008}R\u{e000}").await?;
    asked_why(window, "Reject all 2 lines of R-1003").await?;
    window.type_keys("3").await?;
    commit(window).await?;
    in_hand(window, "R-1002").await
}

const LINE_IN_HAND: &str = "
    const line = document.querySelector('article ol > [aria-current=true]');
    return line?.getAttribute('aria-label') ?? ''";

async fn decide_what_was_left(window: &Window<'_>) -> Result<()> {
    window.type_keys("a").await?;
    in_hand(window, "R-1001").await?;
    window.type_keys("a").await?;
    in_hand(window, "R-1006").await?;
    window.type_keys("a").await
}

/// Which requisition the keys act on.
async fn in_hand(window: &Window<'_>, number: &str) -> Result<()> {
    window.region("Inbox").button(number).appears().await
}

/// A dialog asks for the reason, and what is in it has the keys.
async fn asked_why(window: &Window<'_>, title: &str) -> Result<()> {
    window.dialog(title).appears().await?;
    eventually("the focus in the dialog", async || {
        Ok((window.script(FOCUS_IN_DIALOG).await? == true).then_some(()))
    })
    .await
}

const FOCUS_IN_DIALOG: &str = "return document.activeElement.matches('[role=dialog] button')";

/// A key waits a moment, for it could begin a scan; nobody's hands are sooner in another field.
async fn is_chosen(window: &Window<'_>) -> Result<()> {
    eventually("a reason", async || Ok((window.script(IS_CHOSEN).await? == true).then_some(())))
        .await
}

/// Ctrl+Enter, once a reason is chosen.
async fn commit(window: &Window<'_>) -> Result<()> {
    is_chosen(window).await?;
    window.type_keys("\u{e009}\u{e007}\u{e000}").await?;
    window.dialog("Reject").disappears().await
}

const IS_CHOSEN: &str =
    "return document.querySelector('[role=dialog] [aria-pressed=true]') !== null";

/// One label each, and nothing else.
async fn is_written(snipe_it: &SnipeIt, before: usize, assets: &[u64]) -> Result<()> {
    let mut expected: Vec<_> =
        assets.iter().map(|id| format!("PATCH /api/v1/hardware/{id}")).collect();
    expected.sort();
    let written = || snipe_it.writes().split_off(before);
    eventually("the labels", async || Ok((written().len() >= expected.len()).then_some(())))
        .await?;
    let mut written = written();
    written.sort();
    assert_eq!(written, expected);
    Ok(())
}

async fn states_of(window: &Window<'_>, requisition: &str) -> Result<Vec<String>> {
    let view = window.ask_desk("requisition", json!({ "id": requisition })).await?;
    let lines = view["lines"].as_array().context("a requisition without lines")?;
    let units = lines.iter().flat_map(|line| line["units"].as_array().into_iter().flatten());
    let state = |unit: &Value| unit["state"].as_str().map(str::to_owned);
    units.map(|unit| state(unit).context("a unit without state")).collect()
}
