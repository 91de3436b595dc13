//! Which server a workspace belongs to, and why it is believed to be that one.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono_tz::Tz;
use domain::validate::{FieldError, Problem};
use serde::{Deserialize, Serialize};
use snipeit::{AddressError, Authority, BaseUrl, Fingerprint, Presented, Server};

use crate::api::{
    Certificate, ConnectionTrust, DeskError, ServerProblem, StorageProblem, StoredTrust,
    TrustChoice,
};
use crate::db::blocking;

/// Until the handshake must be through: a person waits for it.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// The largest file of an authority that is read.
const LARGEST_FILE: u64 = 1024 * 1024;

/// What makes the connection trusted, as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Trust {
    /// Whom this computer trusts anyway.
    #[default]
    System,
    /// One certificate.
    Pinned {
        /// Its fingerprint.
        fingerprint: String,
    },
    /// They, and whatever the authority of a file has signed.
    Authority {
        /// The file's name.
        file: String,
        /// Its certificates.
        pem: String,
    },
    /// Nothing: the connection is not encrypted, and a person accepted that.
    Plain,
}

/// Reads an address as people paste it, and the choice of what makes its server trusted.
pub async fn choose(address: &str, choice: &TrustChoice) -> Result<(BaseUrl, Trust), DeskError> {
    let base = match choice {
        TrustChoice::Plain => BaseUrl::parse_insecure(address),
        _ => BaseUrl::parse(address),
    };
    let base = base.map_err(|error| invalid("address", address_problem(error)))?;
    let trust = match choice {
        _ if !base.is_encrypted() => Trust::Plain,
        TrustChoice::System | TrustChoice::Plain => Trust::System,
        TrustChoice::Pin { fingerprint } => pin(fingerprint)?,
        TrustChoice::Authority { path } => authority(path).await?,
    };
    Ok((base, trust))
}

/// The server as the client needs it.
pub fn server(address: &str, trust: &Trust, zone: Tz) -> Result<Server, DeskError> {
    let base = match trust {
        Trust::Plain => BaseUrl::parse_insecure(address),
        _ => BaseUrl::parse(address),
    };
    Ok(Server { base: base.map_err(|_| corrupt())?, trust: trust.for_client()?, zone })
}

/// How far a server can be trusted. Nothing but a handshake is sent.
pub async fn look(base: &BaseUrl, trust: &Trust) -> Result<ConnectionTrust, DeskError> {
    if !base.is_encrypted() {
        return Ok(ConnectionTrust::Plain);
    }
    let presented = snipeit::presented(base, &trust.for_client()?, HANDSHAKE).await?;
    Ok(trust.judged(presented))
}

impl Trust {
    /// As the window sees it.
    pub fn shown(&self) -> StoredTrust {
        match self.clone() {
            Self::System => StoredTrust::System,
            Self::Pinned { fingerprint } => StoredTrust::Pinned { fingerprint },
            Self::Authority { file, .. } => StoredTrust::Authority { file },
            Self::Plain => StoredTrust::Plain,
        }
    }

    fn for_client(&self) -> Result<snipeit::Trust, DeskError> {
        Ok(match self {
            Self::System | Self::Plain => snipeit::Trust::System,
            Self::Pinned { fingerprint } => {
                snipeit::Trust::Pinned(fingerprint.parse().map_err(|_| corrupt())?)
            }
            Self::Authority { pem, .. } => {
                let authority = Authority::from_pem(pem.as_bytes()).map_err(|_| corrupt())?;
                snipeit::Trust::Authority(authority)
            }
        })
    }

    fn judged(&self, presented: Presented) -> ConnectionTrust {
        let protocol = presented.protocol.to_owned();
        let certificate = certificate(presented.certificate);
        match (presented.verified, self) {
            (Err(problem), _) => {
                ConnectionTrust::Untrusted { protocol, certificate, problem: problem.into() }
            }
            (Ok(()), Self::Pinned { .. }) => ConnectionTrust::Pinned { protocol, certificate },
            (Ok(()), Self::Authority { file, .. }) => {
                ConnectionTrust::Authority { protocol, file: file.clone() }
            }
            (Ok(()), Self::System | Self::Plain) => ConnectionTrust::Known { protocol },
        }
    }
}

/// Why this server cannot be talked to, if it cannot.
pub fn refusal(trust: &ConnectionTrust) -> Option<ServerProblem> {
    match trust {
        ConnectionTrust::Untrusted { problem, .. } => Some(problem.clone()),
        _ => None,
    }
}

fn certificate(certificate: snipeit::Certificate) -> Certificate {
    Certificate {
        fingerprint: certificate.fingerprint.to_string(),
        names: certificate.names,
        valid_from: certificate.valid_from,
        valid_until: certificate.valid_until,
    }
}

fn pin(text: &str) -> Result<Trust, DeskError> {
    let unreadable = |_| invalid("fingerprint", Problem::Unreadable);
    let fingerprint: Fingerprint = text.parse().map_err(unreadable)?;
    Ok(Trust::Pinned { fingerprint: fingerprint.to_string() })
}

/// Takes the certificates out of a file, and nothing else: it may hold a key as well.
async fn authority(path: &str) -> Result<Trust, DeskError> {
    let path = path.trim();
    if path.is_empty() {
        return Err(invalid("authority", Problem::Required));
    }
    let file = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = read_text(PathBuf::from(path)).await.map_err(|error| {
        tracing::warn!(%error, "the authority's file cannot be read");
        invalid("authority", Problem::Unknown)
    })?;
    let pem = certificates(&text);
    Authority::from_pem(pem.as_bytes()).map_err(|_| invalid("authority", Problem::Unreadable))?;
    Ok(Trust::Authority { file, pem })
}

async fn read_text(path: PathBuf) -> std::io::Result<String> {
    blocking(move || {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.take(LARGEST_FILE).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    })
    .await
}

fn certificates(text: &str) -> String {
    let mut inside = false;
    let kept = text.lines().map(str::trim).filter(|line| {
        let begins = *line == "-----BEGIN CERTIFICATE-----";
        let ends = *line == "-----END CERTIFICATE-----";
        let keep = inside || begins;
        inside = keep && !ends;
        keep
    });
    kept.map(|line| format!("{line}\n")).collect()
}

fn address_problem(error: AddressError) -> Problem {
    match error {
        AddressError::Empty => Problem::Required,
        AddressError::NotSecure => Problem::NotSecure,
        _ => Problem::NotAnAddress,
    }
}

/// One complaint about a field.
pub fn invalid(field: &str, problem: Problem) -> DeskError {
    DeskError::Invalid { fields: vec![FieldError { field: field.to_owned(), problem }] }
}

fn corrupt() -> DeskError {
    DeskError::Storage { problem: StorageProblem::Corrupt }
}
