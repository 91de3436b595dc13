//! What the stage promises: services that are real, private and empty.

use std::collections::HashMap;

use anyhow::Result;
use end_to_end::{Secret, SnipeIt, Stage};

#[tokio::test]
async fn a_notification_is_seen_and_can_be_answered() -> Result<()> {
    let stage = Stage::set("notification").await?;
    let mut call = stage.command("gdbus");
    call.args("call --session --dest org.freedesktop.Notifications".split(' '))
        .args("--object-path /org/freedesktop/Notifications".split(' '))
        .args("--method org.freedesktop.Notifications.Notify".split(' '))
        .args(["Toolcrib", "0", "", "ML-0412 checked out", "to Ana Silva"])
        .args(["['show', 'Show it']", "{}", "5000"]);
    let answer = tokio::task::spawn_blocking(move || call.output()).await??;

    let shown = stage.notifications().wait_for("checked out").await?;
    assert_eq!(shown.app, "Toolcrib");
    assert_eq!(shown.body, "to Ana Silva");
    assert_eq!(shown.actions, [("show".into(), "Show it".into())]);
    assert_eq!(String::from_utf8(answer.stdout)?.trim(), format!("(uint32 {},)", shown.id));
    stage.notifications().press(&shown, "show").await
}

#[tokio::test]
async fn a_secret_stored_by_one_program_is_read_by_another() -> Result<()> {
    let stage = Stage::set("keyring").await?;
    assert_eq!(stage.keyring().secrets().await?, []);
    let secret = Secret {
        label: "Snipe-IT".into(),
        attributes: HashMap::from([("service".into(), "test".into())]),
        value: "a token nobody may see".into(),
    };
    stage.keyring().store(&secret).await?;

    let mut lookup = stage.command("secret-tool");
    lookup.args(["lookup", "service", "test"]);
    let found = tokio::task::spawn_blocking(move || lookup.output()).await??;
    assert_eq!(String::from_utf8(found.stdout)?, secret.value);

    let kept = stage.keyring().secrets().await?;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].value, secret.value);
    assert_eq!(kept[0].attributes["service"], "test");
    assert_eq!(
        stage.files_containing(&secret.value)?,
        Vec::<std::path::PathBuf>::new(),
        "the keyring's own file is encrypted"
    );
    Ok(())
}

#[tokio::test]
async fn two_stages_share_nothing() -> Result<()> {
    let one = Stage::set("one").await?;
    let other = Stage::set("other").await?;
    std::fs::write(one.data_folder().join("note"), "only here")?;
    assert_eq!(one.files_containing("only here")?, [one.data_folder().join("note")]);
    assert!(other.files_containing("only here")?.is_empty());
    Ok(())
}

#[tokio::test]
async fn what_people_do_in_snipe_it_shows_there() -> Result<()> {
    let snipe_it = SnipeIt::start().await?;
    assert_eq!(snipe_it.label_of("ML-0412")?, "Available");
    let handed_out = snipe_it.check_out("ML-0412", "ana@example.org")?;
    assert!(snipe_it.check_out("ML-0412", "ines@example.org").is_err(), "it is held");
    assert!(snipe_it.check_in("ML-0412")? > handed_out);
    Ok(())
}
