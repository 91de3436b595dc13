//! Sends one request and takes in the answer; knows nothing of what either means.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::multipart::{Form, Part};
use reqwest::redirect::Policy;
use rustls::ClientConfig;

use crate::address::BaseUrl;
use crate::client::Server;
use crate::error::Error;
use crate::limiter::LimitHeaders;
use crate::pacing::Pacing;
use crate::request::{Body, Request, Upload};
use crate::token::ApiToken;
use crate::trust::verifier;

pub(crate) mod failure;

/// Pages of 500 assets take 0.8 MB; this is no page of anything.
const MAX_BODY: usize = 32 * 1024 * 1024;
const USER_AGENT: &str = concat!("Toolcrib/", env!("CARGO_PKG_VERSION"));

/// The connection pool of one server and token.
pub(crate) struct Transport {
    http: reqwest::Client,
    base: BaseUrl,
}

/// A complete answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) location: Option<String>,
    pub(crate) limits: LimitHeaders,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: Vec<u8>,
}

impl Transport {
    pub(crate) fn new(server: &Server, token: &ApiToken, pacing: &Pacing) -> Result<Self, Error> {
        let tls = verifier::config(&server.trust).map_err(|error| failure::no_tls(&error))?;
        let http = http(&server.base, tls)
            .default_headers(headers(token))
            .connect_timeout(pacing.connect)
            .timeout(pacing.request)
            .build();
        let http = http.map_err(|error| failure::unreachable(&error))?;
        Ok(Self { http, base: server.base.clone() })
    }

    pub(crate) async fn send(&self, request: &Request) -> Result<Answer, Error> {
        probe::point(|| format!("before {}", request.label()));
        let answer = self.exchange(request).await;
        probe::point(|| format!("after {}", request.label()));
        answer
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, Error> {
        let url = self.base.join(&request.place);
        let builder = self.http.request(request.method.clone(), url).query(&request.query);
        let builder = match &request.body {
            Body::Nothing => builder,
            Body::Json(body) => builder.json(body),
            Body::File(file) => builder.multipart(form(file)),
        };
        let response = builder.send().await.map_err(|error| failure::unreachable(&error))?;
        take_in(response).await
    }
}

/// Neither redirects nor cookies: a redirect's target answers 200 with a page, and a cookie would
/// give every call a session.
pub(crate) fn http(base: &BaseUrl, tls: ClientConfig) -> reqwest::ClientBuilder {
    let http = reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .tls_backend_preconfigured(tls)
        .redirect(Policy::none());
    if base.is_loopback() { http.no_proxy() } else { http }
}

/// Without `Accept`, errors would come as redirects to pages.
fn headers(token: &ApiToken) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Ok(mut bearer) = HeaderValue::from_str(&format!("Bearer {}", token.expose())) {
        bearer.set_sensitive(true);
        headers.insert(AUTHORIZATION, bearer);
    }
    headers
}

fn form(file: &Upload) -> Form {
    let part = Part::bytes(file.content.clone()).file_name(file.name.clone());
    let form = Form::new().part("file[]", part);
    match &file.note {
        Some(note) => form.text("notes", note.clone()),
        None => form,
    }
}

async fn take_in(response: reqwest::Response) -> Result<Answer, Error> {
    let headers = response.headers();
    Ok(Answer {
        status: response.status().as_u16(),
        content_type: text(headers, &CONTENT_TYPE).unwrap_or_default().to_owned(),
        location: text(headers, &LOCATION).map(str::to_owned),
        limits: limits(headers),
        retry_after: text(headers, &RETRY_AFTER).and_then(|wait| retry_after(wait, Utc::now())),
        body: body(response).await?,
    })
}

async fn body(mut response: reqwest::Response) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure::unreachable(&error))? {
        if body.len() + chunk.len() > MAX_BODY {
            let seen = format!("an answer of more than {} MiB", MAX_BODY / 1024 / 1024);
            return Err(Error::NotSnipeIt { seen });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn limits(headers: &HeaderMap) -> LimitHeaders {
    let number = |name| text(headers, &HeaderName::from_static(name))?.trim().parse().ok();
    LimitHeaders { limit: number("x-ratelimit-limit"), remaining: number("x-ratelimit-remaining") }
}

/// Seconds, or a date.
fn retry_after(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::parse_from_rfc2822(text.trim()).ok()?;
    Some((date.with_timezone(&Utc) - now).to_std().unwrap_or_default())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
