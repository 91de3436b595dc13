//! Connecting when something is wrong: each trouble has its sentence, and nothing typed is lost.

use std::path::PathBuf;

use anyhow::{Context, Result};
use chrono::Utc;
use end_to_end::technician::{check_address, check_token, connect_with, finish};
use end_to_end::{Locale, Page, Permission, Rights, SnipeIt, Stage};
use snipeit_simulator::Lab;

#[tokio::test]
async fn each_wrong_address_says_what_is_wrong_with_it() -> Result<()> {
    let stage = Stage::set("wrong-address").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    window.button("Connect to Snipe-IT").press().await?;

    let elsewhere = format!("{}/inventory", snipe_it.address());
    for (address, words) in [
        ("our inventory", "This is not a web address"),
        ("http://inventory.example.edu", "Use https"),
        ("http://127.0.0.1:1", "Nothing answers at this address"),
        (&elsewhere, "This is not Snipe-IT"),
    ] {
        check_address(&window, address).await?;
        window.see(words).await?;
        assert_eq!(window.field("Server address").value().await?, address);
    }
    window.screenshot("not-snipe-it").await?;

    check_address(&window, &snipe_it.address()).await?;
    window.field("API token").is_enabled(true).await
}

#[tokio::test]
async fn a_refused_token_stays_typed_and_goes_nowhere() -> Result<()> {
    let stage = Stage::set("refused-token").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    window.button("Connect to Snipe-IT").press().await?;
    check_address(&window, &snipe_it.address()).await?;

    let revoked = snipe_it.token();
    snipe_it.simulator().with_lab(|lab| lab.revoke_token(&revoked));
    check_token(&window, &revoked).await?;
    window.see("The token was refused").await?;
    assert_eq!(window.field("API token").value().await?, revoked);
    assert_eq!(window.field("Server address").value().await?, snipe_it.address());
    window.screenshot("refused").await?;
    assert_eq!(stage.files_containing(&revoked)?, Vec::<PathBuf>::new());
    assert_eq!(stage.keyring().secrets().await?, []);
    Ok(())
}

#[tokio::test]
async fn a_missing_right_is_asked_for_by_its_name() -> Result<()> {
    let stage = Stage::set("missing-right").await?;
    let snipe_it = SnipeIt::start().await?;
    let rights = Rights::technician().without(Permission::AssetsEdit);
    let token = snipe_it.token_of("ana@example.org", rights, Locale::English)?;
    let window = stage.open().await?;
    window.button("Connect to Snipe-IT").press().await?;
    check_address(&window, &snipe_it.address()).await?;
    check_token(&window, &token).await?;

    window.see("This token cannot be used yet").await?;
    window.row("Change an asset's label").see("Required, missing: assets.edit").await?;
    window.button("Continue and read the equipment").is_enabled(false).await?;
    window.screenshot("blocked").await?;
    assert_eq!(stage.keyring().secrets().await?, []);
    Ok(())
}

#[tokio::test]
async fn a_missing_label_is_created_on_request_and_only_then() -> Result<()> {
    let stage = Stage::set("missing-label").await?;
    let snipe_it = SnipeIt::start().await?;
    snipe_it.simulator().with_lab(without_reserved)?;
    let window = stage.open().await?;
    window.button("Connect to Snipe-IT").press().await?;
    check_address(&window, &snipe_it.address()).await?;
    check_token(&window, &snipe_it.token()).await?;

    window.see("Choose a label, or create a deployable one.").await?;
    window.button("Continue and read the equipment").is_enabled(false).await?;
    window.screenshot("missing").await?;
    assert_eq!(snipe_it.writes(), Vec::<String>::new(), "nobody has asked for it yet");
    window.button("Create “Reserved” in Snipe-IT").press().await?;
    window.see("Created in Snipe-IT: Reserved. Nothing else was written.").await?;
    window.screenshot("created").await?;

    finish(&window, &snipe_it).await?;
    assert_eq!(snipe_it.writes(), ["POST /api/v1/statuslabels"]);
    Ok(())
}

#[tokio::test]
async fn a_list_that_may_not_be_read_names_its_permission_and_stops_no_other() -> Result<()> {
    let stage = Stage::set("unreadable-list").await?;
    let snipe_it = SnipeIt::start().await?;
    let rights = Rights::technician().without(Permission::SuppliersView);
    let token = snipe_it.token_of("ana@example.org", rights, Locale::English)?;
    let window = stage.open().await?;
    connect_with(&window, &snipe_it, &token).await?;

    window.button("Settings").press().await?;
    let mirror = window.region("Mirror");
    mirror.row("Suppliers").see("Give its user suppliers.view in Snipe-IT.").await?;
    mirror.row("Suppliers").see("not read yet").await?;
    for list in OTHER_LISTS {
        mirror.row(list).appears().await?;
        mirror.row(list).no_longer_see("not read yet").await?;
        mirror.row(list).no_longer_see("reading").await?;
    }
    assert_eq!(mirror.row("The token may not read this list").count().await?, 1);
    window.region("Connection").see("1 list not read").await?;
    window.script(SHOW_LISTS).await?;
    window.screenshot("settings").await?;
    Ok(())
}

const OTHER_LISTS: [&str; 9] = [
    "Assets",
    "Users",
    "Companies",
    "Locations",
    "Categories",
    "Manufacturers",
    "Models",
    "Status labels",
    "Departments",
];

/// Brings the lists into the picture.
const SHOW_LISTS: &str = "
    const named = (section) => section.querySelector('h2')?.textContent === 'Mirror';
    [...document.querySelectorAll('section')].find(named).scrollIntoView()";

/// No label means Reserved by its name any more.
fn without_reserved(lab: &mut Lab) -> Result<()> {
    let mut labels = lab.labels();
    let reserved = labels.find(|label| label.name == "Reserved").context("the lab has none")?.id;
    drop(labels);
    lab.rename_label(reserved, "Na vitrina", Utc::now());
    Ok(())
}
