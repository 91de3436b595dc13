//! Whom to believe that a server is the right one.

use std::fmt;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use thiserror::Error;

mod fingerprint;
mod presented;
pub(crate) mod verifier;

pub use fingerprint::{Fingerprint, FingerprintError};
pub use presented::{Certificate, Presented, presented};

/// What makes a server's certificate trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Trust {
    /// Whom this computer trusts anyway.
    #[default]
    System,
    /// Them, and whatever a lab's own authority has signed.
    Authority(Authority),
    /// This one certificate and no other. Its names and dates do not matter: a person compared it.
    Pinned(Fingerprint),
}

/// The certificates of a lab's own authority.
#[derive(Clone, PartialEq, Eq)]
pub struct Authority(Vec<CertificateDer<'static>>);

/// Why a text holds no authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AuthorityError {
    /// There is no certificate in it.
    #[error("there is no certificate in this file")]
    Empty,
    /// There is one that cannot be read.
    #[error("a certificate in this file cannot be read")]
    Unreadable,
}

impl Authority {
    /// Reads the certificates of a PEM file; whatever else it holds is passed over.
    ///
    /// # Errors
    /// When there is no certificate in it, or one that cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, AuthorityError> {
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let certificates = certificates.map_err(|_| AuthorityError::Unreadable)?;
        if certificates.is_empty() {
            return Err(AuthorityError::Empty);
        }
        let mut roots = RootCertStore::empty();
        for certificate in &certificates {
            roots.add(certificate.clone()).map_err(|_| AuthorityError::Unreadable)?;
        }
        Ok(Self(certificates))
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authority({} certificates)", self.0.len())
    }
}
