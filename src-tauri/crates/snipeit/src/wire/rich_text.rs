//! Notes of the activity log come as rendered Markdown; people get the text.

use html_escape::decode_html_entities;

/// The text of rendered Markdown: tags go, what they broke apart stays apart, entities are decoded.
pub(crate) fn plain(html: &str) -> Option<String> {
    let text = decode_html_entities(&without_tags(html)).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag, after)) = next_tag(rest) {
        text.push_str(before);
        if breaks_line(tag) && !text.ends_with('\n') {
            text.push('\n');
        }
        rest = after.strip_prefix('\n').filter(|_| breaks_line(tag)).unwrap_or(after);
    }
    text + rest
}

/// What stands before the next tag, the tag's inside, what stands after it.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + html[from..].find('<')?;
        let inside = &html[start + 1..];
        if inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let end = inside.find('>')?;
            return Some((&html[..start], &inside[..end], &inside[end + 1..]));
        }
        from = start + 1;
    }
}

fn breaks_line(tag: &str) -> bool {
    let name = tag.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
    let ends_block = ["/p", "/li", "/div", "/h1", "/h2", "/h3", "/h4", "/blockquote", "/pre"];
    name.eq_ignore_ascii_case("br") || ends_block.iter().any(|end| name.eq_ignore_ascii_case(end))
}
