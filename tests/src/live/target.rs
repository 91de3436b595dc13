//! Which server is tried out, and how it is told.

use std::env;
use std::fmt;
use std::time::Duration;

use anyhow::{Context, Result};
use desk::api::TrustChoice;
use snipeit::{ApiToken, BaseUrl, Client, Server, Trust};

/// Each look costs some five requests of the 120 that a server allows in a minute.
const GLANCE: Duration = Duration::from_secs(5);

/// A server, and what may be touched there.
#[derive(Clone)]
pub struct Target {
    address: String,
    token: String,
    fingerprint: Option<String>,
    tags: Vec<String>,
    zone: Option<String>,
    glance: Duration,
}

impl Target {
    /// A server whose certificate this computer trusts, on which assets may be created.
    pub fn new(address: &str, token: &str) -> Target {
        Target {
            address: address.to_owned(),
            token: token.to_owned(),
            fingerprint: None,
            tags: Vec::new(),
            zone: None,
            glance: GLANCE,
        }
    }

    /// The server of the environment, if it names one: `TOOLCRIB_LIVE_URL`, `_TOKEN`, and if
    /// wanted `_ASSETS` (tags), `_FINGERPRINT` and `_ZONE`.
    pub fn from_environment() -> Option<Target> {
        let target = Target::new(&variable("URL")?, &variable("TOKEN")?);
        let tags = variable("ASSETS").unwrap_or_default();
        let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        Some(Target {
            fingerprint: variable("FINGERPRINT"),
            zone: variable("ZONE"),
            tags: tags.map(str::to_owned).collect(),
            ..target
        })
    }

    /// The same server, known by its certificate's fingerprint.
    #[must_use]
    pub fn pinned(self, fingerprint: &str) -> Target {
        Target { fingerprint: Some(fingerprint.to_owned()), ..self }
    }

    /// The same server; nothing but these assets is touched.
    #[must_use]
    pub fn touching(self, tags: &[&str]) -> Target {
        Target { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..self }
    }

    /// The same server, looked at this often while waiting.
    #[must_use]
    pub fn looked_at_every(self, glance: Duration) -> Target {
        Target { glance, ..self }
    }

    /// Its address as it was given.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    pub(super) fn tags(&self) -> &[String] {
        &self.tags
    }

    pub(super) fn zone(&self) -> Option<&str> {
        self.zone.as_deref()
    }

    pub(super) fn glance(&self) -> Duration {
        self.glance
    }

    /// Whether the server is known by its fingerprint alone.
    pub(super) fn is_pinned(&self) -> bool {
        self.fingerprint.is_some()
    }

    pub(super) fn trust(&self) -> TrustChoice {
        match self.fingerprint.clone() {
            Some(fingerprint) => TrustChoice::Pin { fingerprint },
            None => TrustChoice::System,
        }
    }

    /// The API as another program would use it, beside the desk.
    pub(super) fn client(&self) -> Result<Client> {
        let trust = match &self.fingerprint {
            Some(fingerprint) => Trust::Pinned(fingerprint.parse()?),
            None => Trust::System,
        };
        let base = BaseUrl::parse(&self.address).context("this is no address")?;
        let zone = self.zone().unwrap_or("UTC").parse().context("there is no such time zone")?;
        Ok(Client::new(Server { base, zone, trust }, ApiToken::parse(&self.token)?)?)
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Target");
        shown.field("address", &self.address).field("tags", &self.tags).finish_non_exhaustive()
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(format!("TOOLCRIB_LIVE_{name}")).ok().filter(|value| !value.is_empty())
}
