//! Names are text: they show as they were typed, and nothing in them runs.

use anyhow::Result;
use end_to_end::technician::{Team, approve, ask, connect, create_project, open_requisition};
use end_to_end::{AWKWARD_NAME, Page, SnipeIt, Stage, Window};

const MARKUP: &str = "<img src=x onerror=alert(1)>";
const TEAM: Team<'_> =
    Team { project: AWKWARD_NAME, leader: MARKUP, email: "img@example.org", user: "Ana Silva" };
const MARKUP_PROJECT: Team<'_> = Team {
    project: MARKUP,
    leader: "Inês Conceição",
    email: "ines@example.org",
    user: "Inês Conceição",
};

#[tokio::test]
async fn names_with_markup_show_as_typed_and_run_nothing() -> Result<()> {
    let stage = Stage::set("hostile-names").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    window.script("window.alerts = 0; window.alert = () => { window.alerts += 1 }").await?;
    connect(&window, &snipe_it).await?;

    create_project(&window, TEAM).await?;
    create_project(&window, MARKUP_PROJECT).await?;
    reads(&window, &[AWKWARD_NAME, MARKUP]).await?;
    window.screenshot("projects").await?;

    ask(&window, TEAM, "rigol", AWKWARD_NAME).await?;
    reads(&window, &[AWKWARD_NAME, MARKUP]).await?;
    window.button("Reject").press().await?;
    reads(&window, &[MARKUP]).await?;
    window.screenshot("reject").await?;
    window.button("Cancel").press().await?;

    approve(&window, TEAM).await?;
    open_requisition(&window, "R-1001").await?;
    window.region("Timeline").see("Reserved").await?;
    reads(&window, &[AWKWARD_NAME, MARKUP]).await?;
    window.button("Requisitions").press().await?;
    reads(&window, &[AWKWARD_NAME, MARKUP]).await?;
    window.field("Scan or search").fill("img").await?;
    window.option(MARKUP).appears().await?;
    window.screenshot("search").await?;
    ran_nothing(&window).await
}

/// The names are there letter by letter, and no element was made of them.
async fn reads(window: &Window<'_>, names: &[&str]) -> Result<()> {
    for name in names {
        window.see(name).await?;
    }
    ran_nothing(window).await
}

async fn ran_nothing(window: &Window<'_>) -> Result<()> {
    let made = window.script("return document.querySelectorAll('img, ds1054z').length").await?;
    assert_eq!(made, 0, "an element was made of a name");
    assert_eq!(window.script("return window.alerts").await?, 0);
    Ok(())
}
