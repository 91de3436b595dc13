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

    /// 200 with one field's message.
    pub(crate) fn of_field(field: &str, message: &str) -> Refusal {
        Refusal::said(json!({ field: [message] }), Value::Null).or_elsewhere("")
    }

    /// A redirect to this path for clients that do not ask for JSON.
    pub(crate) fn or_elsewhere(mut self, path: &'static str) -> Refusal {
        self.0.extensions_mut().insert(Elsewhere(path));
        self
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

/// Marks an answer that becomes a redirect to this path for clients that do not ask for JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elsewhere(pub(crate) &'static str);

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
        Err(Refusal::said(self.0, Value::Null).or_elsewhere(""))
    }
}

pub(crate) fn json(status: u16, body: Value) -> Response {
    with_type(status, "application/json", body.to_string())
}

pub(crate) fn success(messages: impl Into<Value>, payload: Value) -> Response {
    let messages = messages.into();
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

/// What a browser hears before it asks across origins.
pub(crate) fn preflight() -> Response {
    let mut response = with_type(204, "text/html; charset=UTF-8", String::new());
    let anyone = HeaderValue::from_static("*");
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
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

/// What `/health` says without a database.
pub(crate) fn no_database() -> Response {
    json(500, json!({ "status": "database connection failed" }))
}

pub(crate) fn server_error() -> Response {
    json(500, json!({ "message": "Server Error" }))
}

pub(crate) async fn no_such_route(uri: Uri) -> Response {
    unknown_route(uri.path().trim_end_matches('/').ends_with("/api/v1"))
}

pub(crate) fn unknown_route(root: bool) -> Response {
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
