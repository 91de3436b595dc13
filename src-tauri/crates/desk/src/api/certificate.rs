//! The server's certificate, and whether it is trusted.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::ServerProblem;

/// How far the connection can be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConnectionTrust {
    /// The connection is not encrypted: this computer itself, or after a plain warning.
    Plain,
    /// Somebody whom this computer knows has signed the certificate.
    Known {
        /// Such as "TLS 1.3".
        protocol: String,
    },
    /// The authority of the file that was named has signed it.
    Authority {
        /// Such as "TLS 1.3".
        protocol: String,
        /// The file's name.
        file: String,
    },
    /// It is the one certificate that was pinned.
    Pinned {
        /// Such as "TLS 1.3".
        protocol: String,
        /// That certificate.
        certificate: Certificate,
    },
    /// It is not trusted. Nothing but a handshake was sent.
    Untrusted {
        /// Such as "TLS 1.3".
        protocol: String,
        /// The certificate that the server shows.
        certificate: Certificate,
        /// What is wrong with it.
        problem: ServerProblem,
    },
}

/// A certificate as people compare it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Certificate {
    /// SHA-256 of the certificate: 64 hexadecimal digits, capital letters, no separators.
    pub fingerprint: String,
    /// The names it is for.
    pub names: Vec<String>,
    /// Valid from.
    pub valid_from: Option<DateTime<Utc>>,
    /// Valid until.
    pub valid_until: Option<DateTime<Utc>>,
}

/// What makes a connection trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TrustChoice {
    /// Whom this computer trusts anyway.
    System,
    /// This one certificate and no other.
    Pin {
        /// Its fingerprint, as [`Certificate::fingerprint`].
        fingerprint: String,
    },
    /// Whatever the authority in this file has signed.
    Authority {
        /// Where the file is; its contents are kept.
        path: String,
    },
    /// An `http://` address of another computer, after a plain warning.
    Plain,
}
