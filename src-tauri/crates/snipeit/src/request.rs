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
    pub(crate) about: About,
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

impl Request {
    /// Reads a list, or whatever always exists.
    pub(crate) fn list(path: &str) -> Self {
        Self::get(path.to_owned(), About::List)
    }

    /// Reads one record that may be absent.
    pub(crate) fn one(path: String) -> Self {
        Self::get(path, About::Record)
    }

    /// Changes a record.
    pub(crate) fn patch(path: String, body: Value) -> Self {
        Self { method: Method::PATCH, body: Some(body), ..Self::get(path, About::Change) }
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

    fn get(path: String, about: About) -> Self {
        Self { method: Method::GET, path, query: Vec::new(), body: None, about }
    }
}
