//! Answers recorded from a real Snipe-IT.

use std::path::Path;

use serde_json::Value;

/// An answer to give.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    /// The answer of a recorded exchange.
    pub fn of(response: &Value) -> Self {
        let headers = response["headers"].as_object().unwrap().iter();
        let body = &response["body"];
        Self {
            status: response["status"].as_u64().unwrap().try_into().unwrap(),
            headers: headers.map(|(k, v)| (k.clone(), v.as_str().unwrap().to_owned())).collect(),
            body: body.as_str().map_or_else(|| body.to_string(), str::to_owned),
        }
    }

    /// A JSON answer made up for a test.
    pub fn json(body: &Value) -> Self {
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        Self { status: 200, headers, body: body.to_string() }
    }

    /// A page of a list.
    pub fn page(total: u32, rows: &[Value]) -> Self {
        Self::json(&serde_json::json!({ "total": total, "rows": rows }))
    }

    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(old, _)| !old.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The limit as successful answers tell it.
    pub fn limits(self, limit: u32, remaining: u32) -> Self {
        self.header("X-RateLimit-Limit", &limit.to_string())
            .header("X-RateLimit-Remaining", &remaining.to_string())
    }

    /// The same answer with something changed in it.
    pub fn edit(mut self, edit: impl FnOnce(&mut Value)) -> Self {
        let mut body = self.value();
        edit(&mut body);
        self.body = body.to_string();
        self
    }

    pub fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// The answer of a recording. A recording of several calls is `name/call`.
pub fn recorded(name: &str) -> Reply {
    let (file, call) = name.split_once('/').unwrap_or((name, "call"));
    let recording = read(file);
    let exchange = recording.get(call).unwrap_or(&recording);
    Reply::of(&exchange["response"])
}

/// The activity rows that a recorded call brought forth.
pub fn new_rows(file: &str) -> Vec<Value> {
    read(file)["new_activity_rows"].as_array().unwrap().clone()
}

fn read(file: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/recordings");
    let text = std::fs::read_to_string(folder.join(format!("{file}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}
