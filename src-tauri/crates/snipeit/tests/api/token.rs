use snipeit::{ApiToken, TokenError};

use super::support::{FakeServer, TOKEN, client};

#[test]
fn blanks_line_breaks_and_bearer_around_a_token_are_dropped() {
    for pasted in ["abc.def", " abc.def\r\n", "Bearer abc.def", "bearer   abc.def\n"] {
        assert_eq!(ApiToken::parse(pasted).unwrap().expose(), "abc.def", "{pasted:?}");
    }
}

#[test]
fn what_cannot_be_a_token_is_refused() {
    for (pasted, problem) in [
        ("", TokenError::Empty),
        (" \n", TokenError::Empty),
        ("Bearer ", TokenError::Empty),
        ("abc def", TokenError::BadCharacter),
        ("abc\ndef", TokenError::BadCharacter),
        ("abc\u{7}def", TokenError::BadCharacter),
        ("abcdéf", TokenError::BadCharacter),
        ("abc\u{200b}def", TokenError::BadCharacter),
    ] {
        assert_eq!(ApiToken::parse(pasted).unwrap_err(), problem, "{pasted:?}");
    }
}

#[tokio::test]
async fn neither_a_token_nor_a_client_prints_the_secret() {
    let server = FakeServer::recorded("version").await;
    let client = client(&server);
    let printed = format!("{:?} {client:?}", ApiToken::parse(TOKEN).unwrap());
    assert!(!printed.contains(TOKEN), "{printed}");
    assert!(printed.contains("redacted"), "{printed}");
}
