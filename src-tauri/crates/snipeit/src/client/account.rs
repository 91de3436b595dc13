//! Who answers, and as whom.

use std::fmt;

use serde::Deserialize;

use super::Client;
use crate::error::Error;
use crate::request::Request;
use crate::wire::me::{Me, MeRow};
use crate::wire::read;

/// The version that the server says it is, such as `v8.1.4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The server's own text.
    pub text: String,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[derive(Deserialize)]
struct VersionRow {
    version: String,
}

impl Client {
    /// The server's version; the cheapest proof that it is Snipe-IT and takes the token.
    ///
    /// # Errors
    /// As any request.
    pub async fn version(&self) -> Result<Version, Error> {
        let answer = self.read(Request::list("version")).await?;
        let VersionRow { version } = read(&answer)?;
        Ok(Version { text: version })
    }

    /// The user behind the token.
    ///
    /// # Errors
    /// As any request.
    pub async fn me(&self) -> Result<Me, Error> {
        let answer = self.read(Request::list("users/me")).await?;
        Ok(read::<MeRow>(&answer)?.me())
    }
}
