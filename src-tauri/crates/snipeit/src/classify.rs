//! What an answer means: the body first, since refusals come with status 200, then the status.

use serde_json::Value;

use crate::error::Error;
use crate::request::About;
use crate::transport::Answer;
use crate::wire::field::text;

/// The body of a successful answer, or the one error that the answer is. Being throttled is not
/// decided here: only the limiter knows until when.
pub(crate) fn classify(answer: &Answer, about: About) -> Result<Value, Error> {
    match answer.status {
        200..=299 => success(answer, about),
        300..=399 => Err(redirected(answer)),
        408 | 500.. => Err(Error::ServerTrouble { status: answer.status }),
        _ => Err(refusal(answer, about)),
    }
}

fn success(answer: &Answer, about: About) -> Result<Value, Error> {
    let body = json(answer)?;
    if body.get("status").and_then(Value::as_str) != Some("error") {
        return Ok(body);
    }
    let absent = about == About::Record && says_absent(&body);
    if absent { Err(Error::NotFound) } else { Err(refused(&body)) }
}

/// The words are translated; that a record is absent shows only in one sentence and no payload.
fn says_absent(body: &Value) -> bool {
    let nothing = body.get("payload").is_none_or(Value::is_null);
    nothing && body.get("messages").is_some_and(Value::is_string)
}

/// With its database down Snipe-IT sends everybody to its set-up page.
fn redirected(answer: &Answer) -> Error {
    let target = answer.location.as_deref().unwrap_or_default();
    if target.trim_end_matches('/').ends_with("/setup") {
        return Error::ServerTrouble { status: answer.status };
    }
    let target: String = target.chars().take(200).collect();
    Error::NotSnipeIt { seen: format!("a redirect to {target}") }
}

/// A 401 or 403 that is not JSON comes from something before Snipe-IT, and a list that is not
/// found is no list of Snipe-IT's.
fn refusal(answer: &Answer, about: About) -> Error {
    match (answer.status, json(answer)) {
        (_, Err(error)) => error,
        (401, _) => Error::Unauthenticated,
        (403, _) => Error::Forbidden,
        (404, _) if about == About::List => Error::NotSnipeIt { seen: seen(answer) },
        (404, Ok(body)) if about == About::Record && knows_no_such_place(&body) => {
            Error::NotSnipeIt { seen: seen(answer) }
        }
        (404, _) => Error::NotFound,
        (_, Ok(body)) => refused(&body),
    }
}

/// An absent record is told as `messages`; `message` is about the address. That must not read as
/// "the asset has vanished".
fn knows_no_such_place(body: &Value) -> bool {
    let error = body.get("status").and_then(Value::as_str) == Some("error");
    error && body.get("message").is_some_and(Value::is_string) && body.get("messages").is_none()
}

fn json(answer: &Answer) -> Result<Value, Error> {
    serde_json::from_slice(&answer.body).map_err(|problem| {
        let says_json = answer.content_type.contains("json");
        if says_json && !answer.body.trim_ascii_start().starts_with(b"<") {
            return Error::Malformed { path: ".".to_owned(), problem: problem.to_string() };
        }
        Error::NotSnipeIt { seen: seen(answer) }
    })
}

fn seen(answer: &Answer) -> String {
    let kind = answer.content_type.split(';').next().unwrap_or_default().trim();
    let kind = if kind.is_empty() { "no content type" } else { kind };
    format!("HTTP {} with {kind}", answer.status)
}

fn refused(body: &Value) -> Error {
    let words = ["messages", "message", "error"].iter().find_map(|key| body.get(key));
    let message = words.map(|words| texts(words).join(" ")).unwrap_or_default();
    let fields = words.and_then(Value::as_object).into_iter().flatten();
    let fields = fields.map(|(field, words)| (field.clone(), texts(words))).collect();
    Error::Refused { message, fields }
}

/// The server's own words: a text, a number, or lists of texts by field.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        one => text(one).into_iter().collect(),
    }
}
