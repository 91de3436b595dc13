//! What can go wrong, classified once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use thiserror::Error;

/// Why a request brought no usable answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Error {
    /// No complete answer came.
    #[error("Snipe-IT cannot be reached: {cause}")]
    Unreachable {
        /// What happened on the way.
        cause: Unreachable,
        /// Whether the request may have arrived nevertheless.
        may_have_arrived: bool,
    },
    /// The request limit is used up.
    #[error("Snipe-IT's request limit is used up until {retry_at}")]
    Throttled {
        /// When to try again.
        retry_at: DateTime<Utc>,
    },
    /// The server answers but cannot work: 5xx, or its set-up page because the database is down.
    #[error("Snipe-IT is in trouble (HTTP {status})")]
    ServerTrouble {
        /// The HTTP status.
        status: u16,
    },
    /// The server said no, and why.
    #[error("Snipe-IT refused: {message}")]
    Refused {
        /// The server's own words in one line.
        message: String,
        /// The same by the field they are about, as far as the server says so.
        fields: BTreeMap<String, Vec<String>>,
    },
    /// There is no such thing, or it belongs to a company that the token may not see.
    #[error("Snipe-IT has no such record")]
    NotFound,
    /// The token's user may not do this.
    #[error("the token's user may not do this")]
    Forbidden,
    /// The token is not, or no longer, valid.
    #[error("Snipe-IT does not accept the token")]
    Unauthenticated,
    /// Whatever answered, it was not Snipe-IT's API.
    #[error("this is not Snipe-IT's API: {seen}")]
    NotSnipeIt {
        /// What was seen instead.
        seen: String,
    },
    /// The answer is JSON but not what this request is answered with.
    #[error("Snipe-IT's answer cannot be read at {path}: {problem}")]
    Malformed {
        /// The place in the answer.
        path: String,
        /// What was wrong there.
        problem: String,
    },
}

/// What happened on the way to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unreachable {
    /// The name is unknown.
    #[error("the server's name is unknown")]
    Dns,
    /// Nobody listens there.
    #[error("the connection was refused")]
    Refused,
    /// It took too long.
    #[error("no answer in time")]
    Timeout,
    /// The connection broke.
    #[error("the connection broke")]
    Reset,
    /// No trusted connection could be made.
    #[error("the connection is not secure: {0}")]
    Tls(TlsProblem),
    /// Something else of the network.
    #[error("the network failed")]
    Other,
}

/// What is wrong with the server's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TlsProblem {
    /// Nobody trusted has signed it.
    #[error("nobody trusted has signed the certificate")]
    UnknownIssuer,
    /// It is too old, or not valid yet.
    #[error("the certificate is not valid at this time")]
    Expired,
    /// It is for another name.
    #[error("the certificate is for another name")]
    WrongName,
    /// It is not the one that was pinned. Nothing was sent.
    #[error("the certificate has changed")]
    Changed,
    /// Anything else of TLS.
    #[error("TLS failed")]
    Other,
}

impl Error {
    /// Whether a write that ended so may have been carried out: only reading can tell.
    #[must_use]
    pub fn answer_lost(&self) -> bool {
        match self {
            Self::Unreachable { may_have_arrived, .. } => *may_have_arrived,
            Self::ServerTrouble { .. } | Self::NotSnipeIt { .. } | Self::Malformed { .. } => true,
            Self::Throttled { .. }
            | Self::Refused { .. }
            | Self::NotFound
            | Self::Forbidden
            | Self::Unauthenticated => false,
        }
    }

    /// Whether a read is worth another try soon.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Throttled { .. }
                | Self::ServerTrouble { .. }
                | Self::Unreachable { cause: Unreachable::Timeout | Unreachable::Reset, .. }
        )
    }
}
