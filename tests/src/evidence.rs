//! What is left behind when something did not happen: a picture, the words, the log.

use std::sync::Arc;

use anyhow::Result;
use thirtyfour::session::handle::SessionHandle;

use crate::stage::Stage;

/// What the window shows now and what the app has logged. Whatever cannot be had says why: a
/// failed test must not hide behind a failed report.
pub async fn of(stage: &Stage, session: &Arc<SessionHandle>) -> String {
    let page = words(session).await.unwrap_or_else(|error| error.to_string());
    let picture = picture(stage, session).await.unwrap_or_else(|error| error.to_string());
    let log = stage.words_of("app");
    format!("picture: {picture}\n--- the page says\n{page}\n--- the app says\n{log}\n---")
}

async fn words(session: &Arc<SessionHandle>) -> Result<String> {
    let answer = session.execute("return document.body.innerText", Vec::new()).await?;
    Ok(answer.json().as_str().unwrap_or_default().to_owned())
}

async fn picture(stage: &Stage, session: &Arc<SessionHandle>) -> Result<String> {
    let file = stage.screenshot_file("failed")?;
    session.screenshot(&file).await?;
    Ok(file.display().to_string())
}
