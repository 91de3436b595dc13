//! The many shapes in which the server says no.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// What a handler returns.
pub(crate) type Answer = Result<Response, Refusal>;

/// A finished answer that says no.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Response>);

impl Refusal {
    /// 200 with `messages` and a payload.
    pub(crate) fn said(messages: impl Into<Value>, payload: Value) -> Refusal {
        let messages = messages.into();
        json(200, json!({ "status": "error", "messages": messages, "payload": payload })).into()
    }
}

impl From<Response> for Refusal {
    fn from(response: Response) -> Refusal {
        Refusal(Box::new(response))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// Marks an answer that becomes a redirect for clients that do not ask for JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Validation;

/// What is wrong with the fields of a request.
#[derive(Debug, Default)]
pub(crate) struct Wrong(Map<String, Value>);

impl Wrong {
    pub(crate) fn field(mut self, field: &str, message: &str) -> Wrong {
        self.0.insert(field.to_owned(), json!([message]));
        self
    }

    /// Notes a field if this is wrong with it.
    pub(crate) fn when(self, wrong: bool, field: &str, message: &str) -> Wrong {
        if wrong { self.field(field, message) } else { self }
    }

    /// Nothing wrong, or the refusal.
    pub(crate) fn finish(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut response = Refusal::said(self.0, Value::Null).into_response();
        response.extensions_mut().insert(Validation);
        Err(response.into())
    }
}

pub(crate) fn json(status: u16, body: Value) -> Response {
    with_type(status, "application/json", body.to_string())
}

pub(crate) fn success(messages: &str, payload: Value) -> Response {
    json(200, json!({ "status": "success", "messages": messages, "payload": payload }))
}

pub(crate) fn html(status: u16, title: &str) -> Response {
    let body = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
    );
    with_type(status, "text/html; charset=UTF-8", body)
}

pub(crate) fn with_type(status: u16, kind: &'static str, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, kind)], Body::from(body)).into_response()
}

pub(crate) fn redirect(to: &str) -> Response {
    let mut response = html(302, &format!("Redirecting to {to}"));
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

pub(crate) fn unauthenticated() -> Response {
    json(401, json!({ "error": "Unauthorized or unauthenticated." }))
}

pub(crate) fn forbidden() -> Refusal {
    json(403, json!({ "message": "This action is unauthorized." })).into()
}

pub(crate) fn invalid_json() -> Refusal {
    json(422, json!({ "status": "error", "messages": "Invalid JSON", "payload": null })).into()
}

pub(crate) fn too_many_requests() -> Response {
    json(429, json!({ "status": "error", "messages": "Too many requests", "payload": null }))
}

pub(crate) fn maintenance() -> Response {
    json(503, json!({ "status": "error", "messages": 503, "payload": null }))
}

pub(crate) fn server_error() -> Response {
    json(500, json!({ "message": "Server Error" }))
}

pub(crate) async fn no_such_route(uri: Uri) -> Response {
    let root = uri.path().trim_end_matches('/').ends_with("/api/v1");
    let hint = if root {
        "This is the base URL for the API and does not return anything itself. Please check"
    } else {
        "Please check"
    };
    let message = format!(
        "404 endpoint not found. {hint} the API reference at https://snipe-it.readme.io/reference to find a valid API endpoint."
    );
    json(404, json!({ "status": "error", "message": message, "payload": null }))
}

pub(crate) async fn method_not_allowed() -> Response {
    json(405, json!({ "status": "error", "messages": "Method not allowed", "payload": null }))
}
