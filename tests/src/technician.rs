//! What a technician does in the window again and again, as steps that a test names.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use chrono::{Days, Local, NaiveDate};
use serde_json::{Value, json};

use crate::page::Page;
use crate::scanner::Scanner;
use crate::snipe_it::SnipeIt;
use crate::wait::eventually;
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

/// Ana Silva's, who is the same in Snipe-IT.
pub const TEAM: Team<'_> = Team {
    project: "Braço robótico de triagem",
    leader: "Ana Silva",
    email: "ana@example.org",
    user: "Ana Silva",
};

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
    finish(window, snipe_it).await
}

/// Takes the steps of the set-up that come after the token, and waits until the equipment was
/// read.
///
/// # Errors
/// When the token does not suffice, or a step cannot be taken.
pub async fn finish(window: &Window<'_>, snipe_it: &SnipeIt) -> Result<()> {
    window.see("What the token may do").await?;
    window.button("Continue and read the equipment").press().await?;
    window.button("Continue without scanner test").press().await?;
    window.button("Open Toolcrib").press().await?;
    let all = format!("Mirror {} assets", snipe_it.asset_count());
    window.region("Connection").see(&all).await
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

/// What a line of a request wants.
#[derive(Clone, Copy, Debug)]
pub enum Wish {
    /// This very asset, by Snipe-IT's id.
    Asset(u32),
    /// Any asset of a model, by Snipe-IT's id.
    Model(u32),
}

impl Wish {
    fn line(self) -> Value {
        let (kind, id) = match self {
            Wish::Asset(id) => ("asset", id),
            Wish::Model(id) => ("model", id),
        };
        json!({ "wanted": { "kind": kind, "id": id }, "quantity": 1 })
    }
}

/// Puts requests of the team's leader there, each with a line for each of these, for two weeks
/// from today; the first named is the newest, which stands first in the Inbox. Says by which ids
/// the desk knows them, in the same order.
///
/// # Errors
/// When there is no such team yet, or a request is refused.
pub async fn requests(
    window: &Window<'_>,
    team: Team<'_>,
    wishes: &[&[Wish]],
) -> Result<Vec<String>> {
    let project = json!({ "states": [], "text": team.project, "offset": 0, "limit": 1 });
    let project = window.ask_desk("projects", json!({ "query": project })).await?;
    let person = json!({ "text": team.leader, "limit": 1 });
    let person = window.ask_desk("people", person).await?;
    let mut made = Vec::new();
    for lines in wishes.iter().rev() {
        let draft = json!({
            "project": project["rows"][0]["id"],
            "requester": person[0]["id"],
            "from": Local::now().date_naive(),
            "until": in_two_weeks(),
            "purpose": "",
            "lines": lines.iter().copied().map(Wish::line).collect::<Vec<_>>(),
        });
        let new = window.ask_desk("create_requisition", json!({ "draft": draft })).await?;
        made.push(new["id"].as_str().context("a requisition without id")?.to_owned());
    }
    made.reverse();
    Ok(made)
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

/// Chooses in Settings how long a decision can be undone.
///
/// # Errors
/// When there is no such time.
pub async fn choose_time_to_undo(window: &Window<'_>, time: &str) -> Result<()> {
    window.button("Settings").press().await?;
    let decisions = window.region("Time to undo a decision");
    decisions.text(time).press().await?;
    decisions.see("Saved").await
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

/// Scans a label at this pace. A computer so busy that it hands the keys on too late for a scan
/// gets it once more, as from anybody at a counter.
///
/// # Errors
/// When it was too busy every time, or the window does not hear every key.
pub async fn scan(
    window: &Window<'_>,
    scanner: &Scanner,
    code: &str,
    pace: Duration,
    allowed: Duration,
) -> Result<()> {
    for _ in 0..MANY_TIMES {
        if read_label(window, scanner, code, pace).await? < allowed {
            return Ok(());
        }
        window.type_keys(ESCAPE).await?;
        tokio::time::sleep(ANOTHER_SCAN).await;
    }
    bail!("the computer is too busy for a scan at {} ms", pace.as_millis())
}

/// Has a scanner read a label, and says how far apart its keys came at most, once the window has
/// heard the last of them.
///
/// # Errors
/// When the window does not hear every key.
pub async fn read_label(
    window: &Window<'_>,
    scanner: &Scanner,
    code: &str,
    pace: Duration,
) -> Result<Duration> {
    window.script(HEAR).await?;
    scanner.read(code, pace).await?;
    widest_gap(window, code).await
}

const MANY_TIMES: usize = 20;
/// Sooner, the same label counts as read once.
const ANOTHER_SCAN: Duration = Duration::from_secs(2);
const ESCAPE: &str = "\u{e00c}";

/// Notes when keys go up again; whatever the page makes of a scan, it leaves them alone.
const HEAR: &str = "
    window.hears ??= addEventListener('keyup', ({ key, timeStamp }) =>
        window.heard.push({ key, sent: timeStamp, came: performance.now() }), true) ?? true;
    window.heard = [];";

/// Before a key counts as late, it may take a little longer than the scanner to arrive.
const HEARD: &str = "
    const typed = ({ key }) => key.length === 1 || ['Dead', 'Enter'].includes(key);
    const keys = window.heard.filter(typed);
    return keys.slice(1).map(({ sent, came }, i) =>
        Math.max(sent - keys[i].sent, came - keys[i].came - 5))";

/// The longest time between two keys of a scan, as the window was told and as it heard them.
async fn widest_gap(window: &Window<'_>, code: &str) -> Result<Duration> {
    let keys = code.chars().count();
    let gaps: Vec<f64> = eventually("the end of the scan", async || {
        let gaps: Vec<f64> = serde_json::from_value(window.script(HEARD).await?)?;
        ensure!(gaps.len() <= keys, "more keys than the scanner has sent");
        Ok((gaps.len() == keys).then_some(gaps))
    })
    .await?;
    Ok(Duration::from_secs_f64(gaps.into_iter().fold(0.0, f64::max) / 1000.0))
}

/// Until when [`ask`] asks.
pub fn in_two_weeks() -> NaiveDate {
    Local::now().date_naive() + Days::new(14)
}
