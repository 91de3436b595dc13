use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use snipeit::{Error, TlsProblem, Unreachable};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::support::{FakeServer, ZONE, client_of, quick, recorded};

async fn start(certificate: &str) -> String {
    let acceptor = acceptor(certificate);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    address
}

fn acceptor(certificate: &str) -> TlsAcceptor {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls");
    let chain = CertificateDer::from_pem_file(folder.join(format!("{certificate}.pem"))).unwrap();
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).unwrap();
    let config = ServerConfig::builder().with_no_client_auth();
    TlsAcceptor::from(Arc::new(config.with_single_cert(vec![chain], key).unwrap()))
}

fn untrusted(problem: TlsProblem) -> Error {
    Error::Unreachable { cause: Unreachable::Tls(problem), may_have_arrived: false }
}

#[tokio::test]
async fn a_certificate_that_a_lab_made_itself_is_named_as_such() {
    for certificate in ["authority", "server"] {
        let client = client_of(&start(certificate).await, ZONE, quick());
        let answer = client.version().await;
        assert_eq!(answer, Err(untrusted(TlsProblem::UnknownIssuer)), "{certificate}");
    }
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_no_secure_server() {
    let server = FakeServer::start([recorded("version")]).await;
    let client = client_of(&server.address.replace("http:", "https:"), ZONE, quick());
    assert_eq!(client.version().await, Err(untrusted(TlsProblem::Other)));
}
