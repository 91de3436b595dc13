//! Remembers every request and lets planned faults happen to it.

mod spoil;

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use url::form_urlencoded;

use super::errors;
use crate::faults::Fault;
use crate::line::Scissors;
use crate::server::{SeenRequest, Shared};

/// No request and no answer of this API is larger.
const LARGEST: usize = 16 * 1024 * 1024;

/// The outermost layer.
pub(crate) async fn pass(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Scissors>,
    request: Request,
    next: Next,
) -> Response {
    let (request, seen) = look(request).await;
    if shared.faults.turns_away() {
        return cut(&line);
    }
    let (delay, fault) = shared.faults.take(&seen.method, &seen.path);
    shared.show(&seen, fault.as_ref().map(Fault::name));
    shared.remember(seen);
    wait(&shared, delay).await;
    if shared.faults.turns_away() || fault == Some(Fault::CutBefore) {
        return cut(&line);
    }
    match fault.as_ref().and_then(|fault| instead(&shared, fault)) {
        Some(answer) => answer,
        None => around(request, next, fault, &line).await,
    }
}

/// What becomes of a request before the work is done, and of its answer afterwards.
async fn around(request: Request, next: Next, fault: Option<Fault>, line: &Scissors) -> Response {
    match fault {
        Some(Fault::CutAfter) => {
            next.run(request).await;
            cut(line)
        }
        Some(Fault::Truncate) => spoil::truncated(next.run(request).await).await,
        Some(Fault::Bloat { bytes }) => spoil::bloated(next.run(request).await, bytes).await,
        Some(Fault::WrongType { field, becomes }) => {
            spoil::retyped(next.run(request).await, &field, becomes).await
        }
        Some(Fault::RepeatFirstPage) => next.run(from_the_first(request)).await,
        _ => next.run(request).await,
    }
}

/// The same request without its offset.
fn from_the_first(mut request: Request) -> Request {
    let uri = request.uri();
    let asked = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let kept = asked.filter(|(name, _)| name != "offset");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    if let Ok(first) = format!("{}?{query}", uri.path()).parse::<Uri>() {
        *request.uri_mut() = first;
    }
    request
}

async fn look(request: Request) -> (Request, SeenRequest) {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST).await.unwrap_or_default();
    let path = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let text = String::from_utf8_lossy(&body).into_owned();
    let seen = SeenRequest { method: parts.method.to_string(), path, body: text };
    (Request::from_parts(parts, Body::from(body)), seen)
}

async fn wait(shared: &Shared, delay: Option<Duration>) {
    let Some(delay) = delay else { return };
    tokio::select! {
        () = tokio::time::sleep(delay) => {}
        () = shared.stopping.cancelled() => {}
    }
}

/// Nothing of this answer is written: the connection is already cut.
fn cut(line: &Scissors) -> Response {
    line.cut();
    Response::new(Body::empty())
}

/// The answer of a server that does not even try.
fn instead(shared: &Shared, fault: &Fault) -> Option<Response> {
    match fault {
        Fault::ServerError => Some(errors::server_error()),
        Fault::BadGateway => Some(errors::html(502, "502 Bad Gateway")),
        Fault::Maintenance => Some(errors::maintenance()),
        Fault::TooManyRequests { retry_after } => Some(throttled(*retry_after)),
        Fault::RedirectToSetup => Some(errors::redirect(&format!("{}/setup", shared.address))),
        _ => None,
    }
}

fn throttled(retry_after: Option<u32>) -> Response {
    let mut response = errors::too_many_requests();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
