//! Carrying a choice of trust out during the handshake.

use std::sync::Arc;

use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{self, CryptoProvider};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use thiserror::Error as ThisError;

use super::{Fingerprint, Trust};

/// The server showed another certificate than the one that was pinned.
#[derive(Debug, ThisError)]
#[error("the server shows another certificate than the pinned one")]
pub(crate) struct NotThePinnedOne;

/// TLS that trusts so.
pub(crate) fn config(trust: &Trust) -> Result<ClientConfig, Error> {
    with_verifier(verifier(trust)?)
}

/// TLS that asks this verifier at every connection: a resumed session would show no certificate,
/// and a changed one must never go unseen.
pub(super) fn with_verifier(verifier: Arc<dyn ServerCertVerifier>) -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    let mut config = builder.with_no_client_auth();
    config.resumption = Resumption::disabled();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

pub(super) fn verifier(trust: &Trust) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    Ok(match trust {
        Trust::System => Arc::new(Verifier::new(provider())?),
        Trust::Authority(authority) => {
            Arc::new(Verifier::new_with_extra_roots(authority.0.iter().cloned(), provider())?)
        }
        Trust::Pinned(pinned) => Arc::new(Pin { pinned: *pinned, provider: provider() }),
    })
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(crypto::aws_lc_rs::default_provider())
}

/// Accepts one certificate. That the server has its key is verified as always.
#[derive(Debug)]
struct Pin {
    pinned: Fingerprint,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pin {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if Fingerprint::of(certificate) == self.pinned {
            return Ok(ServerCertVerified::assertion());
        }
        let changed = CertificateError::Other(OtherError(Arc::new(NotThePinnedOne)));
        Err(Error::InvalidCertificate(changed))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
