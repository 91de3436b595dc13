//! What a technician does in the window again and again, as steps that a test names.

use std::time::Duration;

use anyhow::Result;
use chrono::{Days, Local, NaiveDate};
use serde_json::json;

use crate::page::Page;
use crate::snipe_it::SnipeIt;
use crate::window::Window;

/// A project with one member, who leads it.
#[derive(Clone, Copy, Debug)]
pub struct Team<'a> {
    /// The project.
    pub project: &'a str,
    /// The leader's name, which need not be that of the Snipe-IT user.
    pub leader: &'a str,
    /// The leader's address.
    pub email: &'a str,
    /// The Snipe-IT user behind the leader.
    pub user: &'a str,
}

/// Connects an empty Toolcrib to the server with the administrator's token, and waits until the equipment was read.
///
/// # Errors
/// When a step of the set-up cannot be taken.
pub async fn connect(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    connect_with(window, snipe_it, &snipe_it.token()).await
}

/// The same with another token.
///
/// # Errors
/// When a step of the set-up cannot be taken.
pub async fn connect_with(window: &Window<'_>, snipe_it: &SnipeIt, token: &str) -> Result<()> {
    window.button("Connect to Snipe-IT").press().await?;
    check_address(window, &snipe_it.address()).await?;
    check_token(window, token).await?;
    finish(window).await
}

/// Takes the steps of the set-up that come after the token, and waits until the equipment was
/// read.
///
/// # Errors
/// When the token does not suffice, or a step cannot be taken.
pub async fn finish(window: &Window<'_>) -> Result<()> {
    window.see("What the token may do").await?;
    window.button("Continue and read the equipment").press().await?;
    window.button("Continue without scanner test").press().await?;
    window.button("Open Toolcrib").press().await?;
    window.region("Connection").see("Mirror 3 assets").await
}

/// Types an address into the first step of the set-up and has it checked.
///
/// # Errors
/// When the step is not there.
pub async fn check_address(window: &Window<'_>, address: &str) -> Result<()> {
    window.field("Server address").fill(address).await?;
    window.button("Check address").press().await
}

/// Types a token and has it checked.
///
/// # Errors
/// When the address was not accepted.
pub async fn check_token(window: &Window<'_>, token: &str) -> Result<()> {
    window.field("API token").fill(token).await?;
    window.button("Check permissions").press().await
}

/// Creates an active project, and its leader from within it.
///
/// # Errors
/// When a form does not do as expected.
pub async fn create_project(window: &Window<'_>, team: Team<'_>) -> Result<()> {
    window.button("Projects").press().await?;
    window.button("New project").press().await?;
    window.field("Name").fill(team.project).await?;
    window.field("Add a member").pick(team.leader, "New person").await?;
    let person = window.dialog("New person");
    person.field("Snipe-IT user").pick(team.user, team.user).await?;
    person.field("Name").fill(team.leader).await?;
    person.field("E-mail").fill(team.email).await?;
    person.button("Create person").press().await?;
    window.row(team.leader).see(team.email).await?;
    window.button("Create and activate").press().await?;
    window.row(team.project).see("Active").await
}

/// Creates a requisition of the team's leader for one asset, found by `search` and taken by
/// what the list calls it, for two weeks from today.
///
/// # Errors
/// When the form does not do as expected.
pub async fn ask(window: &Window<'_>, team: Team<'_>, search: &str, asset: &str) -> Result<()> {
    window.button("Requisitions").press().await?;
    window.button("New requisition").press().await?;
    window.field("Project").pick(team.project, team.project).await?;
    window.field("Requester").choose(team.leader).await?;
    window.field("Until").fill(&in_two_weeks().to_string()).await?;
    window.field("Add equipment").pick(search, asset).await?;
    window.button("Request 1 line").press().await?;
    window.region("Timeline").see("Requested").await
}

/// Puts requests of the team's leader there, each for the assets of these ids, for two weeks
/// from today; the first named is the oldest.
///
/// # Errors
/// When there is no such team yet, or a request is refused.
pub async fn requests(window: &Window<'_>, team: Team<'_>, wanted: &[&[u32]]) -> Result<()> {
    let project = json!({ "states": [], "text": team.project, "offset": 0, "limit": 1 });
    let project = window.ask_desk("projects", json!({ "query": project })).await?;
    let person = json!({ "text": team.leader, "limit": 1 });
    let person = window.ask_desk("people", person).await?;
    for assets in wanted {
        let lines: Vec<_> = assets
            .iter()
            .map(|id| json!({ "wanted": { "kind": "asset", "id": id }, "quantity": 1 }))
            .collect();
        let draft = json!({
            "project": project["rows"][0]["id"],
            "requester": person[0]["id"],
            "from": Local::now().date_naive(),
            "until": in_two_weeks(),
            "purpose": "",
            "lines": lines,
        });
        window.ask_desk("create_requisition", json!({ "draft": draft })).await?;
    }
    Ok(())
}

/// Approves the first line of the leader's request in the Inbox.
///
/// # Errors
/// When it is not there to be approved.
pub async fn approve(window: &Window<'_>, team: Team<'_>) -> Result<()> {
    window.button("Inbox").press().await?;
    window.row(team.leader).press().await?;
    window.button("Approve line 1").press().await
}

/// Opens a requisition from the list, by its number.
///
/// # Errors
/// When the list does not show it.
pub async fn open_requisition(window: &Window<'_>, number: &str) -> Result<()> {
    window.button("Requisitions").press().await?;
    window.region("Requisitions").button(number).press().await?;
    window.heading("Timeline").appears().await
}

/// Types keys as a person does, slower than a scanner: an Enter right behind other keys would be
/// taken for the end of a scan.
///
/// # Errors
/// When the window is gone.
pub async fn type_by_hand(window: &Window<'_>, keys: &[&str]) -> Result<()> {
    for key in keys {
        window.type_keys(key).await?;
        tokio::time::sleep(SLOWER_THAN_A_SCANNER).await;
    }
    Ok(())
}

const SLOWER_THAN_A_SCANNER: Duration = Duration::from_millis(600);

/// Until when [`ask`] asks.
pub fn in_two_weeks() -> NaiveDate {
    Local::now().date_naive() + Days::new(14)
}
