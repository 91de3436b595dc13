//! Reading a code: what the text that a scanner sent says, before anything is looked up.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::ids::AssetId;

/// What a code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// The address of an asset on this server.
    Asset(AssetId),
    /// The address of whatever has this tag on this server.
    Tag(String),
    /// An address on another server; it is never opened.
    OtherServer {
        /// That server's name.
        host: String,
    },
    /// A text: a tag or a serial number.
    Text(String),
}

/// Reads a code. `servers` are the addresses under which this server is known.
#[must_use]
pub fn read_code(scanned: &str, servers: &[&str]) -> Code {
    let text = without_prefix(trimmed(scanned));
    match web_address(text) {
        Some(address) => read_address(&address, servers),
        None => Code::Text(text.to_owned()),
    }
}

/// Scanners put spaces and control characters round what they read.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control())
}

/// Without the AIM prefix, which names the kind of the code: "]C1" is Code 128.
fn without_prefix(text: &str) -> &str {
    match text.as_bytes() {
        [b']', kind, modifier, _, ..]
            if kind.is_ascii_alphabetic() && modifier.is_ascii_alphanumeric() =>
        {
            trimmed(&text[3..])
        }
        _ => text,
    }
}

fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

fn read_address(address: &Url, servers: &[&str]) -> Code {
    let below = servers.iter().find_map(|server| path_below(address, &Url::parse(server).ok()?));
    match below {
        Some(path) => page(&path).unwrap_or_else(|| Code::Text(address.to_string())),
        None => Code::OtherServer { host: address.host_str().unwrap_or_default().to_owned() },
    }
}

/// The segments after the server's own path; `None` when the address is of another server. Labels
/// outlive the step from http to https.
fn path_below(address: &Url, server: &Url) -> Option<Vec<String>> {
    let same = address.host() == server.host() && address.port() == server.port();
    let path = segments(address);
    let below = path.strip_prefix(segments(server).as_slice())?;
    same.then(|| below.to_vec())
}

/// The segments of a path, decoded; empty ones say nothing.
fn segments(url: &Url) -> Vec<String> {
    let decoded = |segment: &str| percent_decode_str(segment).decode_utf8_lossy().into_owned();
    let all = url.path_segments().into_iter().flatten();
    all.filter(|segment| !segment.is_empty()).map(decoded).collect()
}

fn page(path: &[String]) -> Option<Code> {
    match path {
        [page, id] if page == "hardware" => id.parse().ok().map(AssetId).map(Code::Asset),
        [page, tag] if page == "ht" => Some(Code::Tag(trimmed(tag).to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SERVERS: [&str; 2] = ["https://inventario.lab.example/snipe", "http://10.0.0.7:8080"];

    fn read(scanned: &str) -> Code {
        read_code(scanned, &SERVERS)
    }

    fn text(text: &str) -> Code {
        Code::Text(text.to_owned())
    }

    fn tag(tag: &str) -> Code {
        Code::Tag(tag.to_owned())
    }

    fn other(host: &str) -> Code {
        Code::OtherServer { host: host.to_owned() }
    }

    #[test]
    fn a_tag_comes_without_what_the_scanner_added() {
        let cases = [
            ("ML-0718", "ML-0718"),
            ("  ML-0718\r\n", "ML-0718"),
            ("]C1ML-0718", "ML-0718"),
            ("]Q3 ML-0718", "ML-0718"),
            ("]C1\u{1d}ML-0718", "ML-0718"),
            ("]C1]C1", "]C1"),
            ("]-1ML", "]-1ML"),
            ("]C", "]C"),
            ("]C1", "]C1"),
            ("ML 0718", "ML 0718"),
            ("]çãML", "]çãML"),
            ("", ""),
        ];
        for (scanned, expected) in cases {
            assert_eq!(read(scanned), text(expected), "{scanned:?}");
        }
    }

    #[test]
    fn an_address_of_this_server_names_an_asset() {
        let asset = Code::Asset(AssetId(718));
        let cases = [
            ("https://inventario.lab.example/snipe/hardware/718", &asset),
            ("http://inventario.lab.example/snipe/hardware/718/", &asset),
            ("HTTPS://INVENTARIO.Lab.Example/snipe/hardware/718?utm=qr#top", &asset),
            ("https://inventario.lab.example:443/snipe//hardware/718", &asset),
            ("]Q1https://inventario.lab.example/snipe/hardware/718", &asset),
            ("http://10.0.0.7:8080/hardware/718", &asset),
            ("https://inventario.lab.example/snipe/ht/ML-0718", &tag("ML-0718")),
            ("https://inventario.lab.example/snipe/ht/ML%2F07%2018/", &tag("ML/07 18")),
            ("http://10.0.0.7:8080/ht/%C3%81-1", &tag("Á-1")),
        ];
        for (scanned, expected) in cases {
            assert_eq!(read(scanned), *expected, "{scanned}");
        }
    }

    #[test]
    fn an_address_of_another_server_is_only_named() {
        let cases = [
            ("https://snipe.other.example/hardware/718", "snipe.other.example"),
            (
                "https://inventario.lab.example.evil.example/snipe/hardware/1",
                "inventario.lab.example.evil.example",
            ),
            ("https://inventario.lab.example@evil.example/snipe/hardware/1", "evil.example"),
            ("https://inventario.lab.example:8443/snipe/hardware/1", "inventario.lab.example"),
            ("https://inventario.lab.example/hardware/1", "inventario.lab.example"),
            ("https://inventario.lab.example/snipes/hardware/1", "inventario.lab.example"),
            ("http://10.0.0.7/hardware/718", "10.0.0.7"),
            ("http://[::1]/hardware/718", "[::1]"),
        ];
        for (scanned, host) in cases {
            assert_eq!(read(scanned), other(host), "{scanned}");
        }
    }

    #[test]
    fn a_page_of_this_server_that_is_no_asset_finds_nothing_else() {
        for page in ["users/5", "hardware", "hardware/5/edit", "hardware/-1", "hardware/4294967296"]
        {
            let address = format!("http://10.0.0.7:8080/{page}");
            assert_eq!(read(&address), text(&address));
        }
    }

    #[test]
    fn what_is_no_web_address_is_text() {
        for odd in ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b", "ML:0718", "http://"]
        {
            assert_eq!(read(odd), text(odd));
        }
    }

    #[test]
    fn an_address_that_cannot_be_read_is_no_server() {
        assert_eq!(read_code("https://a.example/hardware/1", &["", "::"]), other("a.example"));
    }

    proptest! {
        #[test]
        fn no_code_makes_it_panic(scanned in "(\\]C1|https?://|[/%.:@#?\\[\\]]|ht|hardware|\\PC){0,12}") {
            let _ = read(&scanned);
        }

        #[test]
        fn every_tag_survives_its_address(typed in "[!-~áç]{1,20}") {
            prop_assume!(typed != "." && typed != "..");
            let mut url = Url::parse(SERVERS[0]).expect("an address");
            url.path_segments_mut().expect("a path").extend(["ht", typed.as_str()]);
            prop_assert_eq!(read(url.as_str()), tag(&typed));
        }
    }
}
