//! What the client took a reply for.

use std::fmt;

use chrono_tz::Tz;
use domain::asset::AssetSnapshot;
use domain::catalogue::{
    Category, Company, Department, List, Location, Manufacturer, Model, StatusLabel, Supplier, User,
};
use domain::ids::UserId;
use secrecy::SecretString;
use serde_json::{Value, json};
use snipeit::{
    ApiToken, BaseUrl, CheckIn, CheckOut, Client, Error, Fingerprint, Listed, NewUser, Pacing,
    Page, Server, Trust,
};

use super::collection::{Asked, Part};
use super::question::{Call, Question, movement};
use super::support::{FakeServer, Reply, TOKEN, quick, recorded};

/// What the client took a reply for.
pub struct Outcome {
    title: String,
    pub question: Question,
    answer: Result<String, Error>,
}

/// Gives the reply to the call's request.
pub async fn of(part: &Part, question: Question, zone: Tz) -> Outcome {
    let answer = answer(replies(part, &question.call), &question.call, zone).await;
    Outcome { title: part.title(), question, answer }
}

/// What the call says to the replies.
pub async fn answer(replies: Vec<Reply>, call: &Call, zone: Tz) -> Result<String, Error> {
    let server = FakeServer::start(replies).await;
    ask(&client(&server, zone), call).await
}

impl Outcome {
    /// A value, or which error.
    pub fn class(&self) -> &'static str {
        match &self.answer {
            Ok(_) => "value",
            Err(Error::Unreachable { .. }) => "unreachable",
            Err(Error::Throttled { .. }) => "throttled",
            Err(Error::ServerTrouble { .. }) => "server trouble",
            Err(Error::Refused { .. }) => "refused",
            Err(Error::NotFound) => "not found",
            Err(Error::Forbidden) => "forbidden",
            Err(Error::Unauthenticated) => "unauthenticated",
            Err(Error::NotSnipeIt { .. }) => "not Snipe-IT",
            Err(Error::Malformed { .. }) => "malformed",
        }
    }

    /// A success of something that the client never asks for is none of its own.
    pub fn is_taken_for_another(&self) -> bool {
        self.question.foreign && self.answer.is_ok()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let foreign = if self.question.foreign { " (never asked)" } else { "" };
        writeln!(f, "{}\n  as {:?}{foreign}", self.title, self.question.call)?;
        match &self.answer {
            Ok(value) => f.write_str(value),
            // Until when depends on now.
            Err(Error::Throttled { .. }) => f.write_str("Throttled"),
            Err(error) => write!(f, "{error:#?}"),
        }
    }
}

impl Part {
    fn title(&self) -> String {
        let place = self.place.trim_start_matches('/');
        match &self.asked {
            Asked::Request { method, path, .. } => {
                let status = self.reply.status;
                format!("{place} {method} {path} {status}").trim_start().to_owned()
            }
            Asked::Asset | Asked::Log => place.to_owned(),
        }
    }
}

/// Loopback needs no certificates, and this computer's own take long to read.
pub fn client(server: &FakeServer, zone: Tz) -> Client {
    let trust = Trust::Pinned(Fingerprint::of(b"never shown"));
    let server = Server { base: BaseUrl::parse(&server.address).unwrap(), zone, trust };
    let pacing = Pacing { counter_retries: 0, ..quick() };
    Client::with_pacing(server, ApiToken::parse(TOKEN).unwrap(), pacing).unwrap()
}

/// The replies to the call's requests.
pub fn replies(part: &Part, call: &Call) -> Vec<Reply> {
    let reply = part.reply.clone();
    match call {
        Call::Movements(wanted) => vec![reply.edit(|page| {
            if let Some(rows) = page["rows"].as_array_mut() {
                rows.retain(|row| row["action_type"].as_str().and_then(movement) == Some(*wanted));
            }
        })],
        Call::CreateLabel(_) if reply.body.starts_with('{') => {
            let label = read_back(&reply.value()["payload"]);
            vec![reply, label]
        }
        _ => vec![reply],
    }
}

/// The label as the server tells it when asked: the record has flags instead of a type.
fn read_back(record: &Value) -> Reply {
    let is = |flag: &str| record[flag] == json!(1);
    let flags = ["deployable", "pending", "archived"];
    let kind = flags.into_iter().find(|flag| is(flag)).unwrap_or("undeployable");
    recorded("statuslabels-id").edit(|label| {
        label["id"] = record["id"].clone();
        label["name"] = record["name"].clone();
        label["type"] = json!(kind);
    })
}

async fn ask(client: &Client, call: &Call) -> Result<String, Error> {
    match call {
        Call::Page(list) => page(client, *list).await,
        Call::Asset(id) => client.asset(*id).await.map(told),
        Call::ByTag(tag) => client.asset_by_tag(tag).await.map(told),
        Call::BySerial(serial) => client.assets_by_serial(serial).await.map(told),
        Call::EndOfLog => client.end_of_log().await.map(told),
        Call::Movements(movement) => client.movements(*movement, 0, 500).await.map(rows),
        Call::SetLabel(asset, label) => client.set_label(*asset, *label).await.map(told),
        Call::CheckOut(asset) => client.check_out(*asset, &to_borrower()).await.map(told),
        Call::CheckIn(asset) => client.check_in(*asset, &CheckIn::default()).await.map(told),
        Call::CreateLabel(kind) => client.create_label("Reserved", *kind).await.map(told),
        Call::CreateUser => client.create_user(&new_user()).await.map(told),
        Call::Me => client.me().await.map(told),
        Call::Version => client.version().await.map(told),
        Call::Health => client.health().await.map(told),
    }
}

async fn page(client: &Client, list: List) -> Result<String, Error> {
    match list {
        List::Hardware => page_of::<AssetSnapshot>(client).await,
        List::Users => page_of::<User>(client).await,
        List::Companies => page_of::<Company>(client).await,
        List::Locations => page_of::<Location>(client).await,
        List::Categories => page_of::<Category>(client).await,
        List::Manufacturers => page_of::<Manufacturer>(client).await,
        List::Suppliers => page_of::<Supplier>(client).await,
        List::Models => page_of::<Model>(client).await,
        List::StatusLabels => page_of::<StatusLabel>(client).await,
        List::Departments => page_of::<Department>(client).await,
    }
}

async fn page_of<T: Listed + fmt::Debug>(client: &Client) -> Result<String, Error> {
    client.page_of::<T>(0, 500).await.map(rows)
}

fn told(value: impl fmt::Debug) -> String {
    format!("{value:#?}")
}

/// A row a line.
fn rows<T: fmt::Debug>(page: Page<T>) -> String {
    let readable = page.rows.iter().map(|row| format!("\n{row:?}"));
    let unreadable = page.unreadable.iter().map(|row| format!("\n{row:?}"));
    let rows: String = readable.chain(unreadable).collect();
    format!("total {}{rows}", page.total)
}

fn to_borrower() -> CheckOut {
    CheckOut { to: UserId(60), expected: None, note: None, label: None }
}

fn new_user() -> NewUser {
    NewUser {
        first_name: "New".into(),
        last_name: None,
        username: "new.user".into(),
        email: None,
        employee_number: None,
        password: SecretString::from("a-long-local-password"),
        activated: false,
    }
}
