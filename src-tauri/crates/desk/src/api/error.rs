//! The closed set of errors that the window knows. A variant exists only because the window says
//! something of its own about it.

use chrono::{DateTime, Utc};
use domain::validate::FieldError;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Why a command did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DeskError {
    /// Something typed is not right; each complaint names its field.
    #[error("{} fields need correction", fields.len())]
    Invalid {
        /// The complaints.
        fields: Vec<FieldError>,
    },
    /// The thing no longer exists.
    #[error("not found")]
    NotFound,
    /// It is no longer in a state that allows this; the window shows a fresh one.
    #[error("no longer possible")]
    NotPossible,
    /// It was sent already and cannot be withdrawn.
    #[error("already sent")]
    TooLate,
    /// No workspace is open.
    #[error("no workspace is open")]
    NoWorkspace,
    /// The workspace file.
    #[error("workspace: {problem:?}")]
    Storage {
        /// What about it.
        problem: StorageProblem,
    },
    /// Snipe-IT.
    #[error("Snipe-IT: {problem:?}")]
    Server {
        /// What about it.
        problem: ServerProblem,
    },
    /// The keyring.
    #[error("keyring: {problem:?}")]
    Keyring {
        /// What about it.
        problem: KeyringProblem,
    },
}

/// What is wrong with the workspace file. It is never overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StorageProblem {
    /// The disk is full.
    DiskFull,
    /// The folder or file may not be written.
    ReadOnly,
    /// Another process holds it.
    Locked,
    /// It is damaged.
    Corrupt,
    /// A newer version of Toolcrib wrote it.
    Newer,
    /// Anything else; the log says what.
    Other,
}

/// What is wrong between here and Snipe-IT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ServerProblem {
    /// No such host.
    NoSuchHost,
    /// Nothing listens there.
    ConnectionRefused,
    /// No answer in time.
    TimedOut,
    /// The connection broke.
    ConnectionLost,
    /// This computer does not know who signed the certificate.
    UnknownCertificate,
    /// The certificate is out of date.
    ExpiredCertificate,
    /// The certificate is for another host.
    WrongHostCertificate,
    /// It is not the certificate that was pinned. Nothing was sent.
    ChangedCertificate,
    /// Any other trouble with TLS.
    BadCertificate,
    /// Asked us to slow down.
    Throttled {
        /// Until then.
        until: Option<DateTime<Utc>>,
    },
    /// It has trouble of its own.
    Trouble,
    /// It said no.
    Refused {
        /// In its own words.
        message: String,
    },
    /// Something answered that is not Snipe-IT's API.
    NotSnipeIt,
    /// The token is not accepted.
    TokenRefused,
    /// The token may not do this.
    Forbidden,
    /// An answer that cannot be understood.
    Malformed,
}

/// What is wrong with the keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum KeyringProblem {
    /// This computer has none, or it does not run.
    Missing,
    /// It stays locked.
    Locked,
    /// It was asked and has not answered yet; it may be asking its owner to unlock it.
    Opening,
    /// Anything else; the log says what.
    Other,
}
