//! Who answers, and as whom.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use super::Client;
use crate::error::Error;
use crate::request::Query;
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
        let answer = self.read(Query::list("version")).await?;
        let VersionRow { version } = read(&answer)?;
        Ok(Version { text: version })
    }

    /// Whether the server works, by its own word, which needs no token. Asked once: it is the
    /// honest answer while the other requests are sent to a set-up page.
    ///
    /// # Errors
    /// [`Error::ServerTrouble`] when its database is down or it is under maintenance; otherwise
    /// as any request.
    pub async fn health(&self) -> Result<(), Error> {
        let answer = self.once(Query::health().request()).await?;
        match answer.get("status").and_then(Value::as_str) {
            Some("ok") => Ok(()),
            _ => Err(Error::NotSnipeIt { seen: "another health report".to_owned() }),
        }
    }

    /// The user behind the token.
    ///
    /// # Errors
    /// As any request.
    pub async fn me(&self) -> Result<Me, Error> {
        let answer = self.read(Query::list("users/me")).await?;
        Ok(read::<MeRow>(&answer)?.me())
    }
}
