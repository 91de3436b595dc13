//! Answers that come to harm on their way.

use std::io::Cursor;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::{Map, Value};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::io::ReaderStream;

use super::LARGEST;
use crate::faults::WrongType;

/// A body that ends too early takes back what was not yet sent, so half of it is left time to go.
const FLUSH: Duration = Duration::from_millis(30);

/// Announces the whole body and sends half of it.
pub(super) async fn truncated(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, LARGEST).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let (mut near, far) = tokio::io::duplex(whole.len() + 1);
    tokio::spawn(async move {
        if near.write_all(&whole[..whole.len() / 2]).await.is_ok() {
            tokio::time::sleep(FLUSH).await;
        }
    });
    Response::from_parts(parts, Body::from_stream(ReaderStream::new(far)))
}

/// Adds so many blanks without announcing a length; nothing of that size is held in memory.
pub(super) async fn bloated(response: Response, bytes: u64) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, LARGEST).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    let blanks = tokio::io::repeat(b' ').take(bytes);
    let flood = ReaderStream::new(Cursor::new(whole).chain(blanks));
    Response::from_parts(parts, Body::from_stream(flood))
}

/// Writes a field in another type wherever the answer has it.
pub(super) async fn retyped(response: Response, field: &str, becomes: WrongType) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, LARGEST).await.unwrap_or_default();
    let Ok(mut value) = serde_json::from_slice(&whole) else {
        return Response::from_parts(parts, Body::from(whole));
    };
    retype(&mut value, field, becomes);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(value.to_string()))
}

fn retype(value: &mut Value, field: &str, becomes: WrongType) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(|inner| retype(inner, field, becomes));
            if let Some(found) = fields.remove(field) {
                fields.extend(wrong(found, becomes).map(|wrong| (field.to_owned(), wrong)));
            }
        }
        Value::Array(entries) => {
            entries.iter_mut().for_each(|entry| retype(entry, field, becomes));
        }
        _ => {}
    }
}

fn wrong(value: Value, becomes: WrongType) -> Option<Value> {
    match becomes {
        WrongType::Text => Some(text(value)),
        WrongType::List => Some(Value::Array(vec![value])),
        WrongType::Object => Some(Value::Object(indexed(value))),
        WrongType::Null => Some(Value::Null),
        WrongType::Missing => None,
    }
}

fn text(value: Value) -> Value {
    match value {
        Value::String(_) => value,
        other => other.to_string().into(),
    }
}

fn indexed(value: Value) -> Map<String, Value> {
    let entries = match value {
        Value::Array(entries) => entries,
        other => vec![other],
    };
    entries.into_iter().enumerate().map(|(index, entry)| (index.to_string(), entry)).collect()
}
