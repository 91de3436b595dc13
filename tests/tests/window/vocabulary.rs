//! What the words of the harness find in a real window.

use anyhow::Result;
use end_to_end::{Page, Stage, Window};

const PAGE: &str = r#"
    document.body.innerHTML = `
      <main aria-label="Inbox">
        <h1>Inbox</h1>
        <ul role="listbox" aria-label="Requests">
          <li role="option">Ana Silva <button id="ana">Approve <kbd>A</kbd></button></li>
          <li role="option">Inês Conceição <button id="ines">Approve <kbd>A</kbd></button></li>
        </ul>
        <button id="all">Approve lines 1 and 2</button>
        <button hidden>Hidden</button>
        <label>Reason <input value="none"></label>
        <label for="role">Role</label>
        <select id="role"><option>member</option><option>leader</option></select>
        <label for="until">Until</label> <input id="until" type="date">
        <label><input type="checkbox"> Advisor</label>
        <span id="label-label">Label</span>
        <button id="label" aria-haspopup="listbox" aria-labelledby="label-label label">Choose</button>
        <label>Equipment <input id="search" role="combobox" aria-expanded="false"></label>
        <p id="said"></p>
      </main>`;
    const say = (text) => { document.getElementById('said').textContent = text };
    for (const button of document.querySelectorAll('button'))
      button.addEventListener('click', () => say('pressed ' + button.id));
    const offer = (...names) => {
      const list = document.createElement('div');
      list.innerHTML = names.map((one) => `<div role="option">${one}</div>`).join('');
      list.addEventListener('click', (event) => { say('took ' + event.target.textContent); list.remove() });
      document.body.append(list);
    };
    document.getElementById('label').addEventListener('click', () => offer('Available', 'Reserved'));
    document.getElementById('search').addEventListener('input', (event) => {
      if (event.target.value === 'rigol') offer('Rigol DS1054Z', 'Rigol DP832');
    });
    document.querySelector('input').addEventListener('input', (event) => say('typed ' + event.target.value));
"#;

async fn show_page(window: &Window<'_>) -> Result<()> {
    window.script(PAGE).await?;
    Ok(())
}

#[tokio::test]
async fn things_are_found_by_role_and_name() -> Result<()> {
    let stage = Stage::set("vocabulary").await?;
    let window = stage.open().await?;
    show_page(&window).await?;

    let ines = window.row("Inês");
    ines.button("Approve").press().await?;
    window.see("pressed ines").await?;
    window.region("Inbox").button("lines 1 and 2").press().await?;
    window.see("pressed all").await?;
    window.no_longer_see("pressed ines").await?;
    window.field("Reason").fill("Osciloscópio “Rigol”").await?;
    window.see("typed Osciloscópio “Rigol”").await?;
    assert_eq!(window.field("Reason").value().await?, "Osciloscópio “Rigol”");
    assert_eq!(window.heading("Inbox").words().await?, "Inbox");

    assert_eq!(window.button("Approve").count().await?, 2);
    assert_eq!(window.button("Hidden").count().await?, 0);
    assert_eq!(window.row("").count().await?, 2);
    Ok(())
}

#[tokio::test]
async fn forms_are_filled_in() -> Result<()> {
    let stage = Stage::set("forms").await?;
    let window = stage.open().await?;
    show_page(&window).await?;

    let role = window.field("Role");
    role.option("leader").press().await?;
    assert_eq!(role.value().await?, "leader");
    let until = window.field("Until");
    until.fill("2026-12-01").await?;
    assert_eq!(until.value().await?, "2026-12-01");
    let advisor = window.checkbox("Advisor");
    assert!(!advisor.is_checked().await?);
    advisor.press().await?;
    assert!(advisor.is_checked().await?);

    window.field("Label").choose("Reserved").await?;
    window.see("took Reserved").await?;
    window.field("Equipment").pick("rigol", "DP832").await?;
    window.see("took Rigol DP832").await
}

#[tokio::test]
async fn a_killed_or_closed_app_opens_again() -> Result<()> {
    let stage = Stage::set("reopened").await?;
    let window = stage.open().await?;
    assert!(window.is_running());
    let picture = std::fs::read(window.screenshot("before").await?)?;
    assert!(picture.starts_with(b"\x89PNG"));
    window.kill().await?;

    let window = stage.open().await?;
    assert!(window.is_running());
    window.close().await?;

    let window = stage.open().await?;
    assert!(window.is_running());
    Ok(())
}
