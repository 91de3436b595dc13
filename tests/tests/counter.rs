//! A technician with a scanner in hand: a scan and one key finish a hand-over, a scan and one key
//! a return, whatever the scanner's pace; and a scan alone never writes.

use std::time::Duration;

use anyhow::Result;
use end_to_end::technician::{Team, connect, create_project, requests};
use end_to_end::{Page, Scanner, SnipeIt, Stage, Window, eventually};

const TEAM: Team<'_> = Team {
    project: "Braço robótico de triagem",
    leader: "Ana Silva",
    email: "ana@example.org",
    user: "Ana Silva",
};

/// What the lab has, by id.
const TAGS: [&str; 3] = ["ML-0412", "ML-0413", "ML-0628"];

/// Paces of scanners that need no setting, in milliseconds per character.
const PACES: [u64; 3] = [5, 15, 35];

/// The pace of a scanner that is taken for fingers until the setting allows it.
const SLOW: u64 = 60;

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
        scan(&window, &scanner, tag, pace).await?;
        let step = window.button("Hand over to Ana Silva");
        step.appears().await?;
        assert_eq!(snipe_it.loan_of(tag)?, None, "a scan at {pace} ms presses nothing");
        press_enter(&scanner).await?;
        eventually("the check-out", async || Ok(snipe_it.loan_of(tag)?.map(drop))).await?;
        window.button("Take back from Ana Silva").appears().await?;
    }
    window.screenshot("handed-over").await?;

    for (tag, pace) in TAGS.into_iter().zip(PACES) {
        scan(&window, &scanner, tag, pace).await?;
        window.button("Take back from Ana Silva").appears().await?;
        assert!(snipe_it.loan_of(tag)?.is_some(), "a scan at {pace} ms presses nothing");
        press_enter(&scanner).await?;
        eventually("the check-in", async || Ok(snipe_it.loan_of(tag)?.is_none().then_some(())))
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_slow_scanner_writes_nothing_and_works_once_it_is_allowed_its_time() -> Result<()> {
    let stage = Stage::set("slow-scanner").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    reserve_all(&window, &snipe_it).await?;
    let before = snipe_it.writes();
    let scanner = stage.scanner()?;

    window.type_keys("gt").await?;
    window.heading("To hand over").appears().await?;
    scanner.read(TAGS[0], Duration::from_millis(SLOW)).await?;
    tokio::time::sleep(A_MOMENT).await;
    assert_eq!(snipe_it.writes(), before, "stray keys decide nothing");
    window.type_keys(ESCAPE).await?;

    window.script("localStorage.setItem('toolcrib.scan-gap', '80')").await?;
    window.script("location.reload()").await?;
    window.heading("To hand over").appears().await?;
    scan(&window, &scanner, TAGS[0], SLOW).await?;
    window.button("Hand over to Ana Silva").appears().await?;
    assert_eq!(snipe_it.writes(), before, "a scan decides nothing");
    Ok(())
}

const ESCAPE: &str = "\u{e00c}";

/// Ana has asked for everything there is, and it waits for her.
async fn reserve_all(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    connect(window, snipe_it).await?;
    create_project(window, TEAM).await?;
    requests(window, TEAM, &[&[1, 2, 3]]).await?;
    window.type_keys("gi").await?;
    window.row(TEAM.leader).appears().await?;
    window.type_keys("A").await?;
    for tag in TAGS {
        eventually("the Reserved label", async || {
            Ok((snipe_it.label_of(tag)? == "Reserved").then_some(()))
        })
        .await?;
    }
    Ok(())
}

async fn scan(window: &Window<'_>, scanner: &Scanner, tag: &str, pace: u64) -> Result<()> {
    scanner.read(tag, Duration::from_millis(pace)).await?;
    window.region("Scan").see(tag).await
}

/// A finger, after the scan has come to rest.
async fn press_enter(scanner: &Scanner) -> Result<()> {
    tokio::time::sleep(A_MOMENT).await;
    scanner.enter()
}
