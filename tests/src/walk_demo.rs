//! Walks through the main job in the demo lab, on a display of its own, and takes pictures:
//! approve, reserve, and notice what happens at the demo's Snipe-IT.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use end_to_end::{Page, Stage, Window};
use serde_json::json;
use snipeit_simulator::Lab;

/// What the first requisition of the demo asks for, and who asks.
const TAG: &str = "ML-0002";
const BORROWER: &str = "ana.silva@uni.example";

/// WebDriver's words for two keys.
const ARROW_DOWN: &str = "\u{e015}";
const F5: &str = "\u{e035}";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let stage = Stage::set("demo").await?;
    let window = stage.open().await?;
    window.button("Try with a demo lab").press().await?;
    window.heading("To decide").appears().await?;
    let snipe_it = DemoSnipeIt::of(&stage, &window).await?;

    window.button("Inbox").press().await?;
    window.button("Approve line").appears().await?;
    window.type_keys(ARROW_DOWN).await?;
    window.see("2 of 2 picked").await?;
    say(&window.screenshot("inbox").await?)?;

    window.button("R-").press().await?;
    window.button("Approve").press().await?;
    window.region("Timeline").see("Reserved").await?;
    snipe_it.check_out().await?;
    window.type_keys(F5).await?;
    window.region("Timeline").see("Checked out").await?;
    snipe_it.check_in().await?;
    window.type_keys(F5).await?;
    window.region("Timeline").see("Returned").await?;
    window.region("Timeline").see("Available put back").await?;
    say(&window.screenshot("requisition").await?)
}

fn say(picture: &Path) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "Screenshot: {}", picture.display())?)
}

/// The demo's own Snipe-IT, asked as its page would ask it.
struct DemoSnipeIt {
    address: String,
    token: String,
    asset: u32,
    borrower: u32,
}

impl DemoSnipeIt {
    async fn of(stage: &Stage, window: &Window<'_>) -> Result<Self> {
        let lab = Lab::load(&stage.data_folder().join("org.toolcrib.desk/demo/lab.json"))?;
        Ok(Self {
            address: address(window).await?,
            token: lab.admin_token().context("the lab has no token")?.to_owned(),
            asset: lab.asset_by_tag(TAG).context("the lab lacks the asset")?.id,
            borrower: lab.user_by_email(BORROWER).context("the lab lacks the borrower")?.id,
        })
    }

    async fn check_out(&self) -> Result<()> {
        let to = json!({ "checkout_to_type": "user", "assigned_user": self.borrower });
        self.post("checkout", to).await
    }

    async fn check_in(&self) -> Result<()> {
        self.post("checkin", json!({})).await
    }

    async fn post(&self, verb: &str, body: serde_json::Value) -> Result<()> {
        let url = format!("{}/api/v1/hardware/{}/{verb}", self.address, self.asset);
        let request = reqwest::Client::new().post(url).bearer_auth(&self.token);
        let answer = request.header("Accept", "application/json").json(&body).send().await?;
        let answer: serde_json::Value = answer.json().await?;
        ensure!(answer["status"] == "success", "the demo's Snipe-IT said {answer}");
        Ok(())
    }
}

/// The settings tell where the demo's Snipe-IT listens.
async fn address(window: &Window<'_>) -> Result<String> {
    window.button("Settings").press().await?;
    window.see("http://127.0.0.1:").await?;
    let words = window.script("return document.body.innerText").await?;
    let words = words.as_str().unwrap_or_default();
    let address = words.split_whitespace().find(|word| word.starts_with("http://127.0.0.1:"));
    Ok(address.context("the settings show no address")?.to_owned())
}
