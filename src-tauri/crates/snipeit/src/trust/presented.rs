//! What certificate a server shows, found out without saying anything to it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error as TlsError, SignatureScheme};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};
use x509_parser::time::ASN1Time;

use super::verifier::{verifier, with_verifier};
use super::{Fingerprint, Trust};
use crate::address::BaseUrl;
use crate::error::{Error, TlsProblem};
use crate::transport::{failure, http};

/// What a server showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// Its certificate. That it has the key was verified.
    pub certificate: Certificate,
    /// The version of TLS, such as "TLS 1.3".
    pub protocol: &'static str,
    /// Whether the certificate is trusted.
    pub verified: Result<(), TlsProblem>,
}

/// A certificate as people compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// The names and addresses it is for.
    pub names: Vec<String>,
    /// Valid from, if that can be read.
    pub valid_from: Option<DateTime<Utc>>,
    /// Valid until, if that can be read.
    pub valid_until: Option<DateTime<Utc>>,
}

/// Looks at the certificate that the server shows, whatever it is. The handshake is broken off
/// before anything could be asked: neither a request nor a token leaves this computer.
///
/// # Errors
/// When no certificate was shown: nobody answers, or what answers speaks no TLS. An `http`
/// address is not asked.
pub async fn presented(
    base: &BaseUrl,
    trust: &Trust,
    timeout: Duration,
) -> Result<Presented, Error> {
    if !base.is_encrypted() {
        return Err(failure::tls(TlsProblem::Other));
    }
    let onlooker = Arc::new(Onlooker::new(trust).map_err(|error| failure::no_tls(&error))?);
    let tls = with_verifier(onlooker.clone()).map_err(|error| failure::no_tls(&error))?;
    let http = http(base, tls).timeout(timeout).build();
    let http = http.map_err(|error| failure::unreachable(&error))?;
    match http.get(base.as_str()).send().await {
        Ok(_) => Err(failure::tls(TlsProblem::Other)),
        Err(error) => onlooker.seen().ok_or_else(|| failure::unreachable(&error)),
    }
}

/// Lets every certificate pass, remembers it, and breaks the handshake off after its signature.
#[derive(Debug)]
struct Onlooker {
    judge: Arc<dyn ServerCertVerifier>,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    shown: Option<(Certificate, Result<(), TlsProblem>)>,
    protocol: Option<&'static str>,
}

impl Onlooker {
    fn new(trust: &Trust) -> Result<Self, TlsError> {
        Ok(Self { judge: verifier(trust)?, seen: Mutex::default() })
    }

    fn seen(&self) -> Option<Presented> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (certificate, verified) = seen.shown.clone()?;
        Some(Presented { certificate, verified, protocol: seen.protocol? })
    }

    fn note(&self, note: impl FnOnce(&mut Seen)) {
        note(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn break_off(&self, protocol: &'static str) -> Result<HandshakeSignatureValid, TlsError> {
        self.note(|seen| seen.protocol = Some(protocol));
        Err(TlsError::General("seen enough".to_owned()))
    }
}

impl ServerCertVerifier for Onlooker {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let verdict = self.judge.verify_server_cert(certificate, intermediates, name, ocsp, now);
        let verdict = verdict.map(drop).map_err(|error| failure::tls_problem(&error));
        self.note(|seen| seen.shown = Some((read(certificate), verdict)));
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.judge.verify_tls12_signature(message, certificate, signed)?;
        self.break_off("TLS 1.2")
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.judge.verify_tls13_signature(message, certificate, signed)?;
        self.break_off("TLS 1.3")
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.judge.supported_verify_schemes()
    }
}

/// What cannot be read is left out; the fingerprint always can.
fn read(der: &CertificateDer<'_>) -> Certificate {
    let parsed = X509Certificate::from_der(der).ok().map(|(_, certificate)| certificate);
    let valid = parsed.as_ref().map(|certificate| certificate.validity());
    Certificate {
        fingerprint: Fingerprint::of(der),
        names: parsed.as_ref().map(names).unwrap_or_default(),
        valid_from: valid.and_then(|valid| utc(valid.not_before)),
        valid_until: valid.and_then(|valid| utc(valid.not_after)),
    }
}

/// The alternative names, or else the common one, which nobody verifies any more but people know.
fn names(certificate: &X509Certificate<'_>) -> Vec<String> {
    let alternative = certificate.subject_alternative_name().ok().flatten();
    let names: Vec<String> = alternative
        .iter()
        .flat_map(|extension| &extension.value.general_names)
        .filter_map(name)
        .collect();
    if !names.is_empty() {
        return names;
    }
    let common = certificate.subject().iter_common_name();
    common.filter_map(|name| name.as_str().ok().map(str::to_owned)).collect()
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(octets) => address(octets).map(|address| address.to_string()),
        _ => None,
    }
}

fn address(octets: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(octets).map(Ipv4Addr::from).map(IpAddr::from);
    v4.or_else(|_| <[u8; 16]>::try_from(octets).map(Ipv6Addr::from).map(IpAddr::from)).ok()
}

fn utc(time: ASN1Time) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(time.timestamp(), 0)
}
