//! A request as the handlers see it: who asks, the query, the fields of the body.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::errors::{self, Refusal};
use crate::lab::Lab;
use crate::lab::activity::Source;
use crate::lab::model::Hand;
use crate::lab::rights::{Permission, Token};
use crate::server::Shared;

/// No body of this API is larger.
const LARGEST: usize = 1024 * 1024;

/// One authenticated request.
pub(crate) struct Ask {
    pub(crate) token: Token,
    pub(crate) query: Query,
    pub(crate) fields: Fields,
    /// The names of uploaded files.
    pub(crate) files: Vec<String>,
    source: Source,
    agent: String,
}

impl Ask {
    /// Refuses unless the token has this right.
    pub(crate) fn needs(&self, permission: Permission) -> Result<(), Refusal> {
        match self.token.rights.allow(permission) {
            true => Ok(()),
            false => Err(errors::forbidden()),
        }
    }

    /// An asset's id, or one that does not exist if this user may not know of the asset.
    pub(crate) fn reach(&self, lab: &Lab, id: u32) -> u32 {
        let asset = lab.asset(id);
        asset.filter(|asset| lab.shows(&self.token, asset)).map_or(0, |asset| asset.id)
    }

    /// The asker's hand, for the log.
    pub(crate) fn hand(&self) -> Hand {
        Hand { user: self.token.user, source: self.source, agent: self.agent.clone() }
    }
}

impl FromRequest<Arc<Shared>> for Ask {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Arc<Shared>) -> Result<Ask, Refusal> {
        let (parts, body) = request.into_parts();
        let token = parts.extensions.get::<Token>().cloned();
        let token = token.ok_or_else(|| Refusal::from(errors::unauthenticated()))?;
        let query = Query::parse(parts.uri.query().unwrap_or_default());
        let (fields, files) = contents(&parts, body).await?;
        Ok(Ask {
            token,
            query,
            fields,
            files,
            source: source(&parts.headers),
            agent: text_of(&parts.headers, header::USER_AGENT.as_str()).to_owned(),
        })
    }
}

/// The fields of a body, and the names of the files in it.
async fn contents(parts: &Parts, body: Body) -> Result<(Fields, Vec<String>), Refusal> {
    if text_of(&parts.headers, header::CONTENT_TYPE.as_str()).starts_with("multipart/form-data") {
        let request = Request::from_parts(parts.clone(), body);
        return multipart(request).await.ok_or_else(errors::invalid_json);
    }
    let body = to_bytes(body, LARGEST).await.map_err(|_| errors::invalid_json())?;
    Ok((Fields::parse(&parts.headers, &body)?, Vec::new()))
}

async fn multipart(request: Request) -> Option<(Fields, Vec<String>)> {
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let (mut fields, mut files) = (Map::new(), Vec::new());
    while let Some(part) = form.next_field().await.ok()? {
        match (part.file_name(), part.name()) {
            (Some(file), _) => files.push(file.to_owned()),
            (None, Some(name)) => {
                let name = name.to_owned();
                fields.insert(name, part.text().await.ok()?.into());
            }
            (None, None) => {}
        }
    }
    Some((Fields(fields), files))
}

/// The server takes a request for the API's only if it asks for exactly JSON and says what it sends.
fn source(headers: &HeaderMap) -> Source {
    let json = text_of(headers, header::ACCEPT.as_str()) == "application/json";
    match json && headers.contains_key(header::CONTENT_TYPE) {
        true => Source::Api,
        false => Source::Unknown,
    }
}

fn text_of<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The query's parameters.
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    fn parse(text: &str) -> Query {
        Query(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// A parameter that is there and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A number read as PHP does: as many digits as there are at the start, else 0.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.get(name).map(leading_number)
    }

    /// `name=1` or `name[]=1&name[]=2`.
    pub(crate) fn ids(&self, name: &str) -> Vec<u32> {
        let many = format!("{name}[]");
        let values =
            self.0.iter().filter(|(key, value)| (key == name || *key == many) && !value.is_empty());
        values.map(|(_, value)| u32::try_from(leading_number(value)).unwrap_or(0)).collect()
    }
}

/// The fields of a body. A JSON body that is not declared as JSON has none.
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Fields, Refusal> {
        let kind = text_of(headers, header::CONTENT_TYPE.as_str());
        if kind.contains("/json") || kind.contains("+json") {
            return Fields::from_json(body);
        }
        if kind.starts_with("application/x-www-form-urlencoded") {
            let pairs = form_urlencoded::parse(body).into_owned();
            return Ok(Fields(pairs.map(|(key, value)| (key, Value::from(value))).collect()));
        }
        Ok(Fields(Map::new()))
    }

    fn from_json(body: &[u8]) -> Result<Fields, Refusal> {
        if body.is_empty() {
            return Ok(Fields(Map::new()));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => Ok(Fields(fields)),
            Ok(_) => Ok(Fields(Map::new())),
            Err(_) => Err(errors::invalid_json()),
        }
    }

    /// The field as it was sent, null included.
    pub(crate) fn raw(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The field unless it is null or an empty text.
    pub(crate) fn filled(&self, name: &str) -> Option<&Value> {
        self.raw(name).filter(|value| !value.is_null() && value.as_str() != Some(""))
    }

    /// The field as text, if it is filled with a text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.filled(name).and_then(Value::as_str)
    }
}

/// A whole number, or the text of one.
pub(crate) fn as_id(value: &Value) -> Option<u32> {
    let number = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())?;
    u32::try_from(number).ok()
}

fn leading_number(text: &str) -> i64 {
    let text = text.trim_start();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let number: i64 = digits[..length].parse().unwrap_or(0);
    if text.starts_with('-') { -number } else { number }
}

/// The id in a path; 0, which nothing has, if it is none.
pub(crate) fn number(id: &str) -> u32 {
    id.parse().unwrap_or(0)
}
