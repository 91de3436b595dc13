//! What is asked, before it is sent. Reading and changing are different types: only a [`Query`]
//! can be handed to the code that tries again.

use reqwest::Method;
use serde_json::Value;

/// A request, as it goes over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The segments below the server's address, not yet escaped.
    pub(crate) place: Vec<String>,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Body,
    pub(crate) about: About,
}

/// What a request carries.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    Nothing,
    Json(Value),
    File(Upload),
}

/// A file to keep with an asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The file's name; its ending decides whether the server takes it.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
    /// A note to go with it.
    pub note: Option<String>,
}

/// What a request is about: whether "there is none" can be its answer, and in which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// A list, or a page that always exists.
    List,
    /// One record that may be absent.
    Record,
    /// A change to a record.
    Change,
}

/// A request that changes nothing and may be sent again.
#[derive(Debug, Clone)]
pub(crate) struct Query(Request);

/// A request that changes something. It is sent once, and neither copied nor tried again.
#[derive(Debug)]
pub(crate) struct Change(Request);

impl Query {
    /// Reads a list, or whatever always exists.
    pub(crate) fn list(path: &str) -> Self {
        let path: Vec<&str> = path.split('/').collect();
        Self(Request::new(Method::GET, api(&path), About::List))
    }

    /// Reads one record that may be absent.
    pub(crate) fn one(path: &[&str]) -> Self {
        Self(Request::new(Method::GET, api(path), About::Record))
    }

    /// Asks whether the server works; this is not below `api/v1`.
    pub(crate) fn health() -> Self {
        Self(Request::new(Method::GET, vec!["health".to_owned()], About::List))
    }

    /// Adds a parameter; a misspelt one is ignored by the server without a word.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.0.query.push((name, value.to_string()));
        self
    }

    /// Adds which part of the list is wanted.
    pub(crate) fn part(self, offset: u32, limit: u32) -> Self {
        self.with("offset", offset).with("limit", limit)
    }

    pub(crate) fn request(&self) -> &Request {
        &self.0
    }
}

impl Change {
    /// Changes a record.
    pub(crate) fn patch(path: &[&str], body: Value) -> Self {
        let request = Request::new(Method::PATCH, api(path), About::Change);
        Self(Request { body: Body::Json(body), ..request })
    }

    /// Creates a record, or has something done.
    pub(crate) fn post(path: &[&str], body: Value) -> Self {
        let request = Request::new(Method::POST, api(path), About::Change);
        Self(Request { body: Body::Json(body), ..request })
    }

    /// Keeps a file with a record.
    pub(crate) fn upload(path: &[&str], file: Upload) -> Self {
        let request = Request::new(Method::POST, api(path), About::Change);
        Self(Request { body: Body::File(file), ..request })
    }

    pub(crate) fn into_request(self) -> Request {
        self.0
    }
}

impl Request {
    fn new(method: Method, place: Vec<String>, about: About) -> Self {
        Self { method, place, query: Vec::new(), body: Body::Nothing, about }
    }

    /// The method, and the path below the API: no host, no query.
    pub(crate) fn label(&self) -> String {
        let path = self.place.strip_prefix(&api(&[])[..]).unwrap_or(&self.place);
        format!("{} {}", self.method, path.join("/"))
    }
}

fn api(path: &[&str]) -> Vec<String> {
    ["api", "v1"].iter().chain(path).map(|segment| (*segment).to_owned()).collect()
}
