//! The language is chosen in Settings while Toolcrib runs: from then on everything it says is
//! Portuguese, in every room, on the desktop, and after a restart.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use end_to_end::technician::{TEAM, Wish, connect, create_project, requests};
use end_to_end::{AWKWARD_NAME, Page, SnipeIt, Stage, Window, eventually};
use serde_json::Value;
use snipeit_simulator::Lab;

const TAG: &str = "ML-0412";

/// Keys that go to the rooms, and what these are called.
const ROOMS: [(&str, &str); 9] = [
    ("gt", "Hoje"),
    ("gi", "Pedidos"),
    ("gr", "Requisições"),
    ("ge", "Equipamento"),
    ("gp", "Projetos"),
    ("gu", "Pessoas"),
    ("gd", "Discrepâncias"),
    ("ga", "Atividade"),
    ("\u{e009},\u{e000}", "Definições"),
];

#[tokio::test]
async fn portuguese_is_chosen_at_run_time_and_stays() -> Result<()> {
    let stage = Stage::set("languages").await?;
    let snipe_it = SnipeIt::start().await?;
    let window = stage.open().await?;
    connect(&window, &snipe_it).await?;
    create_project(&window, TEAM).await?;
    requests(&window, TEAM, &[&[Wish::Asset(1)], &[Wish::Asset(2), Wish::Model(2)]]).await?;

    window.button("Settings").press().await?;
    window.field("Language").choose("Português (Portugal)").await?;
    window.button("Definições").appears().await?;
    speaks_portuguese(&window, &snipe_it).await?;
    told_in_portuguese(&stage, &window, &snipe_it).await?;
    window.close().await?;

    let window = stage.open().await?;
    speaks_portuguese(&window, &snipe_it).await?;
    window.button("Definições").press().await?;
    window.field("Língua").choose("English").await?;
    window.button("Settings").appears().await?;
    window.region("Connection").see("Live").await
}

/// Every room.
async fn speaks_portuguese(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    let mut english = only_english()?;
    // Labels are called as they are in Snipe-IT.
    let labels = |lab: &mut Lab| lab.labels().map(|label| label.name.clone()).collect::<Vec<_>>();
    for label in snipe_it.simulator().with_lab(labels) {
        english.remove(&label);
    }
    for (keys, room) in ROOMS {
        window.type_keys(keys).await?;
        eventually(&format!("the room {room}"), async || {
            let here = window.script(HERE).await?;
            Ok(here.as_str().is_some_and(|here| here.contains(room)).then_some(()))
        })
        .await?;
        says_nothing_in(window, room, &english).await?;
        window.screenshot(room).await?;
    }
    assert_eq!(window.script("return document.documentElement.lang").await?, "pt-PT");
    Ok(())
}

const HERE: &str = "return document.querySelector('[aria-current=page]')?.textContent";

/// Snipe-IT's news on the desktop.
async fn told_in_portuguese(stage: &Stage, window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    window.type_keys("gi").await?;
    window.button("Aprovar linha 1").press().await?;
    eventually("the Reserved label", async || {
        Ok((snipe_it.label_of(TAG)? == "Reserved").then_some(()))
    })
    .await?;
    let activity = snipe_it.check_out(TAG, TEAM.email)?;
    window.type_keys(F5).await?;
    let told = stage.notifications().wait_for("entregue").await?;
    assert_eq!(told.summary, format!("{AWKWARD_NAME} entregue"));
    assert_eq!(told.body, format!("{TAG} entregue a Ana Silva (atividade #{activity})."));
    assert!(told.actions.iter().any(|(_, label)| label == "Abrir"), "{:?}", told.actions);
    Ok(())
}

const F5: &str = "\u{e035}";

/// Waits until none of these is left: a room may still be reading.
async fn says_nothing_in(window: &Window<'_>, room: &str, words: &BTreeSet<String>) -> Result<()> {
    let mut left = Vec::new();
    let gone = eventually("the end of English", async || {
        let said: Vec<String> = serde_json::from_value(window.script(SAID).await?)?;
        left = said.into_iter().filter(|said| words.contains(said)).collect();
        Ok(left.is_empty().then_some(()))
    });
    gone.await.map_err(|error| error.context(format!("{room} says in English: {left:?}")))
}

/// What the window shows, or tells a screen reader, piece by piece.
const SAID: &str = "
    const said = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) said.add(texts.currentNode.data.replace(/\\s+/gu, ' ').trim());
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext'])
        for (const one of document.querySelectorAll(`[${name}]`)) said.add(one.getAttribute(name));
    return [...said]";

/// Sentences of the English catalogue that no Portuguese one says, too.
fn only_english() -> Result<BTreeSet<String>> {
    let portuguese = sentences("pt-PT")?;
    Ok(sentences("en")?.into_iter().filter(|words| !portuguese.contains(words)).collect())
}

fn sentences(language: &str) -> Result<BTreeSet<String>> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/messages").join(language);
    let mut all = BTreeSet::new();
    for file in std::fs::read_dir(top)? {
        let catalogue: Value = serde_json::from_slice(&std::fs::read(file?.path())?)?;
        let words =
            catalogue.as_object().into_iter().flatten().filter(|(key, _)| *key != "$schema");
        all.extend(words.filter_map(|(_, words)| words.as_str()).map(str::to_owned));
    }
    Ok(all)
}
