//! Who is asking, and whether they ask too often.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::errors::{self, Elsewhere};
use super::throttle::Pass;
use crate::lab::rights::Token;
use crate::lab::settings::Condition;
use crate::server::{Shared, lock};

/// Lets a request with a good token through and stamps the answer with the limit.
pub(crate) async fn admit(
    State(shared): State<Arc<Shared>>,
    mut request: Request,
    next: Next,
) -> Response {
    let json = wants_json(request.headers());
    if let Some(answer) = out_of_order(&shared, request.uri().path(), json) {
        return answer;
    }
    if !request.uri().path().starts_with(&format!("{}/api/", shared.base)) {
        return next.run(request).await;
    }
    if request.method() == Method::OPTIONS {
        return errors::preflight();
    }
    let Some(token) = caller(&shared, request.headers()) else {
        return unauthenticated(&shared, json);
    };
    let pass = lock(&shared.throttle).count(token.user, shared.now());
    if let Pass::Refused { limit, seconds } = pass {
        let reset = shared.now().timestamp() + seconds;
        return refused(json, limit, seconds, reset);
    }
    request.extensions_mut().insert(token);
    let mut response = dressed(next.run(request).await, json, &shared);
    stamp(&mut response, pass);
    response
}

/// What a server that does not work says to everybody.
fn out_of_order(shared: &Shared, path: &str, json: bool) -> Option<Response> {
    let own = path.strip_prefix(&shared.base).unwrap_or(path);
    match (shared.read(|lab| lab.settings.condition), own) {
        (Condition::Working, _) | (Condition::NoDatabase, "/setup") => None,
        (Condition::Maintenance, _) if json => Some(errors::maintenance()),
        (Condition::Maintenance, _) => Some(errors::html(503, "Service Unavailable")),
        (Condition::NoDatabase, "/health") => Some(errors::no_database()),
        (Condition::NoDatabase, _) => Some(errors::redirect(&format!("{}/setup", shared.address))),
    }
}

/// Whether the client asks for JSON in so many words, as Laravel understands it.
fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("/json") || accept.contains("+json"))
}

fn caller(shared: &Shared, headers: &HeaderMap) -> Option<Token> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let text = value.strip_prefix("Bearer ")?.trim();
    shared.read(|lab| lab.token(text).cloned())
}

fn unauthenticated(shared: &Shared, json: bool) -> Response {
    if json {
        errors::unauthenticated()
    } else {
        errors::redirect(&format!("{}/login", shared.address))
    }
}

/// Only the HTML answer carries the headers: the JSON one is built by another part of the server.
fn refused(json: bool, limit: u32, seconds: i64, reset: i64) -> Response {
    if json {
        return errors::too_many_requests();
    }
    let mut response = errors::html(429, "Too Many Requests");
    let headers = response.headers_mut();
    headers.insert("retry-after", HeaderValue::from(seconds));
    headers.insert("x-ratelimit-limit", HeaderValue::from(limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from(0));
    headers.insert("x-ratelimit-reset", HeaderValue::from(reset));
    response
}

/// Errors become pages and redirects for a client that does not ask for JSON.
fn dressed(response: Response, json: bool, shared: &Shared) -> Response {
    if json {
        return response;
    }
    if let Some(Elsewhere(path)) = response.extensions().get() {
        return errors::redirect(&format!("{}{path}", shared.address));
    }
    match response.status() {
        StatusCode::FORBIDDEN => errors::html(403, "Forbidden"),
        _ => response,
    }
}

fn stamp(response: &mut Response, pass: Pass) {
    let Pass::Counted { limit, left } = pass else { return };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        return;
    }
    let headers = response.headers_mut();
    headers.insert("x-ratelimit-limit", HeaderValue::from(limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from(left));
}
