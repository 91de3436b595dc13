//! From the crates' errors to the window's closed set.

use snipeit::{TlsProblem, Unreachable};

use crate::api::{DeskError, ServerProblem, StorageProblem};

impl From<workspace::Error> for DeskError {
    fn from(error: workspace::Error) -> Self {
        tracing::warn!(%error, "workspace");
        Self::Storage { problem: (&error).into() }
    }
}

impl From<&workspace::Error> for StorageProblem {
    fn from(error: &workspace::Error) -> Self {
        match error {
            workspace::Error::Newer { .. } => Self::Newer,
            workspace::Error::Corrupt(_) | workspace::Error::Value(_) => Self::Corrupt,
            workspace::Error::DiskFull => Self::DiskFull,
            workspace::Error::ReadOnly(_) => Self::ReadOnly,
            workspace::Error::Locked => Self::Locked,
            workspace::Error::Rule(_) | workspace::Error::Other(_) => Self::Other,
        }
    }
}

impl From<snipeit::Error> for DeskError {
    fn from(error: snipeit::Error) -> Self {
        tracing::warn!(%error, "Snipe-IT");
        Self::Server { problem: (&error).into() }
    }
}

impl From<&snipeit::Error> for ServerProblem {
    fn from(error: &snipeit::Error) -> Self {
        use snipeit::Error as E;
        match error {
            E::Unreachable { cause, .. } => unreachable(*cause),
            E::Throttled { retry_at } => Self::Throttled { until: Some(*retry_at) },
            E::ServerTrouble { .. } => Self::Trouble,
            E::Refused { message, .. } => Self::Refused { message: message.clone() },
            E::NotFound => Self::NotSnipeIt,
            E::Forbidden => Self::Forbidden,
            E::Unauthenticated => Self::TokenRefused,
            E::NotSnipeIt { .. } => Self::NotSnipeIt,
            E::Malformed { .. } => Self::Malformed,
        }
    }
}

fn unreachable(cause: Unreachable) -> ServerProblem {
    match cause {
        Unreachable::Dns => ServerProblem::NoSuchHost,
        Unreachable::Refused => ServerProblem::ConnectionRefused,
        Unreachable::Timeout => ServerProblem::TimedOut,
        Unreachable::Reset | Unreachable::Other => ServerProblem::ConnectionLost,
        Unreachable::Tls(problem) => problem.into(),
    }
}

impl From<TlsProblem> for ServerProblem {
    fn from(problem: TlsProblem) -> Self {
        match problem {
            TlsProblem::UnknownIssuer => Self::UnknownCertificate,
            TlsProblem::Expired => Self::ExpiredCertificate,
            TlsProblem::WrongName => Self::WrongHostCertificate,
            TlsProblem::Changed => Self::ChangedCertificate,
            TlsProblem::Other => Self::BadCertificate,
        }
    }
}
