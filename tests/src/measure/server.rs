//! The simulator in a process of its own, so that its work is not counted as the client's.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use rustix::time::{ClockId, clock_gettime};
use serde::Deserialize;
use serde_json::json;
use tokio::task::JoinSet;

use super::Cost;

/// How many changes are made at a time.
const HANDS: usize = 50;

/// Longer than the desk pauses between two requests of one piece of work.
const QUIET: Duration = Duration::from_millis(500);

/// A running simulator; it ends when this is dropped.
pub(super) struct Server {
    process: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
    client: PlainClient,
    delay: Duration,
}

/// What the simulator was asked since it was last asked for this.
#[derive(Deserialize)]
pub(super) struct Asked {
    requests: Vec<String>,
    bytes: u64,
    cpu: f64,
}

/// Somebody else with the same token, without the client's intelligence.
#[derive(Clone)]
pub(super) struct PlainClient {
    http: reqwest::Client,
    pub(super) address: String,
    pub(super) token: String,
}

impl Server {
    /// Starts the program beside this one.
    pub(super) fn start(assets: u32, delay: Duration) -> Result<Server> {
        let program = env::current_exe()?.with_file_name("simulator");
        let mut command = Command::new(&program);
        command.args(["--report", "--rate-limit", "none", "--assets", &assets.to_string()]);
        command.args(["--delay-ms", &delay.as_millis().to_string()]);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process =
            command.spawn().with_context(|| format!("{} does not start", program.display()))?;
        let ask = process.stdin.take().context("no way to ask")?;
        let mut answers = BufReader::new(process.stdout.take().context("no way to hear")?);
        let client = introduced(&mut answers)?;
        Ok(Server { process, ask, answers, client, delay })
    }

    pub(super) fn client(&self) -> PlainClient {
        self.client.clone()
    }

    /// Does something, and tells what it cost and which requests it made.
    pub(super) async fn cost(
        &mut self,
        work: impl Future<Output = Result<()>>,
    ) -> Result<(Cost, Vec<String>)> {
        let before = self.report()?.cpu;
        let (began, own) = (Instant::now(), processor_time());
        work.await?;
        let (wall, own) = (began.elapsed(), processor_time() - own);
        let asked = self.report()?;
        let hardware = asked.requests.iter().filter(|path| path.contains("/hardware")).count();
        let cost = Cost {
            requests: asked.requests.len(),
            hardware,
            bytes: asked.bytes,
            wall,
            own,
            server: Duration::from_secs_f64((asked.cpu - before).max(0.0)),
        };
        Ok((cost, asked.requests))
    }

    /// Waits until nothing is asked any more, so that one measurement does not count another's.
    pub(super) async fn calm(&mut self) -> Result<()> {
        loop {
            tokio::time::sleep(self.delay + QUIET).await;
            if self.report()?.requests.is_empty() {
                return Ok(());
            }
        }
    }

    /// What was asked since the last report.
    pub(super) fn report(&mut self) -> Result<Asked> {
        self.ask.write_all(b"\n")?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).context("the simulator ended")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads what the simulator says of itself.
fn introduced(answers: &mut impl BufRead) -> Result<PlainClient> {
    let (mut address, mut token) = (None, None);
    for line in answers.lines() {
        let line = line?;
        match line.rsplit_once(' ') {
            Some((name, value)) if name.starts_with("address") => address = Some(value.to_owned()),
            Some((name, value)) if name.starts_with("admin") => token = Some(value.to_owned()),
            _ if line.starts_with("Ctrl") => break,
            _ => {}
        }
    }
    let address = address.context("the simulator did not say where it is")?;
    let token = token.context("the simulator did not say how to get in")?;
    Ok(PlainClient { http: reqwest::Client::new(), address, token })
}

impl PlainClient {
    /// Makes these requests one after another and throws the answers away.
    pub(super) async fn pages(&self, requests: &[String]) -> Result<()> {
        for request in requests {
            let path = request.strip_prefix("GET ").context("only reading can be repeated")?;
            let host = self.address.trim_end_matches('/');
            let answer = self.request(Method::GET, &format!("{host}{path}")).send().await?;
            ensure!(answer.status().is_success(), "{path}: {}", answer.status());
            answer.bytes().await?;
        }
        Ok(())
    }

    /// Changes so many assets, in this or a later second than all changes before.
    pub(super) async fn change(&self, count: usize) -> Result<()> {
        let mut ids = self.some_assets(count).await?.into_iter();
        loop {
            let mut hands: JoinSet<Result<()>> = JoinSet::new();
            for id in ids.by_ref().take(HANDS) {
                let client = self.clone();
                hands.spawn(async move { client.annotate(id).await });
            }
            if hands.is_empty() {
                return Ok(());
            }
            for done in hands.join_all().await {
                done?;
            }
        }
    }

    async fn annotate(&self, id: u64) -> Result<()> {
        let url = format!("{}/api/v1/hardware/{id}", self.address);
        let note = json!({ "notes": format!("changed with others, {id}") });
        let answer = self.request(Method::PATCH, &url).json(&note).send().await?;
        let answer: serde_json::Value = answer.json().await?;
        ensure!(answer["status"] == "success", "asset {id}: {answer}");
        Ok(())
    }

    async fn some_assets(&self, count: usize) -> Result<Vec<u64>> {
        let url = format!("{}/api/v1/hardware?sort=id&order=asc&limit={count}", self.address);
        let page: serde_json::Value = self.request(Method::GET, &url).send().await?.json().await?;
        let rows = page["rows"].as_array().context("no rows")?;
        Ok(rows.iter().filter_map(|row| row["id"].as_u64()).collect())
    }

    fn request(&self, method: Method, url: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, url).bearer_auth(&self.token);
        request.header("accept", "application/json")
    }
}

/// What this process has used of all processors.
pub fn processor_time() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}
