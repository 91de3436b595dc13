//! Remembers every request and lets planned faults happen to it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;

use super::errors;
use crate::faults::Fault;
use crate::line::Scissors;
use crate::server::{SeenRequest, Shared};

/// No request and no answer of this API is larger.
const LARGEST: usize = 16 * 1024 * 1024;

/// A body that ends too early takes back what was not yet sent, so half of it is left time to go.
const FLUSH: Duration = Duration::from_millis(30);

/// The outermost layer.
pub(crate) async fn pass(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Scissors>,
    request: Request,
    next: Next,
) -> Response {
    let (request, seen) = look(request).await;
    if shared.faults.is_offline() {
        return cut(&line);
    }
    let (delay, fault) = shared.faults.take(&seen.method, &seen.path);
    shared.remember(seen);
    wait(&shared, delay).await;
    if shared.faults.is_offline() || fault == Some(Fault::CutBefore) {
        return cut(&line);
    }
    match fault.as_ref().and_then(|fault| instead(&shared, fault)) {
        Some(answer) => answer,
        None => spoiled(next.run(request).await, fault, &line).await,
    }
}

/// What becomes of an answer after the work was done.
async fn spoiled(response: Response, fault: Option<Fault>, line: &Scissors) -> Response {
    match fault {
        Some(Fault::CutAfter) => cut(line),
        Some(Fault::Truncate) => truncated(response).await,
        _ => response,
    }
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
        Fault::Delay(_) | Fault::CutBefore | Fault::CutAfter | Fault::Truncate => None,
    }
}

fn throttled(retry_after: Option<u32>) -> Response {
    let mut response = errors::too_many_requests();
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Announces the whole body and sends half of it.
async fn truncated(response: Response) -> Response {
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
