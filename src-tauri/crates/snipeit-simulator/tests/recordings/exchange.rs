//! Recorded exchanges: reading them, and putting the same question to the simulator.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use snipeit_simulator::Options;

use crate::common::{Desk, Reply, send};

/// Where the recorded server was.
pub const ADDRESS: &str = "https://snipeit.example.org";

/// The names of all recordings.
pub fn names() -> Vec<String> {
    let index = fs::read_to_string(folder().join("INDEX.tsv")).unwrap();
    index.lines().filter_map(|line| Some(line.split('\t').next()?.to_owned())).collect()
}

/// A recording by name.
pub fn read(name: &str) -> Value {
    let text = fs::read(folder().join(format!("{name}.json"))).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/recordings")
}

/// Shows every value inside a value, itself included.
pub fn visit(value: &Value, look: &mut impl FnMut(&Value)) {
    look(value);
    match value {
        Value::Object(map) => map.values().for_each(|inner| visit(inner, look)),
        Value::Array(list) => list.iter().for_each(|inner| visit(inner, look)),
        _ => {}
    }
}

/// The moment of a recorded reply.
pub fn moment(response: &Value) -> DateTime<Utc> {
    let headers = &response["headers"];
    let date = headers["Date"].as_str().or(headers["date"].as_str());
    date.map_or_else(crate::common::now, |date| {
        DateTime::parse_from_rfc2822(date).unwrap().to_utc()
    })
}

/// A server whose clock stands at that moment.
pub fn options(at: DateTime<Utc>) -> Options {
    Options { clock: Arc::new(move || at), ..Options::default() }
}

/// Sends a recorded request with its method, path, headers and body.
pub async fn put(desk: &Desk, request: &Value) -> Reply {
    let method = request["method"].as_str().unwrap().parse().unwrap();
    let url = format!("{}{}", desk.simulator.address(), request["path"].as_str().unwrap());
    let mut builder = desk.anywhere(method, &url).header("user-agent", "toolcrib");
    for (name, value) in request["headers"].as_object().unwrap() {
        builder = builder.header(name, with_token(desk, value.as_str().unwrap()));
    }
    let mut reply = match &request["body"] {
        Value::Null => send(builder).await,
        Value::String(text) => send(builder.body(text.clone())).await,
        body => send(builder.body(body.to_string())).await,
    };
    let escaped = desk.simulator.address().replace('/', "\\/");
    reply.text = reply.text.replace(&desk.simulator.address(), ADDRESS).replace(&escaped, ADDRESS);
    reply
}

fn with_token(desk: &Desk, header: &str) -> String {
    header
        .replace("<ADMIN_TOKEN>", &desk.admin)
        .replace("<LOWPRIV_TOKEN>", &desk.lowpriv)
        .replace("<PT_TOKEN>", &desk.portuguese)
}
