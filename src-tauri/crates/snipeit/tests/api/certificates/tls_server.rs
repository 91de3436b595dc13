//! A server on loopback that speaks TLS with a certificate made for the test, and keeps what it
//! heard.

use std::sync::{Arc, Mutex};

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion};
use snipeit::Fingerprint;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

const ANSWER: &str = "{\"version\": \"v8.1.4\"}";

/// A certificate and its key.
pub struct Identity {
    pub certificate: CertificateDer<'static>,
    key: KeyPair,
}

impl Identity {
    /// One that signed itself, as labs make them.
    pub fn self_signed(names: &[&str]) -> Self {
        Self::from(params(names))
    }

    /// One that signed itself, after a change.
    pub fn from(params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        Self { certificate: certificate.der().clone(), key }
    }

    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.certificate)
    }
}

/// What a certificate for these names says.
pub fn params(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    CertificateParams::new(names).unwrap()
}

/// A lab's own authority.
pub struct LabAuthority {
    issuer: Issuer<'static, KeyPair>,
    certificate: Certificate,
}

impl LabAuthority {
    pub fn new() -> Self {
        let mut params = params(&[]);
        params.distinguished_name.push(DnType::CommonName, "The lab's authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    pub fn pem(&self) -> String {
        self.certificate.pem()
    }

    pub fn signs(&self, params: CertificateParams) -> Identity {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Identity { certificate: certificate.der().clone(), key }
    }
}

/// The server.
pub struct TlsServer {
    pub address: String,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl TlsServer {
    pub async fn start(identity: &Identity) -> Self {
        Self::speaking(identity, rustls::ALL_VERSIONS).await
    }

    pub async fn speaking(
        identity: &Identity,
        versions: &[&'static SupportedProtocolVersion],
    ) -> Self {
        let acceptor = acceptor(identity, versions);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let heard = Arc::new(Mutex::default());
        tokio::spawn(serve(listener, acceptor, Arc::clone(&heard)));
        Self { address, heard }
    }

    /// Everything that came through a completed handshake.
    pub fn heard(&self) -> String {
        String::from_utf8_lossy(&self.heard.lock().unwrap()).into_owned()
    }
}

fn acceptor(identity: &Identity, versions: &[&'static SupportedProtocolVersion]) -> TlsAcceptor {
    let key = PrivateKeyDer::try_from(identity.key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_protocol_versions(versions).with_no_client_auth();
    let config = config.with_single_cert(vec![identity.certificate.clone()], key).unwrap();
    TlsAcceptor::from(Arc::new(config))
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor, heard: Arc<Mutex<Vec<u8>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(answer(acceptor.clone(), stream, Arc::clone(&heard)));
    }
}

async fn answer(acceptor: TlsAcceptor, stream: TcpStream, heard: Arc<Mutex<Vec<u8>>>) {
    let Ok(mut stream) = acceptor.accept(stream).await else { return };
    let mut part = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut part).await {
        let whole = {
            let mut heard = heard.lock().unwrap();
            heard.extend_from_slice(&part[..length]);
            heard.ends_with(b"\r\n\r\n")
        };
        if whole {
            let _ = stream.write_all(reply().as_bytes()).await;
            let _ = stream.shutdown().await;
            return;
        }
    }
}

fn reply() -> String {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
    format!("{head}\r\nContent-Length: {}\r\n\r\n{ANSWER}", ANSWER.len())
}
