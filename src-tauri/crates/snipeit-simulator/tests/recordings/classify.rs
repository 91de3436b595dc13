//! What a reply means to a client, by the body first and then by the status.

use serde_json::Value;

/// The classes a client distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Success,
    Refused,
    NotFound,
    Forbidden,
    Unauthenticated,
    Throttled,
    ServerTrouble,
    Redirected,
    Malformed,
}

/// Judges a reply; a body that is no JSON is given as a text.
pub fn classify(status: u16, kind: &str, body: &Value) -> Class {
    match status {
        200..=299 if !kind.contains("json") => Class::Malformed,
        200..=299 => success(body),
        300..=399 => Class::Redirected,
        401 => Class::Unauthenticated,
        403 => Class::Forbidden,
        404 => Class::NotFound,
        429 => Class::Throttled,
        500.. => Class::ServerTrouble,
        _ => Class::Refused,
    }
}

/// A refusal comes with status 200. That something is not there shows in one sentence and no
/// payload: the words are translated.
fn success(body: &Value) -> Class {
    if body["status"] != "error" {
        return Class::Success;
    }
    match body["messages"].is_string() && body["payload"].is_null() {
        true => Class::NotFound,
        false => Class::Refused,
    }
}
