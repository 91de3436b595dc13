//! Where Snipe-IT and the requisitions disagree: a person is asked, answers with two keys, and
//! what was promised is what Snipe-IT is told. The Activity room accounts for every row.

use anyhow::Result;
use end_to_end::technician::{
    TEAM, approve, ask, connect, create_project, open_requisition, type_by_hand,
};
use end_to_end::{AWKWARD_NAME, Page, SnipeIt, Stage, Window, eventually};
use snipeit_simulator::Options;

const FIRST: &str = "ML-0412";
const SECOND: &str = "ML-0413";
const COMPUTER: &str = "ML-0628";
const OUTSIDER: &str = "Inês Conceição";
const OUTSIDER_EMAIL: &str = "ines@example.org";

/// Nobody at a counter asks for everything anew as often as this test does.
const MANY_READINGS: Option<u32> = Some(480);

const ENTER: &str = "\u{e007}";
const F5: &str = "\u{e035}";

#[tokio::test]
async fn two_keys_settle_a_loan_to_the_wrong_person() -> Result<()> {
    let stage = Stage::set("discrepancies").await?;
    let snipe_it = start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    reserve(&window, &snipe_it, FIRST, AWKWARD_NAME).await?;

    let handed_out = lend_to_outsider(&window, &snipe_it, FIRST).await?;
    stage.notifications().wait_for("Snipe-IT and Toolcrib disagree").await?;
    window.type_keys("gd").await?;
    window
        .heading(&format!("{AWKWARD_NAME} went to someone outside the project"))
        .appears()
        .await?;
    window.see(&format!("in activity #{handed_out}")).await?;
    let persons = window.row("Person");
    persons.see(OUTSIDER).await?;
    persons.see(TEAM.leader).await?;
    let answers = window.radio("");
    assert_eq!(answers.count().await?, 4, "every way out is offered");
    picture(&window, "open").await?;

    let before = snipe_it.writes().len();
    type_by_hand(&window, &["1", ENTER]).await?;
    window.heading("How it ended").appears().await?;
    held_by(&snipe_it, FIRST, TEAM.user).await?;
    assert_eq!(snipe_it.writes().len() - before, 2, "as the answer said: {:?}", snipe_it.writes());
    window.see("Done. Snipe-IT confirmed it.").await?;
    window.button("Discrepancies, 1 open").disappears().await?;
    picture(&window, "settled").await?;

    open_requisition(&window, "R-1001").await?;
    window.button("Take back from Ana Silva").appears().await
}

#[tokio::test]
async fn answers_that_write_here_alone_leave_snipe_it_alone() -> Result<()> {
    let stage = Stage::set("discrepancies-here").await?;
    let snipe_it = start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    reserve(&window, &snipe_it, FIRST, AWKWARD_NAME).await?;
    lend_to_outsider(&window, &snipe_it, FIRST).await?;

    window.type_keys("gd").await?;
    let belongs = window.radio(&format!("{OUTSIDER} belongs to the project"));
    belongs.appears().await?;
    let before = snipe_it.writes();
    type_by_hand(&window, &["3"]).await?;
    assert!(belongs.is_checked().await?, "the key chose it");
    window.type_keys(ENTER).await?;
    window.heading("How it ended").appears().await?;
    assert_eq!(snipe_it.writes(), before, "only Toolcrib changes");
    held_by(&snipe_it, FIRST, OUTSIDER).await?;

    open_requisition(&window, "R-1001").await?;
    window.button(&format!("Take back from {OUTSIDER}")).appears().await?;
    window.type_keys("p").await?;
    window.row(OUTSIDER).see("Member").await
}

#[tokio::test]
async fn a_reserved_label_that_nobody_claims_is_put_back() -> Result<()> {
    let stage = Stage::set("unclaimed").await?;
    let snipe_it = start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;

    snipe_it.put_label(COMPUTER, "Reserved")?;
    window.type_keys(F5).await?;
    window.button("Discrepancies, 1 open").appears().await?;
    window.type_keys("gd").await?;
    window.heading("Raspberry Pi 5 8GB is reserved in Snipe-IT").appears().await?;
    picture(&window, "open").await?;
    type_by_hand(&window, &["1", ENTER]).await?;
    eventually("the label Available", async || {
        Ok((snipe_it.label_of(COMPUTER)? == "Available").then_some(()))
    })
    .await?;
    window.button("Discrepancies, 1 open").disappears().await
}

#[tokio::test]
async fn the_activity_room_says_what_every_row_did() -> Result<()> {
    let stage = Stage::set("activity").await?;
    let snipe_it = start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    reserve(&window, &snipe_it, FIRST, AWKWARD_NAME).await?;

    let raised = lend_to_outsider(&window, &snipe_it, FIRST).await?;
    snipe_it.check_in(FIRST)?;
    let applied = snipe_it.check_out(FIRST, TEAM.email)?;
    let ignored = snipe_it.check_out(COMPUTER, OUTSIDER_EMAIL)?;
    window.type_keys("ga").await?;
    window.button("Poll now").press().await?;
    let row = |id: u32| window.row(&format!("#{id}"));
    row(raised).see("Raised discrepancy").await?;
    row(applied).see("R-1001 line 1, now checked out").await?;
    row(ignored).see("not in any requisition").await?;
    picture(&window, "all").await?;

    for (tab, there, gone) in
        [("Applied", applied, ignored), ("Ignored", ignored, raised), ("Raised", raised, applied)]
    {
        window.tab(tab).press().await?;
        row(gone).disappears().await?;
        row(there).appears().await?;
    }

    reading_rests_until_told_otherwise(&window, &snipe_it).await?;
    window.tab("Applied").press().await?;
    row(raised).disappears().await?;
    type_by_hand(&window, &["j", ENTER]).await?;
    window.region("Timeline").see("Checked out").await
}

/// Asked for by hand it reads all the same, once.
async fn reading_rests_until_told_otherwise(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    window.tab("All").press().await?;
    window.type_keys("p").await?;
    window.button("Go on reading").appears().await?;
    window.region("Connection").see("Paused").await?;
    let asked_for = snipe_it.check_out(SECOND, OUTSIDER_EMAIL)?;
    window.button("Poll now").press().await?;
    window.row(&format!("#{asked_for}")).see("not in any requisition").await?;
    window.region("Connection").see("Paused").await?;
    window.screenshot("paused").await?;

    let read_by_itself = snipe_it.check_in(SECOND)?;
    window.type_keys("p").await?;
    window.region("Connection").see("Live").await?;
    window.row(&format!("#{read_by_itself}")).see("not in any requisition").await
}

async fn start() -> Result<SnipeIt> {
    SnipeIt::start_with(Options { rate_limit: MANY_READINGS, ..Options::default() }).await
}

async fn reserve(window: &Window<'_>, snipe_it: &SnipeIt, tag: &str, asset: &str) -> Result<()> {
    ask(window, TEAM, tag, asset).await?;
    approve(window, TEAM).await?;
    eventually("the Reserved label", async || {
        Ok((snipe_it.label_of(tag)? == "Reserved").then_some(()))
    })
    .await?;
    window.button("Notifications, 1 unread").appears().await
}

/// On Snipe-IT's own page; the number of the activity.
async fn lend_to_outsider(window: &Window<'_>, snipe_it: &SnipeIt, tag: &str) -> Result<u32> {
    let row = snipe_it.check_out(tag, OUTSIDER_EMAIL)?;
    window.type_keys(F5).await?;
    window.button("Discrepancies, 1 open").appears().await?;
    Ok(row)
}

async fn held_by(snipe_it: &SnipeIt, tag: &str, name: &str) -> Result<()> {
    eventually(&format!("{tag} with {name}"), async || {
        Ok(snipe_it.loan_of(tag)?.is_some_and(|loan| loan.holder == name).then_some(()))
    })
    .await
}

/// By day and by night.
async fn picture(window: &Window<'_>, name: &str) -> Result<()> {
    window.screenshot(name).await?;
    window.script("document.documentElement.dataset.theme = 'dark'").await?;
    window.screenshot(&format!("{name}-dark")).await?;
    window.script("document.documentElement.dataset.theme = 'light'").await?;
    Ok(())
}
