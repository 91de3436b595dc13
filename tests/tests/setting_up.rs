//! Connecting when something is wrong: each trouble has its sentence, and nothing typed is lost.

use std::path::PathBuf;

use anyhow::Result;
use end_to_end::technician::{check_address, check_token};
use end_to_end::{Locale, Page, Permission, Rights, SnipeIt, Stage};

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
