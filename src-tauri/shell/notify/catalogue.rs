//! The words of messages: the window's own catalogue, so that both are translated together.

use std::collections::HashMap;

use desk::api::{Language, News, NotificationView};

const ENGLISH: &str = include_str!("../../../ui/messages/en/notifications.json");
const PORTUGUESE: &str = include_str!("../../../ui/messages/pt-PT/notifications.json");

/// A message in words.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// The first line; no service reads markup in it.
    pub title: String,
    /// The rest.
    pub body: String,
}

/// Words by key, with `{placeholders}`.
pub struct Catalogue(HashMap<String, String>);

type Values<'a> = &'a [(&'a str, &'a str)];

impl Catalogue {
    /// The words of a language.
    ///
    /// # Errors
    /// When the catalogue is not flat.
    pub fn of(language: Language) -> serde_json::Result<Self> {
        let words = match language {
            Language::English => ENGLISH,
            Language::Portuguese => PORTUGUESE,
        };
        serde_json::from_str(words).map(Self)
    }

    /// What the desktop says; nothing about what the technician just did.
    pub fn message(&self, view: &NotificationView) -> Option<Message> {
        let number = view.number.map(|number| number.to_string()).unwrap_or_default();
        let (kind, asset, tag, more) = match &view.news {
            News::Reserved { .. } => return None,
            News::CheckedOut { asset, tag, holder, activity } => {
                let holder = ("holder", holder.clone());
                match activity {
                    Some(row) => {
                        ("checked_out", asset, tag, vec![holder, ("activity", row.to_string())])
                    }
                    None => ("checked_out_unlogged", asset, tag, vec![holder]),
                }
            }
            News::Returned { asset, tag, activity: Some(row), .. } => {
                ("returned", asset, tag, vec![("activity", row.to_string())])
            }
            News::Returned { asset, tag, .. } => ("returned_unlogged", asset, tag, vec![]),
            News::Refused { asset, tag, .. } => ("refused", asset, tag, vec![]),
            News::Expired { asset, tag } => ("expired", asset, tag, vec![]),
            News::Disagreement { asset, tag, .. } if view.number.is_none() => {
                ("unclaimed", asset, tag, vec![])
            }
            News::Disagreement { asset, tag, .. } => ("disagreement", asset, tag, vec![]),
            News::LogRestored => return Some(self.words("log_restored", &[])),
        };
        let mut values = vec![("asset", asset.as_str()), ("tag", tag), ("number", &number)];
        values.extend(more.iter().map(|(name, value)| (*name, value.as_str())));
        Some(self.words(kind, &values))
    }

    /// One message for several.
    pub fn grouped(&self, count: usize) -> Message {
        self.words("grouped", &[("count", &count.to_string())])
    }

    /// The button that leads to the requisition.
    pub fn open(&self) -> String {
        self.line("notification_open", &[])
    }

    fn words(&self, kind: &str, values: Values<'_>) -> Message {
        let line = |part| self.line(&format!("notification_{kind}_{part}"), values);
        Message { title: line("title"), body: line("body") }
    }

    fn line(&self, key: &str, values: Values<'_>) -> String {
        self.0.get(key).map(|words| fill(words, values)).unwrap_or_default()
    }
}

/// Fills placeholders in one pass: a name that looks like a placeholder stays a name.
fn fill(words: &str, values: Values<'_>) -> String {
    let mut filled = String::new();
    let mut rest = words;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        filled.push_str(before);
        filled.extend(values.iter().filter(|(one, _)| *one == name).map(|(_, value)| *value));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests;
