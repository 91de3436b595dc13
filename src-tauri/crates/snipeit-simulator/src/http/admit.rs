//! Who is asking, and whether they ask too often.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::errors::{self, Validation};
use super::throttle::Pass;
use crate::lab::rights::Token;
use crate::server::{Shared, lock};

/// Lets a request with a good token through and stamps the answer with the limit.
pub(crate) async fn admit(
    State(shared): State<Arc<Shared>>,
    mut request: Request,
    next: Next,
) -> Response {
    if !request.uri().path().starts_with(&format!("{}/api/", shared.base)) {
        return next.run(request).await;
    }
    let json = wants_json(request.headers());
    let Some(token) = caller(&shared, request.headers()) else {
        return unauthenticated(&shared, json);
    };
    let pass = lock(&shared.throttle).count(token.user, shared.now());
    if let Pass::Refused { limit, seconds } = pass {
        return refused(json, limit, seconds);
    }
    request.extensions_mut().insert(token);
    let mut response = dressed(next.run(request).await, json, &shared);
    stamp(&mut response, pass);
    response
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
fn refused(json: bool, limit: u32, seconds: i64) -> Response {
    if json {
        return errors::too_many_requests();
    }
    let mut response = errors::html(429, "Too Many Requests");
    let headers = response.headers_mut();
    headers.insert("retry-after", HeaderValue::from(seconds));
    headers.insert("x-ratelimit-limit", HeaderValue::from(limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from(0));
    response
}

/// Errors become pages and redirects for a client that does not ask for JSON.
fn dressed(response: Response, json: bool, shared: &Shared) -> Response {
    if json {
        return response;
    }
    if response.extensions().get::<Validation>().is_some() {
        return errors::redirect(&shared.address);
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
