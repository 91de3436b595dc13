//! Why no answer came, from the types in the error's chain and never from its text.

use std::error::Error as StdError;
use std::io;

use rustls::{CertificateError, OtherError};

use crate::error::{Error, TlsProblem, Unreachable};
use crate::trust::verifier::NotThePinnedOne;

/// Classifies a failure to send, or to take in the answer.
pub(crate) fn unreachable(error: &reqwest::Error) -> Error {
    tracing::debug!(error = %error.to_string(), "no answer from Snipe-IT");
    let not_sent = error.is_connect() || error.is_builder();
    Error::Unreachable { cause: cause(error), may_have_arrived: !not_sent }
}

fn cause(error: &reqwest::Error) -> Unreachable {
    if let Some(tls) = find::<rustls::Error>(error) {
        return Unreachable::Tls(tls_problem(tls));
    }
    if error.is_dns() {
        return Unreachable::Dns;
    }
    if error.is_timeout() {
        return Unreachable::Timeout;
    }
    match find::<io::Error>(error).map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused) => Unreachable::Refused,
        Some(io::ErrorKind::TimedOut) => Unreachable::Timeout,
        Some(io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted) => {
            Unreachable::Reset
        }
        _ if error.is_connect() || error.is_builder() => Unreachable::Other,
        _ => Unreachable::Reset,
    }
}

/// Nothing was sent, for no trusted connection could be made.
pub(crate) fn tls(problem: TlsProblem) -> Error {
    Error::Unreachable { cause: Unreachable::Tls(problem), may_have_arrived: false }
}

/// This computer cannot set TLS up.
pub(crate) fn no_tls(error: &rustls::Error) -> Error {
    tracing::error!(%error, "TLS cannot be set up");
    tls(TlsProblem::Other)
}

/// What a failed handshake says of the certificate.
pub(crate) fn tls_problem(error: &rustls::Error) -> TlsProblem {
    let rustls::Error::InvalidCertificate(problem) = error else { return TlsProblem::Other };
    match problem {
        // The last two: a trusted authority of the same name did not sign it.
        CertificateError::UnknownIssuer
        | CertificateError::BadSignature
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            TlsProblem::UnknownIssuer
        }
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => TlsProblem::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsProblem::WrongName
        }
        CertificateError::Other(other) => other_problem(other),
        _ => TlsProblem::Other,
    }
}

/// A certificate made by `openssl req -x509` calls itself an authority; that it is self-signed is
/// what people need to know.
fn other_problem(error: &OtherError) -> TlsProblem {
    if error.0.is::<NotThePinnedOne>() {
        return TlsProblem::Changed;
    }
    match error.0.downcast_ref() {
        Some(webpki::Error::CaUsedAsEndEntity) => TlsProblem::UnknownIssuer,
        _ => TlsProblem::Other,
    }
}

/// The first error of a type in the chain. What an I/O error wraps is not its source, so it is
/// looked into as well.
fn find<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    let wrapped = || error.downcast_ref::<io::Error>()?.get_ref().and_then(|inner| find(inner));
    error.downcast_ref().or_else(wrapped).or_else(|| error.source().and_then(find))
}
