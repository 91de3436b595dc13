//! A demo lab behind a simulator, and a client that shows everything it gets.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, TimeZone, Utc};
use reqwest::Method;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use serde_json::Value;
use snipeit_simulator::{Lab, Locale, Options, Rights, Simulator};

/// An asset nobody has, one a user has, one in the workshop, one archived, one deleted.
pub const FREE: u32 = 2;
pub const HELD: u32 = 22;
pub const BROKEN: u32 = 9;
pub const ARCHIVED: u32 = 11;
pub const DELETED: u32 = 5;

/// Labels.
pub const AVAILABLE: u32 = 2;
pub const RESERVED: u32 = 7;
pub const CHECKED_OUT: u32 = 8;

/// A borrower.
pub const BORROWER: u32 = 60;

/// The moment at which every test happens.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 10, 14, 9, 47, 30).unwrap()
}

/// The demo lab at that moment, with one asset deleted.
pub fn lab() -> Lab {
    let mut lab = Lab::demo(now());
    lab.delete_asset(DELETED, now() - Duration::days(1)).unwrap();
    lab
}

/// A clock that stands still until it is moved.
#[derive(Clone, Default)]
pub struct Hands(Arc<AtomicI64>);

impl Hands {
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn options(&self) -> Options {
        let hands = self.0.clone();
        let clock = move || now() + Duration::seconds(hands.load(Ordering::SeqCst));
        Options { clock: Arc::new(clock), ..Options::default() }
    }
}

/// A simulator with three readers.
pub struct Desk {
    pub simulator: Simulator,
    pub admin: String,
    pub lowpriv: String,
    pub portuguese: String,
    client: reqwest::Client,
}

/// Reading the system's certificates would take longer than most tests, and none of them is needed.
fn client() -> reqwest::Client {
    let builder = reqwest::Client::builder().redirect(Policy::none());
    builder.tls_certs_only([]).build().unwrap()
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl Desk {
    pub async fn open() -> Desk {
        Desk::with(lab(), Hands::default().options()).await
    }

    pub async fn with(mut lab: Lab, options: Options) -> Desk {
        let lowpriv = lab.add_token(2, Rights::lending(), Locale::English);
        let portuguese = lab.add_token(3, Rights::admin(), Locale::Portuguese);
        let simulator = Simulator::start(lab, options).await.unwrap();
        Desk { admin: simulator.token(), lowpriv, portuguese, simulator, client: client() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.simulator.address())
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.raw(method, path).bearer_auth(&self.admin).header("accept", "application/json")
    }

    pub fn raw(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, self.url(path))
    }

    pub fn anywhere(&self, method: Method, url: &str) -> reqwest::RequestBuilder {
        self.client.request(method, url)
    }

    pub async fn get(&self, path: &str) -> Value {
        send(self.request(Method::GET, path)).await.json()
    }

    pub async fn post(&self, path: &str, body: Value) -> Value {
        send(self.request(Method::POST, path).json(&body)).await.json()
    }

    pub async fn patch(&self, path: &str, body: Value) -> Value {
        send(self.request(Method::PATCH, path).json(&body)).await.json()
    }

    /// The newest rows of the activity log.
    pub async fn newest(&self, count: usize) -> Vec<Value> {
        let page = self.get(&format!("reports/activity?sort=id&order=desc&limit={count}")).await;
        page["rows"].as_array().cloned().unwrap_or_default()
    }
}

pub async fn send(request: reqwest::RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Reply { status, headers, text: response.text().await.unwrap() }
}

/// The ids of a list's rows.
pub fn ids(page: &Value) -> Vec<u64> {
    let rows = page["rows"].as_array().cloned().unwrap_or_default();
    rows.iter().filter_map(|row| row["id"].as_u64()).collect()
}
