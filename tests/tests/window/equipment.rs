//! The Equipment room: every asset of Snipe-IT with what the requisitions make of it.

use anyhow::Result;
use end_to_end::technician::{
    TEAM, approve, ask, check_address, check_token, create_project, finish,
};
use end_to_end::{AWKWARD_NAME, Page, SnipeIt, Stage, Window, eventually};

const RESERVED: &str = "ML-0412";
const LENT: &str = "ML-0413";
const COMPUTER: &str = "ML-0628";
const PUBLIC_ADDRESS: &str = "https://inventory.example.org/snipe-it";

const RING_ON_ROW: &str = "
    const row = document.querySelector('[role=row][aria-selected=true]');
    return getComputedStyle(row).outlineStyle";

#[tokio::test]
async fn the_keyboard_leads_to_who_has_what_and_to_its_page() -> Result<()> {
    let stage = Stage::set("equipment").await?;
    let snipe_it = SnipeIt::start().await?;
    snipe_it.check_out(LENT, "ines@example.org")?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    reserve(&window, &snipe_it).await?;

    window.type_keys("ge").await?;
    for tag in [RESERVED, LENT, COMPUTER] {
        window.row(tag).appears().await?;
    }
    facets_narrow_the_list(&window).await?;

    window.row(RESERVED).press().await?;
    let drawer = window.region(AWKWARD_NAME);
    drawer.see("R-1001").await?;
    drawer.see(TEAM.project).await?;
    drawer.region("History").see("for R-1001 by Admin Técnico").await?;
    window.screenshot("reserved").await?;

    window.type_keys("j").await?;
    let drawer = window.region("Osciloscópio Rigol DS1054Z");
    drawer.see(LENT).await?;
    drawer.see("Inês Conceição").await?;
    assert_eq!(window.script(RING_ON_ROW).await?, "solid", "the keys move this row");
    window.screenshot("lent").await?;

    window.type_keys("o").await?;
    let page = format!("{PUBLIC_ADDRESS}/hardware/2");
    assert_eq!(stage.browser().opened().await?, [page]);
    Ok(())
}

/// Connects, and says where people open Snipe-IT in their browser.
async fn connect(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    window.button("Connect to Snipe-IT").press().await?;
    check_address(window, &snipe_it.address()).await?;
    check_token(window, &snipe_it.token()).await?;
    window.field("Public address").fill(PUBLIC_ADDRESS).await?;
    finish(window, snipe_it).await
}

async fn reserve(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    create_project(window, TEAM).await?;
    ask(window, TEAM, RESERVED, AWKWARD_NAME).await?;
    approve(window, TEAM).await?;
    eventually("the Reserved label", async || {
        Ok((snipe_it.label_of(RESERVED)? == "Reserved").then_some(()))
    })
    .await
}

/// Each facet leaves what it names, and its chip brings the rest back.
async fn facets_narrow_the_list(window: &Window<'_>) -> Result<()> {
    let facets = window.region("Filters");
    facets.checkbox("Computadores").press().await?;
    window.row(RESERVED).disappears().await?;
    window.row(COMPUTER).appears().await?;
    window.button("Remove the filter Computadores").press().await?;
    facets.radio("Checked out").press().await?;
    window.row(COMPUTER).disappears().await?;
    window.row(LENT).appears().await?;
    window.screenshot("checked-out").await?;
    window.button("Remove the filter Checked out").press().await?;
    window.row(COMPUTER).appears().await
}
