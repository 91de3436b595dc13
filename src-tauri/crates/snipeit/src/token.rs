//! The API token: in memory, and in nobody's eyes.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

/// A personal access token of Snipe-IT. Prints as redacted and cannot be serialised.
#[derive(Clone)]
pub struct ApiToken(SecretString);

/// Why a text cannot be a token. Never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TokenError {
    /// Nothing was given.
    #[error("the token is empty")]
    Empty,
    /// Something inside cannot be part of a token: a space, a line break, a letter beyond ASCII.
    #[error("the token contains a character that no token has")]
    BadCharacter,
}

impl ApiToken {
    /// Takes what people paste: with blanks or line breaks around it, or with `Bearer` before it.
    ///
    /// # Errors
    /// When nothing is left, or a character inside cannot be part of a token.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let token = without_bearer(text.trim());
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        if !token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(TokenError::BadCharacter);
        }
        Ok(Self(token.to_owned().into()))
    }

    /// The token itself, for the keyring and the request header.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

fn without_bearer(text: &str) -> &str {
    match text.split_once(char::is_whitespace) {
        Some((word, rest)) if word.eq_ignore_ascii_case("bearer") => rest.trim(),
        None if text.eq_ignore_ascii_case("bearer") => "",
        _ => text,
    }
}

impl fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiToken([redacted])")
    }
}
