//! A technician with a scanner in hand: a scan and one key finish a hand-over, a scan and one key
//! a return, whatever the scanner's pace; and a scan alone never writes.

use std::time::Duration;

use anyhow::Result;
use end_to_end::technician::{TEAM, Wish, connect, create_project, read_label, requests, scan};
use end_to_end::{Loan, Page, Scanner, SnipeIt, Stage, Window, eventually};
use serde_json::json;

/// What the lab has, in the order of the ids.
const TAGS: [&str; 3] = ["ML-0412", "ML-0413", "ML-0628"];

/// Paces of scanners that need no setting, in milliseconds per character.
const PACES: [u64; 3] = [5, 15, 35];

/// The pace of a scanner that is taken for fingers until the setting allows it.
const SLOW: Duration = Duration::from_millis(60);

/// Keys of a scan are at most 40 ms apart until the setting says otherwise. What comes close to a
/// limit proves nothing: keys go up a moment after they go down.
const CLEARLY_A_SCAN: Duration = Duration::from_millis(37);
const CLEARLY_ALLOWED: Duration = Duration::from_millis(77);

/// An Enter so soon after a character presses nothing.
const A_MOMENT: Duration = Duration::from_millis(700);

#[tokio::test]
async fn a_scan_and_one_key_hand_over_and_take_back_at_any_pace() -> Result<()> {
    let stage = Stage::set("counter").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    reserve_all(&window, &snipe_it).await?;
    let scanner = stage.scanner()?;

    for (tag, pace) in TAGS.into_iter().zip(PACES) {
        scan(&window, &scanner, tag, Duration::from_millis(pace), CLEARLY_A_SCAN).await?;
        next_step(&window, tag, "Hand over to Ana Silva").await?;
        assert_eq!(snipe_it.loan_of(tag)?, None, "a scan at {pace} ms presses nothing");
        press_enter(&scanner).await?;
        with_ana(&snipe_it, tag).await?;
        next_step(&window, tag, "Take back from Ana Silva").await?;
    }
    window.screenshot("handed-over").await?;

    for (tag, pace) in TAGS.into_iter().zip(PACES) {
        scan(&window, &scanner, tag, Duration::from_millis(pace), CLEARLY_A_SCAN).await?;
        next_step(&window, tag, "Take back from Ana Silva").await?;
        assert!(snipe_it.loan_of(tag)?.is_some(), "a scan at {pace} ms presses nothing");
        press_enter(&scanner).await?;
        eventually("the check-in", async || Ok(snipe_it.loan_of(tag)?.is_none().then_some(())))
            .await?;
    }
    window.screenshot("taken-back").await?;
    Ok(())
}

#[tokio::test]
async fn a_slow_scanner_decides_nothing_and_works_once_it_is_allowed_its_time() -> Result<()> {
    let stage = Stage::set("slow-scanner").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    reserve_all(&window, &snipe_it).await?;
    let before = snipe_it.writes();
    let scanner = stage.scanner()?;

    window.type_keys("gt").await?;
    window.row(TAGS[0]).appears().await?;
    let widest = read_label(&window, &scanner, TAGS[0], SLOW).await?;
    assert!(widest > CLEARLY_A_SCAN, "{widest:?}");
    decided_nothing(&window).await?;

    allow_slow_scanners(&window).await?;
    scan(&window, &scanner, TAGS[0], SLOW, CLEARLY_ALLOWED).await?;
    next_step(&window, TAGS[0], "Hand over to Ana Silva").await?;
    decided_nothing(&window).await?;
    assert_eq!(snipe_it.writes(), before, "neither keys nor a scan write");
    press_enter(&scanner).await?;
    with_ana(&snipe_it, TAGS[0]).await
}

/// Ana has asked for everything there is, and it waits for her.
async fn reserve_all(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    connect(window, snipe_it).await?;
    create_project(window, TEAM).await?;
    requests(window, TEAM, &[&[Wish::Asset(1), Wish::Asset(2), Wish::Asset(3)]]).await?;
    window.type_keys("gi").await?;
    window.button("Approve lines 1").appears().await?;
    window.type_keys("\u{e008}A\u{e000}").await?;
    for tag in TAGS {
        eventually("the Reserved label", async || {
            Ok((snipe_it.label_of(tag)? == "Reserved").then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// What the card of this asset offers first.
async fn next_step(window: &Window<'_>, tag: &str, step: &str) -> Result<()> {
    window.region(&format!("Steps for {tag}")).button(step).appears().await
}

/// A finger, after the scan has come to rest.
async fn press_enter(scanner: &Scanner) -> Result<()> {
    tokio::time::sleep(A_MOMENT).await;
    scanner.enter()
}

async fn with_ana(snipe_it: &SnipeIt, tag: &str) -> Result<()> {
    let hers = |loan: &Loan| loan.holder == TEAM.user;
    eventually("the check-out", async || Ok(snipe_it.loan_of(tag)?.filter(hers).map(drop))).await
}

/// No decision is under way, and no dialog asks for one.
async fn decided_nothing(window: &Window<'_>) -> Result<()> {
    assert_eq!(window.dialog("").count().await?, 0, "stray keys open nothing");
    let under_way = json!({ "waiting": true, "offset": 0, "limit": 0, "find": null });
    let inbox = window.ask_desk("inbox", json!({ "query": under_way })).await?;
    assert_eq!(inbox["waiting"], 0, "stray keys decide nothing: {inbox}");
    Ok(())
}

/// As the technician does in Settings: a step of the slide is 5 ms.
async fn allow_slow_scanners(window: &Window<'_>) -> Result<()> {
    window.button("Settings").press().await?;
    let scanner = window.region("Scanner");
    scanner.field(GAP).type_keys(&ARROW_RIGHT.repeat(8)).await?;
    scanner.see("80 ms").await
}

const GAP: &str = "Longest time between two keys";
const ARROW_RIGHT: &str = "\u{e014}";
