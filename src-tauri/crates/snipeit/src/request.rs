//! What is asked, before it is sent.

use reqwest::Method;
use serde_json::Value;

/// A request to `api/v1`.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Value>,
    /// Whether it asks for one record, so that a bare "no" means that there is none.
    pub(crate) for_one: bool,
}

impl Request {
    /// Reads a list, or whatever always exists.
    pub(crate) fn list(path: &str) -> Self {
        Self::get(path.to_owned(), false)
    }

    /// Reads one record that may be absent.
    pub(crate) fn one(path: String) -> Self {
        Self::get(path, true)
    }

    /// Changes a record.
    pub(crate) fn patch(path: String, body: Value) -> Self {
        Self { method: Method::PATCH, body: Some(body), ..Self::get(path, false) }
    }

    /// Adds a parameter; a misspelt one is ignored by the server without a word.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Adds which part of the list is wanted.
    pub(crate) fn part(self, offset: u32, limit: u32) -> Self {
        self.with("offset", offset).with("limit", limit)
    }

    pub(crate) fn is_read(&self) -> bool {
        self.method == Method::GET
    }

    fn get(path: String, for_one: bool) -> Self {
        Self { method: Method::GET, path, query: Vec::new(), body: None, for_one }
    }
}
