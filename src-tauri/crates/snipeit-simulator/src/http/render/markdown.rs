//! Notes are Markdown to the server: emphasis and links are rendered, HTML is escaped.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::escaped;

/// In front of a note it keeps "- x" or "1. x" from becoming a list: the server renders no blocks.
const GUARD: &str = "·";

/// One note as it appears in replies.
pub(super) fn rendered(note: &str) -> String {
    let text: String = Parser::new(&format!("{GUARD}{note}")).map(piece).collect();
    text.strip_prefix(GUARD).unwrap_or(&text).to_owned()
}

fn piece(event: Event) -> String {
    match event {
        Event::Start(tag) => opening(&tag),
        Event::End(tag) => closing(tag).to_owned(),
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => escaped(&text),
        Event::Code(text) => format!("<code>{}</code>", escaped(&text)),
        Event::SoftBreak | Event::HardBreak => "\n".to_owned(),
        _ => String::new(),
    }
}

fn opening(tag: &Tag) -> String {
    match tag {
        Tag::Emphasis => "<em>".to_owned(),
        Tag::Strong => "<strong>".to_owned(),
        Tag::Link { dest_url, .. } => format!("<a href=\"{}\">", escaped(dest_url)),
        _ => String::new(),
    }
}

fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Link => "</a>",
        _ => "",
    }
}
