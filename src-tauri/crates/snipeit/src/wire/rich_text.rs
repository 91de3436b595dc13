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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain;

    fn text(html: &str) -> String {
        plain(html).unwrap_or_default()
    }

    #[test]
    fn tags_go_and_what_was_typed_stays() {
        assert_eq!(text("for <em>PI</em> &amp; <strong>tese</strong>"), "for PI & tese");
        assert_eq!(text("<a href=\"https://x\">R-1042</a>"), "R-1042");
        assert_eq!(text("&lt;img src=x onerror=alert(1)&gt;"), "<img src=x onerror=alert(1)>");
    }

    #[test]
    fn lines_stay_apart() {
        assert_eq!(text("one<br />\ntwo"), "one\ntwo");
        assert_eq!(text("<p>one</p>\n<p>two</p>"), "one\ntwo");
        assert_eq!(text("<ul>\n<li>one</li>\n<li>two</li>\n</ul>"), "one\ntwo");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(text("3 < 4 and 5 > 4"), "3 < 4 and 5 > 4");
        assert_eq!(text("a <b without end"), "a <b without end");
    }

    #[test]
    fn nothing_is_no_note() {
        assert_eq!(plain(" <p></p> "), None);
    }

    proptest! {
        #[test]
        fn a_text_that_was_escaped_comes_back(typed in "[ -~é]{0,40}") {
            let typed = typed.trim();
            let html = format!("<p>{}</p>", html_escape::encode_safe(typed));
            prop_assert_eq!(text(&html), typed);
        }

        #[test]
        fn no_text_makes_it_panic(html in "([<>/ab&; é]|\\PC){0,40}") {
            let _ = plain(&html);
        }
    }
}
